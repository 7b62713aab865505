import { answerColumnsWith, columnRolesWeights, tableWeights } from '../../answerers/embedded/column-roles.ts'
import { answerMappingWith, chargeTypeWeights } from '../../answerers/embedded/field-mapping.ts'
import { weightsIn } from '../../answerers/embedded/models-folder.ts'
import { crfOf, LEARNED_LABELS, rowLabelWeights } from '../../answerers/embedded/row-labels.ts'
import type { LabelledWorkbook } from '../../labels/labelled.ts'
import { columnLetter } from '../../workbook/grid.ts'
import { columnExamples } from '../column-examples.ts'
import { type Share, share } from '../evaluation/score.ts'
import { mappingQuestion } from '../field-mapping.ts'
import { rowSequences } from '../row-label-examples.ts'

/** The stages whose models are trained on sheets. */
export const TRAINED_STAGES = ['row-labels', 'column-roles', 'field-mapping'] as const
export type TrainedStage = (typeof TRAINED_STAGES)[number]

/** Which folder of models answers each stage; undefined: the shipped ones. */
export type StageFolders = Readonly<Partial<Record<TrainedStage, string | undefined>>>

/** Right answers by field of a stage: kinds of rows, roles of columns, types of prices. */
export type StageShares = Readonly<Record<TrainedStage, Readonly<Record<string, Share>>>>

/** How models answer their own stage on labelled workbooks, field by field, given right answers of the stages before. */
export function testFigures(folders: StageFolders, workbooks: readonly LabelledWorkbook[]): StageShares {
  return {
    'row-labels': rowShares(folders, workbooks),
    ...columnShares(folders, workbooks),
  }
}

class Tally {
  readonly #shares = new Map<string, { right: number; of: number }>()

  add(field: string, right: boolean): void {
    const known = this.#shares.get(field) ?? { right: 0, of: 0 }
    this.#shares.set(field, { right: known.right + (right ? 1 : 0), of: known.of + 1 })
  }

  get shares(): Record<string, Share> {
    return Object.fromEntries([...this.#shares].sort(([a], [b]) => (a < b ? -1 : 1)))
  }
}

function rowShares(folders: StageFolders, workbooks: readonly LabelledWorkbook[]): Record<string, Share> {
  const crf = crfOf(rowLabelWeights(weightsIn(folders['row-labels'])))
  const tally = new Tally()
  for (const sequence of workbooks.flatMap(rowSequences)) {
    const { labels } = crf.decode(sequence.rows)
    sequence.labels.forEach((label, at) => {
      tally.add(LEARNED_LABELS[label]!, labels[at] === label)
    })
  }
  return tally.shares
}

function columnShares(folders: StageFolders, workbooks: readonly LabelledWorkbook[]) {
  const roles = columnRolesWeights(weightsIn(folders['column-roles']))
  const tables = tableWeights(weightsIn(folders['field-mapping']))
  const chargeType = chargeTypeWeights(weightsIn(folders['field-mapping']))
  const columns = new Tally()
  const mapping = new Tally()
  for (const example of columnExamples(workbooks)) {
    const answer = answerColumnsWith(roles, tables, example.question)
    answer.columns.forEach((column, at) => {
      columns.add(example.roles[at]!, column.role === example.roles[at])
    })
    mapping.add('kind', answer.kind === (example.gold.kind ?? 'rates'))
    const { prices } = answerMappingWith(chargeType, mappingQuestion(example))
    for (const { id, type } of prices) {
      const gold = example.gold.fields[columnLetter(id)]
      if (typeof gold === 'object' && !Array.isArray(gold) && gold.charge_type !== undefined)
        mapping.add(`price type ${gold.charge_type}`, type === gold.charge_type)
    }
  }
  return { 'column-roles': columns.shares, 'field-mapping': mapping.shares }
}

/** All fields of a stage together. */
export function totalOf(shares: Readonly<Record<string, Share>>): Share {
  const all = Object.values(shares)
  return share(
    all.reduce((sum, { right }) => sum + right, 0),
    all.reduce((sum, { of }) => sum + of, 0),
  )
}
