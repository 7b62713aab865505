import type {
  ColumnAnswer,
  ColumnAnswerer,
  ColumnFacts,
  ColumnQuestion,
  ColumnRoleAnswer,
} from '../../columns/answerer.ts'
import type { ColumnRole } from '../../columns/understanding.ts'
import type { TableKind } from '../../reference/vocabulary.ts'
import { embeddedAnswer } from './answered.ts'
import { columnFeatures } from './column-features.ts'
import { decode, type Structure } from './joint-decode.ts'
import { type LogisticModel, predict, unpackModel } from './logistic.ts'
import { type WeightsReader, weightsIn } from './models-folder.ts'
import { surroundingCues } from './surrounding-cues.ts'
import { kindFeatures, placeHeadingShare } from './table-kind.ts'

/** The weights of the column-roles model. */
export interface ColumnRolesWeights {
  readonly roles: LogisticModel
  /** Power to which decoded probabilities are raised, fitted on held-out tables. */
  readonly sharpness: number
}

/** The part of the field-mapping model that columns are read with. */
export interface TableWeights {
  readonly structure: Structure
  readonly kind: LogisticModel
}

const ALTERNATIVES = 3
const LEAST_ALTERNATIVE = 0.01
/** Price cells, and price columns, that are formulas over another sheet. */
const COMPUTED = 0.6
/** So many price columns, and such a share of them under places, make a matrix. */
const MATRIX_WIDTH = 3
const MATRIX_SHARE = 0.7

/** Answers with the weights that ship in `models/`, which are read on the first question. */
export class EmbeddedColumnAnswerer implements ColumnAnswerer {
  #roles: ColumnRolesWeights | undefined
  #tables: TableWeights | undefined

  constructor(roles?: ColumnRolesWeights, tables?: TableWeights) {
    this.#roles = roles
    this.#tables = tables
  }

  async answerColumns(question: ColumnQuestion): Promise<ColumnAnswer> {
    this.#roles ??= columnRolesWeights()
    this.#tables ??= tableWeights()
    return answerColumnsWith(this.#roles, this.#tables, question)
  }
}

/** The answer of a set of models to one question. A blank column is nothing, and parts no neighbours. */
export function answerColumnsWith(
  weights: ColumnRolesWeights,
  tables: TableWeights,
  whole: ColumnQuestion,
): ColumnAnswer {
  const question = { ...whole, columns: whole.columns.filter((column) => !isBlank(column)) }
  const names = weights.roles.classes
  const probabilities = columnFeatures(question).map((features) => predict(weights.roles, features))
  const { roles, marginals } = decode(probabilities, names, tables.structure)
  const roleNames = rightEnd(
    question,
    roles.map((role) => names[role]!),
  )
  const { kind, confidence } = kindOf(question, roleNames, tables.kind)
  const columns = question.columns.map(({ id }, at) => {
    const sharpened = sharpen(marginals[at]!, probabilities[at]!, weights.sharpness)
    const ranked = Array.from(sharpened, (confidence, role) => ({
      role: names[role] as ColumnRole,
      confidence,
    }))
      .filter((entry) => entry.role !== roleNames[at] && entry.confidence >= LEAST_ALTERNATIVE)
      .sort((a, b) => b.confidence - a.confidence)
      .slice(0, ALTERNATIVES)
    return {
      id,
      role: roleNames[at] as ColumnRole,
      confidence: Math.max(sharpened[roles[at]!]!, sharpened[names.indexOf(roleNames[at]!)]!),
      alternatives: ranked,
    }
  })
  const sure = columns.filter(({ role }) => role !== 'ignored').map((column) => column.confidence)
  const answered = new Map(columns.map((column) => [column.id, column]))
  return {
    kind,
    kindConfidence: confidence,
    columns: whole.columns.map(({ id }) => answered.get(id) ?? blankColumn(id)),
    answered: embeddedAnswer('column-roles', [confidence, ...sure]),
  }
}

const isBlank = ({ header, profile }: ColumnFacts): boolean =>
  profile.filled === 0 && (header.borrowed || header.own === '')

const blankColumn = (id: number): ColumnRoleAnswer => ({
  id,
  role: 'ignored',
  confidence: 1,
  alternatives: [],
})

const MIRRORED: Readonly<Record<string, string>> = {
  destination: 'origin',
  destination_via: 'origin_via',
  destination_country: 'origin_country',
  destination_code: 'origin_code',
  origin: 'destination',
  origin_via: 'destination_via',
  origin_country: 'destination_country',
  origin_code: 'destination_code',
}

/** Add-ons have one end only; a caption that says which ("arbitraries at origin") goes before what is usual. */
function rightEnd(question: ColumnQuestion, roles: readonly string[]): string[] {
  const about = surroundingCues(question.table)
  const atOrigin = about.includes('title:at-origin')
  if (!about.includes('title:on-top') || atOrigin === about.includes('title:at-destination'))
    return [...roles]
  const [wrong, right] = atOrigin ? ['destination', 'origin'] : ['origin', 'destination']
  if (!roles.includes(`${wrong}_via`) || roles.includes(right!)) return [...roles]
  return roles.map((role) => (role.startsWith(wrong!) ? (MIRRORED[role] ?? role) : role))
}

/** A table whose prices are headed by places is a matrix, one whose prices are computed from another sheet a copy. */
function kindOf(
  question: ColumnQuestion,
  roles: readonly string[],
  model: LogisticModel,
): { kind: TableKind; confidence: number } {
  const prices = question.columns.filter((_, at) => roles[at] === 'price')
  const computed = prices.filter(({ profile }) => profile.foreignFormulaShare > COMPUTED).length
  if (prices.length > 0 && computed / prices.length > COMPUTED) return { kind: 'copy', confidence: 0.95 }
  const share = placeHeadingShare(prices)
  if (prices.length >= MATRIX_WIDTH && share > MATRIX_SHARE)
    return { kind: 'matrix', confidence: 0.5 + share / 2 }
  const probabilities = predict(model, kindFeatures(question, roles))
  let best = 0
  probabilities.forEach((probability, at) => {
    if (probability > probabilities[best]!) best = at
  })
  return { kind: model.classes[best] as TableKind, confidence: probabilities[best]! }
}

/** Probabilities of the decoded readings and of the column alone, mixed and brought to the right sharpness. */
export function sharpen(marginal: Float64Array, alone: Float64Array, power: number): Float64Array {
  const mixed = marginal.map((value, role) => (0.7 * value + 0.3 * alone[role]!) ** power)
  const sum = mixed.reduce((a, b) => a + b, 0)
  return mixed.map((value) => value / sum)
}

/** The weights of the model `column-roles`; the shipped ones by default. */
export function columnRolesWeights(read: WeightsReader = weightsIn()): ColumnRolesWeights {
  const { sharpness } = JSON.parse(read('column-roles', 'weights.calibration.json').toString()) as {
    sharpness: number
  }
  return { roles: unpackModel(read('column-roles', 'weights.bin')), sharpness }
}

/** The part of the weights of `field-mapping` that columns are read with; the shipped ones by default. */
export function tableWeights(read: WeightsReader = weightsIn()): TableWeights {
  return {
    structure: JSON.parse(read('field-mapping', 'weights.structure.json').toString()) as Structure,
    kind: unpackModel(read('field-mapping', 'weights.kind.bin')),
  }
}
