import {
  type CellExtra,
  type CellKind,
  type CellRange,
  type CellStyle,
  columnLetter,
  extraKey,
  type Grid,
  type GridData,
  PLAIN_STYLE,
  type SheetState,
} from './grid.ts'
import { displayNumber } from './number-format.ts'

const KINDS: readonly CellKind[] = ['blank', 'number', 'text', 'boolean', 'error']
/** Merges from this many rows on are few, and looked through one by one. */
const TALL_MERGE = 1000
const NO_COLUMNS = new Uint16Array(0)

/** The immutable grid over {@link GridData}. */
export class SheetGrid implements Grid {
  readonly data: GridData
  readonly sheet: string | null
  readonly sheetIndex: number
  readonly state: SheetState
  readonly date1904: boolean
  readonly lastRow: number
  readonly lastColumn: number
  readonly filledRows: Int32Array
  readonly merges: readonly CellRange[]
  readonly #slotOfRow: Int32Array
  readonly #hiddenRows: ReadonlySet<number>
  readonly #hiddenColumns: ReadonlySet<number>
  readonly #mergesByRow = new Map<number, CellRange[]>()
  readonly #tallMerges: CellRange[] = []

  constructor(data: GridData) {
    this.data = data
    this.sheet = data.sheet
    this.sheetIndex = data.sheetIndex
    this.state = data.state
    this.date1904 = data.date1904
    this.filledRows = data.rows
    this.lastRow = data.rows.at(-1) ?? 0
    let lastColumn = -1
    for (const column of data.columns) if (column > lastColumn) lastColumn = column
    this.lastColumn = lastColumn
    this.merges = data.merges
    this.#hiddenRows = new Set(data.hiddenRows)
    this.#hiddenColumns = new Set(data.hiddenColumns)
    this.#slotOfRow = new Int32Array(this.lastRow + 1).fill(-1)
    for (let slot = 0; slot < data.rows.length; slot++) this.#slotOfRow[data.rows[slot]!] = slot
    for (const merge of data.merges) {
      // A merge of a million rows must not cost a million entries.
      if (merge.bottom - merge.top >= TALL_MERGE) this.#tallMerges.push(merge)
      else
        for (let row = merge.top; row <= merge.bottom; row++) {
          const list = this.#mergesByRow.get(row)
          if (list) list.push(merge)
          else this.#mergesByRow.set(row, [merge])
        }
    }
  }

  kind(row: number, column: number): CellKind {
    const cell = this.#find(row, column)
    return cell < 0 ? 'blank' : KINDS[this.data.kinds[cell]!]!
  }

  text(row: number, column: number): string {
    const cell = this.#find(row, column)
    if (cell < 0) return ''
    const kind = this.data.kinds[cell]
    const value = this.data.values[cell]!
    if (kind === 2 || kind === 4) return this.data.strings[value]!
    if (kind === 3) return value ? 'TRUE' : 'FALSE'
    const displayed = this.data.displayed?.get(cell)
    if (displayed !== undefined) return displayed
    const format = this.data.styleTable[this.data.styles[cell]!]?.numberFormat ?? 'General'
    if (format === 'General' && Number.isInteger(value)) return String(value)
    return displayNumber(value, format, this.date1904)
  }

  number(row: number, column: number): number {
    const cell = this.#find(row, column)
    return cell >= 0 && this.data.kinds[cell] === 1 ? this.data.values[cell]! : Number.NaN
  }

  style(row: number, column: number): CellStyle {
    const cell = this.#find(row, column)
    return cell < 0 ? PLAIN_STYLE : (this.data.styleTable[this.data.styles[cell]!] ?? PLAIN_STYLE)
  }

  extra(row: number, column: number): CellExtra | undefined {
    return this.data.extras.size === 0 ? undefined : this.data.extras.get(extraKey(row, column))
  }

  filledColumns(row: number): Uint16Array {
    const slot = this.#slotOfRow[row] ?? -1
    return slot < 0
      ? NO_COLUMNS
      : this.data.columns.subarray(this.data.rowStart[slot]!, this.data.rowStart[slot + 1]!)
  }

  mergeAt(row: number, column: number): CellRange | undefined {
    if (this.merges.length === 0) return undefined
    for (const merge of this.#mergesByRow.get(row) ?? [])
      if (column >= merge.left && column <= merge.right) return merge
    for (const merge of this.#tallMerges)
      if (row >= merge.top && row <= merge.bottom && column >= merge.left && column <= merge.right)
        return merge
    return undefined
  }

  isRowHidden(row: number): boolean {
    return this.#hiddenRows.has(row)
  }

  isColumnHidden(column: number): boolean {
    return this.#hiddenColumns.has(column)
  }

  address(row: number, column: number): string {
    return `${columnLetter(column)}${row}`
  }

  #find(row: number, column: number): number {
    const slot = this.#slotOfRow[row] ?? -1
    if (slot < 0) return -1
    const { columns, rowStart } = this.data
    let low = rowStart[slot]!
    let high = rowStart[slot + 1]! - 1
    // Rows are mostly dense from their first cell on: try the straight guess before searching.
    const guess = low + column - columns[low]!
    if (guess >= low && guess <= high && columns[guess] === column) return guess
    while (low <= high) {
      const middle = (low + high) >> 1
      const at = columns[middle]!
      if (at === column) return middle
      if (at < column) low = middle + 1
      else high = middle - 1
    }
    return -1
  }
}
