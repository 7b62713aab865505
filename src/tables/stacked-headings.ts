import { readCurrency } from '../reference/currencies.ts'
import type { Grid } from '../workbook/grid.ts'
import type { Block } from './blocks.ts'
import { cellShape, shapeClass } from './cell-shape.ts'
import { readHeading } from './header-lexicon.ts'
import type { RowLabel } from './table.ts'

/** From this on a cell of a heading names a field. */
const NAMES = 0.7
const LONGEST_HEADING = 60
/** "USD 350+INR.4800", "USD 15/PER B/L": an amount, and what else is said of it. */
const AMOUNT = /^([A-Z]{3})\.?\s?\d/

/**
 * Labels of rows as small tables that are stacked on a sheet leave no doubt of them: behind a blank row, what stands
 * beside the name of the table are sizes and units, and the next row has the amounts; a charge beside an amount is data.
 */
export function labelInStack(grid: Grid, block: Block, labels: readonly RowLabel[], i: number): RowLabel {
  const label = labels[i]!
  if (label === 'header' || label === 'code_row') return label
  if (opensTable(grid, block, i) || headsBlanks(grid, block, labels, i)) return 'header'
  return label === 'section' && isCharge(grid, block, i) ? 'data' : label
}

function opensTable(grid: Grid, block: Block, i: number): boolean {
  const row = block.rows[i]!
  if (i === 0 || block.rows[i + 1] !== row + 1 || !followsBlank(grid, block, i)) return false
  const [first, ...beside] = cellsOf(grid, block, row)
  if (first === undefined || beside.length === 0) return false
  if (![first, ...beside].every((column) => grid.kind(row, column) === 'text')) return false
  const headed = beside.every((column) => {
    const text = grid.text(row, column).trim()
    if (text.length > LONGEST_HEADING) return false
    const { field, container, price } = readHeading(text)
    return field >= NAMES || container >= NAMES || (price && !/\d/.test(text))
  })
  const last = beside.at(-1)!
  const below = block.rows.slice(i + 1, i + 3)
  return headed && below.some((next) => holdsAmount(grid, next, last))
}

/** "POL | POD | Validity: 1-14 Dec" right over "| | 20DV": where the heading leaves columns blank, they are headed here. */
function headsBlanks(grid: Grid, block: Block, labels: readonly RowLabel[], i: number): boolean {
  const row = block.rows[i]!
  if (labels[i] === 'data' || labels[i + 1] !== 'header' || block.rows[i + 1] !== row + 1) return false
  const headed = cellsOf(grid, block, row).filter(
    (column) =>
      grid.kind(row + 1, column) === 'blank' && readHeading(grid.text(row, column).trim()).field === 1,
  )
  return headed.length > 1
}

/** A blank row above, or one above the caption over the row. */
function followsBlank(grid: Grid, block: Block, i: number): boolean {
  const row = block.rows[i]!
  const above = block.rows[i - 1]!
  if (above < row - 1) return true
  return i > 1 && block.rows[i - 2]! < above - 1 && cellsOf(grid, block, above).length === 1
}

function isCharge(grid: Grid, block: Block, i: number): boolean {
  const row = block.rows[i]!
  const columns = cellsOf(grid, block, row)
  return columns.length > 1 && columns.slice(1).every((column) => holdsAmount(grid, row, column))
}

function holdsAmount(grid: Grid, row: number, column: number): boolean {
  if (shapeClass(cellShape(grid, row, column)) === 'numeric') return true
  const currency = AMOUNT.exec(grid.text(row, column).trim())?.[1]
  return currency !== undefined && readCurrency(currency) !== null
}

function cellsOf(grid: Grid, block: Block, row: number): number[] {
  return Array.from(grid.filledColumns(row)).filter(
    (column) => column >= block.range.left && column <= block.range.right,
  )
}
