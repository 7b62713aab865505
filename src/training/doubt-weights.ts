import { DOUBTS, type Doubt, type DoubtSet } from '../rates/doubts.ts'

/** A rate as the weights of doubts are fitted on it. */
export interface DoubtedRate {
  /** Log-odds before its doubts. */
  readonly logOdds: number
  readonly doubts: DoubtSet
  readonly right: boolean
  readonly weight: number
}

/**
 * Strength of the pull towards no weight: a doubt that a few rates of one workbook had says little. At ten times this, doubts
 * that were never once had by a right rate hardly counted where few workbooks have them; a half or twice of it changes nothing.
 */
const PULL = 0.05
const PASSES = 200
/** Where nearly all is right or wrong the curvature is next to nothing, and a whole step would go astray. */
const LONGEST_STEP = 0.5
const LOWEST = -6

/**
 * What each doubt takes off the log-odds, by Newton's steps along one weight after another; none adds to them. The level of
 * all is fitted beside them: among readings some of which have a slip, also one without a doubt is less sure.
 * The same rates give the same weights.
 */
export function fitDoubts(rates: readonly DoubtedRate[]): {
  readonly level: number
  readonly doubts: Record<Doubt, number>
} {
  const classes = gathered(rates)
  const weights = DOUBTS.map(() => 0)
  let level = 0
  const step = (has: (one: Gathered) => boolean, pull: number, from: number): number => {
    let gradient = pull * from
    let curvature = pull + 1e-6
    for (const one of classes) {
      if (!has(one)) continue
      const p = 1 / (1 + Math.exp(-one.sum))
      gradient += one.weight * p - one.right
      curvature += one.weight * p * (1 - p)
    }
    return from - Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, gradient / curvature))
  }
  const move = (has: (one: Gathered) => boolean, by: number) => {
    for (const one of classes) if (has(one)) one.sum += by
  }
  const always = () => true
  for (let pass = 0; pass < PASSES; pass++) {
    const next = step(always, 0, level)
    move(always, next - level)
    level = next
    for (const [at, weight] of weights.entries()) {
      const has = (one: Gathered) => (one.doubts & (1 << at)) !== 0
      const moved = Math.max(LOWEST, Math.min(0, step(has, PULL, weight)))
      move(has, moved - weight)
      weights[at] = moved
    }
  }
  const doubts = Object.fromEntries(DOUBTS.map((doubt, at) => [doubt, rounded(weights[at]!)]))
  return { level: rounded(level), doubts: doubts as Record<Doubt, number> }
}

interface Gathered {
  readonly doubts: DoubtSet
  weight: number
  /** Weight of the right ones. */
  right: number
  /** Log-odds with what was fitted so far. */
  sum: number
}

/** Rates with the same log-odds and doubts are one: there are a few hundred of them. */
function gathered(rates: readonly DoubtedRate[]): Gathered[] {
  const classes = new Map<string, Gathered>()
  for (const { logOdds, doubts, right, weight } of rates) {
    const key = `${logOdds.toFixed(3)}|${doubts}`
    const one = classes.get(key) ?? { doubts, weight: 0, right: 0, sum: logOdds }
    classes.set(key, one)
    one.weight += weight
    if (right) one.right += weight
  }
  return [...classes.values()]
}

/** Four digits; a weight that is nothing is 0, not -0. */
const rounded = (value: number): number => Math.round(value * 1e4) / 1e4 + 0
