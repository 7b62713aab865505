import type { Answered, Stage } from '../../answered.ts'

/** The signature of a model in `models/`: it costs nothing, and its confidence is the mean over what it was asked. */
export function embeddedAnswer(stage: Stage, confidences: readonly number[]): Answered {
  const sum = confidences.reduce((total, confidence) => total + confidence, 0)
  return {
    stage,
    by: 'embedded',
    model: stage,
    confidence: confidences.length === 0 ? 1 : sum / confidences.length,
    cost: null,
    others: [],
  }
}
