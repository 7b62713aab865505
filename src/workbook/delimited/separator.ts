import { eachField, SEPARATORS, type Separator } from './records.ts'

/** Records that are looked at to find the separator; the first ones may be titles. */
const SAMPLE_RECORDS = 300
const SAMPLE_CHARACTERS = 200_000

/**
 * The separator under which most records have the same, largest number of fields. Decimal commas cannot win against a
 * real separator: each priced field has one of them, and there are more fields than prices.
 */
export function detectSeparator(text: string): Separator {
  const sample = text.slice(0, SAMPLE_CHARACTERS)
  let best: Separator = ','
  let bestScore = 0
  for (const separator of SEPARATORS) {
    const score = scoreOf(fieldCounts(sample, separator))
    if (score > bestScore) {
      best = separator
      bestScore = score
    }
  }
  return best
}

function fieldCounts(sample: string, separator: Separator): number[] {
  const counts: number[] = []
  eachField(sample, separator, (record, column) => {
    if (record > SAMPLE_RECORDS) return false
    counts[record - 1] = column + 1
    return undefined
  })
  return counts
}

/** Sum over the records of the fields beyond the first, records of the commonest length counting in full. */
function scoreOf(counts: readonly number[]): number {
  const frequency = new Map<number, number>()
  for (const count of counts) if (count > 1) frequency.set(count, (frequency.get(count) ?? 0) + 1)
  let mode = 0
  for (const [count, times] of frequency)
    if (mode === 0 || times * count > frequency.get(mode)! * mode) mode = count
  const agreeing = frequency.get(mode) ?? 0
  const others = counts.filter((count) => count > 1).length - agreeing
  return agreeing === 0 ? 0 : (agreeing * (mode - 1) * agreeing) / (agreeing + others)
}
