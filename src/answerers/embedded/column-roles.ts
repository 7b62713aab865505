import { readFileSync } from 'node:fs'
import type { ColumnAnswer, ColumnAnswerer, ColumnQuestion } from '../../columns/answerer.ts'
import type { ColumnRole } from '../../columns/understanding.ts'
import type { TableKind } from '../../reference/vocabulary.ts'
import { columnFeatures } from './column-features.ts'
import { decode, type Structure } from './joint-decode.ts'
import { type LogisticModel, predict, unpackModel } from './logistic.ts'
import { kindFeatures } from './table-kind.ts'

/** What the embedded answerer knows of columns: the column-roles model and the structure part of field-mapping. */
export interface ColumnModels {
  readonly roles: LogisticModel
  readonly structure: Structure
  readonly kind: LogisticModel
  /** Power to which decoded probabilities are raised, fitted on held-out tables. */
  readonly sharpness: number
}

const ALTERNATIVES = 3
const LEAST_ALTERNATIVE = 0.01

/** Answers with the weights that ship in `models/`, which are read on the first question. */
export class EmbeddedColumnAnswerer implements ColumnAnswerer {
  #models: ColumnModels | undefined

  constructor(models?: ColumnModels) {
    this.#models = models
  }

  async answerColumns(question: ColumnQuestion): Promise<ColumnAnswer> {
    this.#models ??= shippedColumnModels()
    return answerWith(this.#models, question)
  }
}

/** The answer of a set of models to one question. */
export function answerWith(models: ColumnModels, question: ColumnQuestion): ColumnAnswer {
  const names = models.roles.classes
  const probabilities = columnFeatures(question).map((features) => predict(models.roles, features))
  question.columns.forEach(({ profile }, at) => {
    // A column without any cell fills nothing, whatever its heading says; what it would fill stays an alternative.
    if (profile.filled === 0) damp(probabilities[at]!, names.indexOf('price'))
  })
  const { roles, marginals } = decode(probabilities, names, models.structure)
  const roleNames = roles.map((role) => names[role]!)
  const kinds = predict(models.kind, kindFeatures(question, roleNames))
  let kind = 0
  kinds.forEach((probability, at) => {
    if (probability > kinds[kind]!) kind = at
  })
  return {
    kind: models.kind.classes[kind] as TableKind,
    kindConfidence: kinds[kind]!,
    columns: question.columns.map(({ id }, at) => {
      const sharpened = sharpen(marginals[at]!, probabilities[at]!, models.sharpness)
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
        confidence: sharpened[roles[at]!]!,
        alternatives: ranked,
      }
    }),
  }
}

/** Probabilities of the decoded readings and of the column alone, mixed and brought to the right sharpness. */
function sharpen(marginal: Float64Array, alone: Float64Array, power: number): Float64Array {
  const mixed = marginal.map((value, role) => (0.7 * value + 0.3 * alone[role]!) ** power)
  const sum = mixed.reduce((a, b) => a + b, 0)
  return mixed.map((value) => value / sum)
}

function damp(probabilities: Float64Array, role: number): void {
  if (role < 0) return
  probabilities[role]! *= 0.5
  const sum = probabilities.reduce((a, b) => a + b, 0)
  for (let i = 0; i < probabilities.length; i++) probabilities[i]! /= sum
}

/** The weights in `models/column-roles` and `models/field-mapping`. */
export function shippedColumnModels(): ColumnModels {
  const structure = JSON.parse(
    readFileSync(new URL('../../../models/field-mapping/weights.structure.json', import.meta.url), 'utf8'),
  ) as { structure: Structure; sharpness: number }
  return {
    roles: unpackModel(readFileSync(new URL('../../../models/column-roles/weights.bin', import.meta.url))),
    kind: unpackModel(
      readFileSync(new URL('../../../models/field-mapping/weights.kind.bin', import.meta.url)),
    ),
    structure: structure.structure,
    sharpness: structure.sharpness,
  }
}
