import type { Finding } from '../../checks/finding.ts'
import type { Gold } from '../../labels/gold.ts'
import { type CellRange, parseRange, rangeAddress } from '../../workbook/grid.ts'
import { type Difference, type Share, share } from './score.ts'

interface Spot {
  readonly code: string
  readonly sheet: string | null
  /** Null: the whole sheet or file. */
  readonly range: CellRange | null
}

/**
 * Scores findings by code and place. A gold finding is found when one with its code touches its range. A warning or an
 * error is right when the gold has it there; a slip that runs down a column may be named once in the gold, at its first row.
 */
export function scoreFindings(
  gold: Gold,
  findings: readonly Finding[],
  workbook: string,
): { recall: Share; precision: Share; differences: Difference[] } {
  const expected = gold.findings.map((entry) => ({ ...spotOf(entry.at), code: entry.code }))
  const got = findings.map((entry) => ({
    code: entry.code,
    severity: entry.severity,
    sheet: entry.at.sheet,
    range: entry.at.range === null ? null : readRange(entry.at.range),
  }))
  const differences: Difference[] = []
  let found = 0
  for (const [index, spot] of expected.entries()) {
    if (got.some((other) => touches(spot, other))) found++
    else {
      const { at, code } = gold.findings[index]!
      differences.push({ workbook, about: 'missing finding', at, expected: code, got: 'none' })
    }
  }
  const doubts = got.filter((entry) => entry.severity !== 'info')
  let right = 0
  for (const doubt of doubts) {
    if (expected.some((spot) => touches(spot, doubt) || runsOn(spot, doubt))) right++
    else {
      const range = doubt.range ? rangeAddress(doubt.range) : ''
      const at = doubt.sheet === null ? range : `${doubt.sheet}!${range}`
      differences.push({ workbook, about: 'extra finding', at, expected: 'none', got: doubt.code })
    }
  }
  return { recall: share(found, expected.length), precision: share(right, doubts.length), differences }
}

/** Whether a finding says what an entry of the gold says, at its place or further down the same columns. */
export function isListed(entry: Gold['findings'][number], { code, at }: Finding): boolean {
  const spot = { ...spotOf(entry.at), code: entry.code }
  const got = { code, sheet: at.sheet, range: at.range === null ? null : readRange(at.range) }
  return touches(spot, got) || runsOn(spot, got)
}

/** `Sheet!A1:B2`, `A1` in a file without sheets, or a sheet's name. */
function spotOf(at: string): Omit<Spot, 'code'> {
  const bang = at.lastIndexOf('!')
  if (bang >= 0) return { sheet: at.slice(0, bang), range: readRange(at.slice(bang + 1)) }
  const range = readRange(at)
  return range ? { sheet: null, range } : { sheet: at, range: null }
}

function readRange(address: string): CellRange | null {
  try {
    return parseRange(address)
  } catch {
    return null
  }
}

function touches(a: Spot, b: Spot): boolean {
  if (a.code !== b.code || (a.sheet?.trim() ?? null) !== (b.sheet?.trim() ?? null)) return false
  if (a.range === null || b.range === null) return true
  return meetColumns(a.range, b.range) && a.range.top <= b.range.bottom && a.range.bottom >= b.range.top
}

function runsOn(first: Spot, other: Spot): boolean {
  if (first.code !== other.code || (first.sheet?.trim() ?? null) !== (other.sheet?.trim() ?? null))
    return false
  if (first.range === null || other.range === null) return true
  return meetColumns(first.range, other.range) && other.range.top >= first.range.top
}

const meetColumns = (a: CellRange, b: CellRange): boolean => a.left <= b.right && a.right >= b.left
