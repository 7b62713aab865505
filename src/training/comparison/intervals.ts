import { Random } from '../generator/random.ts'

/** From … to, with the confidence of 95 in 100. */
export interface Interval {
  readonly from: number
  readonly to: number
}

const Z = 1.96
const DRAWS = 2000

/** Interval of a share of independent answers (Wilson 1927): holds also near 0 and 1 and for few answers. */
export function shareInterval(right: number, of: number): Interval {
  if (of === 0) return { from: 0, to: 1 }
  const share = right / of
  const scale = 1 + Z ** 2 / of
  const centre = (share + Z ** 2 / (2 * of)) / scale
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2))
  return { from: Math.max(0, centre - half), to: Math.min(1, centre + half) }
}

/**
 * Interval of the mean over workbooks (percentile bootstrap, Efron 1979). Workbooks are drawn, not lines: the thousand
 * lines of one sheet are one layout. The same values give the same interval.
 */
export function meanInterval(values: readonly number[]): Interval {
  if (values.length === 0) return { from: Number.NaN, to: Number.NaN }
  const random = new Random(values.length)
  const means = Array.from({ length: DRAWS }, () => {
    let sum = 0
    for (let i = 0; i < values.length; i++) sum += values[random.int(0, values.length - 1)]!
    return sum / values.length
  }).sort((a, b) => a - b)
  return { from: means[Math.floor(0.025 * DRAWS)]!, to: means[Math.ceil(0.975 * DRAWS) - 1]! }
}
