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
    const named = !Array.isArray(sizes)
    // One price a cell, for one size: nothing to compare.
    if (named && sizes !== null) continue
    const read = Array.from(prices.rows).flatMap((row) => {
      if (grid.kind(row, id) !== 'text') return []
      const { parts, boxes } = partsOf(grid.text(row, id))
      return parts.length < 2 || (named && boxes === null) ? [] : [{ row, parts, boxes }]
    })
    // "10450/20' 15900/40'" under no size: those that name the same boxes as most.
    const most = named ? commonest(read.map(({ boxes }) => boxes)) : null
    const cells = named ? read.filter(({ boxes }) => boxes === most) : read
    const longest = Math.max(0, ...cells.map(({ parts }) => parts.length))
    for (let part = 0; part + 1 < (named ? longest : sizes.length); part++) {
      const pairs = cells.flatMap(({ row, parts }) => {
        const [first, second] = [parts[part], parts[part + 1]]
        return first && second ? [{ row, first, second, ratio: Math.log(second / first) }] : []
      })
      if (pairs.length < FEWEST_ROWS) continue
      // Where freight goes below nothing, small amounts stand in no proportion to one another.
      if (cells.some(({ parts }) => (parts[part] ?? 1) <= 0)) continue
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

/** Amounts of a cell in their order, null where a part is none; and the boxes that the parts name, null where one does not. */
function partsOf(text: string): { parts: (number | null)[]; boxes: string | null } {
  const amounts = readAmountText(text, null)
  if (amounts === null || amounts === 'currency') return { parts: [], boxes: null }
  const tokens = amounts.tokens.filter(({ added }) => added === undefined)
  const boxes = tokens.map(({ container }) => container?.sizes.join('+') ?? '')
  return { parts: tokens.map(({ number }) => number), boxes: boxes.includes('') ? null : boxes.join('/') }
}

function commonest(texts: readonly (string | null)[]): string | null {
  const counts = Map.groupBy(texts, (text) => text)
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? null
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
