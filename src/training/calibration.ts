/** How often answers of a confidence are right. */
export interface CalibrationBin {
  readonly from: number
  readonly to: number
  readonly answers: number
  readonly meanConfidence: number
  readonly right: number
}

export interface Confidence {
  readonly confidence: number
  readonly right: boolean
}

const EDGES = [0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1]

/** Answers by confidence, with the share that was right. Empty bins are left out. */
export function calibrationTable(answers: readonly Confidence[]): CalibrationBin[] {
  const bins: CalibrationBin[] = []
  for (let i = 0; i + 1 < EDGES.length; i++) {
    const from = EDGES[i]!
    const to = EDGES[i + 1]!
    const inside = answers.filter(
      ({ confidence }) => confidence >= from && (confidence < to || (to === 1 && confidence <= 1)),
    )
    if (inside.length === 0) continue
    const mean = inside.reduce((sum, { confidence }) => sum + confidence, 0) / inside.length
    const right = inside.filter((answer) => answer.right).length / inside.length
    bins.push({ from, to, answers: inside.length, meanConfidence: round(mean), right: round(right) })
  }
  return bins
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
