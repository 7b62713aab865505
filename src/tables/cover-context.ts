import type { Grid } from '../workbook/grid.ts'
import { cellShape } from './cell-shape.ts'
import { readHeading } from './header-lexicon.ts'
import { bareKey, isRowOfPairs, LONGEST_KEY, piecesOfRow } from './key-values.ts'
import { type LooseCell, looseCells } from './loose-cells.ts'
import type { ContextCell, RowLabel } from './table.ts'

/** A title stands at most so many rows from the top. */
const TITLE_ROWS = 3

/** Titles, pairs and notes of a sheet without tables (a cover), as context for the tables of the other sheets. */
export function sheetContext(grid: Grid): ContextCell[] {
  const below = pairsBelow(grid)
  const taken = new Set(
    below.flatMap(({ row, column }) => [grid.address(row - 1, column), grid.address(row, column)]),
  )
  const labelAt = (row: number): RowLabel => {
    const free = Array.from(grid.filledColumns(row)).filter((column) => !taken.has(grid.address(row, column)))
    const pieces = piecesOfRow(grid, row, free)
    if (pieces.length === 2 || isRowOfPairs(pieces)) return 'key_value'
    return pieces.length === 1 && row <= TITLE_ROWS ? 'title' : 'note'
  }
  return [...below, ...looseCells(grid, [], labelAt, taken)].map(({ kind, text, key, row, column }) => ({
    kind,
    text,
    key,
    row,
    column,
    position: 'workbook' as const,
    sheet: grid.sheet,
  }))
}

/** "Valid from | Valid to" over a date each, beside the pairs of a cover. */
function pairsBelow(grid: Grid): LooseCell[] {
  const lone = new Set(Array.from(grid.filledRows).filter((row) => isLoneRecord(grid, row)))
  const pairs: LooseCell[] = []
  for (const row of lone)
    for (const column of Array.from(grid.filledColumns(row))) {
      const key = bareKey(grid.text(row - 1, column))
      pairs.push({ row, column, kind: 'key_value', text: grid.text(row, column).trim(), key })
    }
  for (const row of Array.from(grid.filledRows))
    for (const column of Array.from(grid.filledColumns(row))) {
      if (row === 1 || grid.kind(row - 1, column) !== 'text' || cellShape(grid, row, column) !== 'date')
        continue
      const key = grid.text(row - 1, column).trim()
      if (!DATED.test(key) || key.length > LONGEST_KEY || lone.has(row)) continue
      pairs.push({ row, column, kind: 'key_value', text: grid.text(row, column), key: bareKey(key) })
    }
  return pairs
}

/** So many headings side by side are the keys of the one row below them. */
const FEWEST_KEYS = 3
/** From here on a text is a heading of the trade. */
const KNOWN = 0.7
const MOST_KNOWN = 0.6

/** "Contract ID | Carrier | Start | End" over one row, and nothing below it: a record, not a table. */
function isLoneRecord(grid: Grid, row: number): boolean {
  if (row === 1 || grid.filledColumns(row + 1).length > 0) return false
  const keys = Array.from(grid.filledColumns(row - 1))
  const values = Array.from(grid.filledColumns(row))
  if (keys.length < FEWEST_KEYS || !values.every((column) => keys.includes(column))) return false
  const known = keys.filter((column) => {
    const text = grid.text(row - 1, column)
    return grid.kind(row - 1, column) === 'text' && readHeading(text).field >= KNOWN
  })
  return (
    known.length >= MOST_KNOWN * keys.length &&
    keys.every((column) => grid.text(row - 1, column).length <= LONGEST_KEY) &&
    !values.some((column) => readHeading(grid.text(row, column)).field >= KNOWN)
  )
}

/** Headings of a date from which or till which prices hold. */
const DATED = /^(?:valid|effective|expir|vigen|gültig|válid|start|end\b)/iu
