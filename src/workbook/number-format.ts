import { createRequire } from 'node:module'
import { plainDateFormat } from './date-format.ts'
import { plainFormat } from './plain-format.ts'

type FormatLibrary = { format(format: string, value: number, options?: { date1904?: boolean }): string }
let library: FormatLibrary | undefined

/** Numbers shown in one format that is not plain: mostly the few dates of a sheet. */
type Shown = Map<number, string>
const MAX_SHOWN = 5000
const shownByFormat = new Map<string, Shown>()

/** A number as the spreadsheet program displays it under a number format code; the plain number if the code is broken. */
export function displayNumber(value: number, format: string, date1904: boolean): string {
  if (format === 'General' || format === '@') return plain(value)
  const simple = plainFormat(format)?.(value)
  if (simple !== undefined) return simple
  const key = date1904 ? `1904 ${format}` : format
  let shown = shownByFormat.get(key)
  if (!shown || shown.size >= MAX_SHOWN) {
    shown = new Map()
    shownByFormat.set(key, shown)
  }
  let text = shown.get(value)
  if (text === undefined) {
    text = plainDateFormat(format)?.(value, date1904) ?? formatWithLibrary(value, format, date1904)
    shown.set(value, text)
  }
  return text
}

function formatWithLibrary(value: number, format: string, date1904: boolean): string {
  try {
    // The library is only loaded for sheets that have such formats: it costs tens of milliseconds.
    library ??= (createRequire(import.meta.url)('xlsx') as { SSF: FormatLibrary }).SSF
    return library.format(format, value, { date1904 }).trim()
  } catch {
    return plain(value)
  }
}

function plain(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value)
  return String(Number(value.toPrecision(15)))
}
