import type { GoldTable } from '../../labels/gold.ts'
import { columnIndex, columnLetter, parseRange, rangeAddress } from '../../workbook/grid.ts'
import { SheetGrid } from '../../workbook/sheet-grid.ts'
import { copySheet } from './copy-sheet.ts'
import type { Disturb } from './disturbance.ts'
import { columnInsertedAt, movedTable, rowsInsertedBelow, shifted } from './motion.ts'

/** A blank row follows after so many data rows. */
const ROWS_BETWEEN_BLANKS = 6

/** Three rows down, a column to the right. */
export const moved: Disturb = ({ grid }) => {
  if (grid.lastRow === 0) return null
  const motion = shifted(3, 1)
  return { grid: new SheetGrid(copySheet(grid, { motion }).build()), motion }
}

/** A blank column before the first price column of the first table that has one. */
export const spacer: Disturb = ({ grid, tables }) => {
  const firsts = tables.map(firstPriceColumn).filter((column) => column !== null)
  const at = firsts[0]
  if (at === undefined || cutsMerge(grid, at)) return null
  const motion = columnInsertedAt(at)
  return { grid: new SheetGrid(copySheet(grid, { motion }).build()), motion }
}

function firstPriceColumn({ fields }: GoldTable): number | null {
  const prices = Object.entries(fields)
    .filter(([, field]) => typeof field === 'object' && !Array.isArray(field))
    .map(([letters]) => columnIndex(letters))
  return prices.length === 0 ? null : Math.min(...prices)
}

/** A column "No." with 1, 2, 3, ... at the left of the leftmost tables. */
export const counted: Disturb = ({ grid, tables }) => {
  const at = Math.min(...tables.map(({ range }) => parseRange(range).left))
  const numbered = tables.filter(
    ({ range, header_rows }) => parseRange(range).left === at && header_rows.length > 0,
  )
  if (numbered.length === 0 || cutsMerge(grid, at)) return null
  const motion = columnInsertedAt(at)
  const builder = copySheet(grid, { motion })
  for (const table of numbered) {
    builder.text(table.header_rows[0]!, at, 'No.')
    for (const [i, row] of countedRows(grid, table).entries()) builder.number(row, at, i + 1)
  }
  return {
    grid: new SheetGrid(builder.build()),
    motion,
    tables: tables.map((table) => {
      const there = movedTable(table, motion)
      if (!numbered.includes(table)) return there
      const range = rangeAddress({ ...parseRange(there.range), left: at })
      return { ...there, range, ignored: [columnLetter(at), ...there.ignored] }
    }),
  }
}

/** Data rows of a table that hold something and are neither captions nor headings said again. */
function countedRows(grid: SheetGrid, table: GoldTable): number[] {
  const [first, last] = table.data_rows
  const { left, right } = parseRange(table.range)
  const others = new Set([...table.section_rows, ...table.header_rows])
  const rows: number[] = []
  for (let row = first; row <= last; row++) {
    const filled = Array.from(grid.filledColumns(row)).some((column) => column >= left && column <= right)
    if (filled && !others.has(row)) rows.push(row)
  }
  return rows
}

/** A blank row after every sixth data row, where no merge goes on below it; matrices are left whole. */
export const blankRows: Disturb = ({ grid, tables }) => {
  const closed = new Set<number>()
  for (const { top, bottom } of grid.merges)
    for (let row = top; row < Math.min(bottom, grid.lastRow); row++) closed.add(row)
  for (const { kind, range, header_rows } of tables) {
    const { top, bottom } = parseRange(range)
    // A heading of a table beside it must stay on its table.
    for (const row of header_rows) closed.add(row)
    if (kind === 'matrix') for (let row = top; row < bottom; row++) closed.add(row)
  }
  const rows = new Set<number>()
  for (const { data_rows } of tables) {
    const [first, last] = data_rows
    for (let row = first + ROWS_BETWEEN_BLANKS - 1; row < last; row += ROWS_BETWEEN_BLANKS)
      if (!closed.has(row)) rows.add(row)
  }
  if (rows.size === 0) return null
  const motion = rowsInsertedBelow([...rows])
  return { grid: new SheetGrid(copySheet(grid, { motion }).build()), motion }
}

/** Whether a merge stands on both sides of the left edge of a column. */
const cutsMerge = (grid: SheetGrid, column: number): boolean =>
  grid.merges.some(({ left, right }) => left < column && right >= column)
