import { COLUMN_BUCKETS, columnFeatures } from '../answerers/embedded/column-features.ts'
import { type ColumnRolesWeights, sharpen } from '../answerers/embedded/column-roles.ts'
import { decode, learnStructure, type Structure } from '../answerers/embedded/joint-decode.ts'
import { fitTemperature, type LogisticModel, packModel, rawScores } from '../answerers/embedded/logistic.ts'
import { isGenerated, type LabelledWorkbook } from '../labels/labelled.ts'
import { COLUMN_FIELDS } from '../reference/vocabulary.ts'
import { columnLetter } from '../workbook/grid.ts'
import { type CalibrationBin, type Confidence, calibrationTable } from './calibration.ts'
import { type ColumnExample, columnExamples, disguised, isArbitrary } from './column-examples.ts'
import { LossWatch } from './curves/loss-watch.ts'
import type { TrainingRun } from './curves/training-run.ts'
import { foldsByFamily, heldBack } from './folds.ts'
import { type Example, type TrainingOptions, trainLogistic } from './logistic-training.ts'

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
const DISGUISED_WEIGHT = 0.6
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

/** The losses of the same training without some families, which are what it is examined on. */
export function columnRolesCurve(workbooks: readonly LabelledWorkbook[], seed: number): TrainingRun {
  const { learn, held } = heldBack(columnExamples(workbooks), seed, (example) => !isGenerated(example))
  const watch = new LossWatch(held.flatMap((example) => columnsOf(example, 1)))
  const examples = rolesExamples(learn, seed)
  const epochs = epochsFor(examples, 1)
  trainLogistic(examples, CLASSES, { ...OPTIONS, epochs, seed }, watch)
  return { name: 'column-roles', model: 'column-roles', examples: examples.length, epochs, ...watch.curve }
}

/** Trains the classifier of single columns. */
function fitRoles(examples: readonly ColumnExample[], seed: number, passes = 1): LogisticModel {
  const learned = rolesExamples(examples, seed)
  return trainLogistic(learned, CLASSES, { ...OPTIONS, epochs: epochsFor(learned, passes), seed })
}

function epochsFor(learned: readonly Example[], passes: number): number {
  return Math.max(FEWEST_EPOCHS, Math.min(MOST_EPOCHS, Math.round((passes * SEEN) / learned.length)))
}

/** Columns to learn from: each table as it is, and under other headings. */
function rolesExamples(examples: readonly ColumnExample[], seed: number): Example[] {
  return examples.flatMap((example, index) => {
    // Few layouts of add-ons are generated, and their headings vary most.
    const disguises = !isGenerated(example) ? DISGUISES : isArbitrary(example) ? 2 : 0
    const others = Array.from({ length: disguises }, (_, i) => disguised(example, seed + index * 31 + i))
    return [example, ...others].flatMap((variant, at) => columnsOf(variant, at === 0 ? 1 : DISGUISED_WEIGHT))
  })
}

function columnsOf(example: ColumnExample, weight: number): Example[] {
  const prices = example.roles.filter((role) => role === 'price').length
  const real = isGenerated(example) ? 1 : REAL_WEIGHT
  return columnFeatures(example.question).map((features, at): Example => {
    const role = example.roles[at]!
    const crowd = role === 'price' && prices > ENOUGH_PRICES ? ENOUGH_PRICES / prices : 1
    const letter = columnLetter(example.question.columns[at]!.id)
    return {
      features,
      label: labelOf(example, at),
      weight: real * weight * crowd,
      ...(weight === 1 ? { name: `${example.name}: ${example.gold.sheet ?? ''}!${letter}, ${role}` } : {}),
    }
  })
}

/** A table for the structure: its roles, and how much it counts. */
function weighted(example: ColumnExample): { roles: readonly string[]; weight: number } {
  return { roles: example.roles, weight: 1 }
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
