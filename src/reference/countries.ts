import { readReferenceCsv, splitField } from './csv.ts'
import { foldText } from './fold.ts'

interface Countries {
  readonly names: ReadonlyMap<string, string>
  /** Folded name or alias without blanks → ISO alpha-2. */
  readonly byKey: ReadonlyMap<string, string>
}

const LANGUAGES = ['zh', 'vi', 'es', 'de', 'fr', 'pt', 'ja', 'ko', 'ru']

/** Notations around a name that add nothing to it: "P.R. China", "The Netherlands", "Korea (Republic of)". */
const DECORATION =
  /^(?:THE |P ?R |REPUBLIC OF |REP OF |KINGDOM OF |STATE OF |SULTANATE OF |ISLAMIC REPUBLIC OF )+|(?: REPUBLIC OF| REP OF| REP| PRC| PR)+$/g

let loaded: Countries | null = null

function countries(): Countries {
  if (loaded) return loaded
  const names = new Map<string, string>()
  const byKey = new Map<string, string>()
  const rows = readReferenceCsv('countries.csv')
  // Own names before aliases before other languages: "Dominica" is its own name and another country's in Spanish.
  for (const row of rows) names.set(row.iso2!, row.name!)
  const add = (text: string | undefined, iso2: string) => {
    const key = squeezed(text ?? '')
    if (key && !byKey.has(key)) byKey.set(key, iso2)
  }
  for (const row of rows) {
    add(row.name, row.iso2!)
    add(row.name!.split(',')[0], row.iso2!)
  }
  for (const row of rows) for (const alias of splitField(row.aliases)) add(alias, row.iso2!)
  for (const row of rows)
    for (const language of LANGUAGES) for (const name of splitField(row[language])) add(name, row.iso2!)
  for (const row of rows) {
    byKey.set(row.iso2!, row.iso2!)
    if (!byKey.has(row.iso3!)) byKey.set(row.iso3!, row.iso2!)
  }
  loaded = { names, byKey }
  return loaded
}

function squeezed(text: string): string {
  return foldText(text).replaceAll(' ', '')
}

/**
 * ISO 3166-1 alpha-2 of the country that the whole text names: its name in any of ten languages, a trade alias (KSA,
 * U.K., HOLLAND), or its ISO code in capitals. Null for anything else, a place in that country included.
 */
export function readCountry(text: string): string | null {
  const folded = foldText(text)
  if (folded === '' || folded.length > 60) return null
  const key = folded.replaceAll(' ', '')
  // "in", "no", "are" are words; codes of countries are written in capitals.
  if (key.length <= 3 && /^[A-Z]+$/.test(key) && text !== text.toUpperCase()) return null
  const { byKey } = countries()
  return byKey.get(key) ?? byKey.get(folded.replace(DECORATION, '').replaceAll(' ', '')) ?? null
}

/** English short name of a country, the code itself where it is unknown. */
export function countryName(iso2: string): string {
  return countries().names.get(iso2) ?? iso2
}

/** Folded names of all countries, without blanks: for readers that bear with misspellings. */
export function countryKeys(): ReadonlyMap<string, string> {
  return countries().byKey
}
