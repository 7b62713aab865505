import type { GoldField } from '../../labels/gold.ts'
import type { TableKind } from '../../reference/vocabulary.ts'
import type { CellInput } from './cell.ts'

/** A column as a layout wants it. */
export interface PlannedColumn {
  /** From the outermost heading to the innermost; '' is an empty parent. A number stays a number ("20"). */
  readonly heading: readonly (string | number)[]
  /** Null: the column carries nothing of the schema. */
  readonly field: GoldField | null
  /** One for each row of the table. */
  readonly cells: readonly CellInput[]
  /** Equal neighbours may be merged or left out below the first, as people do with ports and lines. */
  readonly repeats?: boolean
  /** Charge code of the column, for a row of codes above or below the headings. */
  readonly code?: string
  readonly hidden?: boolean
}

/** A table before it has a place on a sheet. */
export interface PlannedTable {
  readonly kind?: TableKind
  readonly columns: readonly PlannedColumn[]
  /** Captions inside, by the number of rows before them. */
  readonly sections?: readonly { readonly before: number; readonly text: string }[]
  /** What stands right above the table ("A. EXPORT EX HAIPHONG"). */
  readonly caption?: string
}

/** What the writer may do with a plan; everything that is not about content. */
export interface TableDress {
  readonly headerGroups: 'merged' | 'first' | 'repeated'
  /** Where a heading of one row stands beside headings of two. */
  readonly tall: 'merged' | 'top' | 'bottom'
  readonly codeRow: 'none' | 'above' | 'below'
  readonly repeats: 'written' | 'merged' | 'blank' | 'ditto'
  readonly ditto: string
  /** Share of gaps between blocks that are blank rows. */
  readonly blankRows: number
  readonly repeatHeader: boolean
  readonly sectionMerged: boolean
  /** Columns after which an empty column separates. */
  readonly separators: readonly number[]
  readonly hiddenRows: boolean
  readonly numberRow: boolean
}
