import { tableDates } from '../../rates/date-context.ts'
import { Footnotes } from '../../rates/footnotes.ts'
import { readValidity, type ValidityReading } from '../../rates/values/dates.ts'
import type { CellStyle } from '../../workbook/grid.ts'
import { columnsOf } from '../answers/answer-check.ts'
import type { RateCheckOf } from './rate-check.ts'

/** Distinct remarks and captions that are looked at for dates. */
const TEXTS = 4000
const LONGEST = 400

/** Every date of a rate is one that its table, a caption or a cover states: in that order of day and month, in that year. */
export const dateGrounding: RateCheckOf = (input, log) => {
  const { table, mapping } = input
  const { grid, sheet } = table
  const { context, validity } = tableDates(input)
  const stated = new Set<string>()
  const take = (reading: ValidityReading | null | undefined) => {
    if (reading?.effective) stated.add(reading.effective)
    if (reading?.expiry) stated.add(reading.expiry)
  }
  const readText = (text: string) => {
    for (const role of [null, 'effective', 'expiry'] as const)
      take(readValidity({ text, number: null, numberFormat: 'General', date1904: false, role }, context))
  }
  take(validity)
  for (const field of ['effective_date', 'expiry_date'] as const) {
    const literal = mapping[field]
    if (typeof literal === 'string') readText(literal)
  }
  const seen = new Set<string>()
  const seenNumbers = new Map<string, Set<number>>()
  const dateColumns = [...new Set([...columnsOf(mapping.effective_date), ...columnsOf(mapping.expiry_date)])]
  for (const column of dateColumns) {
    let above = Number.NaN
    let styleAbove: CellStyle | null = null
    for (let row = table.firstDataRow; row <= table.lastDataRow; row++) {
      const number = grid.number(row, column)
      if (!Number.isNaN(number)) {
        const style = grid.style(row, column)
        if (number === above && style === styleAbove) continue
        above = number
        styleAbove = style
        const { numberFormat } = style
        let known = seenNumbers.get(numberFormat)
        if (!known) {
          known = new Set()
          seenNumbers.set(numberFormat, known)
        }
        if (known.has(number)) continue
        known.add(number)
        const input = { text: grid.text(row, column), number, numberFormat, date1904: grid.date1904 }
        for (const role of [null, 'effective', 'expiry'] as const)
          take(readValidity({ ...input, role }, context))
      } else {
        const text = grid.text(row, column)
        if (text === '' || seen.has(text)) continue
        seen.add(text)
        readText(text)
      }
    }
  }
  // Captions and remarks are many and seldom asked: they are read for the first date that the columns do not state.
  let allRead = false
  const readRest = () => {
    allRead = true
    // Half months side by side head the columns of their prices.
    for (const { id, period } of mapping.rates) {
      const isHeading = table.headerRows.some((row) => grid.text(row, id).includes(period ?? ''))
      if (period !== undefined && isHeading) readText(period)
    }
    for (const row of table.sectionRows.slice(0, TEXTS))
      for (const column of Array.from(grid.filledColumns(row))) {
        const text = grid.text(row, column)
        if (/\d/.test(text) && text.length < LONGEST) readText(text)
      }
    // A year and a month in columns of their own make dates that no single cell states.
    const parts = [mapping.month, mapping.year].flatMap((source) => columnsOf(source).slice(0, 1))
    const together = new Set<string>()
    for (let row = table.firstDataRow; parts.length > 0 && row <= table.lastDataRow; row++)
      together.add(
        parts
          .map((column) => grid.text(row, column))
          .join(' ')
          .trim(),
      )
    for (const text of together) if (text.length < LONGEST) readText(text)
    const remarks = new Set<string>()
    for (const column of columnsOf(mapping.remarks))
      for (let row = table.firstDataRow; row <= table.lastDataRow && remarks.size < TEXTS; row++) {
        const text = grid.text(row, column).trim()
        if (/\d/.test(text) && text.length < LONGEST) remarks.add(text)
      }
    for (const text of new Footnotes(table).spelledOut([...remarks])) readText(text)
  }
  const isStated = (date: string | null): boolean => {
    if (date === null || stated.has(date)) return true
    if (!allRead) readRest()
    return stated.has(date)
  }

  // The prices of a row hold for the same days.
  let statedFrom: string | null = null
  let statedTo: string | null = null
  return (rate) => {
    const { effective_date, expiry_date } = rate
    if (effective_date === statedFrom && expiry_date === statedTo) return null
    if (isStated(effective_date) && isStated(expiry_date)) {
      statedFrom = effective_date
      statedTo = expiry_date
      return null
    }
    const wrong = isStated(effective_date) ? expiry_date : effective_date
    log.note(
      `${effective_date}|${expiry_date}`,
      'date-ungrounded',
      'error',
      { sheet, range: rate.source.cell },
      `${wrong} is no date that the table or anything around it states.`,
      { value: wrong },
    )
    return 'date-ungrounded'
  }
}
