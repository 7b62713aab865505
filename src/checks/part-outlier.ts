import { readAmountText } from '../rates/values/amount-text.ts'
import type { TableCheck } from './table-check.ts'

/** Rows that show how the parts of a cell usually compare. */
const FEWEST_ROWS = 5
/** A ratio must lie this many times further off than ratios of the column usually lie. */
const OUTLIER_SPREADS = 7
const LEAST_SPREAD = 0.02

/**
 * One digit too many in "370/7100/710": the parts of a cell that prices several containers are held against one another,
 * for their ratio is steady down the column.
 */
export const partOutlier: TableCheck = ({ table, prices, thresholds }, log, flags) => {
  const { grid, sheet } = table
  for (const { id, container_size: sizes } of prices.columns) {
    if (!Array.isArray(sizes)) continue
    const cells = Array.from(prices.rows).flatMap((row) => {
      const parts = partsOf(grid.text(row, id))
      return parts.length < 2 ? [] : [{ row, parts }]
    })
    for (let part = 0; part + 1 < sizes.length; part++) {
      const pairs = cells.flatMap(({ row, parts }) => {
        const [first, second] = [parts[part], parts[part + 1]]
        return first && second ? [{ row, first, second, ratio: Math.log(second / first) }] : []
      })
      if (pairs.length < FEWEST_ROWS) continue
      const usual = median(pairs.map(({ ratio }) => ratio))
      const spread = Math.max(median(pairs.map(({ ratio }) => Math.abs(ratio - usual))), LEAST_SPREAD)
      const least = Math.max(Math.log(thresholds.outlierFactor), OUTLIER_SPREADS * spread)
      for (const { row, first, second, ratio } of pairs) {
        if (Math.abs(ratio - usual) < least) continue
        // Exchanged prices are in a wrong order, none of them is out of proportion.
        if (ratio * usual < 0 && Math.abs(ratio + usual) < Math.log(thresholds.outlierFactor)) continue
        const range = grid.address(row, id)
        const expected = Number((first * Math.exp(usual)).toPrecision(3))
        log.note(
          range,
          'amount-outlier',
          'error',
          { sheet, range },
          `${first} stands beside ${second} in one cell, where the other rows lead to expect about ${expected}: ${Number(Math.exp(Math.abs(ratio - usual)).toPrecision(2))} times off, ${thresholds.outlierFactor} decide. A digit too many or too few?`,
          { value: grid.text(row, id), expected: `about ${first}/${expected}` },
        )
        flags.add(row, id, 'amount-outlier', 'error')
      }
    }
  }
}

/** Amounts of a cell in their order; null where a part is none. */
function partsOf(text: string): (number | null)[] {
  const amounts = readAmountText(text, null)
  return amounts === null || amounts === 'currency'
    ? []
    : amounts.tokens.flatMap(({ added, number }) => (added === undefined ? [number] : []))
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
