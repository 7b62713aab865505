import { GridBuilder } from '../../workbook/grid-builder.ts'
import { SheetGrid } from '../../workbook/sheet-grid.ts'
import type { CellInput } from './cell.ts'

export interface Dress {
  readonly fill?: string | null
  readonly bold?: boolean
}

/** A sheet being written; remembers how far it reaches. */
export class Canvas {
  readonly builder: GridBuilder
  /** Last row with a cell, 1-based. */
  bottom = 0
  right = -1

  constructor(sheet: string | null, index: number) {
    this.builder = new GridBuilder(sheet, index)
  }

  put(row: number, column: number, cell: CellInput | undefined, dress: Dress = {}): void {
    if (cell === null || cell === undefined) return
    const given = typeof cell === 'object' ? cell : { value: cell }
    const plain = !given.format && !given.struck && !dress.fill && !dress.bold
    const style = plain
      ? 0
      : this.builder.styleId({
          numberFormat: given.format ?? 'General',
          struck: given.struck ?? false,
          fill: dress.fill ?? null,
          bold: dress.bold ?? false,
        })
    if (given.error) this.builder.error(row, column, String(given.value), style)
    else if (typeof given.value === 'number') this.builder.number(row, column, given.value, style)
    else if (given.value.trim() === '') return
    else this.builder.text(row, column, given.value, style)
    if (given.note !== undefined) this.builder.extra(row, column, { note: given.note })
    if (given.formula !== undefined) this.builder.extra(row, column, { formula: given.formula })
    this.bottom = Math.max(this.bottom, row)
    this.right = Math.max(this.right, column)
  }

  /** Writes cells of a row from a column on. */
  row(row: number, left: number, cells: readonly CellInput[], dress: Dress = {}): void {
    for (const [i, cell] of cells.entries()) this.put(row, left + i, cell, dress)
  }

  merge(top: number, left: number, bottom: number, right: number): void {
    if (top === bottom && left === right) return
    this.builder.merges.push({ top, left, bottom, right })
  }

  grid(): SheetGrid {
    return new SheetGrid(this.builder.build())
  }
}
