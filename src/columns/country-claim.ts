import { resolvePlaces } from '../places/resolve-places.ts'
import { countryName, readCountry } from '../reference/countries.ts'
import { textSignals } from './cell-signals.ts'
import { placeLikeness } from './place-likeness.ts'

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

/** So many distinct values without any known name: the claim is lost already, and searching for them costs much. */
const SEARCHED = 12
const claims = new WeakMap<readonly string[], CountryClaim>()

/** Reads the country of every distinct value; "None" and "Direct" name no place and contradict nothing. */
export function claimCountries(texts: readonly string[]): CountryClaim {
  const known = claims.get(texts)
  if (known) return known
  const counts = new Map<string, number>()
  let unknown = texts.length > CLAIMED_VALUES ? texts.length - CLAIMED_VALUES : 0
  let searched = 0
  for (const text of texts.slice(0, CLAIMED_VALUES)) {
    const signals = textSignals(text)
    if (signals.has('nothing') || signals.has('ditto')) continue
    const countries = countriesOf(text, searched < SEARCHED)
    if (placeLikeness(text) === 0) searched++
    if (countries.length === 0 || countries.includes(null)) unknown++
    for (const country of countries) if (country) counts.set(country, (counts.get(country) ?? 0) + 1)
  }
  const countries = [...counts].sort((a, b) => b[1] - a[1]).map(([country]) => country)
  const all = unknown === 0 && countries.length === 1 ? countries[0]! : null
  const claim = { countries, unknown, all }
  claims.set(texts, claim)
  return claim
}

/** Country of each place that a text names, null for one that is not known; the slow search only when allowed. */
export function countriesOf(text: string, search: boolean): (string | null)[] {
  const whole = readCountry(text)
  if (whole) return [whole]
  if (!search && placeLikeness(text) === 0) return []
  return resolvePlaces(text).places.map((place) => place.country)
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
