import type { PriceColumn } from '../mapping/mapping.ts'
import type { TableCheck } from './table-check.ts'

/** Share of the rows that must add up for a column to be the sum of others. */
const ADDS_UP = 0.75
/** Least number of rows that must add up. */
const FEWEST = 3
/** Totals are rounded to whole units. */
const ROUNDING = 1

/** Base + surcharges = all-in: where most rows add up, one that does not has a slip in the total or in a part. */
export const sumMismatch: TableCheck = ({ table, prices }, log, flags) => {
  const { grid, sheet } = table
  prices.columns.forEach((total, index) => {
    if (total.type !== 'total') return
    const parts = prices.columns.flatMap((part, at) => (isPart(part, total) ? [at] : []))
    if (parts.length < 2) return
    const broken: { readonly i: number; readonly sum: number }[] = []
    let compared = 0
    for (let i = 0; i < prices.rows.length; i++) {
      const stated = prices.amounts[index]![i]!
      const amounts = parts.map((at) => prices.amounts[at]![i]!).filter((amount) => !Number.isNaN(amount))
      if (Number.isNaN(stated) || amounts.length < 2) continue
      compared++
      const sum = amounts.reduce((a, b) => a + b, 0)
      if (Math.abs(sum - stated) > ROUNDING) broken.push({ i, sum })
    }
    const right = compared - broken.length
    if (right < FEWEST || right < compared * ADDS_UP) return
    for (const { i, sum } of broken) {
      const row = prices.rows[i]!
      const columns = [...parts.map((at) => prices.columns[at]!.id), total.id]
      // An amount out of all proportion is why.
      if (columns.some((id) => flags.at(row, id).includes('amount-outlier'))) continue
      const range = grid.address(row, total.id)
      const cells = parts.map((at) => grid.address(row, prices.columns[at]!.id)).join(' + ')
      log.note(
        range,
        'sum-mismatch',
        'warning',
        { sheet, range },
        `${cells} make ${round(sum)}, but ${range} says ${round(prices.amounts[index]![i]!)}; ${right} of ${compared} rows add up.`,
        { value: grid.text(row, total.id).trim(), expected: String(round(sum)) },
      )
      flags.add(row, total.id, 'sum-mismatch', 'warning')
    }
  })
}

/** Whether a column prices a part of a total: the same container, carrier, period and place, per container. */
function isPart(part: PriceColumn, total: PriceColumn): boolean {
  return (
    (part.type === 'base' || part.type === 'surcharge') &&
    part.basis === total.basis &&
    part.currency === total.currency &&
    sameSize(part.container_size, total.container_size) &&
    (part.container_type ?? 'dry') === (total.container_type ?? 'dry') &&
    part.carrier === total.carrier &&
    part.period === total.period &&
    part.destination === total.destination &&
    part.origin === total.origin
  )
}

const sameSize = (a: PriceColumn['container_size'], b: PriceColumn['container_size']): boolean =>
  String(a) === String(b)

const round = (amount: number): number => Math.round(amount * 100) / 100
