/** How two answers to one question are weighed: each says how sure it is, and the better founded one wins. */

/** Wrong answers that are as likely as one another, where nothing is known of them. */
const OTHER_ANSWERS = 8
const LEAST = 0.01
const MOST = 0.99

const within = (confidence: number) => Math.min(MOST, Math.max(LEAST, confidence))

/** What agreement of two who do not know of one another makes of their confidences: more than either. */
export function agreed(first: number, second: number): number {
  const [a, b] = [within(first), within(second)]
  const right = a * b
  return right / (right + ((1 - a) * (1 - b)) / OTHER_ANSWERS)
}

export interface Weighed {
  readonly wins: 'first' | 'second'
  /** Of the one that wins; less than it had alone. */
  readonly confidence: number
}

/**
 * Weighs two answers that differ, as if their errors had nothing to do with one another (Bayes' rule with even odds).
 * `firstForSecond`: the likelihood that the first gives to the answer of the second, where it says one.
 */
export function weigh(first: number, second: number, firstForSecond?: number): Weighed {
  const [a, b] = [within(first), within(second)]
  const other =
    firstForSecond === undefined ? (1 - a) / OTHER_ANSWERS : Math.max(firstForSecond, LEAST / OTHER_ANSWERS)
  const forFirst = (a * (1 - b)) / OTHER_ANSWERS
  const forSecond = other * b
  const share = forSecond / (forFirst + forSecond)
  return share > 0.5
    ? { wins: 'second', confidence: Math.min(share, b) }
    : { wins: 'first', confidence: Math.min(1 - share, a) }
}

/**
 * How a second answer counts: `weighed` against the first; `preferred`, so that it stands whatever the first says; as a
 * mere `witness`, that can make the first less sure, but never replaces it.
 */
export type Trust = 'weighed' | 'preferred' | 'witness'

export function settle(trust: Trust, first: number, second: number, firstForSecond?: number): Weighed {
  const weighed = weigh(first, second, firstForSecond)
  const wanted = trust === 'preferred' ? 'second' : trust === 'witness' ? 'first' : weighed.wins
  return weighed.wins === wanted ? weighed : { wins: wanted, confidence: 1 - weighed.confidence }
}
