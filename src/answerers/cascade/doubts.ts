import { type Finding, finding } from '../../checks/finding.ts'
import type { Difference } from './merged.ts'

type Place = { readonly file: string; readonly sheet: string | null; readonly range?: string | null }

const MOST_NAMED = 6

/** Two readers differ and too little is left of the confidence: the table goes to review, with both answers. */
export function disagreement(
  stage: string,
  differs: readonly Difference[],
  below: number,
  at: Place,
): Finding[] {
  const grave = differs.filter(({ confidence }) => confidence < below)
  if (grave.length === 0) return []
  const named = grave.slice(0, MOST_NAMED).map(({ what }) => what)
  const more = grave.length > MOST_NAMED ? `, and ${grave.length - MOST_NAMED} more` : ''
  const least = Math.min(...grave.map(({ confidence }) => confidence))
  return [
    finding(
      'readers-disagree',
      'error',
      at,
      `Two readers of this table differ in ${stage}: ${named.join('; ')}${more}. Its prices go to review.`,
      {
        value: `confidence ${least.toFixed(2)}`,
        expected: `${below} or more (thresholds.disagreement_below)`,
      },
    ),
  ]
}

const LONGEST_ORDER = 120

/** A cell is written to a model, not to a person. */
export function ordersFound(text: string | null, at: Place): Finding[] {
  if (text === null) return []
  return [
    finding(
      'orders-in-cell',
      'warning',
      at,
      'A cell gives orders to whoever reads it. Language models are heard here only as witnesses; nothing that they alone say is used.',
      { value: text.slice(0, LONGEST_ORDER) },
    ),
  ]
}
