import type { Grid } from '../workbook/grid.ts'
import type { Block } from './blocks.ts'

/** Blocks of so many rows are labelled row by row. */
const LABELLED_WHOLE = 420
const LABELLED_AT_TOP = 180
const LABELLED_AT_END = 100
/** Rows that show what the common row of a tall block is like. */
const PROBED = 240
/** Share of a common row's cells that are missing or of another kind, from which a row is odd. */
const ODD_SHARE = 0.3
const MOST_ODD_ROWS = 800

/**
 * Indexes into `block.rows` of the rows that need a label of their own. In a tall block these are its start and end
 * and the rows that are unlike the common one; what is left out is the common row, over and over.
 */
export function rowsToAsk(grid: Grid, block: Block): number[] {
  const count = block.rows.length
  if (count <= LABELLED_WHOLE) return Array.from({ length: count }, (_, i) => i)
  const asked = new Set<number>()
  for (let i = 0; i < LABELLED_AT_TOP; i++) asked.add(i)
  for (let i = count - LABELLED_AT_END; i < count; i++) asked.add(i)
  const common = commonRow(grid, block)
  const headings = new Set<string>()
  for (let i = 0; i < 40; i++) headings.add(firstText(grid, block, block.rows[i]!))
  const commonFirst = new Set<string>()
  for (let i = 40; i < LABELLED_AT_TOP; i++) commonFirst.add(firstText(grid, block, block.rows[i]!))
  let odd = 0
  for (let i = LABELLED_AT_TOP; i < count - LABELLED_AT_END && odd < MOST_ODD_ROWS; i++) {
    const row = block.rows[i]!
    if (!isOdd(grid, block, row, common)) {
      const text = firstText(grid, block, row)
      if (!headings.has(text) || commonFirst.has(text)) continue
    }
    odd++
    asked.add(i - 1)
    asked.add(i)
    asked.add(i + 1)
  }
  return [...asked].sort((a, b) => a - b)
}

interface CommonRow {
  /** Kind of each column's cell where nine rows in ten agree, else null. */
  readonly kinds: readonly (string | null)[]
  /** How many columns agree on being filled. */
  readonly filled: number
}

function commonRow(grid: Grid, block: Block): CommonRow {
  const { left, right } = block.range
  const step = Math.max(1, Math.floor(block.rows.length / PROBED))
  const kinds: (string | null)[] = []
  for (let column = left; column <= right; column++) {
    const counts = new Map<string, number>()
    let probed = 0
    for (let i = 0; i < block.rows.length; i += step) {
      const kind = grid.kind(block.rows[i]!, column)
      counts.set(kind, (counts.get(kind) ?? 0) + 1)
      probed++
    }
    const [most] = [...counts].sort((a, b) => b[1] - a[1])
    kinds.push(most && most[1] >= 0.9 * probed ? most[0] : null)
  }
  return { kinds, filled: kinds.filter((kind) => kind !== null && kind !== 'blank').length }
}

function isOdd(grid: Grid, block: Block, row: number, common: CommonRow): boolean {
  if (grid.isRowHidden(row) !== grid.isRowHidden(row - 1)) return true
  const columns = grid.filledColumns(row)
  if (columns.length <= 1 && block.range.right - block.range.left >= 3) return true
  let wrong = 0
  for (let i = 0; i < common.kinds.length; i++) {
    const kind = common.kinds[i]
    if (kind && kind !== 'blank' && grid.kind(row, block.range.left + i) !== kind) wrong++
  }
  return wrong > 0 && wrong >= ODD_SHARE * common.filled
}

function firstText(grid: Grid, block: Block, row: number): string {
  return grid.text(row, block.range.left)
}
