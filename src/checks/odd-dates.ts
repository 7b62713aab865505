import { findDates } from '../rates/values/dates.ts'
import { isDateFormat } from '../tables/cell-shape.ts'
import type { TableCheck } from './table-check.ts'

/** Longer texts around a table are prose. */
const LONGEST = 400

/** Dates where none belong (a transit time "3-5" that became 3 May), and validities of captions without a year. */
export const oddDates: TableCheck = ({ table, mapping, kind }, log) => {
  if (kind === 'reference' || mapping.rates.length === 0) return
  const { grid, sheet, firstDataRow, lastDataRow } = table
  for (const source of [mapping.transit_days, mapping.free_time]) {
    if (typeof source !== 'number') continue
    for (let row = firstDataRow; row <= lastDataRow; row++) {
      if (grid.kind(row, source) !== 'number' || !isDateFormat(grid.style(row, source).numberFormat)) continue
      const range = grid.address(row, source)
      log.note(
        range,
        'date-implausible',
        'warning',
        { sheet, range },
        `"${grid.text(row, source)}" is a date in a column of days: a spreadsheet program has turned "3-5" into one.`,
        { value: grid.text(row, source) },
      )
    }
  }
  const dated = typeof mapping.effective_date === 'number' || typeof mapping.expiry_date === 'number'
  for (const { row, column, key, text, position, sheet: other } of table.context) {
    if (row === null || column === null || text.length > LONGEST || position === 'workbook') continue
    const stated = findDates(key ? `${key}: ${text}` : text).find(({ role }) => role === 'validity')
    // Without a year of its own no reading comes of it here, where nothing else gives one.
    const yearless = stated
      ? stated.reading.effectiveYearInferred || stated.reading.expiryYearInferred
      : false
    const bare = !stated && !dated && BARE_RANGE.test(text) && !/(?<!\d)(?:19|20)\d\d(?!\d)/.test(text)
    if (!yearless && !bare) continue
    const range = grid.address(row, column)
    log.note(
      range,
      'date-year-inferred',
      'info',
      { sheet: other ?? sheet, range },
      `"${text.slice(0, 80)}" has no year; it was taken from elsewhere in the workbook.`,
      { value: text.slice(0, 100) },
    )
  }
}

/** "16/01-31/01", "1-31 MAR" in a caption. */
const BARE_RANGE =
  /(?<![\d/.])\d{1,2}[/.]\d{1,2}\s*(?:-|–|to|~)\s*\d{1,2}[/.]\d{1,2}(?![\d/.])|(?<![\d/.])\d{1,2}\s*(?:-|–|to|~)\s*\d{1,2}\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/iu
