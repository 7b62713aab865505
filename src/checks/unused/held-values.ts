import { PLACE_FIELDS } from '../../places/answerer.ts'
import type { Rate } from '../../rates/rate.ts'

/** What the rates of a table say, to tell what around the table none of them says. */
export interface HeldValues {
  /** First and last days, MM-DD: whatever year they were taken to be in. */
  readonly days: ReadonlySet<string>
  readonly currencies: ReadonlySet<string>
  /** UN/LOCODEs, with those that a place may have as well. */
  readonly codes: ReadonlySet<string>
  /** ISO 3166-1 alpha-2. */
  readonly countries: ReadonlySet<string>
  /** The texts that places were read from, in capitals, in one. */
  readonly placeTexts: string
  readonly sizes: ReadonlySet<string>
  /** How many rates have a carrier, and how many a contract. */
  readonly carriers: number
  readonly contracts: number
}

/** Gathers what rates of one table say. */
export function heldValues(rates: readonly Rate[]): HeldValues {
  const days = new Set<string>()
  const currencies = new Set<string>()
  const codes = new Set<string>()
  const countries = new Set<string>()
  const texts = new Set<string>()
  const sizes = new Set<string>()
  for (const rate of rates) {
    for (const date of [rate.effective_date, rate.expiry_date]) if (date) days.add(dayOf(date))
    if (rate.currency) currencies.add(rate.currency)
    if (rate.container) sizes.add(rate.container.size)
    for (const field of PLACE_FIELDS) {
      const place = rate[field]
      if (!place) continue
      texts.add(place.text.toUpperCase())
      if (place.country) countries.add(place.country)
      for (const code of [place.unlocode, ...(place.alternatives ?? []), ...(place.members ?? [])])
        if (code) codes.add(code)
    }
  }
  return {
    days,
    currencies,
    codes,
    countries,
    placeTexts: [...texts].join(' | '),
    sizes,
    carriers: rates.filter(({ carrier }) => carrier !== null).length,
    contracts: rates.filter(({ contract_number }) => contract_number !== null).length,
  }
}

/** Month and day of an ISO date. */
export const dayOf = (iso: string): string => iso.slice(5)
