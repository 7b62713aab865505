import type { Table } from '../tables/table.ts'
import type { Grid } from '../workbook/grid.ts'
import { SheetGrid } from '../workbook/sheet-grid.ts'

/** What stands in a column from first to last data row, sections and skipped rows apart: the basis of every claim. */
export interface WholeColumn {
  /** Each distinct text once, in order of first appearance. */
  readonly texts: readonly string[]
  readonly textCells: number
  readonly numberCells: number
  /** Of the numeric cells; NaN when there is none. */
  readonly minimum: number
  readonly maximum: number
}

interface Tally {
  ids: Set<number>
  last: number
  textCells: number
  numberCells: number
  minimum: number
  maximum: number
}

const read = new WeakMap<Table, readonly WholeColumn[]>()

/** Reads all cells of a table once. By position: 0 is column `range.left`. */
export function wholeColumns(table: Table): readonly WholeColumn[] {
  const known = read.get(table)
  if (known) return known
  const columns = table.grid instanceof SheetGrid ? overData(table, table.grid) : overGrid(table, table.grid)
  read.set(table, columns)
  return columns
}

/** Rows of a table that hold data: neither captions nor notes nor repeated headings. */
export function rowsSetAside(table: Table): ReadonlySet<number> {
  return new Set([...table.sectionRows, ...table.skippedRows.map(({ row }) => row)])
}

/** Walks the typed arrays: eight hundred thousand cells take some tens of milliseconds, asking the grid for each a second. */
function overData(table: Table, grid: SheetGrid): WholeColumn[] {
  const { data } = grid
  const { range } = table
  const aside = rowsSetAside(table)
  const tallies = Array.from({ length: range.right - range.left + 1 }, newTally)
  for (let slot = firstSlot(data.rows, table.firstDataRow); slot < data.rows.length; slot++) {
    const row = data.rows[slot]!
    if (row > table.lastDataRow) break
    if (aside.has(row)) continue
    for (let cell = data.rowStart[slot]!; cell < data.rowStart[slot + 1]!; cell++) {
      const tally = tallies[data.columns[cell]! - range.left]
      if (!tally) continue
      const kind = data.kinds[cell]
      const value = data.values[cell]!
      if (kind === 2) {
        tally.textCells++
        if (value !== tally.last) {
          tally.last = value
          tally.ids.add(value)
        }
      } else if (kind === 1) countNumber(tally, value)
    }
  }
  return tallies.map((tally) =>
    finish(
      tally,
      Array.from(tally.ids, (id) => data.strings[id]!),
    ),
  )
}

function overGrid(table: Table, grid: Grid): WholeColumn[] {
  const { range } = table
  const aside = rowsSetAside(table)
  return Array.from({ length: range.right - range.left + 1 }, (_, at) => {
    const tally = newTally()
    const texts = new Set<string>()
    for (let row = table.firstDataRow; row <= table.lastDataRow; row++) {
      if (aside.has(row)) continue
      const kind = grid.kind(row, range.left + at)
      if (kind === 'text') {
        tally.textCells++
        texts.add(grid.text(row, range.left + at))
      } else if (kind === 'number') countNumber(tally, grid.number(row, range.left + at))
    }
    return finish(tally, [...texts])
  })
}

function newTally(): Tally {
  return { ids: new Set(), last: -1, textCells: 0, numberCells: 0, minimum: Number.NaN, maximum: Number.NaN }
}

function countNumber(tally: Tally, value: number): void {
  tally.numberCells++
  if (!(tally.minimum <= value)) tally.minimum = value
  if (!(tally.maximum >= value)) tally.maximum = value
}

function finish(tally: Tally, texts: string[]): WholeColumn {
  const { textCells, numberCells, minimum, maximum } = tally
  return { texts, textCells, numberCells, minimum, maximum }
}

/** Index of the first filled row at or after `row`. */
function firstSlot(rows: Int32Array, row: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (rows[middle]! < row) low = middle + 1
    else high = middle
  }
  return low
}
