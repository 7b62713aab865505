import { findDates, readValidity } from '../rates/values/dates.ts'
import { isDateFormat } from '../tables/cell-shape.ts'
import type { TableCheck } from './table-check.ts'

/** Longer texts around a table are prose. */
const LONGEST = 400

/** Dates where none belong (a transit time "3-5" that became 3 May), and validities of captions without a year. */
export const oddDates: TableCheck = (checked, log, flags) => {
  const { table, mapping, kind } = checked
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
  yearsTooEarly(checked, log, flags)
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

/** A last day that lies so many days before that of nearly all other rows is of the year before. */
const YEAR_EARLIER = 300
/** So few dates tell nothing of one of them. */
const FEWEST_DATES = 5
/** Share of the rows that may be odd. */
const ODD_SHARE = 0.06
const DAY = 86_400_000

/** "31/12/2025" among rows that end in December 2026: a slip of the year, for a rate that would be over long ago. */
function yearsTooEarly(...[{ table, mapping }, log, flags]: Parameters<TableCheck>): void {
  const { grid, sheet, firstDataRow, lastDataRow } = table
  const { expiry_date: source, effective_date: effective } = mapping
  if (typeof source !== 'number' || effective === source) return
  const read = (column: number, row: number, role: 'effective' | 'expiry') =>
    readValidity(
      {
        text: grid.text(row, column),
        number: grid.kind(row, column) === 'number' ? grid.number(row, column) : null,
        numberFormat: grid.style(row, column).numberFormat,
        date1904: grid.date1904,
        role,
      },
      { year: null, month: null, dayFirst: null, anchor: null },
    )?.[role] ?? null
  // Fifty thousand rows end on a few days: each is read once.
  const ends = new Map<string | number, { iso: string; at: number; rows: number[] } | null>()
  let dated = 0
  for (let row = firstDataRow; row <= lastDataRow; row++) {
    const cell = grid.kind(row, source) === 'number' ? grid.number(row, source) : grid.text(row, source)
    let end = ends.get(cell)
    if (end === undefined) {
      const iso = read(source, row, 'expiry')
      end = iso === null ? null : { iso, at: Date.parse(iso) / DAY, rows: [] }
      ends.set(cell, end)
    }
    if (end === null) continue
    end.rows.push(row)
    dated++
  }
  if (dated < FEWEST_DATES) return
  const days = [...ends.values()].filter((end) => end !== null).sort((a, b) => a.at - b.at)
  let before = 0
  const usual = days.find(({ rows }) => {
    before += rows.length
    return before > dated >> 1
  })!.at
  // Before its own first day: told as `date-order`.
  const ordered = (row: number, iso: string) => {
    const from = typeof effective === 'number' ? read(effective, row, 'effective') : null
    return from === null || from <= iso
  }
  const odd = days
    .filter(({ at }) => at < usual - YEAR_EARLIER)
    .flatMap(({ iso, rows }) => rows.filter((row) => ordered(row, iso)).map((row) => ({ row, iso })))
  if (odd.length > ODD_SHARE * dated) return
  for (const { row, iso } of odd) {
    const range = grid.address(row, source)
    log.note(
      range,
      'date-implausible',
      'warning',
      { sheet, range },
      `The rate would end on ${iso}, about a year before those of the rows around it.`,
      { value: iso },
    )
    for (const { id } of mapping.rates) flags.add(row, id, 'date-implausible', 'warning')
  }
}
