import type { Grid } from '../workbook/grid.ts'
import type { TableDraft } from './assemble.ts'
import { headingOf } from './rate-evidence.ts'

/** A group of columns that is set side by side with itself has at least so many. */
const FEWEST_COLUMNS = 3

/**
 * A long list that was broken into columns ("POD 20 40 POD 20 40") is one table for each of them: the headings come
 * again, all of them and in order, the first column's included. Other tables are given back as they are.
 */
export function splitRepeatedColumns(grid: Grid, draft: TableDraft): TableDraft[] {
  const headings: string[] = []
  for (let column = draft.left; column <= draft.right; column++) {
    headings.push(headingOf(grid, draft, column).toLowerCase())
  }
  const period = periodOf(headings)
  if (period === null) return [draft]
  const parts: TableDraft[] = []
  for (let at = 0; at < headings.length; at += period) {
    const left = draft.left + at
    const right = left + period - 1
    const lastDataRow = lastFilledRow(grid, draft, left, right)
    if (lastDataRow !== null) parts.push({ ...draft, left, right, lastDataRow })
  }
  return parts.length > 1 ? parts : [draft]
}

function periodOf(headings: readonly string[]): number | null {
  if (headings[0] === '') return null
  for (let period = FEWEST_COLUMNS; period <= headings.length / 2; period++) {
    if (headings.length % period !== 0) continue
    if (headings.every((heading, i) => heading === headings[i % period])) return period
  }
  return null
}

function lastFilledRow(grid: Grid, draft: TableDraft, left: number, right: number): number | null {
  for (let row = draft.lastDataRow; row >= draft.firstDataRow; row--) {
    for (let column = left; column <= right; column++) if (grid.kind(row, column) !== 'blank') return row
  }
  return null
}
