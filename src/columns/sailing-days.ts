import type { ColumnFacts } from './answerer.ts'
import { MOST, shareOf } from './column-shares.ts'
import { headingCues } from './heading-cues.ts'

/** Days of a month, one or several, and words, under a heading of departures and nothing else. */
export function isSailing(column: ColumnFacts): boolean {
  const cues = headingCues(column.header.own)
  if (!cues.includes('sailing') || cues.includes('price') || cues.includes('currency')) return false
  return shareOf(column, SAILINGS) >= MOST
}

const SAILINGS =
  /^(?:(?:0?[1-9]|[12]\d|3[01])\s?[/.-]\s?(?:0?[1-9]|1[0-2])\.?)(?:\s*[,;/+&]\s*(?:0?[1-9]|[12]\d|3[01])\s?[/.-]\s?(?:0?[1-9]|1[0-2])\.?)*$|^\D+$/u
