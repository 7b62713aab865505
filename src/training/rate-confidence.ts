import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LabelledWorkbook } from '../labels/labelled.ts'
import { readRateSheet } from '../pipeline.ts'
import { boundedConfidence, type ConfidenceCurve, confidenceReader } from '../rates/confidence-curve.ts'
import { type CalibrationBin, calibrationTable } from './calibration.ts'
import { readGoldFolder } from './evaluation/gold-folder.ts'
import { matchLines } from './evaluation/match-lines.ts'
import { fitLogOdds } from './log-odds.ts'
import { embeddedAnswerersOf, type TrainedModels } from './train-models.ts'

/** A rate of a sheet that the models had not seen. */
export interface JudgedRate {
  readonly workbook: string
  /** Which models read it. */
  readonly fold: number
  /** Least of its parts, before any curve. */
  readonly confidence: number
  readonly right: boolean
}

export interface ConfidenceFigures {
  readonly rates: number
  readonly workbooks: number
  /**
   * Mean distance of confidence and share of exact rates: as the stages gave it, and on curves that were fitted without
   * the fold that they are held against. By lines, and by workbooks, each counting alike.
   */
  readonly errorBefore: { readonly lines: number; readonly workbooks: number }
  readonly errorAfter: { readonly lines: number; readonly workbooks: number }
  readonly before: readonly CalibrationBin[]
  readonly after: readonly CalibrationBin[]
}

/** Fewer rates than this say nothing of how far confidences can be trusted. */
const FEWEST_RATES = 500
/** Sheets that were written blind were right in nine of ten rates at first sight where every part was sure. */
const MOST = 0.98
const EDGES = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99]

/** Reads workbooks with models that have not seen them. Those without a folder (generated, corrected) are left out. */
export async function judgeRates(
  models: TrainedModels,
  workbooks: readonly LabelledWorkbook[],
  fold: number,
): Promise<JudgedRate[]> {
  const answerers = embeddedAnswerersOf(models)
  const judged: JudgedRate[] = []
  const byFolder = Map.groupBy(workbooks, ({ folder }) => folder)
  for (const [folder, own] of byFolder) {
    if (folder === undefined) continue
    const gold = new Map((await readGoldFolder(folder)).map((answer) => [answer.name, answer]))
    for (const { name, gold: facts } of own) {
      const bytes = await readFile(join(folder, facts.file))
      const { rates } = await readRateSheet(bytes, facts.file, answerers, { curve: null })
      const { pairs, extra } = matchLines(gold.get(name)!.lines, rates, name)
      const note = (confidence: number, right: boolean) =>
        judged.push({ workbook: name, fold, confidence, right })
      for (const { rate, exact } of pairs) note(rate.confidence, exact)
      for (const rate of extra) note(rate.confidence, false)
    }
  }
  return judged
}

/** The curve of judged rates, with what it is worth; null where they are too few to tell. */
export function fitRateConfidence(
  judged: readonly JudgedRate[],
): { readonly curve: ConfidenceCurve; readonly figures: ConfidenceFigures } | null {
  if (judged.length < FEWEST_RATES) return null
  const folds = [...new Set(judged.map(({ fold }) => fold))]
  const after = folds.flatMap((fold) => {
    const read = confidenceReader(curveOf(judged.filter((one) => one.fold !== fold)))
    return judged
      .filter((one) => one.fold === fold)
      .map((one) => ({ ...one, confidence: read(one.confidence) }))
  })
  return {
    curve: curveOf(judged),
    figures: {
      rates: judged.length,
      workbooks: new Set(judged.map(({ workbook }) => workbook)).size,
      errorBefore: errorsOf(judged),
      errorAfter: errorsOf(after),
      before: calibrationTable(judged),
      after: calibrationTable(after),
    },
  }
}

/**
 * Half of the weight is dealt by rates, half by workbooks: neither a book of ten thousand rates nor a note of five says
 * alone what a confidence is worth.
 */
function weightsOf(judged: readonly JudgedRate[]): number[] {
  const sizes = sizesOf(judged)
  const even = judged.length / sizes.size
  return judged.map(({ workbook }) => (1 + even / sizes.get(workbook)!) / 2)
}

function curveOf(judged: readonly JudgedRate[]): ConfidenceCurve {
  const weights = weightsOf(judged)
  const { slope, offset } = fitLogOdds(
    judged.map(({ confidence, right }, at) => ({
      probability: boundedConfidence(confidence),
      right,
      weight: weights[at]!,
    })),
  )
  return { version: 1, slope, offset, most: MOST }
}

function errorsOf(judged: readonly JudgedRate[]): ConfidenceFigures['errorBefore'] {
  const sizes = sizesOf(judged)
  return {
    lines: errorOf(judged, () => 1),
    workbooks: errorOf(judged, ({ workbook }) => 1 / sizes.get(workbook)!),
  }
}

function errorOf(judged: readonly JudgedRate[], weightOf: (rate: JudgedRate) => number): number {
  let sum = 0
  let all = 0
  EDGES.forEach((from, at) => {
    const to = EDGES[at + 1] ?? Number.POSITIVE_INFINITY
    let gap = 0
    for (const rate of judged) {
      if (rate.confidence < from || rate.confidence >= to) continue
      const weight = weightOf(rate)
      gap += weight * (rate.confidence - (rate.right ? 1 : 0))
      all += weight
    }
    sum += Math.abs(gap)
  })
  return Math.round((sum / all) * 1e4) / 1e4
}

function sizesOf(judged: readonly JudgedRate[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>()
  for (const { workbook } of judged) sizes.set(workbook, (sizes.get(workbook) ?? 0) + 1)
  return sizes
}
