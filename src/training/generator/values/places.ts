import { readReferenceCsv, splitField } from '../../../reference/csv.ts'
import { choices } from '../cell.ts'
import { misspell } from '../headings.ts'
import type { Random } from '../random.ts'
import type { PlaceEntry } from '../vocabulary/places.ts'
import { PORT_GROUPS } from '../vocabulary/words.ts'

const FORMS = [
  'name',
  'upper',
  'name_country',
  'upper_country',
  'code',
  'name_code',
  'code_name',
  'short',
  'local',
  'local_and_name',
] as const
type PlaceForm = (typeof FORMS)[number]

/** How one column writes its places. */
export interface PlaceStyle {
  readonly form: PlaceForm
  readonly language: string
  readonly separator: string
  /** Share of cells with several places, with a routing behind the place, with a group, misspelt. */
  readonly several: number
  readonly routed: number
  readonly groups: number
  readonly typos: number
}

interface CountryNames {
  readonly name: string
  readonly aliases: readonly string[]
  readonly local: Readonly<Record<string, string>>
}
let countries: Map<string, CountryNames> | undefined

function countryNames(iso2: string): CountryNames {
  if (!countries) {
    countries = new Map()
    for (const row of readReferenceCsv('countries.csv')) {
      countries.set(row.iso2!, {
        name: row.name!.split(',')[0]!,
        aliases: splitField(row.aliases).filter((alias) => /^[A-Z. ]+$/.test(alias)),
        local: row,
      })
    }
  }
  return countries.get(iso2) ?? { name: iso2, aliases: [], local: {} }
}

/** A writer of country names in one notation. */
export function countryWriter(random: Random, language: string): (iso2: string) => string {
  const form = random.weighted([
    ['name', 40],
    ['upper', 25],
    ['alias', 12],
    ['code', 12],
    ['local', language === 'en' ? 0 : 45],
  ])
  return (iso2) => {
    const names = countryNames(iso2)
    if (form === 'code') return iso2
    if (form === 'local') return names.local[language] || names.name
    if (form === 'alias' && names.aliases.length > 0) return names.aliases[0]!
    return form === 'upper' ? names.name.toUpperCase() : names.name
  }
}

export function placeStyle(random: Random, language: string, role: 'origin' | 'destination'): PlaceStyle {
  const scripted = SCRIPTED.includes(language)
  return {
    form: random.weighted<PlaceForm>([
      ['name', 34],
      ['upper', 26],
      ['name_country', 8],
      ['upper_country', 7],
      ['code', 9],
      ['name_code', 5],
      ['code_name', 3],
      ['short', role === 'origin' ? 5 : 2],
      ['local', scripted ? 70 : language === 'en' ? 0 : 8],
      ['local_and_name', scripted ? 12 : 0],
    ]),
    language,
    separator: random.pick(['/', ' / ', ', ', ',', ' & ', '\n', ' + ', ';', '、', ' or ', '-']),
    several: random.weighted([
      [0, 62],
      [0.15, 25],
      [0.6, 13],
    ]),
    routed: random.weighted([
      [0, 88],
      [0.2, 8],
      [0.6, 4],
    ]),
    groups: random.weighted([
      [0, 92],
      [0.15, 6],
      [0.8, 2],
    ]),
    typos: random.chance(0.25) ? 0.04 : 0.005,
  }
}

const SCRIPTED: readonly string[] = ['zh', 'ja', 'ko', 'ru', 'th']

function localName(place: PlaceEntry, language: string): string {
  const name =
    language === 'zh'
      ? place.zh
      : language === 'ja'
        ? place.ja || place.zh
        : language === 'ko'
          ? place.ko
          : place.local
  // Other alphabets than the sheet's own do not occur in it.
  const foreign = /[^\u0020-\u024f\u1e00-\u1eff]/.test(name) && !SCRIPTED.includes(language)
  return name && !foreign ? name : place.name
}

