import type { Finding } from '../checks/finding.ts'
import type { Table } from '../tables/table.ts'
import { parseRange } from '../workbook/grid.ts'

/** Whether a finding is about cells of a table. */
export function concerns(finding: Finding, table: Table): boolean {
  if (finding.at.sheet !== table.sheet || finding.at.range === null) return false
  try {
    const at = parseRange(finding.at.range)
    const { range } = table
    return (
      at.top <= range.bottom && at.bottom >= range.top && at.left <= range.right && at.right >= range.left
    )
  } catch {
    return false
  }
}
