import { readCountry } from '../reference/countries.ts'
import { exactRank } from './read-piece.ts'

/** Cities that stand in brackets behind their stations are large ones. */
const CITY_RANK = 0.2
const NAME_AND_CITY = /^\s*[\p{L}][^()（）/]*[(（]\s*([\p{L}][^()（）/]*?)\s*[)）]\s*$/u

/**
 * "Электроугли (Москва)", "Huehuetoca (Ciudad de México)": a station or depot that no list knows, and the city that it serves. Null
 * for a name with anything else in brackets, a country among it.
 */
export function cityInBrackets(text: string): string | null {
  const city = NAME_AND_CITY.exec(text)?.[1]
  return city !== undefined && readCountry(city) === null && exactRank(city) >= CITY_RANK ? city : null
}
