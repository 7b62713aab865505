import { type Days, dayNumber } from './calendar.ts'
import type { DateAtom } from './date-atoms.ts'
import type { DateContext } from './dates.ts'

export interface ResolvedDays extends Days {
  /** Day and month could be exchanged, and nothing told which. */
  readonly assumed: boolean
  /** The years that the text does not state. */
  readonly inferred: { readonly from: boolean; readonly to: boolean }
}

/** Days. Of two readings ("1/8-1/21", "1.1-1.10") one that is longer, where the other is not, is not meant. */
const LONGEST_UNSTATED_SPAN = 100

/**
 * First and last day of a statement of one or two dates. Day and month are ordered by the context, else by what the
 * dates of the statement prove, else by the shorter span, else by nearness to the sheet's date, else day first; the
 * last two are assumptions. A missing year is taken from the other
 * date, else it is the one that brings the dates nearest to the anchor. Null when no year can be told.
 */
export function resolveDays(
  atoms: readonly DateAtom[],
  context: DateContext,
  endOnly: boolean,
): ResolvedDays | null {
  // A year that the other date of the statement states is stated.
  const missing = atoms.every((atom) => atom.year === null)
  const inferred = { from: missing, to: missing }
  const only = atoms.length === 1 ? atoms[0]! : null
  if (only?.asMonth && isNear(only.asMonth.year, context)) {
    const days = only.asMonth.at(only.asMonth.year)
    return days && { ...days, assumed: false, inferred: { from: false, to: false } }
  }
  const plain = place(atoms, false, context, endOnly)
  if (!atoms.some((atom) => atom.swapped)) return plain && { ...plain, assumed: false, inferred }
  const dayFirst = context.dayFirst ?? provenOrder(atoms)
  const swapped = place(atoms, true, context, endOnly)
  if (dayFirst !== null) {
    const chosen = dayFirst ? (plain ?? swapped) : (swapped ?? plain)
    return chosen && { ...chosen, assumed: false, inferred }
  }
  if (plain && swapped && atoms.length > 1) {
    const [a, b] = [length(plain), length(swapped)]
    if (fits(a) && !fits(b)) return { ...plain, assumed: false, inferred }
    if (fits(b) && !fits(a)) return { ...swapped, assumed: false, inferred }
  }
  const chosen =
    plain && swapped && isFar(plain, context) && isClose(swapped, context) ? swapped : (plain ?? swapped)
  return chosen && { ...chosen, assumed: true, inferred }
}

/** Days from the date of the sheet: an offer begins or ends near it. */
const CLOSE = 45
const FAR = 100
const isClose = (days: Days, { anchor }: DateContext) => anchor !== null && apart(days.to, anchor) <= CLOSE
const isFar = (days: Days, { anchor }: DateContext) => anchor !== null && apart(days.to, anchor) > FAR
const apart = (a: string, b: string) => Math.abs(dayNumber(a) - dayNumber(b))

const length = (days: Days) => dayNumber(days.to) - dayNumber(days.from)

function fits(span: number): boolean {
  return span >= 0 && span < LONGEST_UNSTATED_SPAN
}

/** "FEB 26" alone is February 2026 when that year is at hand, or is one that sheets are written in. */
function isNear(year: number, context: DateContext): boolean {
  const known = context.anchor ? Number(context.anchor.slice(0, 4)) : context.year
  return known === null ? year >= 2024 && year <= 2032 : Math.abs(year - known) <= 1
}

function provenOrder(atoms: readonly DateAtom[]): boolean | null {
  const proven = atoms.find((atom) => atom.dayFirst !== null)
  return proven ? proven.dayFirst : null
}

function place(
  atoms: readonly DateAtom[],
  swap: boolean,
  context: DateContext,
  endOnly: boolean,
): Days | null {
  const [first, last] = [atoms[0]!, atoms.at(-1)!]
  const at = (atom: DateAtom, year: number) => ((swap ? atom.swapped : null) ?? atom.at)(year)
  if (first === last) {
    return first.year !== null ? at(first, first.year) : nearest(context, endOnly, (year) => at(first, year))
  }
  if (first.year === null && last.year === null) {
    return nearest(
      context,
      false,
      (year) => join(at(first, year), at(last, year)) ?? join(at(first, year), at(last, year + 1)),
    )
  }
  if (first.year !== null && last.year !== null) {
    const [from, to] = [at(first, first.year), at(last, last.year)]
    return from && to && { from: from.from, to: to.to }
  }
  if (first.year === null) {
    const year = last.year!
    return join(at(first, year), at(last, year)) ?? join(at(first, year - 1), at(last, year))
  }
  return (
    join(at(first, first.year), at(last, first.year)) ?? join(at(first, first.year), at(last, first.year + 1))
  )
}

/** From the first to the last, if they stand in that order. */
function join(first: Days | null, last: Days | null): Days | null {
  return first && last && first.from <= last.to ? { from: first.from, to: last.to } : null
}

function nearest(context: DateContext, endOnly: boolean, at: (year: number) => Days | null): Days | null {
  if (context.anchor === null && context.month === null)
    return context.year === null ? null : at(context.year)
  const anchor = context.anchor ?? `${context.year ?? 0}-${String(context.month).padStart(2, '0')}-15`
  const year = Number(anchor.slice(0, 4))
  if (!year) return null
  const day = dayNumber(anchor)
  let best: Days | null = null
  let least = Number.POSITIVE_INFINITY
  // A date a little ahead is likelier than one as far behind: offers look forward.
  for (const candidate of [year, year + 1, year - 1]) {
    const days = at(candidate)
    if (!days) continue
    const from = endOnly ? dayNumber(days.to) : dayNumber(days.from)
    const distance = Math.max(from - day, day - dayNumber(days.to), 0)
    if (distance < least) [best, least] = [days, distance]
  }
  return best
}
