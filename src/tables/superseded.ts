import { type Finding, finding } from '../checks/finding.ts'
import type { CellRange, Grid } from '../workbook/grid.ts'
import { isSupersededName, isSupersededText } from './phrase-lexicon.ts'

/** A sheet says it within its first rows. */
const TOP_ROWS = 6
/** A caption stands at most so many rows above its table. */
const CAPTION_ROWS = 3

/** The sheet's name, or a line at its top, that says that the sheet is out of date; null when none does. */
export function supersededSheet(grid: Grid): string | null {
  if (grid.sheet !== null && isSupersededName(grid.sheet)) return grid.sheet
  for (let i = 0; i < Math.min(TOP_ROWS, grid.filledRows.length); i++) {
    const row = grid.filledRows[i]!
    const columns = grid.filledColumns(row)
    if (columns.length > 2) break
    const text = grid.text(row, columns[0]!)
    if (isSupersededText(text)) return text
  }
  return null
}

/** The line right above a table that says that it is out of date; null when none does. */
export function supersededCaption(grid: Grid, range: CellRange): string | null {
  for (let row = range.top - 1; row >= Math.max(1, range.top - CAPTION_ROWS); row--) {
    const cells = Array.from(grid.filledColumns(row)).filter((c) => c >= range.left && c <= range.right)
    if (cells.length > 2) return null
    for (const column of cells) {
      const text = grid.text(row, column)
      if (isSupersededText(text)) return text
    }
  }
  return null
}

export function supersededFinding(at: Parameters<typeof finding>[2], text: string): Finding {
  return finding(
    'sheet-superseded',
    'warning',
    at,
    'These rates are marked as out of date; none were read from them.',
    { value: text },
  )
}
