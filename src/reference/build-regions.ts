import { readFileSync } from 'node:fs'
import { parseCsv, readReferenceCsv, splitField } from './csv.ts'
import { foldText } from './fold.ts'
import type { RegionKeys } from './regions.ts'

/** Makes the shipped form of `data/countries.csv` and `reference/subdivisions.csv`. */

const LANGUAGES = ['zh', 'vi', 'es', 'de', 'fr', 'pt', 'ja', 'ko', 'ru']
/** Languages that the list has no column for; the names come with the runtime (CLDR). */
const OTHER_LANGUAGES = [
  'tr',
  'it',
  'nl',
  'pl',
  'id',
  'sv',
  'el',
  'ar',
  'th',
  'cs',
  'ro',
  'hu',
  'uk',
  'he',
  'da',
  'fi',
]
/** Abbreviations of those languages and of Portuguese. Shorter names than four letters are otherwise codes of something. */
const ABBREVIATIONS: readonly (readonly [string, string])[] = [
  ['ABD', 'US'],
  ['EUA', 'US'],
  ['BAE', 'AE'],
]
const SHORTEST_NAME = 4

/** Only read here: what is shipped is the folded form. */
function subdivisionRows(): Readonly<Record<string, string>>[] {
  const text = readFileSync(new URL('../../reference/subdivisions.csv', import.meta.url), 'utf8')
  const [header = [], ...records] = parseCsv(text)
  return records.map((record) => Object.fromEntries(header.map((key, i) => [key, record[i] ?? ''])))
}

/** The file as it is written: sorted, so that a rebuild changes nothing by chance. */
export function packShippedRegions(): string {
  const regions: RegionKeys = { ...countryKeys(), ...subdivisionKeys() }
  return `${JSON.stringify(regions)}\n`
}

/** Names as sheets and people write them, where the list has the name of the state. */
const EVERYDAY_NAMES: Readonly<Record<string, string>> = {
  CD: 'DR Congo',
  CG: 'Congo',
  CN: 'China',
  FK: 'Falkland Islands',
  FM: 'Micronesia',
  GM: 'Gambia',
  IR: 'Iran',
  LA: 'Laos',
  MD: 'Moldova',
  MF: 'Saint Martin',
  MK: 'North Macedonia',
  PS: 'Palestine',
  RU: 'Russia',
  SX: 'Sint Maarten',
  SY: 'Syria',
  TW: 'Taiwan',
  TZ: 'Tanzania',
  US: 'United States',
  VA: 'Vatican City',
  VG: 'British Virgin Islands',
  VI: 'US Virgin Islands',
}

function countryKeys(): Pick<RegionKeys, 'countryNames' | 'countries'> {
  const rows = readReferenceCsv('countries.csv')
  const keys = new Map<string, string>()
  // The first one that takes a key keeps it: own names go before aliases, aliases before other languages, because
  // "Dominica" is its own name and another country's in Spanish.
  const add = (text: string, iso2: string) => {
    const key = foldText(text).replaceAll(' ', '')
    if (key && !keys.has(key)) keys.set(key, iso2)
  }
  for (const row of rows) keys.set(row.iso2!, row.iso2!)
  for (const row of rows) {
    add(row.name!, row.iso2!)
    add(row.name!.split(',')[0]!, row.iso2!)
  }
  for (const row of rows) for (const alias of splitField(row.aliases)) add(alias, row.iso2!)
  for (const row of rows) {
    for (const language of LANGUAGES) for (const name of splitField(row[language])) add(name, row.iso2!)
  }
  for (const row of rows) add(row.iso3!, row.iso2!)
  for (const language of OTHER_LANGUAGES) {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    for (const row of rows) {
      const name = names.of(row.iso2!)
      if (name !== undefined && name.length >= SHORTEST_NAME) add(name, row.iso2!)
    }
  }
  for (const [text, iso2] of ABBREVIATIONS) add(text, iso2)
  return {
    countryNames: Object.fromEntries(rows.map((row) => [row.iso2!, EVERYDAY_NAMES[row.iso2!] ?? row.name!])),
    countries: Object.fromEntries([...keys].sort(byKey)),
  }
}

function subdivisionKeys(): Pick<RegionKeys, 'subdivisions' | 'subdivisionCodes'> {
  const names = new Map<string, Set<string>>()
  const codes = new Map<string, Set<string>>()
  const add = (map: Map<string, Set<string>>, text: string, code: string) => {
    const key = foldText(text)
    map.set(key, (map.get(key) ?? new Set()).add(code))
  }
  for (const row of subdivisionRows()) {
    const code = `${row.country}-${row.code}`
    for (const name of [row.name!, ...splitField(row.aliases)]) add(names, name, code)
    if (row.code_is_written) add(codes, row.code!, code)
  }
  return { subdivisions: listsOf(names), subdivisionCodes: listsOf(codes) }
}

function listsOf(map: ReadonlyMap<string, ReadonlySet<string>>): Record<string, string[]> {
  return Object.fromEntries([...map].sort(byKey).map(([key, codes]) => [key, [...codes].sort()]))
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0
}
