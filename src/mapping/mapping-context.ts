import type { ColumnFacts } from '../columns/answerer.ts'
import type { ContextCell, Table } from '../tables/table.ts'

/** The texts that may fill fields of a table, its own first. */
export interface MappingContext {
  readonly context: readonly ContextCell[]
  /** How many of them stand on the table's own sheet. */
  readonly ownContext: number
}

/** What stands around a table, what heads all of its columns alike, and what other sheets say. */
export function mappingContext(
  table: Table,
  columns: readonly ColumnFacts[],
  elsewhere: readonly ContextCell[] = [],
): MappingContext {
  const own = [...table.context, ...captionInHeader(table, columns), ...notesOverRows(table)]
  return { context: [...own, ...elsewhere], ownContext: own.length }
}

/** A heading over all columns names none of them: "Export local charges, Thailand" is the caption of the table. */
function captionInHeader({ headerRows, range }: Table, columns: readonly ColumnFacts[]): ContextCell[] {
  const [row] = headerRows
  const text = columns[0]?.header.parts[0]
  const isCaption =
    columns.length > 1 && columns.every(({ header }) => header.parts[0] === text && !header.borrowed)
  if (row === undefined || text === undefined || !isCaption) return []
  return [{ kind: 'title', text, key: null, row, column: range.left, position: 'above' }]
}

/** A cell that is merged over all rows is no remark of one: "Rates in USD, include LSS". */
function notesOverRows({ grid, range, firstDataRow, lastDataRow }: Table): ContextCell[] {
  if (lastDataRow <= firstDataRow) return []
  const notes: ContextCell[] = []
  for (let column = range.left; column <= range.right; column++) {
    const merge = grid.mergeAt(firstDataRow, column)
    if (!merge || merge.top > firstDataRow || merge.bottom < lastDataRow) continue
    const text = grid.text(merge.top, merge.left).trim()
    if (text !== '') notes.push({ kind: 'note', text, key: null, row: merge.top, column, position: 'beside' })
  }
  return notes
}
