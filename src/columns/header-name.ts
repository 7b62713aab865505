import type { Table } from '../tables/table.ts'

/** The heading of one column, gathered over the header rows and the merges that span it. */
export interface ColumnHeader {
  /** Texts from the topmost header row down, equal neighbours once. */
  readonly parts: readonly string[]
  /** What stands nearest to the data, code rows apart: the column's own heading. */
  readonly own: string
  /** Headings above it, joined; '' when there are none. */
  readonly parent: string
  /** Nothing stands in the header rows; the text was borrowed from above the table. */
  readonly borrowed: boolean
}

/** How far above the header a text may stand and still name a column without heading. */
const BORROW_ROWS = 3
/** A longer text above a column is a title or a note, no heading. */
const BORROW_CHARACTERS = 40
/** The parts of a name are joined with this. */
const JOIN = ' / '
/** Letters that a charge code row writes: OTHC, DOC, MIN. */
const CODE = /^[A-Z][A-Z0-9]{1,4}$/

/** Headings of all columns of a table, by column id from `range.left` on. */
export function columnHeaders(table: Table): ColumnHeader[] {
  const { range } = table
  const rows = headerTexts(table)
  const codeRow = codeRowOf(rows)
  return Array.from({ length: range.right - range.left + 1 }, (_, at) => {
    const parts: string[] = []
    for (const row of rows) {
      const text = row[at]!
      if (text !== '' && text !== parts.at(-1)) parts.push(text)
    }
    if (parts.length === 0) {
      const above = textAbove(table, range.left + at)
      return { parts: above === '' ? [] : [above], own: above, parent: '', borrowed: above !== '' }
    }
    const code = codeRow >= 0 ? rows[codeRow]![at]! : ''
    const named = code === '' || parts.length === 1 ? parts : parts.filter((part) => part !== code)
    const own = named.at(-1)!
    const parent = parts.filter((part) => part !== own).join(JOIN)
    return { parts, own, parent, borrowed: false }
  })
}

/** The heading as shown: its parts joined with " / ". */
export function headerName(header: ColumnHeader): string {
  return header.parts.join(JOIN)
}

/** Text of each header row for each column, merged and open parents carried over their span. */
function headerTexts(table: Table): string[][] {
  const { grid, range, headerRows } = table
  const width = range.right - range.left + 1
  return headerRows.map((row, index) => {
    const texts = new Array<string>(width).fill('')
    const below = headerRows.slice(index + 1)
    let parent = ''
    for (let at = 0; at < width; at++) {
      const column = range.left + at
      const text = squeeze(grid.text(row, column))
      const hasChild = below.some((lower) => grid.text(lower, column).trim() !== '')
      if (text !== '') {
        texts[at] = text
        // A heading above an empty cell is a leaf; only one with a heading of its own below may span to the right.
        parent = hasChild ? text : ''
        continue
      }
      const merge = grid.mergeAt(row, column)
      if (merge) {
        const isHeaderRow = headerRows.includes(merge.top)
        texts[at] = isHeaderRow ? squeeze(grid.text(merge.top, merge.left)) : ''
        parent = ''
      } else if (hasChild && parent !== '') texts[at] = parent
      else parent = ''
    }
    return texts
  })
}

/** Index of the row that repeats codes under or above the headings, -1 when there is none. */
function codeRowOf(rows: readonly string[][]): number {
  for (let index = rows.length - 1; index >= 0; index--) {
    const filled = rows[index]!.filter((text) => text !== '')
    const codes = filled.filter((text) => CODE.test(text)).length
    const named = rows[index]!.filter(
      (text, at) => text !== '' && rows.some((row, i) => i !== index && row[at] !== ''),
    )
    if (rows.length > 1 && codes >= 3 && codes >= 0.8 * filled.length && named.length === filled.length)
      return index
  }
  return -1
}

function textAbove(table: Table, column: number): string {
  const { grid, range } = table
  const top = Math.min(...table.headerRows, table.firstDataRow)
  for (let row = top - 1; row >= Math.max(1, top - BORROW_ROWS); row--) {
    const merge = grid.mergeAt(row, column)
    if (merge && merge.right - merge.left + 1 > (range.right - range.left + 1) / 2) return ''
    const text = squeeze(merge ? grid.text(merge.top, merge.left) : grid.text(row, column))
    if (text !== '') return text.length <= BORROW_CHARACTERS ? text : ''
  }
  return ''
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
