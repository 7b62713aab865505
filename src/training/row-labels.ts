import { GAP_KINDS, LEARNED_LABELS, type RowLabelWeights } from '../answerers/embedded/row-labels.ts'
import { isGenerated, type LabelledWorkbook } from '../labels/labelled.ts'
import { ROW_FEATURES } from '../tables/row-features.ts'
import { type CrfTrainingOptions, type LabelledSequence, trainCrf } from './crf-training.ts'
import { LossWatch } from './curves/loss-watch.ts'
import type { TrainingRun } from './curves/training-run.ts'
import { foldsByFamily, heldBack } from './folds.ts'
import { Random } from './generator/random.ts'
import { fitLogOdds } from './log-odds.ts'
import { rowSequences, variantSequences } from './row-label-examples.ts'
import { type RowSource, rowSources } from './row-sources.ts'
import { makeVariant } from './row-variants.ts'

/** Stored parameters are whole numbers of this part of one. */
const SCALE = 1000
/** Sheets made of the rows of others, beside the workbooks themselves. */
const VARIANTS = 800
/** Halves of the data: each is judged by a model of the other, for the calibration. */
const FOLDS = 2
const SHAPE = { labels: LEARNED_LABELS.length, features: ROW_FEATURES.length, gaps: GAP_KINDS }
const OPTIONS: CrfTrainingOptions = { epochs: 30, learningRate: 0.02, decay: 0.003, batch: 8 }
/** The models for the calibration are trained for a shorter time. */
const FOLD_OPTIONS: CrfTrainingOptions = { ...OPTIONS, epochs: 15 }

export interface RowLabelFigures {
  readonly workbooks: number
  readonly blocks: number
  readonly rows: number
  /** Of the rows of held-out workbooks, how many were labelled right. Null when there is but one family. */
  readonly heldOutRight: number | null
}

interface Prepared {
  readonly family: string
  readonly sequences: readonly LabelledSequence[]
  readonly sources: readonly RowSource[]
}

/** Trains the row model. The same workbooks and seed give the same weights. */
export function trainRowLabels(
  workbooks: readonly LabelledWorkbook[],
  seed: number,
): { weights: RowLabelWeights; figures: RowLabelFigures } {
  const prepared = workbooks.map(prepare)
  const sequences = [...prepared.flatMap((book) => book.sequences), ...variantsOf(prepared, VARIANTS, seed)]
  const crf = trainCrf(sequences, SHAPE, seed, OPTIONS)
  const { calibration, heldOutRight } = calibrate(prepared, seed)
  return {
    weights: {
      labels: LEARNED_LABELS,
      features: ROW_FEATURES,
      scale: SCALE,
      parameters: Array.from(crf.parameters, (parameter) => Math.round(parameter * SCALE)),
      calibration,
    },
    figures: {
      workbooks: workbooks.length,
      blocks: sequences.length,
      rows: sequences.reduce((sum, sequence) => sum + sequence.rows.length, 0),
      heldOutRight,
    },
  }
}

/** The losses of the same training without some families, which are what it is examined on. */
export function rowLabelCurve(workbooks: readonly LabelledWorkbook[], seed: number): TrainingRun {
  const { learn, held } = heldBack(workbooks.map(prepare), seed, (book) => !isGenerated(book))
  const sequences = [...learn.flatMap((book) => book.sequences), ...variantsOf(learn, VARIANTS, seed)]
  const watch = new LossWatch(held.flatMap((book) => book.sequences))
  trainCrf(sequences, SHAPE, seed, OPTIONS, watch)
  return {
    name: 'row-labels',
    model: 'row-labels',
    examples: sequences.length,
    epochs: OPTIONS.epochs,
    ...watch.curve,
  }
}

function prepare(workbook: LabelledWorkbook): Prepared {
  return { family: workbook.family, sequences: rowSequences(workbook), sources: rowSources(workbook) }
}

function variantsOf(prepared: readonly Prepared[], count: number, seed: number): LabelledSequence[] {
  const sources = prepared.flatMap((book) => book.sources)
  if (sources.length === 0) return []
  const random = new Random(seed)
  return Array.from({ length: count }, () => makeVariant(sources, random)).flatMap(variantSequences)
}

/** How the probabilities of held-out rows have to be stretched so that of those at 0.9 nine in ten are right. */
function calibrate(prepared: readonly Prepared[], seed: number) {
  const answers: { probability: number; right: boolean }[] = []
  let rows = 0
  let right = 0
  for (const { train, test } of foldsByFamily(prepared, FOLDS, seed)) {
    const known = [
      ...train.flatMap((book) => book.sequences),
      ...variantsOf(train, VARIANTS / FOLDS, seed + 1),
    ]
    const crf = trainCrf(known, SHAPE, seed, FOLD_OPTIONS)
    for (const sequence of [
      ...test.flatMap((book) => book.sequences),
      ...variantsOf(test, VARIANTS / 4, seed + 2),
    ]) {
      const { labels, confidences } = crf.decode(sequence.rows)
      labels.forEach((label, t) => {
        const isRight = label === sequence.labels[t]
        rows++
        if (isRight) right++
        // Rows of data are plentiful and easy; what bounds a table are the others.
        if (LEARNED_LABELS[label] !== 'data') answers.push({ probability: confidences[t]!, right: isRight })
      })
    }
  }
  return { calibration: fitLogOdds(answers), heldOutRight: rows === 0 ? null : right / rows }
}
