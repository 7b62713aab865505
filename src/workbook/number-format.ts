import { createRequire } from 'node:module'

type FormatLibrary = { format(format: string, value: number, options?: { date1904?: boolean }): string }
let library: FormatLibrary | undefined

/** A number as the spreadsheet program displays it under a number format code; the plain number if the code is broken. */
export function displayNumber(value: number, format: string, date1904: boolean): string {
  if (format === 'General' || format === '@') return plain(value)
  try {
    // The library is only loaded for sheets that have such formats: it costs tens of milliseconds.
    library ??= (createRequire(import.meta.url)('xlsx') as { SSF: FormatLibrary }).SSF
    return library.format(format, value, { date1904 }).trim()
  } catch {
    return plain(value)
  }
}

function plain(value: number): string {
  if (Number.isInteger(value)) return String(value)
  return String(Number(value.toPrecision(15)))
}
