import {
  answerColumnsWith,
  type ColumnRolesWeights,
  type TableWeights,
} from '../answerers/embedded/column-roles.ts'
import { crfOf, type RowLabelWeights } from '../answerers/embedded/row-labels.ts'
import type { LabelledWorkbook } from '../labels/labelled.ts'
import { columnExamples } from './column-examples.ts'
import { rowSequences } from './row-label-examples.ts'

/** How well weights answer their own stage, given right answers of the stages before it. Shares of one, rounded. */

export interface RowStageFigures {
  readonly rows: number
  readonly rows_right: number
  /** Share of blocks in which each row is labelled right. */
  readonly blocks_right: number
}

export interface ColumnStageFigures {
  readonly columns: number
  readonly columns_right: number
}

export interface MappingStageFigures {
  readonly tables: number
  readonly kinds_right: number
}

export function rowStageFigures(
  weights: RowLabelWeights,
  workbooks: readonly LabelledWorkbook[],
): RowStageFigures {
  const crf = crfOf(weights)
  let rows = 0
  let right = 0
  let blocks = 0
  let blocksRight = 0
  for (const sequence of workbooks.flatMap(rowSequences)) {
    const { labels } = crf.decode(sequence.rows)
    const agreeing = sequence.labels.filter((label, at) => labels[at] === label).length
    rows += sequence.labels.length
    right += agreeing
    blocks++
    if (agreeing === sequence.labels.length) blocksRight++
  }
  return { rows, rows_right: round(right / rows), blocks_right: round(blocksRight / blocks) }
}

export function columnStageFigures(
  weights: ColumnRolesWeights,
  tables: TableWeights,
  workbooks: readonly LabelledWorkbook[],
): { columns: ColumnStageFigures; mapping: MappingStageFigures } {
  let columns = 0
  let columnsRight = 0
  let kindsRight = 0
  const examples = columnExamples(workbooks)
  for (const { question, roles, gold } of examples) {
    const answer = answerColumnsWith(weights, tables, question)
    columns += roles.length
    columnsRight += answer.columns.filter((column, at) => column.role === roles[at]).length
    if (answer.kind === (gold.kind ?? 'rates')) kindsRight++
  }
  return {
    columns: { columns, columns_right: round(columnsRight / columns) },
    mapping: { tables: examples.length, kinds_right: round(kindsRight / examples.length) },
  }
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4
