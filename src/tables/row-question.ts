import type { Answered } from '../answered.ts'
import type { Finding } from '../checks/finding.ts'
import type { CellRange, Grid } from '../workbook/grid.ts'
import type { RowLabel } from './table.ts'

/** What the table stage asks: the kind of each of some rows of one block of a sheet. */
export interface RowQuestion {
  readonly file: string
  readonly sheet: string | null
  /** The whole sheet: neighbouring rows may be looked at, also those that are not asked for. */
  readonly grid: Grid
  /** The block: its columns are what the rows are judged by. */
  readonly block: CellRange
  /** Rows of the block that hold a cell, ascending, 1-based. Not all of them are asked for where they are alike. */
  readonly blockRows: ArrayLike<number>
  /** Indexes into `blockRows` of the rows to label, ascending. */
  readonly asked: readonly number[]
}

export interface RowAnswer {
  /** One label for each row asked for. */
  readonly labels: readonly RowLabel[]
  /** Probability of each label, 0..1. */
  readonly confidences: readonly number[]
  readonly answered?: Answered
  /** What went wrong on the way to the answer. */
  readonly findings?: readonly Finding[]
}

/** Who labels rows: layout memory, the embedded model, or an endpoint. */
export interface RowAnswerer {
  labelRows(question: RowQuestion): Promise<RowAnswer>
}
