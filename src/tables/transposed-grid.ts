import type { CellExtra, CellKind, CellRange, CellStyle, Grid, SheetState } from '../workbook/grid.ts'

/**
 * A view on a block of a sheet that lies on its side: row r of the view is column r - 1 of the block, column c of the
 * view is row c of the block. `address` gives the place in the sheet as it lies in the file.
 */
export class TransposedGrid implements Grid {
  readonly sheet: string | null
  readonly sheetIndex: number
  readonly state: SheetState
  readonly date1904: boolean
  readonly lastRow: number
  readonly lastColumn: number
  readonly filledRows: readonly number[]
  readonly merges: readonly CellRange[]
  readonly #source: Grid
  readonly #block: CellRange
  readonly #filled = new Map<number, number[]>()

  constructor(source: Grid, block: CellRange) {
    this.#source = source
    this.#block = block
    this.sheet = source.sheet
    this.sheetIndex = source.sheetIndex
    this.state = source.state
    this.date1904 = source.date1904
    for (let row = block.top; row <= block.bottom; row++) {
      for (const column of Array.from(source.filledColumns(row))) {
        if (column < block.left || column > block.right) continue
        const viewRow = column - block.left + 1
        const cells = this.#filled.get(viewRow)
        if (cells) cells.push(row - block.top)
        else this.#filled.set(viewRow, [row - block.top])
      }
    }
    this.filledRows = [...this.#filled.keys()].sort((a, b) => a - b)
    this.lastRow = this.filledRows.at(-1) ?? 0
    this.lastColumn = block.bottom - block.top
    this.merges = source.merges.flatMap((merge) => this.#fromSource(merge) ?? [])
  }

  kind(row: number, column: number): CellKind {
    return this.#source.kind(this.#row(column), this.#column(row))
  }

  text(row: number, column: number): string {
    return this.#source.text(this.#row(column), this.#column(row))
  }

  number(row: number, column: number): number {
    return this.#source.number(this.#row(column), this.#column(row))
  }

  style(row: number, column: number): CellStyle {
    return this.#source.style(this.#row(column), this.#column(row))
  }

  extra(row: number, column: number): CellExtra | undefined {
    return this.#source.extra(this.#row(column), this.#column(row))
  }

  filledColumns(row: number): ArrayLike<number> {
    return this.#filled.get(row) ?? []
  }

  mergeAt(row: number, column: number): CellRange | undefined {
    const merge = this.#source.mergeAt(this.#row(column), this.#column(row))
    return merge && this.#fromSource(merge)
  }

  isRowHidden(row: number): boolean {
    return this.#source.isColumnHidden(this.#column(row))
  }

  isColumnHidden(column: number): boolean {
    return this.#source.isRowHidden(this.#row(column))
  }

  address(row: number, column: number): string {
    return this.#source.address(this.#row(column), this.#column(row))
  }

  #row(viewColumn: number): number {
    return this.#block.top + viewColumn
  }

  #column(viewRow: number): number {
    return this.#block.left + viewRow - 1
  }

  #fromSource(merge: CellRange): CellRange | undefined {
    const { top, left, bottom, right } = this.#block
    if (merge.bottom < top || merge.top > bottom || merge.right < left || merge.left > right) return undefined
    return {
      top: merge.left - left + 1,
      bottom: merge.right - left + 1,
      left: merge.top - top,
      right: merge.bottom - top,
    }
  }
}
