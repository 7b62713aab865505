import { readCountry } from '../reference/countries.ts'
import type { PlaceOption } from './answerer.ts'
import { placeOptions } from './options.ts'

/**
 * The places of the gazetteer that a text may mean, the likeliest first; `country` is a name or code as somebody wrote it. Code
 * answers: whoever asks gets places that exist.
 */
export function lookUpPlace(text: string, country: string | null): PlaceOption[] {
  const known = country === null ? null : readCountry(country)
  return placeOptions(text, known === null ? {} : { country: known })
}

/** Whether a look-up of the text offers the code, with or without its country beside it. */
export function lookUpOffers(text: string, code: string): boolean {
  const offers = (country: string | null) => lookUpPlace(text, country).some((option) => option.code === code)
  return offers(null) || offers(code.slice(0, 2))
}
