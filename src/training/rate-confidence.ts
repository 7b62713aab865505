import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LabelledWorkbook } from '../labels/labelled.ts'
import { DEFAULT_REVIEW_BELOW, type PipelineOptions, readRateSheet } from '../pipeline.ts'
import { type DoubtSet, NO_DOUBTS } from '../rates/doubts.ts'
import type { Rate } from '../rates/rate.ts'
import {
  boundedConfidence,
  boundedLogOdds,
  confidenceReader,
  type RateConfidence,
} from '../rates/rate-confidence.ts'
import { type CalibrationBin, calibrationTable } from './calibration.ts'
import { type DoubtedRate, fitDoubts } from './doubt-weights.ts'
import { readGoldFolder } from './evaluation/gold-folder.ts'
import { type LinePair, matchLines } from './evaluation/match-lines.ts'
import { fitLogOdds } from './log-odds.ts'
import { slipsOf } from './reading-slips.ts'
import { embeddedAnswerersOf, type TrainedModels } from './train-models.ts'

/** A rate of a sheet that the models had not seen. */
export interface JudgedRate {
  readonly workbook: string
  /** Which models read it. */
  readonly fold: number
  /** Least of its parts, before anything is fitted. */
  readonly confidence: number
  readonly doubts: DoubtSet
  readonly right: boolean
  /** What the reader overlooked or mistook on purpose; null for a reading as it is. */
  readonly slip: string | null
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
  /** Of readings as they are: the rates that are let through, and how many of them are exact. */
  readonly accepted: { readonly share: number; readonly exact: number }
  /** By what was overlooked: the share of the rates made wrong by it that a person would be shown. */
  readonly slipsHeldBack: Readonly<Record<string, number>>
}

/** Fewer rates than this say nothing of how far confidences can be trusted. */
const FEWEST_RATES = 500
/** Sheets that were written blind were right in nine of ten rates at first sight where every part was sure. */
const MOST = 0.98
/**
 * What the rates that slips change in a workbook count, all together and each slip alike, beside its reading as it is. Of rates that were sure at
 * first sight of a new layout one in ten to one in four was wrong, while samples that were mended leave next to none wrong:
 * without slips the level would rise with every sheet that is mended. From 0.1 to 0.3 the weights hardly differ.
 */
const SLIPS = 0.2
/** Each workbook counts as one: slips in the longest, ten times thousands of rates, would only cost time. */
const LARGEST = 400
const EDGES = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99]

/**
 * Reads workbooks with models that have not seen them, as they read them and as readers do who overlook one thing each.
 * Workbooks without a folder (generated, corrected) are left out.
 */
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
      const { file } = facts
      const doubts = new Map<Rate, DoubtSet>()
      const options: PipelineOptions = { confidence: null, onRate: (rate, set) => doubts.set(rate, set) }
      const read = await readRateSheet(await readFile(join(folder, file)), file, answerers, options)
      const { lines } = gold.get(name)!
      const judge = (rates: readonly Rate[], slip: string | null): Map<string, JudgedRate> => {
        const { pairs } = matchLines(lines, rates, name)
        const right = new Set(pairs.flatMap((pair) => (isRight(pair) ? [pair.rate] : [])))
        const found = new Map<string, JudgedRate>()
        for (const rate of rates) {
          const { sheet, cell, part } = rate.source
          let key = `${sheet}|${cell}|${part}`
          while (found.has(key)) key += '+'
          found.set(key, {
            workbook: name,
            fold,
            confidence: rate.confidence,
            doubts: doubts.get(rate) ?? NO_DOUBTS,
            right: right.has(rate),
            slip,
          })
        }
        return found
      }
      const plain = judge([...read.rates], null)
      judged.push(...plain.values())
      if (lines.length > LARGEST) continue
      for (const { what, rates } of slipsOf(read, file, options))
        for (const [key, one] of judge(rates, what)) {
          const before = plain.get(key)
          // What a slip leaves as it was says nothing of it.
          if (before?.right !== one.right || before.doubts !== one.doubts) judged.push(one)
        }
    }
  }
  return judged
}

/** An exact rate that lacks neither the carrier nor the contract that the sheet names for it. */
const isRight = ({ gold, rate, exact }: LinePair): boolean =>
  exact &&
  !(gold.carrier !== null && rate.carrier === null) &&
  !(gold.contract_number !== null && rate.contract_number === null)

