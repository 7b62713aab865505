import type { Acceptance } from '../checks/acceptance.ts'
import { FINDING_CODES, type Finding, type FindingCode } from '../checks/finding.ts'
import { parseRange } from '../workbook/grid.ts'
import type { ReviewedTable } from './review-file.ts'

/** Findings of one table that are listed to be accepted; the others can be written in by cell. */
const MOST_LISTED = 40
const CELLS = /^[A-Z]{1,3}\d+(?::[A-Z]{1,3}\d+)?$/
const CODES: ReadonlySet<string> = new Set(FINDING_CODES)

/** How a finding is named in a review file: `amount-outlier C9`. */
const nameOf = ({ code, at }: Finding): string => (at.range === null ? code : `${code} ${at.range}`)

/** What keeps prices of a table back, ready to be accepted. */
export function openErrors(findings: readonly Finding[]): ReviewedTable['accept'] {
  const names = [...new Set(findings.filter(({ severity }) => severity === 'error').map(nameOf))]
  return Object.fromEntries(names.slice(0, MOST_LISTED).map((name) => [name, false]))
}

/** Why an entry can be no acceptance of this table; null where it can. */
export function acceptProblem(name: string, was: ReviewedTable): string | null {
  if (name in was.accept) return null
  if (!CELLS.test(name))
    return `"${name}" is nothing that this table was found to have. Accept what is listed, or a price by its cell, as C9.`
  const { left, right, top, bottom } = parseRange(was.range)
  const range = parseRange(name)
  const inside = range.left >= left && range.right <= right && range.top >= top && range.bottom <= bottom
  return inside ? null : `${name} lies outside of the table, ${was.range}.`
}

/** What a person accepted, by the names of a review file. */
export function acceptancesOf(reasons: Readonly<Record<string, string>>): Acceptance[] {
  return Object.entries(reasons).map(([name, reason]) => {
    const [first, ...rest] = name.split(' ')
    return CODES.has(first!)
      ? { code: first as FindingCode, range: rest.join(' ') || null, reason }
      : { code: null, range: name, reason }
  })
}
