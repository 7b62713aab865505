import { ROW_FEATURES, rowFeatures } from '../../tables/row-features.ts'
import type { RowAnswer, RowAnswerer, RowQuestion } from '../../tables/row-question.ts'
import { BlockView } from '../../tables/row-view.ts'
import type { RowLabel } from '../../tables/table.ts'
import { embeddedAnswer } from './answered.ts'
import { Crf } from './crf.ts'
import { type WeightsReader, weightsIn } from './models-folder.ts'

/** The labels that the model learns; blank rows are no rows to it, and code rows are headings. */
export const LEARNED_LABELS = [
  'title',
  'key_value',
  'header',
  'section',
  'data',
  'total',
  'note',
  'other',
] as const satisfies readonly RowLabel[]

/** Kinds of steps between rows: no, one, more blank rows between. */
export const GAP_KINDS = 3

/** The content of `models/row-labels/weights.json`. */
export interface RowLabelWeights {
  readonly labels: readonly string[]
  readonly features: readonly string[]
  /** Parameters are whole numbers; divided by this they are the weights. */
  readonly scale: number
  readonly parameters: readonly number[]
  /** Logistic calibration of a label's probability: slope and offset on its log-odds. */
  readonly calibration: { readonly slope: number; readonly offset: number }
}

/** The weights of the model `row-labels`; the shipped ones by default. Throws when trained for other features. */
export function rowLabelWeights(read: WeightsReader = weightsIn()): RowLabelWeights {
  return JSON.parse(read('row-labels', 'weights.json').toString()) as RowLabelWeights
}

/** The row model that ships with the package, or one with other weights. Its weights are loaded at the first question. */
export function embeddedRowAnswerer(weights?: RowLabelWeights): RowAnswerer {
  let model: { crf: Crf; weights: RowLabelWeights } | undefined
  return {
    async labelRows(question: RowQuestion): Promise<RowAnswer> {
      if (!model) {
        const given = weights ?? rowLabelWeights()
        model = { crf: crfOf(given), weights: given }
      }
      const view = new BlockView(question.grid, question.block, question.blockRows)
      const { labels, confidences } = model.crf.decode(rowFeatures(view, question.asked))
      const { slope, offset } = model.weights.calibration
      const sure = confidences.map((confidence) => calibrated(confidence, slope, offset))
      return {
        labels: labels.map((label) => LEARNED_LABELS[label]!),
        confidences: sure,
        answered: embeddedAnswer('row-labels', sure),
      }
    },
  }
}

/** The row model with these weights. Throws when they were trained for other features. */
export function crfOf(weights: RowLabelWeights): Crf {
  if (weights.features.join() !== ROW_FEATURES.join() || weights.labels.join() !== LEARNED_LABELS.join()) {
    throw new Error('The row-labels weights were trained for other features: run "rateloom train" again')
  }
  return new Crf(
    { labels: LEARNED_LABELS.length, features: ROW_FEATURES.length, gaps: GAP_KINDS },
    weights.parameters.map((parameter) => parameter / weights.scale),
  )
}

function calibrated(probability: number, slope: number, offset: number): number {
  const bounded = Math.min(1 - 1e-6, Math.max(1e-6, probability))
  return 1 / (1 + Math.exp(-(slope * Math.log(bounded / (1 - bounded)) + offset)))
}
