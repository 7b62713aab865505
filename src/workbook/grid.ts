/**
 * A sheet as it stands. Cells live in columns of typed values (compressed sparse rows) and a string table, so that a
 * grid of millions of cells is small and crosses threads without copying. Rows are 1-based as in the sheet, columns
 * are 0-based ids (A = 0).
 */

export interface CellRange {
  /** First row, 1-based. */
  readonly top: number
  /** First column, 0-based. */
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export type SheetState = 'visible' | 'hidden' | 'very_hidden'
export type CellKind = 'blank' | 'number' | 'text' | 'boolean' | 'error'

/** What of a cell's look matters to a reader. Shared between cells; index 0 is the plain style. */
export interface CellStyle {
  /** Number format code as in the workbook, 'General' when none. A currency may live only here. */
  readonly numberFormat: string
  /** Fill colour as RRGGBB, or null. */
  readonly fill: string | null
  readonly bold: boolean
  /** The whole cell is struck through. */
  readonly struck: boolean
}

/** What only few cells have; keyed by `row * 16384 + column`. */
export interface CellExtra {
  readonly note?: string
  readonly formula?: string
  /** A formula whose result is not stored: value unknown, never zero. */
  readonly formulaWithoutValue?: true
  /** Text of the runs that are struck through, when only a part of the cell is. `text` holds the live runs alone. */
  readonly struckText?: string
}

/** The transferable form of a grid. */
export interface GridData {
  readonly sheet: string | null
  readonly sheetIndex: number
  readonly state: SheetState
  readonly date1904: boolean
  /** Rows that hold a non-blank cell, ascending, 1-based. */
  readonly rows: Int32Array
  /** `rowStart[i]..rowStart[i+1]` are the cells of `rows[i]`. */
  readonly rowStart: Int32Array
  readonly columns: Uint16Array
  /** 1 number, 2 text, 3 boolean, 4 error. */
  readonly kinds: Uint8Array
  /** Number, boolean (0/1), or index into `strings` for text and error. */
  readonly values: Float64Array
  readonly styles: Uint16Array
  readonly strings: readonly string[]
  readonly styleTable: readonly CellStyle[]
  readonly merges: readonly CellRange[]
  readonly hiddenRows: Int32Array
  readonly hiddenColumns: Int32Array
  readonly extras: ReadonlyMap<number, CellExtra>
  /** Displayed text of numeric cells whose format alone does not give it (CSV, HTML), by cell index. */
  readonly displayed?: ReadonlyMap<number, string>
}

export const PLAIN_STYLE: CellStyle = { numberFormat: 'General', fill: null, bold: false, struck: false }
export const extraKey = (row: number, column: number): number => row * 16384 + column
/** The cell of an {@link extraKey}. */
export const cellOfExtra = (key: number): { readonly row: number; readonly column: number } => ({
  row: Math.floor(key / 16384),
  column: key % 16384,
})

/** Read access to a sheet. Implementations: {@link SheetGrid} and views on it (a table that lies on its side). */
export interface Grid {
  readonly sheet: string | null
  readonly sheetIndex: number
  readonly state: SheetState
  readonly date1904: boolean
  /** Last row that holds a cell (1-based), 0 for an empty sheet. */
  readonly lastRow: number
  /** Last column that holds a cell (0-based), -1 for an empty sheet. */
  readonly lastColumn: number
  /** Rows that hold a non-blank cell, ascending. */
  readonly filledRows: ArrayLike<number>
  readonly merges: readonly CellRange[]
  kind(row: number, column: number): CellKind
  /** As displayed, number format applied, line breaks kept; '' for a blank cell. Struck runs are left out. */
  text(row: number, column: number): string
  /** The number of a numeric cell (dates are serials), else NaN. */
  number(row: number, column: number): number
  style(row: number, column: number): CellStyle
  extra(row: number, column: number): CellExtra | undefined
  /** Columns of the non-blank cells of a row, ascending. */
  filledColumns(row: number): ArrayLike<number>
  /** The merge that covers the cell, if any. */
  mergeAt(row: number, column: number): CellRange | undefined
  isRowHidden(row: number): boolean
  isColumnHidden(column: number): boolean
  /** A1 address of a cell in the sheet as it lies in the file. */
  address(row: number, column: number): string
}

/** Column letters of a 0-based column id: 0 → A, 26 → AA. */
export function columnLetter(column: number): string {
  const known = LETTERS[column]
  if (known !== undefined) return known
  let letters = ''
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) {
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters
  }
  LETTERS[column] = letters
  return letters
}

/** Every price asks for the letters of its column. */
const LETTERS: string[] = []

/** 0-based column id of column letters: A → 0, AA → 26. */
export function columnIndex(letters: string): number {
  let n = 0
  for (const ch of letters.toUpperCase()) n = n * 26 + ch.charCodeAt(0) - 64
  return n - 1
}

/** `A5:G19` of a range. */
export function rangeAddress(range: CellRange): string {
  const start = `${columnLetter(range.left)}${range.top}`
  const end = `${columnLetter(range.right)}${range.bottom}`
  return start === end ? start : `${start}:${end}`
}

/** Parses `A5:G19` or `B7`. Throws for anything else: addresses come from us or from checked gold files. */
export function parseRange(address: string): CellRange {
  const match = /^\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?$/i.exec(address.trim())
  if (!match) throw new Error(`Not a cell address: ${address}`)
  const left = columnIndex(match[1]!)
  const top = Number(match[2])
  return {
    top,
    left,
    right: match[3] ? columnIndex(match[3]) : left,
    bottom: match[4] ? Number(match[4]) : top,
  }
}
