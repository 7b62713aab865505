import type { TableCheck } from './table-check.ts'

/** Most numbers beside a table that are told one by one. */
const TOLD = 20

/** Numbers beside a table (an exchange rate, a margin): they are no prices, and somebody may look for them. */
export const strayNumbers: TableCheck = ({ table, mapping, kind }, log) => {
  if (kind === 'reference' || kind === 'free_time' || mapping.rates.length === 0) return
  const { grid, range, sheet } = table
  let told = 0
  for (const { row, column, kind: what } of table.context) {
    if (row === null || column === null || told >= TOLD || what === 'section') continue
    const beside =
      (column < range.left || column > range.right) && row >= range.top - 1 && row <= range.bottom
    if (!beside || grid.kind(row, column) !== 'number') continue
    told++
    const cell = grid.address(row, column)
    log.note(
      cell,
      'non-price-in-price-column',
      'info',
      { sheet, range: cell },
      `${grid.text(row, column)} stands beside the table and was not taken for a price.`,
      { value: grid.text(row, column) },
    )
  }
}
