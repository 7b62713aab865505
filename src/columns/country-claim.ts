import { resolvePlaces } from '../places/resolve-places.ts'
import { countryName, readCountry } from '../reference/countries.ts'

/** Which countries the values of a place column lie in: a claim about every value, never about a sample. */
export interface CountryClaim {
  /** ISO 3166-1 alpha-2, most values first. */
  readonly countries: readonly string[]
  /** Distinct values whose country is not known: a claim about all of them cannot be made. */
  readonly unknown: number
  /** The one country of every value, null when there are several or one is not known. */
  readonly all: string | null
}

/** Beyond so many distinct values no constant is looked for: it would hold for a list of one port only. */
const CLAIMED_VALUES = 2000

/** Reads the country of every distinct value; "None" and "Direct" name no place and contradict nothing. */
export function claimCountries(texts: readonly string[]): CountryClaim {
  const counts = new Map<string, number>()
  let unknown = texts.length > CLAIMED_VALUES ? texts.length - CLAIMED_VALUES : 0
  const count = (country: string | null) => {
    if (country) counts.set(country, (counts.get(country) ?? 0) + 1)
    else unknown++
  }
  for (const text of texts.slice(0, CLAIMED_VALUES)) {
    const whole = readCountry(text)
    if (whole) {
      count(whole)
      continue
    }
    const reading = resolvePlaces(text)
    if (reading.none) continue
    if (reading.places.length === 0) unknown++
    for (const place of reading.places) count(place.country)
  }
  const countries = [...counts].sort((a, b) => b[1] - a[1]).map(([country]) => country)
  return { countries, unknown, all: unknown === 0 && countries.length === 1 ? countries[0]! : null }
}

const NAMED = 3

/** ", all in Vietnam", ", in Vietnam and Thailand", ", in 14 countries"; '' when nothing can be said of every value. */
export function countryPhrase(claim: CountryClaim): string {
  const { countries, unknown } = claim
  if (countries.length === 0) return ''
  if (unknown > 0)
    return `, in ${countries.length} ${countries.length === 1 ? 'country' : 'countries'} as far as known`
  if (countries.length === 1) return `, all in ${countryName(countries[0]!)}`
  if (countries.length > NAMED) return `, in ${countries.length} countries`
  return `, in ${listed(countries.map(countryName))}`
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