/** What confidences of judged rates are worth, with figures; null where they are too few to tell. */
export function fitRateConfidence(
  judged: readonly JudgedRate[],
): { readonly weights: RateConfidence; readonly figures: ConfidenceFigures } | null {
  const plain = judged.filter(({ slip }) => slip === null)
  if (plain.length < FEWEST_RATES) return null
  const folds = [...new Set(judged.map(({ fold }) => fold))]
  const after = folds.flatMap((fold) => {
    const read = confidenceReader(weightsOf(judged.filter((one) => one.fold !== fold)))
    return judged
      .filter((one) => one.fold === fold)
      .map((one) => ({ ...one, confidence: read(one.confidence, one.doubts) }))
  })
  const read = after.filter(({ slip }) => slip === null)
  return {
    weights: weightsOf(judged),
    figures: {
      rates: plain.length,
      workbooks: new Set(plain.map(({ workbook }) => workbook)).size,
      errorBefore: errorsOf(plain),
      errorAfter: errorsOf(read),
      before: calibrationTable(plain),
      after: calibrationTable(read),
      accepted: acceptedOf(read),
      slipsHeldBack: heldBackOf(after),
    },
  }
}

/**
 * A curve over readings as they are; then its level and what doubts take off it, over these and those with a slip in them. Each workbook
 * counts as one, in however many rates it was read.
 */
function weightsOf(judged: readonly JudgedRate[]): RateConfidence {
  const plain = judged.filter(({ slip }) => slip === null)
  const shares = sharesOf(plain)
  const { slope, offset } = fitLogOdds(
    plain.map(({ confidence, right }, at) => ({
      probability: boundedConfidence(confidence),
      right,
      weight: shares[at]!,
    })),
  )
  const sizes = sizesOf(plain)
  const slips = Map.groupBy(
    judged.filter(({ slip }) => slip !== null),
    ({ workbook }) => workbook,
  )
  const shareOfSlip = new Map<string, number>()
  for (const [workbook, rates] of slips) {
    const bySlip = Map.groupBy(rates, ({ slip }) => slip)
    for (const [slip, own] of bySlip)
      shareOfSlip.set(`${workbook}|${slip}`, SLIPS / (bySlip.size * own.length))
  }
  const doubted = judged.map(({ workbook, confidence, doubts, right, slip }): DoubtedRate => {
    const weight = slip === null ? 1 / sizes.get(workbook)! : shareOfSlip.get(`${workbook}|${slip}`)!
    return { logOdds: slope * boundedLogOdds(confidence) + offset, doubts, right, weight }
  })
  const { level, doubts } = fitDoubts(doubted)
  return { version: 2, slope, offset: Math.round((offset + level) * 1e4) / 1e4, most: MOST, doubts }
}

/**
 * Half of the weight is dealt by rates, half by workbooks: neither a book of ten thousand rates nor a note of five says
 * alone what a confidence is worth.
 */
function sharesOf(judged: readonly JudgedRate[]): number[] {
  const sizes = sizesOf(judged)
  const even = judged.length / sizes.size
  return judged.map(({ workbook }) => (1 + even / sizes.get(workbook)!) / 2)
}

/** How many of the rates that nobody would look at are exact, and how many those are, by lines. */
function acceptedOf(read: readonly JudgedRate[]): ConfidenceFigures['accepted'] {
  const accepted = read.filter(({ confidence }) => confidence >= DEFAULT_REVIEW_BELOW)
  return {
    share: rounded(accepted.length / read.length),
    exact: rounded(accepted.filter(({ right }) => right).length / Math.max(1, accepted.length)),
  }
}

/** Of rates that are wrong by what was overlooked, how many a person would be shown; each workbook counts alike. */
function heldBackOf(judged: readonly JudgedRate[]): Record<string, number> {
  const wrong = judged.filter(({ slip, right }) => slip !== null && !right)
  return Object.fromEntries(
    [...Map.groupBy(wrong, ({ slip }) => slip!)].map(([what, rates]) => {
      const sizes = sizesOf(rates)
      const held = rates.filter(({ confidence }) => confidence < DEFAULT_REVIEW_BELOW)
      const sum = held.reduce((total, { workbook }) => total + 1 / sizes.get(workbook)!, 0)
      return [what, rounded(sum / sizes.size)]
    }),
  )
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
  return rounded(sum / all)
}

function sizesOf(judged: readonly JudgedRate[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>()
  for (const { workbook } of judged) sizes.set(workbook, (sizes.get(workbook) ?? 0) + 1)
  return sizes
}

const rounded = (share: number): number => Math.round(share * 1e4) / 1e4
