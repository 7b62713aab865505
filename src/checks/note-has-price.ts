import { findCurrencies } from '../reference/currencies.ts'
import type { ContextCell } from '../tables/table.ts'
import { columnLetter } from '../workbook/grid.ts'
import type { FindingLog } from './finding-log.ts'
import type { TableCheck } from './table-check.ts'

/** A number that may be an amount: not a year, a day, a percentage of time or a part of a code. */
const AMOUNT = /(?<![\p{L}\d.,/-])(?:\d{1,3}(?:[.,\s]\d{3})+|\d{2,7})(?:[.,]\d{1,2})?(?![\d\p{L}])/gu
const DAY =
  /(?<![\d.,/-])(?:\d{1,2}([./-])(?:\d{1,2}|[A-Z]{3})\1(?:20)?\d\d|20\d\d([./-])\d{1,2}\2\d{1,2})(?!\d)|(?<![\d.,/-])(?:0?[1-9]|1[0-2])[./-]20\d\d(?!\d)|(?<!\d)20\d\d年\d{1,2}月(?:\d{1,2}日)?/giu
/** "USD 20'/40'HQ" names what is paid for. */
const SIZE = /^(?:20|40|45)\s?(?:['’`´]|(?:ft|gp|dc|dv|hc|hq)\b|\/\s?(?:40|45))/i
/** "USD35/票": right behind its currency, nothing else can be meant. */
const GLUED = /^(?:\d{2,7}(?:[.,]\d{1,2})?(?![\d\p{L}])|\d\s?\/\s?\p{L}{2})/u
/** An amount stands at most this many characters from its currency. */
const REACH = 12

/** Whether a sentence names a price: a currency with an amount beside it. */
export function hasPrice(written: string): boolean {
  const text = withoutDates(written)
  if (!/\d/.test(text)) return false
  const currencies = findCurrencies(text)
  if (currencies.length === 0) return false
  if (currencies.some(({ index, length }) => GLUED.test(text.slice(index + length)))) return true
  for (const match of text.matchAll(AMOUNT)) {
    if (SIZE.test(text.slice(match.index))) continue
    for (const { index } of currencies) {
      const gap = index < match.index ? match.index - index - 3 : index - (match.index + match[0].length)
      if (gap <= REACH - 3 && !/^(19|20)\d\d$/.test(match[0])) return true
    }
  }
  return false
}

/** "USD, valid 12/01/2026": blanks in place of days, so that their numbers are no amounts. */
function withoutDates(text: string): string {
  return text.replace(DAY, (day) => ' '.repeat(day.length))
}

/** Currencies that a text names apart from any amount: "Freight in USD. B/L fee INR 3,500" speaks of USD. */
export function freeCurrencies(written: string): string[] {
  const text = withoutDates(written)
  return findCurrencies(text).flatMap(({ currency, index }) => {
    const around = text.slice(Math.max(0, index - REACH), index + 3 + REACH)
    return hasPrice(around) ? [] : [currency]
  })
}

/** Prices in sentences are not read as rates; they are pointed at, so that nobody overlooks them. */
export const noteHasPrice: TableCheck = ({ table, mapping }, log) => {
  for (const cell of table.context) {
    if (cell.row === null || cell.column === null || cell.kind === 'title' || cell.kind === 'section')
      continue
    if (cell.position === 'workbook' || !hasPrice(cell.text)) continue
    const range = table.grid.address(cell.row, cell.column)
    log.note(
      range,
      'note-has-price',
      'info',
      { sheet: cell.sheet ?? table.sheet, range },
      `A note names a price that no table holds: "${cell.text.slice(0, 120)}".`,
      { value: cell.text.slice(0, 200) },
    )
  }
  const remarks =
    mapping.remarks === null || typeof mapping.remarks === 'string' ? [] : [mapping.remarks].flat()
  for (const column of remarks) {
    const told = new Set<string>()
    let above = ''
    for (let row = table.firstDataRow; row <= table.lastDataRow; row++) {
      const text = table.grid.text(row, column)
      if (text.length < 5 || text === above) continue
      above = text
      if (!hasPrice(text) || told.has(text)) continue
      told.add(text)
      const range = table.grid.address(row, column)
      log.note(
        range,
        'note-has-price',
        'info',
        { sheet: table.sheet, range },
        `A remark names a price: "${text.slice(0, 120)}"; it was not read as a rate.`,
        { value: text.slice(0, 200) },
      )
    }
  }
}

/** Prices in sentences of sheets without tables: terms, notes. */
export function notesOfCovers(covers: readonly ContextCell[], log: FindingLog): void {
  for (const { text, row, column, sheet } of covers) {
    if (row === null || column === null || !hasPrice(text)) continue
    const range = `${columnLetter(column)}${row}`
    log.note(
      range,
      'note-has-price',
      'info',
      { sheet: sheet ?? null, range },
      `A note names a price that no table holds: "${text.slice(0, 120)}".`,
      { value: text.slice(0, 200) },
    )
  }
}
