import { type CellRange, parseRange } from '../workbook/grid.ts'
import type { Finding, FindingCode } from './finding.ts'

/** A person looked at what a check objects to, and says that the sheet is right. */
export interface Acceptance {
  /** Null: whatever is objected to prices of the range. */
  readonly code: FindingCode | null
  /** A1 range as the finding names it, or of the prices; null where it was accepted for a layout. */
  readonly range: string | null
  /** Letter of the one column that it is about; only without a range. @default the whole table */
  readonly column?: string
  readonly reason: string
}

type Spot = Pick<Finding, 'code'> & { readonly range: string | null }

/** The acceptance that settles a finding; undefined where nobody accepted it. */
export function acceptanceOf(list: readonly Acceptance[], { code, range }: Spot): Acceptance | undefined {
  return list.find((one) => {
    if (one.code === null) return one.range !== null && range !== null && isWithin(range, one.range)
    if (one.code !== code) return false
    if (one.range !== null) return one.range === range
    return (
      one.column === undefined ||
      (range !== null && lettersOf(range).every((letter) => letter === one.column))
    )
  })
}

/** What was accepted is told, and holds nothing back. */
export function accepted(finding: Finding, { reason }: Acceptance): Finding {
  return {
    ...finding,
    severity: 'info',
    message: `${finding.message} Accepted by a person: ${reason}`,
  }
}

/** Whether a person accepted what a check holds against the price of a cell (A1). */
export function acceptsCell(list: readonly Acceptance[], code: FindingCode | null, cell: string): boolean {
  return list.some(
    (one) => (one.code === null || one.code === code) && one.range !== null && isWithin(cell, one.range),
  )
}

function isWithin(inner: string, outer: string): boolean {
  const [a, b] = [rangeOf(inner), rangeOf(outer)]
  return (
    a !== null &&
    b !== null &&
    a.top >= b.top &&
    a.bottom <= b.bottom &&
    a.left >= b.left &&
    a.right <= b.right
  )
}

function rangeOf(address: string): CellRange | null {
  try {
    return parseRange(address)
  } catch {
    return null
  }
}

const lettersOf = (range: string): readonly string[] => range.match(/[A-Z]+/g) ?? []
