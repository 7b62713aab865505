import type { TableCheck } from './table-check.ts'

/** Units in which refunds are usual: a co-loader pays back and earns at destination. */
export const REFUNDED: ReadonlySet<string | null> = new Set(['wm', 'cbm', 'ton', 'kg'])

/** Amounts below zero, a finding a row. In LCL and for rebates they are real: told, not doubted. */
export const negativeAmount: TableCheck = ({ table, prices }, log) => {
  const { grid, sheet } = table
  for (let i = 0; i < prices.rows.length; i++) {
    const below = prices.columns.filter((_, index) => prices.amounts[index]![i]! < 0)
    const first = below[0]
    const last = below.at(-1)
    if (!first || !last) continue
    const row = prices.rows[i]!
    const range =
      first === last
        ? grid.address(row, first.id)
        : `${grid.address(row, first.id)}:${grid.address(row, last.id)}`
    const refund = below.every(({ basis }) => REFUNDED.has(basis))
    log.note(
      range,
      'negative-amount',
      'info',
      { sheet, range },
      `${grid.text(row, first.id).trim()} is below zero: ${refund ? 'a refund, which is usual in this trade' : 'a rebate, or a slip'}.`,
      { value: grid.text(row, first.id).trim() },
    )
  }
}
