import {
  CHARGE_TYPE_BUCKETS,
  CHARGE_TYPE_CLASSES,
  chargeTypeFeatures,
} from '../answerers/embedded/charge-type.ts'
import type { TableWeights } from '../answerers/embedded/column-roles.ts'
import { priceFacts } from '../answerers/embedded/field-mapping.ts'
import { learnStructure } from '../answerers/embedded/joint-decode.ts'
import {
  fitTemperature,
  type LogisticModel,
  packModel,
  predict,
  rawScores,
} from '../answerers/embedded/logistic.ts'
import { KIND_BUCKETS, kindFeatures } from '../answerers/embedded/table-kind.ts'
import { headerName } from '../columns/header-name.ts'
import type { Understanding } from '../columns/understanding.ts'
import { isGenerated, type LabelledWorkbook } from '../labels/labelled.ts'
import type { MappingQuestion } from '../mapping/answerer.ts'
import { mappingContext } from '../mapping/mapping-context.ts'
import { readPriceHeadings } from '../mapping/price-heading.ts'
import { type ChargeType, TABLE_KINDS } from '../reference/vocabulary.ts'
import { columnLetter } from '../workbook/grid.ts'
import { type CalibrationBin, type Confidence, calibrationTable } from './calibration.ts'
import { type ColumnExample, columnExamples } from './column-examples.ts'
import { LossWatch } from './curves/loss-watch.ts'
import type { TrainingRun } from './curves/training-run.ts'
import { foldsByFamily, heldBack } from './folds.ts'
import { type Example, type TrainingOptions, trainLogistic } from './logistic-training.ts'

const KIND_OPTIONS: Omit<TrainingOptions, 'seed'> = {
  buckets: KIND_BUCKETS,
  epochs: 25,
  rate: 0.12,
  decay: 5e-4,
}
const TYPE_OPTIONS: Omit<TrainingOptions, 'seed'> = {
  buckets: CHARGE_TYPE_BUCKETS,
  epochs: 15,
  rate: 0.12,
  decay: 2e-3,
}
const FOLDS = 4

/** The weights of the field-mapping model: what goes with what, what a table is, what a price is. */
export interface FieldMappingWeights extends TableWeights {
  readonly chargeType: LogisticModel
}

export interface FieldMappingFigures {
  readonly tables: number
  readonly priceColumns: number
  /** Held-out shares that were right. */
  readonly kindRight: number
  readonly chargeTypeRight: number
  readonly kindCalibration: readonly CalibrationBin[]
  readonly chargeTypeCalibration: readonly CalibrationBin[]
}

interface FamilyExample extends Example {
  readonly family: string
}

/**
 * Trains the field-mapping model. The same workbooks and seed give the same weights. Without `measure` the figures on
 * held-out families are left out, and the confidences are not calibrated.
 */
export function trainFieldMapping(
  workbooks: readonly LabelledWorkbook[],
  seed: number,
  measure = true,
): { weights: FieldMappingWeights; figures: FieldMappingFigures } {
  const examples = columnExamples(workbooks)
  const kinds = examples.map(kindExample)
  const prices = examples.flatMap(priceExamples)
  const kind = trainCalibrated(kinds, TABLE_KINDS, { ...KIND_OPTIONS, seed }, measure)
  const chargeType = trainCalibrated(prices, CHARGE_TYPE_CLASSES, { ...TYPE_OPTIONS, seed }, measure)
  return {
    weights: {
      structure: learnStructure(examples.map(({ roles }) => ({ roles, weight: 1 }))),
      kind: kind.model,
      chargeType: chargeType.model,
    },
    figures: {
      tables: examples.length,
      priceColumns: prices.length,
      kindRight: kind.right,
      chargeTypeRight: chargeType.right,
      kindCalibration: kind.calibration,
      chargeTypeCalibration: chargeType.calibration,
    },
  }
}

/** The losses of the same trainings without some families, which are what they are examined on. */
export function fieldMappingCurves(workbooks: readonly LabelledWorkbook[], seed: number): TrainingRun[] {
  const examples = columnExamples(workbooks)
  const parts = [
    ['kind', examples.map(kindExample), TABLE_KINDS, KIND_OPTIONS],
    ['charge-type', examples.flatMap(priceExamples), CHARGE_TYPE_CLASSES, TYPE_OPTIONS],
  ] as const
  return parts.map(([part, all, classes, options]) => {
    const { learn, held } = heldBack(all, seed, (example) => !isGenerated(example))
    const watch = new LossWatch<Example>(held)
    trainLogistic(learn, classes, { ...options, seed }, watch)
    return {
      name: `field-mapping.${part}`,
      model: 'field-mapping',
      examples: learn.length,
      epochs: options.epochs,
      ...watch.curve,
    }
  })
}

