import type { PriceColumn } from '../../mapping/mapping.ts'
import { columnLetter } from '../../workbook/grid.ts'
import { type AnswerCheck, columnRange } from './answer-check.ts'

/** So many rows in which the columns hold different amounts are no slip. */
const FEWEST_ROWS = 2

/** Whose box it is and whether it is full: understood, though the schema has no field for it. */
const UNDERSTOOD =
  /\b(?:soc|coc|shipper.?s? own\w*|carrier.?s? own\w*|laden|full|empty|leer|voll|lleno|vac[ií]o)\b/iu

/**
 * Freight columns that the answer does not tell apart, though their headings and their amounts differ: weeks, services
 * or terms that nobody read ("Week A | Week B"). Each lane would have several prices for one box and one time.
 */
export const likePrices: AnswerCheck = function* ({ table, mapping, columns, understanding }) {
  // "Day 1-4 | Day 5-9": no prices on offer.
  if (understanding.kind === 'free_time') return
  const groups = new Map<string, PriceColumn[]>()
  for (const column of mapping.rates) {
    if (column.type !== 'base' && column.type !== 'total') continue
    const key = JSON.stringify([
      column.type,
      column.charge,
      column.container_size,
      column.container_type,
      column.currency,
      column.basis,
      column.weight_break,
      column.carrier ?? null,
      column.period ?? null,
      column.origin,
      column.destination,
    ])
    groups.set(key, [...(groups.get(key) ?? []), column])
  }
  for (const alike of groups.values()) {
    const [first, ...others] = alike
    if (!first || others.length === 0) continue
    const name = ({ id }: PriceColumn) => columns[id - table.range.left]?.header.parts.join(' / ') ?? ''
    if (alike.some((column) => UNDERSTOOD.test(name(column)))) continue
    const unlike = others.filter((other) => name(other) !== name(first) && differ(first.id, other.id))
    if (unlike.length === 0) continue
    const ids = [first, ...unlike].map(({ id }) => id)
    yield {
      code: 'column-unsure',
      severity: 'error',
      range: columnRange(table, first.id),
      message: `Columns ${ids.map(columnLetter).join(', ')} price the same box for the same time; what tells "${name(first)}" from "${name(unlike[0]!)}" was not understood.`,
      value: name(first),
      touches: ids,
    }
  }

  function differ(a: number, b: number): boolean {
    const { grid, firstDataRow, lastDataRow } = table
    let rows = 0
    for (let row = firstDataRow; row <= lastDataRow && rows < FEWEST_ROWS; row++) {
      const [left, right] = [grid.text(row, a), grid.text(row, b)]
      if (/\d/.test(left) && /\d/.test(right) && left !== right) rows++
    }
    return rows >= FEWEST_ROWS
  }
}
