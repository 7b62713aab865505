import type { Answered } from '../../answered.ts'
import { addCosts } from '../asking/cost-ledger.ts'

/** Two answers as one, and the points on which they differ, in words for a person. */
export interface Merged<Answer> {
  readonly answer: Answer
  /** What the other one says: "C: destination, not origin". */
  readonly differs: readonly Difference[]
}

export interface Difference {
  readonly what: string
  /** What is left of the confidence of the answer that stands. */
  readonly confidence: number
  readonly wins: 'first' | 'second'
}

/**
 * The signature under an answer that two gave: who prevailed signs, the other is named with what it says. Costs are added.
 */
export function signMerged(
  first: Answered | undefined,
  second: Answered | undefined,
  confidences: readonly number[],
  differs: readonly Difference[],
): Answered | undefined {
  if (!first || !second) return first ?? second
  const secondWins = differs.some(({ wins }) => wins === 'second')
  const [stands, other] = secondWins ? [second, first] : [first, second]
  const sum = confidences.reduce((total, one) => total + one, 0)
  return {
    ...stands,
    confidence: confidences.length === 0 ? stands.confidence : sum / confidences.length,
    cost: first.cost && second.cost ? addCosts(first.cost, second.cost) : (first.cost ?? second.cost),
    others: [
      ...first.others,
      ...second.others,
      {
        by: other.by,
        model: other.model,
        confidence: other.confidence,
        differs: differs.map(({ what }) => what),
      },
    ],
  }
}