/** What a table is, for a table whose columns were understood rightly. */
function kindExample(example: ColumnExample): FamilyExample {
  const kind = example.gold.kind ?? 'rates'
  return {
    family: example.family,
    features: kindFeatures(example.question, example.roles),
    label: TABLE_KINDS.indexOf(kind),
    weight: 1,
    name: `${example.name}: ${example.gold.sheet ?? ''}!${example.gold.range}, ${kind}`,
  }
}

/** The files of `models/field-mapping`. */
export function packFieldMapping(weights: FieldMappingWeights): Readonly<Record<string, Uint8Array>> {
  return {
    'weights.structure.json': new TextEncoder().encode(`${JSON.stringify(weights.structure)}\n`),
    'weights.kind.bin': packModel(weights.kind),
    'weights.charge-type.bin': packModel(weights.chargeType),
  }
}

interface Calibrated {
  readonly model: LogisticModel
  readonly right: number
  readonly calibration: readonly CalibrationBin[]
}

function trainCalibrated(
  examples: readonly (Example & { readonly family: string })[],
  classes: readonly string[],
  options: TrainingOptions,
  measure: boolean,
): Calibrated {
  const heldOut: { scores: Float64Array; label: number; test: Example; model: LogisticModel }[] = []
  for (const fold of measure ? foldsByFamily(examples, FOLDS, options.seed) : []) {
    const model = trainLogistic(fold.train, classes, options)
    for (const test of fold.test)
      heldOut.push({ scores: rawScores(model, test.features), label: test.label, test, model })
  }
  const temperature = fitTemperature(heldOut)
  const confidences = heldOut.map(({ test, model }): Confidence => {
    const probabilities = predict({ ...model, temperature }, test.features)
    const top = probabilities.indexOf(Math.max(...probabilities))
    return { confidence: probabilities[top]!, right: top === test.label }
  })
  return {
    model: { ...trainLogistic(examples, classes, options), temperature },
    right: confidences.filter(({ right }) => right).length / Math.max(1, confidences.length),
    calibration: calibrationTable(confidences),
  }
}

/** A mapping question with the right understanding, and the right type of each price column. */
export function priceExamples(example: ColumnExample): FamilyExample[] {
  const question = mappingQuestion(example)
  if (example.gold.kind === 'reference' || example.gold.kind === 'free_time') return []
  const columns = priceFacts(question)
  const headings = readPriceHeadings(
    columns,
    example.question.table.context.map(({ text }) => text).join('\n'),
  )
  return columns.map((column, at) => {
    const field = example.gold.fields[columnLetter(column.id)]
    const type: ChargeType | 'none' =
      typeof field === 'object' && !Array.isArray(field) ? (field.charge_type ?? 'none') : 'none'
    return {
      family: example.family,
      features: chargeTypeFeatures(question, headings, at),
      label: CHARGE_TYPE_CLASSES.indexOf(type),
      weight: Math.min(1, 6 / columns.length),
      name: `${example.name}: ${example.gold.sheet ?? ''}!${columnLetter(column.id)}, ${type}`,
    }
  })
}

/** The question about a table whose columns were understood rightly. */
export function mappingQuestion(example: ColumnExample): MappingQuestion {
  const { question, gold, roles } = example
  const understanding: Understanding = {
    sheet: gold.sheet,
    range: gold.range,
    header_rows: gold.header_rows,
    data_rows: gold.data_rows,
    section_rows: gold.section_rows,
    kind: gold.kind ?? 'rates',
    purpose: '',
    columns: question.columns.map(({ id, header }, at) => ({
      id,
      letter: columnLetter(id),
      name: headerName(header),
      description: '',
      examples: [],
      role: roles[at]!,
      also: [],
      confidence: 1,
      alternatives: [],
    })),
    context: [],
    confidence: 1,
    answered: [],
  }
  return {
    table: question.table,
    understanding,
    file: question.file,
    columns: question.columns,
    ...mappingContext(question.table, question.columns),
  }
}
