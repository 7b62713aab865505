/** Centred running median: keeps steps and trends, drops single spikes. `width` is odd. */
export function runningMedian(values: readonly number[], width: number): number[] {
  const half = (width - 1) / 2
  return values.map((_, i) => median(values.slice(Math.max(0, i - half), i + half + 1)))
}

/** The middle value; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
