import type { Grid } from '../workbook/grid.ts'
import type { Block } from './blocks.ts'

/** Rows of data that are sampled for which columns they fill. */
const SAMPLED_ROWS = 200
/** Beyond a blank column, cells of fewer rows than this share are a box beside the table. */
const FILLED_BEYOND_GAP = 0.1
/** A column without a heading between others counts as filled from this share of the rows. */
const FILLED = 0.02

/** First and last column of a table: those with a heading, and those that touch them and hold something in its rows. */
export function columnBounds(
  grid: Grid,
  block: Block,
  headerRows: readonly number[],
  dataRows: readonly number[],
): { left: number; right: number } {
  const { left, right } = block.range
  const fill = fillShares(grid, left, right, dataRows)
  const headed = headedColumns(grid, left, right, headerRows)
  if (headed.length === 0) {
    const kept = fill.map((share, i) => ({ share, column: left + i })).filter(({ share }) => share >= 0.1)
    return { left: kept[0]?.column ?? left, right: kept.at(-1)?.column ?? right }
  }
  let first = Math.min(...headed)
  let last = Math.max(...headed)
  const isHeaded = new Set(headed)
  const holds = (column: number) => isHeaded.has(column) || (fill[column - left] ?? 0) > FILLED
  // Cells in the heading's row beyond a blank column, with next to nothing below them, are a box beside the table.
  for (let column = last; column > first; column--) {
    if (holds(column)) continue
    const beyond = Array.from({ length: last - column }, (_, i) => column + 1 + i)
    if (beyond.some((other) => (fill[other - left] ?? 0) > FILLED_BEYOND_GAP)) break
    last = column - 1
  }
  while (!holds(last) && last > first) last--
  while (first > left && (fill[first - 1 - left] ?? 0) > 0) first--
  while (last < right && (fill[last + 1 - left] ?? 0) > 0) last++
  return { left: first, right: last }
}

function fillShares(grid: Grid, left: number, right: number, rows: readonly number[]): number[] {
  const counts = new Array<number>(right - left + 1).fill(0)
  const step = Math.max(1, Math.floor(rows.length / SAMPLED_ROWS))
  let sampled = 0
  for (let i = 0; i < rows.length; i += step) {
    sampled++
    const columns = grid.filledColumns(rows[i]!)
    for (let k = 0; k < columns.length; k++) {
      const column = columns[k]!
      if (column >= left && column <= right) counts[column - left]!++
    }
  }
  return counts.map((count) => count / Math.max(1, sampled))
}

function headedColumns(grid: Grid, left: number, right: number, headerRows: readonly number[]): number[] {
  const columns = new Set<number>()
  for (const row of headerRows) {
    for (const column of Array.from(grid.filledColumns(row))) {
      if (column < left || column > right) continue
      columns.add(column)
      const merge = grid.mergeAt(row, column)
      if (merge) for (let c = merge.left; c <= merge.right; c++) columns.add(c)
    }
  }
  return [...columns]
}
