import type { Gold, GoldRate, GoldTable } from '../../labels/gold.ts'
import { type CellRange, columnIndex, columnLetter, parseRange, rangeAddress } from '../../workbook/grid.ts'

/** Where the rows (1-based) and columns (0-based) of a sheet have gone to. Keeps their order. */
export interface Motion {
  readonly row: (row: number) => number
  readonly column: (column: number) => number
}

const same = (at: number): number => at

export const STILL: Motion = { row: same, column: same }

/** Everything so many rows down and columns to the right. */
export const shifted = (rows: number, columns: number): Motion => ({
  row: (row) => row + rows,
  column: (column) => column + columns,
})

/** A new column at `at`; what stood there stands right of it. */
export const columnInsertedAt = (at: number): Motion => ({
  row: same,
  column: (column) => (column >= at ? column + 1 : column),
})

/** A new row below each of `rows`. */
export const rowsInsertedBelow = (rows: readonly number[]): Motion => {
  const ascending = [...rows].sort((a, b) => a - b)
  return { row: (row) => row + countBelow(ascending, row), column: same }
}

/** How many of the ascending numbers are less than `limit`. */
function countBelow(ascending: readonly number[], limit: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! < limit) low = middle + 1
    else high = middle
  }
  return low
}

export const movedRange = ({ top, left, bottom, right }: CellRange, motion: Motion): CellRange => ({
  top: motion.row(top),
  left: motion.column(left),
  bottom: motion.row(bottom),
  right: motion.column(right),
})

export function movedTable(table: GoldTable, motion: Motion): GoldTable {
  const letter = (letters: string) => columnLetter(motion.column(columnIndex(letters)))
  const [first, last] = table.data_rows
  return {
    ...table,
    range: movedAddress(table.range, motion),
    header_rows: table.header_rows.map(motion.row),
    data_rows: [motion.row(first), motion.row(last)],
    section_rows: table.section_rows.map(motion.row),
    fields: Object.fromEntries(
      Object.entries(table.fields).map(([letters, field]) => [letter(letters), field]),
    ),
    ignored: table.ignored.map(letter),
  }
}

export const movedLine = (line: GoldRate, motion: Motion): GoldRate => ({
  ...line,
  cell: movedAddress(line.cell, motion),
})

/**
 * A finding of the gold, whose place is `Sheet!A1:B2`, `A1:B2` in a file without sheets, or the name of a sheet, which
 * stays. `motionOf` gives the motion of a sheet.
 */
export function movedFinding(
  entry: Gold['findings'][number],
  motionOf: (sheet: string | null) => Motion,
): Gold['findings'][number] {
  const bang = entry.at.lastIndexOf('!')
  const sheet = bang < 0 ? null : entry.at.slice(0, bang)
  const address = entry.at.slice(bang + 1)
  if (!ADDRESS.test(address)) return entry
  return { ...entry, at: entry.at.slice(0, bang + 1) + movedAddress(address, motionOf(sheet)) }
}

const ADDRESS = /^[A-Z]{1,3}\d+(?::[A-Z]{1,3}\d+)?$/i

const movedAddress = (address: string, motion: Motion): string =>
  rangeAddress(movedRange(parseRange(address), motion))
