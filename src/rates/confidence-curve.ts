import { readFileSync } from 'node:fs'
import { z } from 'zod'

/**
 * From the least confidence among the parts of a rate (rows, mapping, price column, places; less for each warning) to how
 * often such rates are exactly right. A straight line over log-odds: it keeps the order of rates, and has no steps.
 */
export const confidenceCurveSchema = z.strictObject({
  version: z.literal(1),
  slope: z.number().positive(),
  offset: z.number(),
  /** No rate is surer than this: layouts unlike any that was seen are among those that look sure. */
  most: z.number().min(0).max(1),
})
export type ConfidenceCurve = z.infer<typeof confidenceCurveSchema>

const SHIPPED = new URL('../../models/rate-confidence/weights.json', import.meta.url)
/** Among confidences below or above these there is nothing to tell apart: log-odds would take them for worlds. */
const LEAST = 0.02
const HIGHEST = 0.999

let shipped: ConfidenceCurve | undefined

/** The curve that ships with the models; a training measures it on sheets that its models had not seen. */
export function shippedCurve(): ConfidenceCurve {
  shipped ??= confidenceCurveSchema.parse(JSON.parse(readFileSync(SHIPPED, 'utf8')))
  return shipped
}

/** Reads confidences off a curve, 0..1, three digits; null leaves them as they are. Rates share few values: each is computed once. */
export function confidenceReader(curve: ConfidenceCurve | null): (least: number) => number {
  if (curve === null) return (least) => least
  const known = new Map<number, number>()
  return (least) => {
    let confidence = known.get(least)
    if (confidence === undefined) {
      confidence = onCurve(curve, least)
      known.set(least, confidence)
    }
    return confidence
  }
}

/** A confidence within the bounds in which a curve is fitted and read. */
export const boundedConfidence = (confidence: number): number =>
  Math.min(HIGHEST, Math.max(LEAST, confidence))

function onCurve({ slope, offset, most }: ConfidenceCurve, least: number): number {
  const bounded = boundedConfidence(least)
  const share = 1 / (1 + Math.exp(-(slope * Math.log(bounded / (1 - bounded)) + offset)))
  return Math.round(Math.min(most, share) * 1000) / 1000
}
