import { choices } from './cell.ts'
import type { Random } from './random.ts'
import type { Sender } from './sender.ts'
import { dateText } from './values/dates.ts'
import { REGION_NAMES } from './vocabulary/phrases.ts'
import type { Region } from './vocabulary/places.ts'
import { placesOf } from './vocabulary/places.ts'
import { MONTHS } from './vocabulary/words.ts'

/** A region as a sender names it. */
export function regionName(sender: Sender, region: Region): string {
  const names = REGION_NAMES[region]!
  return sender.random.pick(choices((sender.random.chance(0.8) && names[sender.language]) || names.en))
}

const REGION_CODES: Partial<Record<Region, readonly string[]>> = {
  north_america: ['NAR', 'NAM', 'NORAM', 'AMER', 'Americas'],
  mexico_central_america: ['LATAM', 'LAM', 'AMER'],
  caribbean: ['LATAM', 'LAM'],
  west_coast_south_america: ['LATAM', 'LAM', 'AMER'],
  east_coast_south_america: ['LATAM', 'LAM', 'AMER'],
  north_europe: ['EMEA', 'EUR', 'NEU', 'Europe'],
  mediterranean: ['EMEA', 'MED', 'EUR'],
  black_sea: ['EMEA'],
  central_europe: ['EMEA', 'EUR'],
  middle_east: ['EMEA', 'MEA', 'MENA', 'Middle East'],
  red_sea: ['EMEA', 'MEA'],
  east_africa: ['EMEA', 'AFR', 'Africa'],
  west_africa: ['EMEA', 'AFR', 'Africa'],
  southern_africa: ['EMEA', 'AFR', 'Africa'],
  indian_subcontinent: ['APAC', 'ISC'],
  south_east_asia: ['APAC', 'SEA', 'Asia'],
}

/** The abbreviation that a region goes by in tenders. */
export function regionCode(region: Region, random: Random): string {
  return random.pick(REGION_CODES[region] ?? ['APAC', 'ASIA', 'FEA'])
}

/** Fills the braces of a phrase with what fits the sender; amounts are invented. */
export function fillPhrase(
  phrase: string,
  sender: Sender,
  given: { place?: string; region?: string } = {},
): string {
  const { random } = sender
  return phrase.replace(/\{(\w+)\}/g, (_, key: string) => {
    switch (key) {
      case 'company':
        return sender.company
      case 'carrier':
        return (sender.carrier ?? sender.carriers[0]!).name
      case 'region':
        return given.region ?? regionName(sender, random.pick(sender.partners))
      case 'place': {
        const ports = placesOf([sender.home], 'port')
        return given.place ?? (ports.length > 0 ? random.pick(ports).name : sender.home)
      }
      case 'from':
        return dateText(sender.from, sender.dates)
      case 'to':
        return dateText(sender.to, sender.dates)
      case 'month': {
        const month = (MONTHS[sender.language] ?? MONTHS.en!).split('|')[sender.from.month - 1]!
        return ['zh', 'ja', 'ko', 'vi'].includes(sender.language) ? String(sender.from.month) : month
      }
      case 'year':
        return String(sender.from.year)
      case 'cur':
        return random.chance(0.75) ? sender.currency : sender.homeCurrency
      case 'n':
        return String(random.pick([10, 15, 20, 25, 30, 35, 40, 50, 60, 75, 100, 150]))
      case 'n2':
        return String(random.pick([30, 40, 60, 80, 100, 120, 200, 300]))
      case 'd':
        return String(random.pick([4, 5, 7, 10, 14, 21]))
      case 'ref':
        return `${random.pick(['SC', 'Q', 'TPC', '26-'])}${random.int(1000, 99999)}`
      default:
        return ''
    }
  })
}
