import type { ColumnFacts } from '../../columns/answerer.ts'
import type { Understanding } from '../../columns/understanding.ts'
import type { WholeColumn } from '../../columns/whole-column.ts'
import type { Mapping } from '../../mapping/mapping.ts'
import type { ContextCell, Table } from '../../tables/table.ts'
import type { AnswerValue, FindingCode, Severity } from '../finding.ts'
import type { CheckThresholds } from '../thresholds.ts'

/** The answers for one table, with all that they are held against: every value, every heading, everything around it. */
export interface AnswersUnderCheck {
  readonly table: Table
  readonly file: string
  readonly understanding: Understanding
  readonly mapping: Mapping
  /** By position: 0 is column `range.left`. */
  readonly columns: readonly ColumnFacts[]
  readonly wholes: readonly WholeColumn[]
  /** The table's own context, then what other sheets say. */
  readonly context: readonly ContextCell[]
  /** How many of them stand on the table's own sheet. */
  readonly ownContext: number
  readonly thresholds: CheckThresholds
}

/** A way to put an answer right. */
export interface ProposedRepair {
  readonly stage: 'understanding' | 'mapping'
  /** Path in the answer, its parts joined with dots. */
  readonly field: string
  readonly after: AnswerValue
  /** Whether it is beyond doubt: it is applied then. */
  readonly certain: boolean
}

/** What a check of answers found. */
export interface Doubt {
  readonly code: FindingCode
  readonly severity: Severity
  /** A1 range, null for the whole sheet. */
  readonly range: string | null
  readonly message: string
  readonly value?: string | null
  readonly expected?: string | null
  /** Whose prices it makes doubtful: all of the table, those of some columns (ids), or none. */
  readonly touches: 'table' | 'nothing' | readonly number[]
  readonly repairs?: readonly ProposedRepair[]
}

/** One check of the catalogue that looks at answers. It reports; only `checkAnswers` applies repairs. */
export type AnswerCheck = (answers: AnswersUnderCheck) => Iterable<Doubt>

/** Address of a column of a table from its first header row to its last data row. */
export function columnRange({ grid, headerRows, firstDataRow, lastDataRow }: Table, column: number): string {
  return `${grid.address(headerRows[0] ?? firstDataRow, column)}:${grid.address(lastDataRow, column)}`
}

/** The columns that a field of the mapping points to. */
export function columnsOf(source: Mapping['origin']): readonly number[] {
  return typeof source === 'number' ? [source] : Array.isArray(source) ? source : []
}

/** Everything that stands in some columns, each text once. */
export function textsOf(answers: AnswersUnderCheck, ids: readonly number[]): readonly string[] {
  const { wholes, table } = answers
  const lists = ids.map((id) => wholes[id - table.range.left]?.texts ?? [])
  return lists.length === 1 ? lists[0]! : lists.flat()
}