export function placeText(place: PlaceEntry, style: PlaceStyle, random: Random): string {
  let name = place.name
  if (place.others.length > 0 && random.chance(0.07)) {
    const other = random.pick(place.others)
    name =
      style.form === 'upper'
        ? other
        : other.toLowerCase().replace(/(^|[\s(/'-])\p{L}/gu, (start) => start.toUpperCase())
  }
  if (random.chance(style.typos)) name = misspell(name, random)
  // North American points carry their state whatever the notation.
  if (
    place.state &&
    ['US', 'CA'].includes(place.country) &&
    !['code', 'short', 'local'].includes(style.form)
  ) {
    if (place.inland || style.typos < 0.01) name = `${name}, ${place.state}`
  }
  switch (style.form) {
    case 'name':
      return name
    case 'upper':
      return name.toUpperCase()
    case 'name_country':
      return `${name}, ${countryNames(place.country).name}`
    case 'upper_country':
      return `${name}, ${countryNames(place.country).aliases[0] ?? countryNames(place.country).name}`.toUpperCase()
    case 'code':
      return place.code
    case 'name_code':
      return `${name} (${place.code})`
    case 'code_name':
      return `${place.code}${style.separator.length === 1 ? ' - ' : ' '}${name}`
    case 'short':
      return place.short
    case 'local':
      return localName(place, style.language)
    case 'local_and_name': {
      const own = localName(place, style.language)
      return own === name ? name : `${own} ${name}`
    }
  }
}

const ROUTINGS = [
  ' via {p}',
  ' t/s {p}',
  ' (via {p})',
  '\nt/s {p}',
  ' T/S {p}',
  ' (T/S {p})',
  ' VIA {p}',
  ' - via {p}',
]

const COUNTRY_GROUPS =
  '{c} BASE PORTS|{c} Main Ports|Other {c} ports|{c} BP|All {c} ports|{c} outports|{c} (base ports)|{c} MAIN PORTS 1'

/** A named group of ports of a country, or one of the trade's own. */
export function groupName(country: string, random: Random): string {
  if (random.chance(0.3)) return random.pick(choices(PORT_GROUPS))
  const { name } = countryNames(country)
  const text = random.pick(choices(COUNTRY_GROUPS)).replace('{c}', name)
  return random.chance(0.5) ? text.toUpperCase() : text
}

/** The places of a lane end in one cell: several, a group, or with a transhipment port behind. */
export function placesText(
  places: readonly PlaceEntry[],
  style: PlaceStyle,
  random: Random,
  via?: PlaceEntry,
): string {
  if (random.chance(style.groups)) return groupName(places[0]!.country, random)
  const text = places.map((place) => placeText(place, style, random)).join(style.separator)
  if (!via) return text
  return `${text}${random.pick(ROUTINGS).replace('{p}', placeText(via, { ...style, typos: 0 }, random))}`
}

/** A writer for a routing column: "DIRECT", "T/S Pusan", a bare port. */
export function routingWriter(random: Random, style: PlaceStyle): (via: PlaceEntry | null) => string | null {
  const direct: Record<string, string> = {
    zh: '直达|直航',
    es: 'DIRECTO|Directo',
    pt: 'DIRETO',
    de: 'direkt|Direkt',
    fr: 'DIRECT|direct',
    vi: 'Đi thẳng|DIRECT',
    ko: '직항',
    ja: '直航|DIRECT',
    tr: 'DİREKT',
    it: 'DIRETTO',
    ru: 'прямой',
  }
  const word = random.pick(choices(direct[style.language] ?? 'DIRECT|Direct|direct|-|None|DIR|Direct'))
  const prefix = random.pick(['', '', 'T/S ', 'via ', 'VIA ', 'Via ', 'T/S: '])
  const blank = random.chance(0.3)
  // Lines name their hubs by the three letters of the code.
  const letters = random.chance(0.25)
  const written = (via: PlaceEntry): string => (letters ? via.code.slice(2) : placeText(via, style, random))
  return (via) => (via ? `${prefix}${written(via)}` : blank ? null : word)
}
