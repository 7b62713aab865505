import { COLUMN_BUCKETS, columnFeatures } from '../answerers/embedded/column-features.ts'
import { type ColumnRolesWeights, sharpen } from '../answerers/embedded/column-roles.ts'
import { decode, learnStructure, type Structure } from '../answerers/embedded/joint-decode.ts'
import {
  type Example,
  fitTemperature,
  type LogisticModel,
  packModel,
  rawScores,
  type TrainingOptions,
  trainLogistic,
} from '../answerers/embedded/logistic.ts'
import { COLUMN_FIELDS } from '../reference/vocabulary.ts'
import { type CalibrationBin, type Confidence, calibrationTable } from './calibration.ts'
import { type ColumnExample, columnExamples, disguised, isArbitrary } from './column-examples.ts'
import { foldsByFamily } from './folds.ts'
import type { LabelledWorkbook } from './labelled.ts'

const CLASSES = [...COLUMN_FIELDS, 'price', 'ignored'] as const
const OPTIONS: Omit<TrainingOptions, 'seed' | 'epochs'> = { buckets: COLUMN_BUCKETS, rate: 0.12, decay: 2e-4 }
/** Examples seen in all passes together, and the bounds of the number of passes. */
const SEEN = 250_000
const FEWEST_EPOCHS = 4
const MOST_EPOCHS = 15
const FOLDS = 3
/** The models for the calibration are trained for a shorter time. */
const FOLD_PASSES = 0.5
/** Times that a real table is seen under other headings; generated ones vary by themselves. */
const DISGUISES = 3
/** What a real table counts beside a generated one. */
const REAL_WEIGHT = 1.5
/** Price columns beyond so many of one table teach nothing new. */
const ENOUGH_PRICES = 6
const SHARPNESSES = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.15, 1.3, 1.5]

export interface ColumnRolesFigures {
  readonly tables: number
  readonly columns: number
  /** Held-out columns whose role was right, by joint reading and by the column alone. */
  readonly heldOutRight: number
  readonly heldOutRightAlone: number
  readonly byFamily: Readonly<Record<string, { columns: number; right: number }>>
  readonly calibration: readonly CalibrationBin[]
}

/** Trains the column model. The same workbooks and seed give the same weights. */
export function trainColumnRoles(
  workbooks: readonly LabelledWorkbook[],
  seed: number,
): { weights: ColumnRolesWeights; figures: ColumnRolesFigures } {
  const examples = columnExamples(workbooks)
  const heldOut: { scores: Float64Array; label: number }[] = []
  const tables: { example: ColumnExample; scores: Float64Array[]; structure: Structure }[] = []
  for (const fold of foldsByFamily(examples, FOLDS, seed)) {
    const model = fitRoles(fold.train, seed, FOLD_PASSES)
    const structure = learnStructure(fold.train.map(weighted))
    for (const example of fold.test) {
      const scores = columnFeatures(example.question).map((features) => rawScores(model, features))
      tables.push({ example, scores, structure })
      scores.forEach((score, at) => {
        heldOut.push({ scores: score, label: labelOf(example, at) })
      })
    }
  }
  const temperature = fitTemperature(heldOut)
  const read = tables.map(({ example, scores, structure }) => {
    const alone = scores.map((score) => tempered(score, temperature))
    return { example, alone, decoded: decode(alone, CLASSES, structure) }
  })
  const sharpness = fitSharpness(read)
  const confidences: Confidence[] = []
  const byFamily: Record<string, { columns: number; right: number }> = {}
  let right = 0
  let rightAlone = 0
  for (const { example, alone, decoded } of read) {
    // Generated layouts are counted together: each is a family of its own.
    const family = isGenerated(example) ? 'generated' : example.family
    byFamily[family] ??= { columns: 0, right: 0 }
    const counts = byFamily[family]
    decoded.roles.forEach((role, at) => {
      const label = labelOf(example, at)
      const probabilities = sharpen(decoded.marginals[at]!, alone[at]!, sharpness)
      confidences.push({ confidence: probabilities[role]!, right: role === label })
      counts.columns++
      if (role === label) {
        counts.right++
        right++
      }
      if (argmax(alone[at]!) === label) rightAlone++
    })
  }
  const columns = confidences.length
  return {
    weights: { roles: { ...fitRoles(examples, seed), temperature }, sharpness },
    figures: {
      tables: examples.length,
      columns,
      heldOutRight: right / Math.max(1, columns),
      heldOutRightAlone: rightAlone / Math.max(1, columns),
      byFamily,
      calibration: calibrationTable(confidences),
    },
  }
}

