import { headingCues } from '../../columns/heading-cues.ts'
import { namesIn } from '../../mapping/named-port.ts'
import { exactRank } from '../../places/read-piece.ts'
import { resolvePlaces } from '../../places/resolve-places.ts'
import { type DateContext, findDates, readValidity, type ValidityReading } from '../../rates/values/dates.ts'
import { readCarrier } from '../../reference/carriers.ts'
import { readContainers } from '../../reference/containers.ts'
import { readCountry } from '../../reference/countries.ts'
import type { ContextCell } from '../../tables/table.ts'
import { freeCurrencies } from '../note-has-price.ts'
import { dayOf, type HeldValues } from './held-values.ts'

/** What a text may name that rates are made of. */
export type NamedGroup = 'dates' | 'places' | 'currency' | 'container' | 'carrier' | 'contract'

/** "WK49", "Sem. 50", "KW 51", "49周": the time of something, in words that not every reader of dates takes. */
const WEEK =
  /(?<!\p{L})(?:wk|week|sem(?:ana)?|kw|woche|tu[aầ]n|hafta|неделя|uke|cw)\.?\s?\d{1,2}(?!\d)|(?<!\d)\d{1,2}\s?(?:周|週|주차|hafta)/iu
/** "30/11-06/12": where a whole text is a range, its numbers are days. */
const RANGE = /\d\s*[-/.~]\s*\d/
const LONGEST_RANGE = 40
/** Names count as places from this rank on (see the reference): lesser places are words. */
const MAIN_PORT = 0.7
/** Shorter words are codes of many things. */
const SHORTEST_PORT = 4
const SHORTEST_COUNTRY = 5

/** Days that a text names, as first and last day of validities; those of a note about when it was written apart. */
export function unusedDates(text: string, context: DateContext, held: HeldValues): string | null {
  const within = { ...context, year: context.year ?? 2000 }
  const found: ValidityReading[] = findDates(text, within).flatMap(({ role, reading }) =>
    role === 'updated' ? [] : [reading],
  )
  if (found.length === 0 && text.length <= LONGEST_RANGE && RANGE.test(text))
    for (const part of [text, text.replace(WEEK, ' ')]) {
      const reading = readValidity(
        { text: part, number: null, numberFormat: 'General', date1904: false },
        within,
      )
      if (reading?.effective && reading.expiry && !reading.single) found.push(reading)
    }
  const unused = found.find(
    ({ effective, expiry }) =>
      !(effective && held.days.has(dayOf(effective))) && !(expiry && held.days.has(dayOf(expiry))),
  )
  if (unused) return [unused.effective, unused.expiry].flatMap((day) => (day ? dayOf(day) : [])).join('..')
  return held.days.size === 0 ? (WEEK.exec(text)?.[0] ?? null) : null
}

/** Whether a text names a period: a month, a half of one, two days. */
export function namesPeriod(text: string, context: DateContext): boolean {
  return findDates(text, { ...context, year: context.year ?? 2000 }).some(
    ({ role, reading }) => role !== 'updated' && !reading.single,
  )
}

/** A code that is explained ("LKR = Lat Krabang"), or one currency's worth in another, says nothing of prices. */
const NO_CURRENCY = /\b[A-Z]{3}\s*=|exchange|\broe\b|umrechnung|tipo de cambio|汇率|tỷ giá|\bkur\b|환율/iu

/**
 * A currency, without an amount beside it, that no rate has, in a text that names none which they have. Codes are capitals:
 * "yer" and "top" are words.
 */
export function unusedCurrency(text: string, { currencies }: HeldValues): string | null {
  if (NO_CURRENCY.test(text)) return null
  const isWord = (code: string) => !text.includes(code) && text.toUpperCase().includes(code)
  const named = freeCurrencies(text).filter((code) => !isWord(code))
  return named.some((code) => currencies.has(code)) ? null : (named[0] ?? null)
}

/** A container that no rate is for. */
export function unusedContainer(text: string, { sizes }: HeldValues): string | null {
  return readContainers(text)?.sizes.find((size) => !sizes.has(size)) ?? null
}

/** Whether the places that a cell names are those of rates, by whatever name or code. */
export function isHeldPlace(text: string, { codes, countries }: HeldValues): boolean {
  const country = readCountry(text)
  if (country) return countries.has(country)
  const { places } = resolvePlaces(text)
  return places.length > 0 && places.every((place) => place.codes.some((code) => codes.has(code)))
}

/** A well-known port or a country that no rate touches. */
export function unusedPlace(text: string, held: HeldValues): string | null {
  const names = namesIn(text, (name) => {
    if (name.length < SHORTEST_PORT) return null
    const country = name.length < SHORTEST_COUNTRY ? null : readCountry(name)
    if (country) return { name, used: held.countries.has(country) }
    if (exactRank(name) < MAIN_PORT || readCarrier(name)) return null
    const [place] = resolvePlaces(name).places
    if (!place) return null
    const codes = place.codes.length > 0 ? place.codes : place.alternatives.flatMap((other) => other.codes)
    return codes.length === 0 ? null : { name, used: codes.some((code) => held.codes.has(code)) }
  })
  return names.find(({ name, used }) => !used && !held.placeTexts.includes(name.toUpperCase()))?.name ?? null
}

/** "S/C No.: HQ26-5518", "AMD": a contract has digits in its number. */
const CONTRACT_NUMBER = /^(?=\S*\d{3})[A-Z\d][A-Z\d/_-]{4,24}$/iu

const CONTRACT = /\bs\.?\s?\/?c\.?\s?(?:no|num|#)/iu

/** The carrier or contract that a pair names, beside rates that have none. */
export function unusedParty(
  { key, text }: Pick<ContextCell, 'key' | 'text'>,
  { carriers, contracts }: HeldValues,
): { readonly group: 'carrier' | 'contract'; readonly named: string } | null {
  if (!key) return null
  const cues = headingCues(key)
  if (carriers === 0 && cues.includes('carrier') && readCarrier(text.trim())?.scac)
    return { group: 'carrier', named: text.trim() }
  if (
    contracts === 0 &&
    (cues.includes('contract') || CONTRACT.test(key)) &&
    CONTRACT_NUMBER.test(text.trim())
  )
    return { group: 'contract', named: text.trim() }
  return null
}
