import type { ColumnFacts } from './answerer.ts'

/** Share of the cells that must say one thing before they overrule a heading. */
export const MOST = 0.7
export const headingOf = (column: ColumnFacts): string => column.header.parts.join(' ')

/** Share of the filled cells that match. */
export function shareOf(column: ColumnFacts, pattern: RegExp): number {
  const filled = column.profile.texts.filter((text) => text.trim() !== '')
  return filled.length === 0 ? 0 : filled.filter((text) => pattern.test(text.trim())).length / filled.length
}
