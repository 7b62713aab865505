import { foldText } from './fold.ts'
import { simplified } from './han.ts'
import { regionKeys } from './regions.ts'

/** Notations around a name that add nothing to it: "P.R. China", "The Netherlands", "Korea (Republic of)". */
const DECORATION =
  /^(?:THE |P ?R |REPUBLIC OF |REP OF |KINGDOM OF |STATE OF |SULTANATE OF |ISLAMIC REPUBLIC OF )+|(?: REPUBLIC OF| REP OF| REP| PRC| PR)+$/g

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
  return (
    countryOfKey(key) ??
    countryOfKey(folded.replace(DECORATION, '').replaceAll(' ', '')) ??
    countryOfKey(simplified(key))
  )
}

function countryOfKey(key: string): string | null {
  const { countries } = regionKeys()
  return Object.hasOwn(countries, key) ? countries[key]! : null
}

/** English short name of a country, the code itself where it is unknown. */
export function countryName(iso2: string): string {
  return regionKeys().countryNames[iso2] ?? iso2
}

/** Folded names of all countries, without blanks, with their ISO alpha-2: for readers that bear with misspellings. */
export function countryKeys(): Readonly<Record<string, string>> {
  return regionKeys().countries
}
