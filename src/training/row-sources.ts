import type { LabelledWorkbook } from '../labels/labelled.ts'
import { cellShape, shapeClass } from '../tables/cell-shape.ts'
import { type CellRange, type Grid, parseRange } from '../workbook/grid.ts'
import type { Random } from './generator/random.ts'

/** A table whose rows may be taken apart and put together anew. */
export interface RowSource {
  readonly grid: Grid
  readonly range: CellRange
  readonly headerRows: readonly number[]
  readonly dataRows: readonly number[]
}

const NARROWED = 0.2

/** The tables of a workbook that a variant can be made of: upright ones with plain data rows. */
export function rowSources(workbook: LabelledWorkbook): RowSource[] {
  return workbook.gold.tables.flatMap((gold): RowSource[] => {
    const grid = workbook.grids.find((candidate) => candidate.sheet === gold.sheet)
    const [first, last] = gold.data_rows
    if (!grid || gold.header_rows.length === 0 || gold.header_rows.some((row) => row >= first)) return []
    const range = parseRange(gold.range)
    const sections = new Set(gold.section_rows)
    const dataRows: number[] = []
    for (let row = first; row <= Math.min(last, first + 400); row++) {
      if (!sections.has(row) && cellsOf(grid, row, range).length > 1) dataRows.push(row)
    }
    return dataRows.length === 0 ? [] : [{ grid, range, headerRows: gold.header_rows, dataRows }]
  })
}

/** Now and then a few neighbouring columns of the table only: lists of two columns are hard to tell from pairs. */
export function narrowed(source: RowSource, random: Random): RowSource {
  const { left, right } = source.range
  if (right - left < 3 || !random.chance(NARROWED)) return source
  const width = random.pick([2, 2, 3, 4])
  const from = random.int(left, right - width + 1)
  const range = { ...source.range, left: from, right: from + width - 1 }
  const filled = (row: number) => cellsOf(source.grid, row, range).length
  const dataRows = source.dataRows.filter((row) => filled(row) > 1)
  if (dataRows.length < 3 || source.headerRows.some((row) => filled(row) < 2)) return source
  return { ...source, range, dataRows }
}

export function cellsOf(grid: Grid, row: number, range: CellRange): number[] {
  return Array.from(grid.filledColumns(row)).filter((column) => column >= range.left && column <= range.right)
}

/** The longest run of columns of numbers side by side: what a common parent heading would span. */
export function numericColumns(source: RowSource): number[] {
  const columns: number[] = []
  for (let column = source.range.left; column <= source.range.right; column++) {
    const shapes = source.dataRows.slice(0, 12).map((row) => shapeClass(cellShape(source.grid, row, column)))
    if (shapes.filter((shape) => shape === 'numeric').length > shapes.length / 2) columns.push(column)
  }
  const runs: number[][] = []
  for (const column of columns) {
    if (runs.at(-1)?.at(-1) === column - 1) runs.at(-1)!.push(column)
    else runs.push([column])
  }
  return runs.sort((a, b) => b.length - a.length)[0] ?? []
}
