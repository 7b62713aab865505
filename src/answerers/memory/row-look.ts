import { cellShape, shapeClass } from '../../tables/cell-shape.ts'
import type { CellRange, Grid } from '../../workbook/grid.ts'
import { headingKey, skeleton } from './skeleton.ts'

/** A filled cell of a row, by its place in the block. */
export interface LookedCell {
  readonly at: number
  readonly column: number
  readonly text: string
  /** Prose counts as text: remarks grow and shrink. */
  readonly kind: string
}

/** The filled cells of a row within a block. */
export function cellsOf(grid: Grid, row: number, block: CellRange): LookedCell[] {
  const cells: LookedCell[] = []
  const columns = grid.filledColumns(row)
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i]!
    if (column < block.left || column > block.right) continue
    const kind = shapeClass(cellShape(grid, row, column))
    cells.push({
      at: column - block.left,
      column,
      text: grid.text(row, column),
      kind: kind === 'long' ? 'text' : kind,
    })
  }
  return cells
}

/** What a caption says, without dates and numbers. */
export const captionOf = (cells: readonly LookedCell[]): string =>
  cells
    .map(({ text }) => skeleton(text))
    .filter((text) => text !== '')
    .join(' | ')

export const looksOf = (cells: readonly LookedCell[]): string =>
  cells.map(({ at, kind }) => `${at}:${kind}`).join(' ')

export const headingKeys = (cells: readonly LookedCell[]): string[] =>
  cells.map(({ text }) => headingKey(text)).filter((key) => key !== '')
