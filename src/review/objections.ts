import { CATALOGUE } from '../checks/catalogue.ts'
import type { Finding } from '../checks/finding.ts'

/** Findings that say how sure a model was, or what a person knows: no objection to what they said. */
const NO_OBJECTION: ReadonlySet<Finding['code']> = new Set([
  'column-unsure',
  'header-ambiguous',
  'table-unsure',
  'layout-drift',
])

/**
 * What the checks hold against a correction: findings about tables and columns that were not there before it. Findings
 * about single values are none; a table that is read rightly may well show more slips of the sheet.
 */
export function objectionsTo(before: readonly Finding[], after: readonly Finding[]): Finding[] {
  const known = new Set(before.map(keyOf))
  return after.filter((finding) => {
    const { group } = CATALOGUE[finding.code]
    if (finding.severity === 'info' || NO_OBJECTION.has(finding.code)) return false
    return (group === 'column' || group === 'table') && !known.has(keyOf(finding))
  })
}

const keyOf = ({ code, at, message }: Finding): string => JSON.stringify([code, at.sheet, at.range, message])
