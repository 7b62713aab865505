import {
  type CellExtra,
  type CellRange,
  type CellStyle,
  extraKey,
  type GridData,
  PLAIN_STYLE,
  type SheetState,
} from './grid.ts'

/**
 * Collects cells, in row order or not, into {@link GridData}. Blank texts (white space only) are not kept: a styled
 * blank is no cell.
 */
export class GridBuilder {
  sheet: string | null
  sheetIndex: number
  state: SheetState = 'visible'
  date1904 = false
  readonly merges: CellRange[] = []
  readonly hiddenRows: number[] = []
  readonly hiddenColumns: number[] = []
  readonly #extras = new Map<number, CellExtra>()
  readonly #strings: string[] = []
  readonly #stringIds = new Map<string, number>()
  readonly #styleTable: CellStyle[] = [PLAIN_STYLE]
  readonly #styleIds = new Map<string, number>([[styleKey(PLAIN_STYLE), 0]])
  readonly #displayed = new Map<number, string>()
  #rows = new Int32Array(1024)
  #columns = new Uint16Array(1024)
  #kinds = new Uint8Array(1024)
  #values = new Float64Array(1024)
  #styles = new Uint16Array(1024)
  #count = 0
  #ordered = true

  constructor(sheet: string | null, sheetIndex = 0) {
    this.sheet = sheet
    this.sheetIndex = sheetIndex
  }

  get cellCount(): number {
    return this.#count
  }

  number(row: number, column: number, value: number, style = 0, displayed?: string): void {
    if (!Number.isFinite(value)) return
    if (displayed !== undefined) this.#displayed.set(this.#count, displayed)
    this.#push(row, column, 1, value, style)
  }

  text(row: number, column: number, text: string, style = 0): void {
    if (text.trim() === '') return
    this.#push(row, column, 2, this.stringId(text), style)
  }

  /** As {@link text}, with an id that {@link stringId} gave for a text that is not blank. */
  textById(row: number, column: number, id: number, style = 0): void {
    this.#push(row, column, 2, id, style)
  }

  boolean(row: number, column: number, value: boolean, style = 0): void {
    this.#push(row, column, 3, value ? 1 : 0, style)
  }

  /** An error value such as `#VALUE!`. */
  error(row: number, column: number, code: string, style = 0): void {
    this.#push(row, column, 4, this.stringId(code), style)
  }

  /** Copies the cells that were added from `first` up to, not including, `end` into another row. */
  repeat(first: number, end: number, row: number): void {
    for (let cell = first; cell < end; cell++) {
      const shown = this.#displayed.get(cell)
      if (shown !== undefined) this.#displayed.set(this.#count, shown)
      this.#push(row, this.#columns[cell]!, this.#kinds[cell]!, this.#values[cell]!, this.#styles[cell]!)
    }
  }

  extra(row: number, column: number, extra: CellExtra): void {
    const key = extraKey(row, column)
    this.#extras.set(key, { ...this.#extras.get(key), ...extra })
  }

  stringId(text: string): number {
    let id = this.#stringIds.get(text)
    if (id === undefined) {
      id = this.#strings.length
      this.#strings.push(text)
      this.#stringIds.set(text, id)
    }
    return id
  }

  /** Id of a style to pass to the cell methods. */
  styleId(style: Partial<CellStyle>): number {
    const full = { ...PLAIN_STYLE, ...style }
    const key = styleKey(full)
    let id = this.#styleIds.get(key)
    if (id === undefined) {
      id = this.#styleTable.length
      this.#styleTable.push(full)
      this.#styleIds.set(key, id)
    }
    return id
  }

  build(): GridData {
    const order = this.#order()
    const count = order ? order.length : this.#count
    const columns = new Uint16Array(count)
    const kinds = new Uint8Array(count)
    const values = new Float64Array(count)
    const styles = new Uint16Array(count)
    const rows: number[] = []
    const rowStart: number[] = []
    const displayed = new Map<number, string>()
    let current = 0
    for (let i = 0; i < count; i++) {
      const from = order ? order[i]! : i
      const row = this.#rows[from]!
      if (row !== current) {
        rows.push(row)
        rowStart.push(i)
        current = row
      }
      columns[i] = this.#columns[from]!
      kinds[i] = this.#kinds[from]!
      values[i] = this.#values[from]!
      styles[i] = this.#styles[from]!
      const shown = this.#displayed.get(from)
      if (shown !== undefined) displayed.set(i, shown)
    }
    rowStart.push(count)
    // Rows hidden below the last cell say nothing, and can be a million.
    const hiddenRows = this.hiddenRows.filter((row) => row <= current)
    return {
      sheet: this.sheet,
      sheetIndex: this.sheetIndex,
      state: this.state,
      date1904: this.date1904,
      rows: Int32Array.from(rows),
      rowStart: Int32Array.from(rowStart),
      columns,
      kinds,
      values,
      styles,
      strings: this.#strings,
      styleTable: this.#styleTable,
      merges: this.merges,
      hiddenRows: Int32Array.from(hiddenRows),
      hiddenColumns: Int32Array.from(this.hiddenColumns),
      extras: this.#extras,
      ...(displayed.size > 0 ? { displayed } : {}),
    }
  }

  /** Cell order by row and column, a later cell at the same place winning; undefined when they already lie so. */
  #order(): Int32Array | undefined {
    if (this.#ordered) return undefined
    const order = Array.from({ length: this.#count }, (_, i) => i)
    order.sort((a, b) => this.#rows[a]! - this.#rows[b]! || this.#columns[a]! - this.#columns[b]! || a - b)
    const kept = order.filter((cell, i) => {
      const next = order[i + 1]
      return (
        next === undefined ||
        this.#rows[next] !== this.#rows[cell] ||
        this.#columns[next] !== this.#columns[cell]
      )
    })
    return Int32Array.from(kept)
  }

  #push(row: number, column: number, kind: number, value: number, style: number): void {
    const at = this.#count
    if (at === this.#rows.length) this.#grow()
    if (at > 0) {
      const lastRow = this.#rows[at - 1]!
      if (row < lastRow || (row === lastRow && column <= this.#columns[at - 1]!)) this.#ordered = false
    }
    this.#rows[at] = row
    this.#columns[at] = column
    this.#kinds[at] = kind
    this.#values[at] = value
    this.#styles[at] = style
    this.#count = at + 1
  }

  #grow(): void {
    const size = this.#rows.length * 2
    this.#rows = grown(this.#rows, new Int32Array(size))
    this.#columns = grown(this.#columns, new Uint16Array(size))
    this.#kinds = grown(this.#kinds, new Uint8Array(size))
    this.#values = grown(this.#values, new Float64Array(size))
    this.#styles = grown(this.#styles, new Uint16Array(size))
  }
}

function grown<T extends { set(source: T): void }>(old: T, larger: T): T {
  larger.set(old)
  return larger
}

function styleKey(style: CellStyle): string {
  return `${style.numberFormat}|${style.fill ?? ''}|${style.bold ? 1 : 0}|${style.struck ? 1 : 0}`
}
