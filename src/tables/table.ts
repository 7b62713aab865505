import type { Answered } from '../answered.ts'
import type { CellRange, Grid } from '../workbook/grid.ts'

/** What a row is, within one table block. The words of the row-labels model. */
export const ROW_LABELS = [
  'blank',
  'title',
  'key_value',
  'header',
  'code_row',
  'section',
  'data',
  'total',
  'note',
  'other',
] as const
export type RowLabel = (typeof ROW_LABELS)[number]

export type ContextKind = 'title' | 'key_value' | 'note' | 'section' | 'sheet_name' | 'file_name' | 'header'

/** A piece of text around or inside a table that may hold validity, currency, origin, carrier, ... */
export interface ContextCell {
  readonly kind: ContextKind
  readonly text: string
  /** For `key_value`: the key ("Validity:") whose value `text` is. */
  readonly key: string | null
  /** 1-based row and 0-based column, null for sheet and file names. */
  readonly row: number | null
  readonly column: number | null
  /** The cell lies above or left of the table (its caption), below it (a note), or elsewhere on the sheet/workbook. */
  readonly position: 'above' | 'below' | 'beside' | 'inside' | 'sheet' | 'workbook'
  /** Sheet the cell stands on, when it is not the table's own (a cover sheet). */
  readonly sheet?: string | null
}

export interface Table {
  /** The grid that the rows and columns below refer to; a view when the table lies on its side. */
  readonly grid: Grid
  readonly sheet: string | null
  /** Header rows and data, without notes. */
  readonly range: CellRange
  /** Ascending, 1-based; the rows of the first header, code rows included. */
  readonly headerRows: readonly number[]
  readonly firstDataRow: number
  readonly lastDataRow: number
  /** Captions inside the table. */
  readonly sectionRows: readonly number[]
  /** Rows between first and last data row that hold no rates: notes, totals, repeated headers, rows that were withdrawn. Sections not included. */
  readonly skippedRows: readonly {
    readonly row: number
    readonly why: 'repeated_header' | 'note' | 'total' | 'code_row' | 'withdrawn'
  }[]
  readonly context: readonly ContextCell[]
  /** True when fields go down and lanes across; `grid` is then a transposed view. */
  readonly transposed: boolean
  /** 0..1, calibrated. */
  readonly confidence: number
  /** Who labelled its rows. */
  readonly answered?: Answered
}

/** A sheet or block that holds no rates, with the reason to report. */
export interface Leftover {
  readonly sheet: string | null
  readonly range: CellRange | null
  readonly why:
    | 'contacts'
    | 'terms'
    | 'pivot'
    | 'calculator'
    | 'lookup'
    | 'empty'
    | 'superseded'
    | 'text'
    | 'no_prices'
}
