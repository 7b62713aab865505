import { GAP_KINDS, LEARNED_LABELS, type RowLabelWeights } from '../answerers/embedded/row-labels.ts'
import { ROW_FEATURES } from '../tables/row-features.ts'
import { type CrfTrainingOptions, trainCrf } from './crf-training.ts'
import { Random } from './generator/random.ts'
import type { LabelledWorkbook } from './labelled.ts'
import { rowSequences, variantSequences } from './row-label-examples.ts'
import { makeVariant, rowSources } from './row-variants.ts'

/** Stored parameters are whole numbers of this part of one. */
const SCALE = 1000
const HIDDEN = 16
/** Sheets made of the rows of others, beside the workbooks themselves. */
const VARIANTS = Number(process.env.V ?? 500)
const OPTIONS: CrfTrainingOptions = { epochs: 30, learningRate: 0.02, decay: 0.003, batch: 6 }

export interface RowLabelFigures {
  readonly workbooks: number
  readonly blocks: number
  readonly rows: number
}

/** Trains the row model. The same workbooks and seed give the same weights. */
export function trainRowLabels(
  workbooks: readonly LabelledWorkbook[],
  seed: number,
): { weights: RowLabelWeights; figures: RowLabelFigures } {
  const random = new Random(seed)
  const sources = workbooks.flatMap(rowSources)
  const variants = Array.from({ length: VARIANTS }, () => makeVariant(sources, random))
  const sequences = [...workbooks.flatMap(rowSequences), ...variants.flatMap(variantSequences)]
  const shape = {
    labels: LEARNED_LABELS.length,
    features: ROW_FEATURES.length,
    hidden: HIDDEN,
    gaps: GAP_KINDS,
  }
  const crf = trainCrf(sequences, shape, seed, OPTIONS)
  return {
    weights: {
      labels: LEARNED_LABELS,
      features: ROW_FEATURES,
      hidden: HIDDEN,
      scale: SCALE,
      parameters: Array.from(crf.parameters, (parameter) => Math.round(parameter * SCALE)),
      calibration: { slope: 1, offset: 0 },
    },
    figures: {
      workbooks: workbooks.length,
      blocks: sequences.length,
      rows: sequences.reduce((sum, sequence) => sum + sequence.rows.length, 0),
    },
  }
}
