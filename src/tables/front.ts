import { sheetContext } from './cover-context.ts'
import type { ContextCell, Table } from './table.ts'

/** Larger sheets are no front blocks. */
const MOST_ROWS = 25
const MOST_PAIRS = 60

/** The pairs of a small sheet that was taken for a table ("Carrier: YANG MING" above "S.C. No.: ..."), whatever it is. */
export function frontOf({ grid, transposed, headerRows, firstDataRow, range }: Table): ContextCell[] {
  // Keys down a column head a table that lies on its side, with the values in its first row.
  const turned = headerRows.at(-1)
  if (!transposed || turned === undefined) return grid.lastRow <= MOST_ROWS ? sheetContext(grid) : []
  const pairs: ContextCell[] = []
  for (let column = range.left; column <= range.right && pairs.length < MOST_PAIRS; column++) {
    const [key, text] = [grid.text(turned, column).trim(), grid.text(firstDataRow, column).trim()]
    if (key === '' || text === '') continue
    pairs.push({ kind: 'key_value', key, text, row: null, column: null, position: 'workbook' })
  }
  return pairs
}
