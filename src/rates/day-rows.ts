import type { FindingLog } from '../checks/finding-log.ts'
import type { Mapping } from '../mapping/mapping.ts'
import { currencyOfNumberFormat } from '../reference/currencies.ts'
import type { Table } from '../tables/table.ts'
import type { Grid } from '../workbook/grid.ts'
import type { RateInput } from './rate-input.ts'

/** "Free days", "Días libres de devolución", "免箱期", "Transit time (days)": a name of days and of no charge. */
const DAYS =
  /free\s?(?:time|days?)|d[ií]as\s+(?:libres|de\s+tr[aá]nsito)|d[ií]as\s+livres|tiempo\s+libre|freitage|freie\s+tage|freizeit|jours?\s+(?:de\s+)?(?:franchise|libres)|franchise\s+\(?jours|giorni\s+(?:di\s+)?franchigia|transit\s+(?:time|days)|tiempo\s+de\s+tr[aá]nsito|tempo\s+de\s+tr[aâ]nsito|laufzeit|免(?:费|費|箱|租|柜|堆)(?:期|天|时间)|航程|무료\s?(?:기간|일)|프리타임|フリータイム|serbest\s+(?:gün|süre)|ngày\s+miễn|thời gian miễn|бесплатн\p{L}*\s+(?:дн|сут|период)|льготн\p{L}*\s+(?:период|дн)|срок\s+доставки/iu
/** "Extra free days, per day": what more of them cost. */
const SOLD =
  /extra|extension|extend|additional|adicional|zusätz|supplément|(?:\/|per|por|pro|je|par)\s?(?:day|d[ií]a|tag|jour)|fees?\b|charges?\b|cargo\b|费|費/iu
const MOST_DAYS = 120

/** What a row among charges counts days of ("Free days"), so that its numbers are no prices; null for any other row. */
export function daysOfRow(
  { grid }: Table,
  { charge, charge_name: name, rates }: Mapping,
  row: number,
): string | null {
  for (const source of [charge, name]) {
    if (typeof source !== 'number') continue
    const text = grid.text(row, source)
    if (!DAYS.test(text) || SOLD.test(text)) continue
    const numbers = rates.filter(({ id }) => grid.kind(row, id) === 'number')
    return numbers.every(({ id }) => mayCountDays(grid, row, id)) ? text.trim() : null
  }
  return null
}

function mayCountDays(grid: Grid, row: number, column: number): boolean {
  const number = grid.number(row, column)
  const format = grid.style(row, column).numberFormat
  return (
    Number.isInteger(number) && number >= 0 && number <= MOST_DAYS && currencyOfNumberFormat(format) === null
  )
}

/** Tells of a row of days, over all the price columns that it fills. */
export function noteDays({ table, mapping }: RateInput, row: number, days: string, log: FindingLog): void {
  const { grid, sheet } = table
  const filled = mapping.rates.filter(({ id }) => grid.kind(row, id) !== 'blank')
  if (filled.length === 0) return
  const range = [filled[0]!, filled.at(-1)!].map(({ id }) => grid.address(row, id)).join(':')
  log.note(
    range,
    'non-price-in-price-column',
    'info',
    { sheet, range },
    `"${days}" counts days: the numbers of its row are no prices.`,
    { value: days },
  )
}
