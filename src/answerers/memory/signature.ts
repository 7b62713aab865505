import type { Answered, Stage } from '../../answered.ts'

/** An answer that a person approved is this sure while the layout fits; only the fit itself may be wrong. */
export const APPROVED_CONFIDENCE = 0.99

/** The signature of memory; where something was asked for anew, that answerer with its share and its cost. */
export function memoryAnswer(
  stage: Stage,
  layout: string,
  asked: { readonly answered: Answered | undefined; readonly what: readonly string[] } | null,
): Answered {
  const other = asked?.answered
  return {
    stage,
    by: 'memory',
    model: layout,
    confidence: other ? Math.min(APPROVED_CONFIDENCE, other.confidence) : APPROVED_CONFIDENCE,
    cost: other?.cost ?? null,
    others: other
      ? [
          {
            by: other.by,
            model: other.model,
            confidence: other.confidence,
            differs: [...(asked?.what ?? [])],
          },
        ]
      : [],
  }
}
