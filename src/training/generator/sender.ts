import { choices } from './cell.ts'
import { Headings } from './headings.ts'
import { Random } from './random.ts'
import { type CarrierEntry, carrierPool } from './values/carriers.ts'
import { type DateStyle, type Day, dateStyle, lastDayOf } from './values/dates.ts'
import type { CurrencyPlace } from './values/prices.ts'
import { type EquipmentStyle, equipmentStyle } from './vocabulary/equipment.ts'
import { HOME_COUNTRIES, type Language } from './vocabulary/languages.ts'
import { COMPANY_WORDS } from './vocabulary/phrases.ts'
import { REGIONS, type Region } from './vocabulary/places.ts'

/** Who makes a workbook, and the habits that hold all over it. */
export interface Sender {
  readonly random: Random
  readonly home: string
  readonly homeCurrency: string
  /** Language of headings and notes. */
  readonly language: Language
  readonly company: string
  /** The line whose sheet it is; null for a forwarder's sheet of many lines. */
  readonly carrier: CarrierEntry | null
  readonly carriers: readonly CarrierEntry[]
  readonly headings: Headings
  readonly equipment: EquipmentStyle
  readonly dates: DateStyle
  readonly from: Day
  readonly to: Day
  readonly currency: string
  readonly currencyPlace: CurrencyPlace
  readonly continental: boolean
  /** Which notation puts a currency into a heading. */
  readonly currencyNotation: number
  readonly look: Look
  readonly outbound: boolean
  /** Regions traded with. */
  readonly partners: readonly Region[]
}

/** Fills and weights of one hand; a plain look has none of them. */
export interface Look {
  readonly headerFill: string | null
  readonly headerBold: boolean
  readonly sectionFill: string | null
  readonly sectionBold: boolean
  readonly zebra: string | null
  readonly titleBold: boolean
}

const FILLS = [
  'FFFF00',
  'D9E1F2',
  '1F4E78',
  'C6E0B4',
  'F8CBAD',
  'BFBFBF',
  '00B0F0',
  'FFE699',
  '305496',
  'E2EFDA',
  '002060',
  'FFC000',
]
const PALE = ['F2F2F2', 'FFF2CC', 'DDEBF7', 'EDEDED', 'E2EFDA', 'FCE4D6', 'FFFF00']

function lookOf(random: Random): Look {
  if (random.chance(0.22)) {
    return {
      headerFill: null,
      headerBold: false,
      sectionFill: null,
      sectionBold: false,
      zebra: null,
      titleBold: false,
    }
  }
  return {
    headerFill: random.chance(0.7) ? random.pick(FILLS) : null,
    headerBold: random.chance(0.8),
    sectionFill: random.chance(0.55) ? random.pick(PALE) : null,
    sectionBold: random.chance(0.65),
    zebra: random.chance(0.08) ? 'F2F2F2' : null,
    titleBold: random.chance(0.7),
  }
}

const CONTINENTAL = [
  'DE',
  'FR',
  'ES',
  'IT',
  'NL',
  'BE',
  'TR',
  'RU',
  'BR',
  'PT',
  'AR',
  'CL',
  'PL',
  'DK',
  'VN',
  'ID',
  'AT',
]

/** Chooses a sender; all that follows for the workbook is drawn from its own stream of chance. */
export function chooseSender(seed: number): Sender {
  const random = new Random(seed)
  const country = random.weighted(HOME_COUNTRIES.map((home) => [home.country, home.weight] as const))
  const home = HOME_COUNTRIES.find((one) => one.country === country)!
  const language: Language = random.chance(0.55) ? home.language : 'en'
  const carriers = carrierPool(random)
  const year = random.int(2022, 2027)
  const month = random.int(1, 12)
  const half = random.int(0, 3)
  const from: Day = { year, month, day: half === 2 ? 16 : half === 3 ? random.int(2, 14) : 1 }
  const end = half === 1 ? 15 : lastDayOf(year, month)
  const to: Day = random.chance(0.15)
    ? { year: month > 9 ? year + 1 : year, month: ((month + 2) % 12) + 1, day: 28 }
    : { year, month, day: end }
  const own = (Object.keys(REGIONS) as Region[]).filter((region) =>
    (REGIONS[region] as readonly string[]).includes(country),
  )
  const partners = random.sample(
    (Object.keys(REGIONS) as Region[]).filter(
      (region) => !own.includes(region) && region !== 'north_china' && region !== 'central_europe',
    ),
    random.int(1, 5),
  )
  const euro = home.currency === 'EUR' || home.currency === 'GBP'
  return {
    random,
    home: country,
    homeCurrency: home.currency,
    language,
    company: companyName(random, language),
    carrier: random.chance(0.35) ? carriers[0]! : null,
    carriers,
    headings: new Headings(random.fork(), language),
    equipment: equipmentStyle(random, language),
    dates: dateStyle(random, country, language),
    from,
    to,
    currency: random.chance(euro ? 0.4 : 0.06) ? home.currency : 'USD',
    currencyPlace: random.weighted<CurrencyPlace>([
      ['column', 22],
      ['heading', 16],
      ['group', 6],
      ['title', 14],
      ['key_value', 8],
      ['note', 10],
      ['cell', 6],
      ['format', 8],
      ['nowhere', 10],
    ]),
    continental: language !== 'en' && CONTINENTAL.includes(country),
    currencyNotation: random.int(0, 10),
    look: lookOf(random),
    outbound: random.chance(0.75),
    partners,
  }
}

function companyName(random: Random, language: Language): string {
  const own =
    language === 'zh' || language === 'vi' || language === 'ja' || language === 'ko'
      ? COMPANY_WORDS[language]
      : null
  if (own && random.chance(0.7)) return random.pick(choices(own))
  const name = `${random.pick(choices(COMPANY_WORDS.first))} ${random.pick(choices(COMPANY_WORDS.second))}${random.pick(choices(COMPANY_WORDS.end))}`
  return random.chance(0.4) ? name.toUpperCase() : name
}
