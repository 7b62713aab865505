import type { Answered, Stage } from '../answered.ts'

/** A person is asked no further: what they say holds unless the data contradict it. */
export const SAID = 1

/** The signature of a person; whoever answered before is told with what they said. */
export function person(stage: Stage, before: Answered | undefined, differs: readonly string[]): Answered {
  return {
    stage,
    by: 'person',
    model: 'correction',
    confidence: SAID,
    cost: before?.cost ?? null,
    others: before
      ? [
          ...before.others,
          { by: before.by, model: before.model, confidence: before.confidence, differs: [...differs] },
        ]
      : [],
  }
}