/** The files of `models/column-roles`. */
export function packColumnRoles(weights: ColumnRolesWeights): Readonly<Record<string, Uint8Array>> {
  return {
    'weights.bin': packModel(weights.roles),
    'weights.calibration.json': new TextEncoder().encode(
      `${JSON.stringify({ sharpness: weights.sharpness })}\n`,
    ),
  }
}

/** Trains the classifier of single columns. */
export function fitRoles(examples: readonly ColumnExample[], seed: number, passes = 1): LogisticModel {
  const learned: Example[] = []
  examples.forEach((example, index) => {
    const prices = example.roles.filter((role) => role === 'price').length
    const real = !isGenerated(example)
    const variants = [example]
    // Few layouts of add-ons are generated, and their headings vary most.
    const disguises = real ? DISGUISES : isArbitrary(example) ? 2 : 0
    for (let i = 0; i < disguises; i++) variants.push(disguised(example, seed + index * 31 + i))
    variants.forEach((variant, at) => {
      columnFeatures(variant.question).forEach((features, column) => {
        const role = variant.roles[column]!
        const crowd = role === 'price' && prices > ENOUGH_PRICES ? ENOUGH_PRICES / prices : 1
        const weight = (real ? REAL_WEIGHT : 1) * (at === 0 ? 1 : 0.6) * crowd
        learned.push({ features, label: labelOf(variant, column), weight })
      })
    })
  })
  const epochs = Math.max(FEWEST_EPOCHS, Math.min(MOST_EPOCHS, Math.round((passes * SEEN) / learned.length)))
  return trainLogistic(learned, CLASSES, { ...OPTIONS, epochs, seed })
}

/** A table for the structure: its roles, and how much it counts. */
export function weighted(example: ColumnExample): { roles: readonly string[]; weight: number } {
  return { roles: example.roles, weight: 1 }
}

function isGenerated(example: ColumnExample): boolean {
  return example.family.startsWith('generated')
}

function labelOf(example: ColumnExample, at: number): number {
  return (CLASSES as readonly string[]).indexOf(example.roles[at]!)
}

function tempered(scores: Float64Array, temperature: number): Float64Array {
  const top = Math.max(...scores)
  const powers = scores.map((score) => Math.exp((score - top) / temperature))
  const sum = powers.reduce((a, b) => a + b, 0)
  return powers.map((power) => power / sum)
}

function fitSharpness(
  read: readonly { example: ColumnExample; alone: Float64Array[]; decoded: ReturnType<typeof decode> }[],
): number {
  let best = 1
  let bestLoss = Number.POSITIVE_INFINITY
  for (const power of SHARPNESSES) {
    let loss = 0
    for (const { example, alone, decoded } of read)
      decoded.marginals.forEach((marginal, at) => {
        const probabilities = sharpen(marginal, alone[at]!, power)
        loss -= Math.log(Math.max(1e-6, probabilities[labelOf(example, at)]!))
      })
    if (loss < bestLoss) {
      bestLoss = loss
      best = power
    }
  }
  return best
}

function argmax(values: Float64Array): number {
  let best = 0
  values.forEach((value, at) => {
    if (value > values[best]!) best = at
  })
  return best
}
