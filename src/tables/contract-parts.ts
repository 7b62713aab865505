import type { Placed } from './context.ts'
import type { LooseCell } from './loose-cells.ts'

/** "6-3. Origin Arbitrary", "7. LIQUIDATED DAMAGES": a section of a contract. */
const SECTION = /^\s*\d{1,2}(?:[-.]\d{1,2})?\.\s*\S.{0,60}$/u

/**
 * What the first row of a numbered part says ("1) | COMMODITY | : | FAK") holds for all tables of the part, not only for
 * the first one under it, and for none behind the next section. Undefined for any other cell.
 */
export function partOf(
  cell: LooseCell,
  table: Placed,
  others: readonly Placed[],
  loose: readonly LooseCell[],
): { position: 'sheet'; rank: number } | null | undefined {
  if (!cell.opens) return undefined
  if (cell.row > table.bottom) return others.some(({ top }) => top > cell.row) ? null : undefined
  if (cell.row >= table.top) return undefined
  if (!others.some((other) => other.top > cell.row && other.bottom < table.top)) return undefined
  const closed = loose.some(
    ({ key, text, row }) => key === null && row > cell.row && row < table.top && SECTION.test(text),
  )
  return closed ? null : { position: 'sheet', rank: 30_000 + table.top - cell.row }
}
