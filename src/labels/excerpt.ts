import { z } from 'zod'
import {
  type CellRange,
  type CellStyle,
  columnIndex,
  columnLetter,
  type Grid,
  PLAIN_STYLE,
  parseRange,
  rangeAddress,
} from '../workbook/grid.ts'
import { GridBuilder } from '../workbook/grid-builder.ts'
import { SheetGrid } from '../workbook/sheet-grid.ts'

/** A number with the format that shows it; a text or number alone is plain. */
const cellSchema = z.union([
  z.string(),
  z.number(),
  z.strictObject({
    value: z.union([z.string(), z.number()]),
    format: z.string().optional(),
    fill: z.string().optional(),
    bold: z.literal(true).optional(),
    struck: z.literal(true).optional(),
  }),
])
type ExcerptCell = z.infer<typeof cellSchema>

/**
 * The rows of a sheet that a question needs, with their numbers as in the sheet. Rows between them were left out: what
 * is learned from an excerpt is learned from its rows pushed together.
 */
export const excerptSchema = z.strictObject({
  sheet: z.string().nullable(),
  /** Row number → column letter → cell; a blank row has none. */
  rows: z.record(z.string().regex(/^\d+$/), z.record(z.string().regex(/^[A-Z]{1,3}$/), cellSchema)),
  merges: z.array(z.string()),
})
export type Excerpt = z.infer<typeof excerptSchema>

/** Rows of an excerpt at the most: headings and surroundings first, then data, spread over the whole table. */
const MOST_ROWS = 60
const MOST_DATA_ROWS = 36
/** Rows above and below a table that may hold its title, key values and notes. */
const SURROUNDING = 12
/** A longer text is cut: it is prose, of which a model needs to see that it is. */
const LONGEST_TEXT = 200

/** What an excerpt is taken around, in rows of the sheet. */
export interface ExcerptOf {
  readonly headerRows: readonly number[]
  readonly firstDataRow: number
  readonly lastDataRow: number
  readonly sectionRows: readonly number[]
  /** Further rows to show, as those of another reading of the table. */
  readonly alsoRows?: readonly number[]
  /** Other tables of the sheet, whose rows are left out. */
  readonly others?: readonly CellRange[]
}

/** Takes the rows around a table out of a sheet. */
export function excerptOf(grid: Grid, of: ExcerptOf): Excerpt {
  const filled = Array.from(grid.filledRows)
  const top = Math.min(of.headerRows[0] ?? of.firstDataRow, ...(of.alsoRows ?? []))
  const bottom = Math.max(of.lastDataRow, ...(of.alsoRows ?? []))
  const isOther = (row: number) =>
    (of.others ?? []).some((other) => row >= other.top && row <= other.bottom && (row < top || row > bottom))
  const wanted = new Set<number>([...of.headerRows, ...of.sectionRows.slice(0, 6), ...(of.alsoRows ?? [])])
  for (const row of filled.filter((one) => one < top && !isOther(one)).slice(-SURROUNDING)) wanted.add(row)
  for (const row of filled.filter((one) => one > bottom && !isOther(one)).slice(0, SURROUNDING))
    wanted.add(row)
  const data = filled.filter((row) => row >= of.firstDataRow && row <= of.lastDataRow)
  for (const row of spread(data, MOST_DATA_ROWS)) wanted.add(row)
  const kept = filled.filter((row) => wanted.has(row)).slice(0, MOST_ROWS)
  const isFilled = new Set(filled)
  const rows: Excerpt['rows'] = {}
  for (const row of kept) {
    const cells: Record<string, ExcerptCell> = {}
    for (const column of Array.from(grid.filledColumns(row)))
      cells[columnLetter(column)] = cellOf(grid, row, column)
    rows[row] = cells
    // A blank row divides a title from a heading, and a table from its notes.
    if (!isFilled.has(row + 1) && row !== kept.at(-1)) rows[row + 1] = {}
  }
  const inside = new Set(kept)
  const merges = grid.merges
    .filter((merge) => {
      for (let row = merge.top; row <= merge.bottom; row++) if (!inside.has(row)) return false
      return true
    })
    .map(rangeAddress)
  return { sheet: grid.sheet, rows, merges }
}

/** The first, the last and rows between them, evenly. */
function spread(rows: readonly number[], most: number): number[] {
  if (rows.length <= most) return [...rows]
  return Array.from({ length: most }, (_, i) => rows[Math.round((i * (rows.length - 1)) / (most - 1))]!)
}

function cellOf(grid: Grid, row: number, column: number): ExcerptCell {
  const number = grid.number(row, column)
  const value = Number.isNaN(number) ? grid.text(row, column).slice(0, LONGEST_TEXT) : number
  const { numberFormat, fill, bold, struck } = grid.style(row, column)
  const look = {
    ...(numberFormat === PLAIN_STYLE.numberFormat || typeof value === 'string'
      ? {}
      : { format: numberFormat }),
    ...(fill === null ? {} : { fill }),
    ...(bold ? { bold: true as const } : {}),
    ...(struck ? { struck: true as const } : {}),
  }
  return Object.keys(look).length === 0 ? value : { value, ...look }
}

/** The excerpt as a sheet of its own, its rows pushed together; `rowOf` gives the row there of a row of the original. */
export function gridOfExcerpt(excerpt: Excerpt): { readonly grid: Grid; rowOf(row: number): number | null } {
  const numbers = Object.keys(excerpt.rows)
    .map(Number)
    .sort((a, b) => a - b)
  const places = new Map(numbers.map((row, i) => [row, i + 1]))
  const builder = new GridBuilder(excerpt.sheet)
  for (const [row, cells] of Object.entries(excerpt.rows)) {
    for (const [letter, cell] of Object.entries(cells)) {
      const whole = typeof cell === 'object' ? cell : { value: cell }
      const style = builder.styleId(styleOf(whole))
      const [r, c] = [places.get(Number(row))!, columnIndex(letter)]
      if (typeof whole.value === 'number') builder.number(r, c, whole.value, style)
      else builder.text(r, c, whole.value, style)
    }
  }
  for (const address of excerpt.merges) {
    const { top, bottom, left, right } = parseRange(address)
    const [first, last] = [places.get(top), places.get(bottom)]
    if (first !== undefined && last !== undefined)
      builder.merges.push({ top: first, bottom: last, left, right })
  }
  return { grid: new SheetGrid(builder.build()), rowOf: (row) => places.get(row) ?? null }
}

function styleOf(cell: Exclude<ExcerptCell, string | number>): Partial<CellStyle> {
  return {
    ...(cell.format === undefined ? {} : { numberFormat: cell.format }),
    ...(cell.fill === undefined ? {} : { fill: cell.fill }),
    ...(cell.bold ? { bold: true } : {}),
    ...(cell.struck ? { struck: true } : {}),
  }
}
