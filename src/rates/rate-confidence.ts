import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { DOUBTS, type DoubtSet, doubtsIn } from './doubts.ts'

/**
 * From the least confidence among the parts of a rate (rows, mapping, price column, places; less for each warning) and the
 * doubts about it to how often such rates are exactly right. A straight line over log-odds keeps the order of rates that
 * have the same doubts, and each doubt takes off what readings that had overlooked something bear out.
 */
export const rateConfidenceSchema = z.strictObject({
  version: z.literal(2),
  slope: z.number().positive(),
  offset: z.number(),
  /** No rate is surer than this: layouts unlike any that was seen are among those that look sure. */
  most: z.number().min(0).max(1),
  /** What each doubt takes off the log-odds: never more than nothing, for no doubt makes a rate surer. */
  doubts: z.record(z.enum(DOUBTS), z.number().max(0)),
})
export type RateConfidence = z.infer<typeof rateConfidenceSchema>

const SHIPPED = new URL('../../models/rate-confidence/weights.json', import.meta.url)
/** Among confidences below or above these there is nothing to tell apart: log-odds would take them for worlds. */
const LEAST = 0.02
const HIGHEST = 0.999

let shipped: RateConfidence | undefined

/** What ships with the models; a training measures it on sheets that its models had not seen. */
export function shippedConfidence(): RateConfidence {
  shipped ??= rateConfidenceSchema.parse(JSON.parse(readFileSync(SHIPPED, 'utf8')))
  return shipped
}

/** Reads confidences, 0..1, three digits; null leaves them as they are. Rates share few values: each is computed once. */
export function confidenceReader(
  weights: RateConfidence | null,
): (least: number, doubts: DoubtSet) => number {
  if (weights === null) return (least) => least
  const known = new Map<DoubtSet, Map<number, number>>()
  return (least, doubts) => {
    let ofDoubts = known.get(doubts)
    if (!ofDoubts) {
      ofDoubts = new Map()
      known.set(doubts, ofDoubts)
    }
    let confidence = ofDoubts.get(least)
    if (confidence === undefined) {
      const share = 1 / (1 + Math.exp(-logOddsOf(weights, least, doubts)))
      confidence = Math.round(Math.min(weights.most, share) * 1000) / 1000
      ofDoubts.set(least, confidence)
    }
    return confidence
  }
}

/** A confidence within the bounds in which weights are fitted and read. */
export const boundedConfidence = (confidence: number): number =>
  Math.min(HIGHEST, Math.max(LEAST, confidence))

/** The log-odds of a confidence, within these bounds. */
export function boundedLogOdds(confidence: number): number {
  const bounded = boundedConfidence(confidence)
  return Math.log(bounded / (1 - bounded))
}

function logOddsOf({ slope, offset, doubts }: RateConfidence, least: number, set: DoubtSet): number {
  return doubtsIn(set).reduce((sum, doubt) => sum + doubts[doubt], slope * boundedLogOdds(least) + offset)
}
