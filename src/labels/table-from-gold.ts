import type { ContextCell, Table } from '../tables/table.ts'
import { type CellRange, type Grid, parseRange } from '../workbook/grid.ts'
import type { GoldTable } from './gold.ts'
import type { LabelledWorkbook } from './labelled.ts'

/** Rows below a table that still are its notes. */
const NOTES_BELOW = 30
/** A key is short; a longer text left of another is a sentence in two cells. */
const KEY_CHARACTERS = 32

export interface GoldTableInBook {
  readonly gold: GoldTable
  readonly table: Table
  readonly workbook: LabelledWorkbook
}

/** All tables of a labelled workbook, as the gold answer delimits them. */
export function tablesFromGold(workbook: LabelledWorkbook): GoldTableInBook[] {
  return workbook.gold.tables.map((gold) => {
    const grid = workbook.grids.find((candidate) => candidate.sheet === gold.sheet) ?? workbook.grids[0]!
    const others = workbook.gold.tables.filter((other) => other !== gold && other.sheet === gold.sheet)
    return {
      gold,
      workbook,
      table: tableFromGold(
        grid,
        gold,
        others.map((other) => parseRange(other.range)),
        workbook.gold.file,
      ),
    }
  })
}

/** A table as the gold answer delimits it; its context is what stands outside all tables of the sheet. */
export function tableFromGold(
  grid: Grid,
  gold: GoldTable,
  otherRanges: readonly CellRange[],
  file: string,
): Table {
  const range = parseRange(gold.range)
  const headers = gold.header_rows.filter((row) => row < gold.data_rows[0])
  const repeated = gold.header_rows.filter((row) => row >= gold.data_rows[0])
  return {
    grid,
    sheet: gold.sheet,
    range,
    headerRows: headers,
    firstDataRow: gold.data_rows[0],
    lastDataRow: gold.data_rows[1],
    sectionRows: gold.section_rows,
    skippedRows: repeated.map((row) => ({ row, why: 'repeated_header' as const })),
    context: contextOf(grid, range, otherRanges, gold, file),
    transposed: false,
    confidence: 1,
  }
}

function contextOf(
  grid: Grid,
  range: CellRange,
  others: readonly CellRange[],
  gold: GoldTable,
  file: string,
): ContextCell[] {
  const context: ContextCell[] = []
  const overlaps = (other: CellRange) => other.left <= range.right && other.right >= range.left
  const rivals = others.filter(overlaps)
  for (const row of Array.from(grid.filledRows)) {
    if (row > range.bottom + NOTES_BELOW) break
    const columns = Array.from(grid.filledColumns(row))
    let key: string | null = null
    for (const column of columns) {
      const inside = (area: CellRange) =>
        row >= area.top && row <= area.bottom && column >= area.left && column <= area.right
      if (inside(range) || others.some(inside)) continue
      const text = grid.text(row, column)
      // A caption belongs to the table right below it, a note to the table right above it.
      const above = row < range.top
      const taken = rivals.some((other) =>
        above ? other.top > row && other.bottom < range.top : other.top > range.bottom && other.top < row,
      )
      const beside = column < range.left || column > range.right
      const caption = others.some(
        (other) =>
          row < other.top && column >= other.left && column <= other.right && !rivals.includes(other),
      )
      if (taken && !(above && row <= 3)) continue
      if (caption && beside) continue
      const next = columns.find((other) => other > column)
      const isKey =
        key === null &&
        next !== undefined &&
        next <= column + 2 &&
        text.length <= KEY_CHARACTERS &&
        !inside(range)
      if (isKey && columns.length <= 4 && above) {
        key = text
        continue
      }
      context.push({
        kind: key !== null ? 'key_value' : above ? 'title' : 'note',
        text,
        key,
        row,
        column,
        position: above ? 'above' : row > range.bottom ? 'below' : 'beside',
      })
      key = null
    }
  }
  for (const row of gold.section_rows) {
    const column = Array.from(grid.filledColumns(row)).find((c) => c >= range.left && c <= range.right)
    if (column === undefined) continue
    context.push({
      kind: 'section',
      text: grid.text(row, column),
      key: null,
      row,
      column,
      position: 'inside',
    })
  }
  if (gold.sheet !== null)
    context.push({
      kind: 'sheet_name',
      text: gold.sheet,
      key: null,
      row: null,
      column: null,
      position: 'sheet',
    })
  context.push({ kind: 'file_name', text: file, key: null, row: null, column: null, position: 'workbook' })
  return context
}
