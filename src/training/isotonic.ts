import type { Confidence } from './calibration.ts'

/** Points on which a calibration is read off by linear interpolation, ascending in both. */
export type CalibrationPoints = readonly (readonly [number, number])[]

/** Answers that make one point at the least: fewer say nothing. */
const LEAST_ANSWERS = 40

/**
 * Monotone curve from a model's own probability to the share of answers that were right (pool-adjacent-violators over
 * bins of equal number), with one doubtful answer added to each bin: no confidence is ever quite one.
 */
export function isotonic(answers: readonly Confidence[]): CalibrationPoints {
  const sorted = [...answers].sort((a, b) => a.confidence - b.confidence)
  const pools: { confidence: number; right: number; count: number }[] = []
  for (let at = 0; at < sorted.length; at += LEAST_ANSWERS) {
    const end = sorted.length - at < 2 * LEAST_ANSWERS ? sorted.length : at + LEAST_ANSWERS
    const bin = sorted.slice(at, end)
    pools.push({
      confidence: bin.reduce((sum, { confidence }) => sum + confidence, 0),
      right: bin.filter(({ right }) => right).length,
      count: bin.length,
    })
    while (pools.length > 1 && share(pools.at(-2)!) >= share(pools.at(-1)!)) {
      const last = pools.pop()!
      const before = pools.at(-1)!
      before.confidence += last.confidence
      before.right += last.right
      before.count += last.count
    }
    if (end === sorted.length) break
  }
  const points = pools.map((pool) => [round(pool.confidence / pool.count), round(share(pool))] as const)
  return [[0, 0], ...points]
}

function share({ right, count }: { right: number; count: number }): number {
  return (right + 0.5) / (count + 1)
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
