import type { Grid } from '../workbook/grid.ts'
import { cellShape, shapeClass } from './cell-shape.ts'
import { readHeading } from './header-lexicon.ts'

/** Fewer rows below say nothing of what a column holds. */
const FEWEST_ROWS = 3
/** Fewer columns of numbers may bear a word in the first row by chance. */
const FEWEST_COLUMNS = 2
/** From this strength a text counts as a heading. */
const HEADED = 0.6

/**
 * Whether the first of some rows that were all taken for data is their heading: "THC 20 | THC 40" over nothing but
 * numbers. Each column of numbers must be headed by a box, a charge or a field, and no number stand among them.
 */
export function isHeadingOfRows(grid: Grid, columns: readonly number[], rows: readonly number[]): boolean {
  const [first, ...below] = rows
  if (first === undefined || below.length < FEWEST_ROWS) return false
  // "THC 20" has the look of a sum in some currency.
  if (
    columns.some(
      (column) => kindOf(grid, first, column) === 'numeric' && headed(grid, first, column) < HEADED,
    )
  )
    return false
  const numeric = columns.filter((column) => {
    const filled = below.filter((row) => grid.kind(row, column) !== 'blank')
    return filled.length > 0 && filled.every((row) => kindOf(grid, row, column) === 'numeric')
  })
  return numeric.length >= FEWEST_COLUMNS && numeric.every((column) => headed(grid, first, column) >= HEADED)
}

function headed(grid: Grid, row: number, column: number): number {
  const { container, charge, field } = readHeading(grid.text(row, column).trim())
  return Math.max(container, charge, field)
}

const kindOf = (grid: Grid, row: number, column: number) => shapeClass(cellShape(grid, row, column))
