import type { Answered } from '../answered.ts'
import type { Finding } from '../checks/finding.ts'
import type { ColumnField, TableKind } from '../reference/vocabulary.ts'
import type { Table } from '../tables/table.ts'
import type { ColumnProfile } from './column-profile.ts'
import type { ColumnHeader } from './header-name.ts'
import type { ColumnRole } from './understanding.ts'

/** One column as an answerer sees it: never its ten thousand rows. */
export interface ColumnFacts {
  /** 0-based column of the sheet. */
  readonly id: number
  readonly header: ColumnHeader
  readonly profile: ColumnProfile
  readonly hidden: boolean
}

/** What is this table, and what is each of its columns? */
export interface ColumnQuestion {
  readonly table: Table
  /** File name without folder. */
  readonly file: string
  /** From left to right. */
  readonly columns: readonly ColumnFacts[]
  /** Columns whose roles are known, by id: only the others are asked for. Absent: all are. */
  readonly known?: ReadonlyMap<number, ColumnRole>
}

export interface ColumnRoleAnswer {
  readonly id: number
  readonly role: ColumnRole
  /** 0..1, calibrated. */
  readonly confidence: number
  /** Other roles, most likely first. */
  readonly alternatives: readonly { readonly role: ColumnRole; readonly confidence: number }[]
  /** Said by a person, now or when the layout was approved: neighbouring columns do not change it. */
  readonly settled?: boolean
  /** What else the column fills, where somebody says so. Absent: found in its values. */
  readonly also?: readonly ColumnField[]
  /** A sentence about all of its values, where somebody gives one. Absent: made from the values. */
  readonly description?: string
}

export interface ColumnAnswer {
  readonly kind: TableKind
  readonly kindConfidence: number
  /** One for each column of the question, in its order. */
  readonly columns: readonly ColumnRoleAnswer[]
  readonly answered?: Answered
  /** What went wrong on the way to the answer. */
  readonly findings?: readonly Finding[]
}

export interface ColumnAnswerer {
  answerColumns(question: ColumnQuestion): Promise<ColumnAnswer>
}
