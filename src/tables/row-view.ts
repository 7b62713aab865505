import type { CellRange, Grid } from '../workbook/grid.ts'
import { CELL_SHAPES, type CellShape, cellShape, type ShapeClass, shapeClass } from './cell-shape.ts'

/** Neighbouring rows that show what a column usually holds there. */
const WINDOW = 7
/** Rows of a block that are sampled for its usual width. */
const WIDTH_SAMPLE = 240

/** Cells of one row within a block. */
export interface RowCells {
  readonly row: number
  readonly columns: readonly number[]
  readonly texts: readonly string[]
  readonly shapes: readonly CellShape[]
  readonly classes: readonly ShapeClass[]
}

/** Reads the rows of a block once, however many features look at them. */
export class BlockView {
  readonly grid: Grid
  readonly block: CellRange
  readonly rows: ArrayLike<number>
  /** Number of cells that nine rows in ten stay within. */
  readonly usualWidth: number
  /** Cells of the commonest rows, those with a single cell left out. */
  readonly medianWidth: number
  readonly #cells = new Map<number, RowCells>()

  constructor(grid: Grid, block: CellRange, rows: ArrayLike<number>) {
    this.grid = grid
    this.block = block
    this.rows = rows
    const step = Math.max(1, Math.floor(rows.length / WIDTH_SAMPLE))
    const widths: number[] = []
    for (let i = 0; i < rows.length; i += step) widths.push(this.width(i))
    widths.sort((a, b) => a - b)
    this.usualWidth = Math.max(1, widths[Math.floor(widths.length * 0.9)] ?? 1)
    const several = widths.filter((width) => width > 1)
    this.medianWidth = several[several.length >> 1] ?? 1
  }

  /** Number of cells of the i-th row within the block. */
  width(i: number): number {
    const columns = this.grid.filledColumns(this.rows[i]!)
    let count = 0
    for (let k = 0; k < columns.length; k++) {
      if (columns[k]! >= this.block.left && columns[k]! <= this.block.right) count++
    }
    return count
  }

  cells(i: number): RowCells {
    let cells = this.#cells.get(i)
    if (cells) return cells
    const row = this.rows[i]!
    const filled = this.grid.filledColumns(row)
    const columns: number[] = []
    const texts: string[] = []
    const shapes: CellShape[] = []
    const classes: ShapeClass[] = []
    for (let k = 0; k < filled.length; k++) {
      const column = filled[k]!
      if (column < this.block.left || column > this.block.right) continue
      const shape = cellShape(this.grid, row, column)
      columns.push(column)
      texts.push(this.#text(row, column))
      shapes.push(shape)
      classes.push(shapeClass(shape))
    }
    cells = { row, columns, texts, shapes, classes }
    this.#cells.set(i, cells)
    return cells
  }

  /** A number stands for its text: how it is displayed changes nothing here, and formatting costs time. */
  #text(row: number, column: number): string {
    const number = this.grid.number(row, column)
    return Number.isNaN(number) ? this.grid.text(row, column).trim() : String(number)
  }

  /** Blank rows between the i-th row and the one before it; a large number before the first. */
  gapBefore(i: number): number {
    return i === 0 ? 9 : this.rows[i]! - this.rows[i - 1]! - 1
  }

  /** How the cells of a row compare with those of the same columns in the rows on one side of it. */
  compare(i: number, direction: 1 | -1): Comparison {
    const cells = this.cells(i)
    const counts = cells.columns.map(() => ({
      numeric: 0,
      date: 0,
      text: 0,
      long: 0,
      any: 0,
      blank: 0,
      same: 0,
    }))
    let rows = 0
    for (let step = 1; rows < WINDOW; step++) {
      const j = i + step * direction
      if (j < 0 || j >= this.rows.length || step > 2 * WINDOW) break
      const other = this.cells(j)
      // Captions and notes say nothing of what a column holds.
      if (other.columns.length === 1 && this.medianWidth >= 3) continue
      rows++
      let k = 0
      cells.columns.forEach((column, c) => {
        while (k < other.columns.length && other.columns[k]! < column) k++
        const count = counts[c]!
        if (other.columns[k] !== column) count.blank++
        else {
          count[other.classes[k]!]++
          if (other.texts[k] === cells.texts[c]) count.same++
        }
      })
    }
    return summarise(cells, counts, rows)
  }
}

export interface Comparison {
  /** Rows that were compared with, 0..7. */
  readonly rows: number
  /** Share of the cells whose class is the column's usual one. */
  readonly agree: number
  /** Share of the cells that are text over (under) numbers or dates. */
  readonly change: number
  /** Number of such cells. */
  readonly changes: number
  /** Share of the cells whose text stands in a neighbouring row of the column. */
  readonly repeated: number
  /** Share of the cells whose column is mostly blank there. */
  readonly blank: number
}

function summarise(
  cells: RowCells,
  counts: readonly (Record<ShapeClass, number> & { same: number })[],
  rows: number,
): Comparison {
  let agree = 0
  let changes = 0
  let repeated = 0
  let blank = 0
  counts.forEach((count, c) => {
    const filled = rows - count.blank
    if (count.same > 0) repeated++
    if (filled === 0) {
      blank++
      return
    }
    const own = cells.classes[c]!
    const usual = (['numeric', 'date', 'text', 'long', 'any'] as const).reduce((a, b) =>
      count[b] > count[a] ? b : a,
    )
    if (own === usual || own === 'any' || usual === 'any') agree++
    else if ((own === 'text' || own === 'long') && (usual === 'numeric' || usual === 'date')) changes++
  })
  const width = Math.max(1, cells.columns.length)
  return {
    rows,
    agree: agree / width,
    change: changes / width,
    changes,
    repeated: repeated / width,
    blank: blank / width,
  }
}

/** Share of the cells that have a shape. */
export function shapeShares(cells: RowCells): Record<CellShape, number> {
  const shares = Object.fromEntries(CELL_SHAPES.map((shape) => [shape, 0])) as Record<CellShape, number>
  const width = Math.max(1, cells.columns.length)
  for (const shape of cells.shapes) shares[shape] += 1 / width
  return shares
}
