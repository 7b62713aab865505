import type { Grid } from './grid.ts'

export type WorkbookFormat = 'xlsx' | 'xls' | 'xlsb' | 'ods' | 'csv' | 'html'

/** A file as read: its sheets in order, hidden ones included. */
export interface Workbook {
  /** File name without folder. */
  readonly file: string
  /** SHA-256 of the bytes, hex. */
  readonly sha256: string
  readonly format: WorkbookFormat
  readonly grids: readonly Grid[]
}
