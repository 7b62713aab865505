import type { RowAnswer, RowQuestion } from '../../tables/row-question.ts'
import type { RowLabel } from '../../tables/table.ts'
import { type Difference, type Merged, signMerged } from './merged.ts'
import { agreed, settle, type Trust } from './weighing.ts'

/** Labels row by row from two answers. */
export function mergeRows(
  question: RowQuestion,
  first: RowAnswer,
  second: RowAnswer,
  trust: Trust,
): Merged<RowAnswer> {
  const differs: Difference[] = []
  const labels: RowLabel[] = []
  const confidences: number[] = []
  first.labels.forEach((label, at) => {
    const a = first.confidences[at]!
    const other = second.labels[at]!
    const b = second.confidences[at]!
    // Rows that the other one was not shown, and did not speak of.
    if (b === 0) {
      labels.push(label)
      confidences.push(a)
    } else if (label === other) {
      labels.push(label)
      confidences.push(agreed(a, b))
    } else {
      const { wins, confidence } = settle(trust, a, b)
      const [stands, falls] = wins === 'first' ? [label, other] : [other, label]
      labels.push(stands)
      confidences.push(confidence)
      const row = question.blockRows[question.asked[at]!]!
      differs.push({ what: `row ${row}: ${falls}, not ${stands}`, confidence, wins })
    }
  })
  const answered = signMerged(first.answered, second.answered, confidences, differs)
  return { answer: { labels, confidences, ...(answered ? { answered } : {}) }, differs }
}
