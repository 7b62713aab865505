import { withoutBuddhistYear } from './eras.ts'

/** First and last day, ISO dates. */
export interface Days {
  readonly from: string
  readonly to: string
}

const DAY_MS = 86_400_000

/** ISO date of a day that exists, else null: 31/02 is no day. */
export function isoDay(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

export function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

export function monthDays(year: number, month: number): Days | null {
  const from = isoDay(year, month, 1)
  return from === null ? null : { from, to: isoDay(year, month, daysIn(year, month))! }
}

/** Monday to Sunday of an ISO week; null where the year has no such week. */
export function weekDays(year: number, week: number): Days | null {
  if (week < 1 || week > 53) return null
  const fourth = Date.UTC(year, 0, 4)
  const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY_MS + (week - 1) * 7 * DAY_MS
  // Week 53 of a year that has 52 would lie in the next.
  if (new Date(monday + 3 * DAY_MS).getUTCFullYear() !== year) return null
  return { from: fromTime(monday), to: fromTime(monday + 6 * DAY_MS) }
}

/** Serial of 31 December 1899 or, in the other system, 1 January 1904; days are counted from there. */
const EPOCH_1900 = Date.UTC(1899, 11, 30)
const EPOCH_1904 = Date.UTC(1904, 0, 1)
/** Dates of freight lie between 1990 and 2100; a serial outside is some other number. */
const EARLIEST = Date.UTC(1990, 0, 1)
const LATEST = Date.UTC(2100, 0, 1)
/** The same, as Thailand counts years. */
const FURTHEST = Date.UTC(2643, 0, 1)

/** ISO date of a spreadsheet serial, the time of day dropped; null when it lies where no rate does. */
export function serialDay(serial: number, date1904: boolean): string | null {
  if (!Number.isFinite(serial)) return null
  const time = (date1904 ? EPOCH_1904 : EPOCH_1900) + Math.floor(serial + 1e-9) * DAY_MS
  if (!(time >= EARLIEST && time < FURTHEST)) return null
  const iso = withoutBuddhistYear(fromTime(time))
  return Date.parse(iso) < LATEST ? iso : null
}

export function dayNumber(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`) / DAY_MS
}

function fromTime(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
