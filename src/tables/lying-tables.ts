import type { CellRange, Grid } from '../workbook/grid.ts'
import type { Block } from './blocks.ts'
import { cellShape, type ShapeClass, shapeClass } from './cell-shape.ts'
import { readHeading } from './header-lexicon.ts'
import { isRowOfPairs, piecesOfRow } from './key-values.ts'

/** Headings down the first column, at least so many different ones ... */
const HEADINGS_DOWN = 4
/** ... and in this share of the rows of the table. */
const HEADED_ROWS = 0.6
/** A row of a table on its side holds cells of one kind: this share of them. */
const ALIKE_IN_ROW = 0.75
/** From this strength a text counts as a heading. */
const HEADING = 0.6

/**
 * The part of a block in which the fields go down and the lanes across; null when the block stands upright. Such a
 * table has headings in its first column and none in its first row, and each row holds values of one kind.
 */
export function lyingTable(grid: Grid, block: Block): CellRange | null {
  if (block.rows.length > 80 || block.range.right === block.range.left) return null
  const rows = block.rows.filter((row) => cellsBeside(grid, row, block.range).length >= 1)
  const { left } = block.range
  const isHeading = (row: number, column: number) => {
    if (grid.kind(row, column) === 'blank') return false
    const { field, container } = readHeading(grid.text(row, column))
    return Math.max(field, container) >= HEADING
  }
  const headed = rows.filter((row) => isHeading(row, left))
  if (headed.length < HEADINGS_DOWN) return null
  const top = headed[0]!
  const bottom = headed.at(-1)!
  const inside = rows.filter((row) => row >= top && row <= bottom)
  const names = new Set(headed.map((row) => grid.text(row, left).trim().toLowerCase()))
  if (names.size < HEADINGS_DOWN || headed.length < HEADED_ROWS * inside.length) return null
  const lanes = Math.max(...inside.map((row) => lanesOf(grid, row, block.range)))
  if (lanes < 2 && !isQuoteOfOneLane(grid, inside, left)) return null
  if (!inside.some((row) => isPriceRow(grid, row, block.range))) return null
  // Wide rows above or below are a table of their own, and this is the block of keys over it.
  const beyond = rows.filter((row) => row < top || row > bottom)
  if (beyond.some((row) => cellsBeside(grid, row, block.range).length >= 2)) return null
  const kinds = new Set<ShapeClass>()
  let alike = 0
  for (const row of inside) {
    const beside = cellsBeside(grid, row, block.range)
    // Headings across mean that the table stands upright, whatever its first column says.
    if (beside.filter((column) => isHeading(row, column)).length > beside.length / 2 && beside.length > 1)
      return null
    const counts = new Map<ShapeClass, number>()
    for (const column of beside) {
      const kind = shapeClass(cellShape(grid, row, column))
      counts.set(kind, (counts.get(kind) ?? 0) + 1)
    }
    const anything = counts.get('any') ?? 0
    const [usual] = [...counts].sort((a, b) => b[1] - a[1])
    if (!usual) continue
    kinds.add(usual[0])
    if (usual[1] + anything >= ALIKE_IN_ROW * beside.length) alike++
  }
  if (alike < ALIKE_IN_ROW * inside.length || !kinds.has('text') || !kinds.has('numeric')) return null
  return { top, bottom, left, right: block.range.right }
}

/** A container, a charge or a price down the side, with figures beside it. */
function isPriceRow(grid: Grid, row: number, range: CellRange): boolean {
  const { container, charge, price } = readHeading(grid.text(row, range.left))
  if (container < HEADING && charge < HEADING && !price) return false
  return cellsBeside(grid, row, range).some((column) => {
    const shape = cellShape(grid, row, column)
    return shape === 'number' || shape === 'amount'
  })
}

/** Pairs of heading and value that make one offer: containers with their prices, beside at least two other fields. */
function isQuoteOfOneLane(grid: Grid, rows: readonly number[], left: number): boolean {
  let prices = 0
  let fields = 0
  for (const row of rows) {
    const { field, container } = readHeading(grid.text(row, left))
    const shape = cellShape(grid, row, left + 1)
    if (container >= HEADING && (shape === 'number' || shape === 'amount')) prices++
    else if (field >= HEADING && shape !== 'blank') fields++
  }
  return prices >= 1 && fields >= 2
}

/** Values beside the heading of a row; in the front block of a contract, another pair or the end of a period is none. */
function lanesOf(grid: Grid, row: number, range: CellRange): number {
  const pieces = piecesOfRow(grid, row, [range.left, ...cellsBeside(grid, row, range)])
  return isRowOfPairs(pieces) ? 1 : pieces.length - 1
}

function cellsBeside(grid: Grid, row: number, range: CellRange): number[] {
  return Array.from(grid.filledColumns(row)).filter((column) => column > range.left && column <= range.right)
}
