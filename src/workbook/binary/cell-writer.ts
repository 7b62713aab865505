import { type CellExtra, type CellStyle, PLAIN_STYLE } from '../grid.ts'
import type { GridBuilder } from '../grid-builder.ts'
import { liveText, type TextRun } from '../ooxml/rich-text.ts'
import { damaged, tooManyCells } from '../unreadable.ts'
import { errorText } from './record-reader.ts'

/** A shared text: plain, or with runs where its font changes. */
export interface BinaryString {
  readonly text: string
  readonly runs?: readonly TextRun[]
}

const LAST_ROW = 1_048_576
const LAST_COLUMN = 16_383

/** Puts cells of a binary format into a grid. Rows are 1-based, columns 0-based, styles the numbers of cell formats. */
export class CellWriter {
  readonly builder: GridBuilder
  readonly #styles: readonly CellStyle[]
  readonly #styleIds: number[] = []
  readonly #maxCells: number

  constructor(builder: GridBuilder, styles: readonly CellStyle[], maxCells: number) {
    this.builder = builder
    this.#styles = styles
    this.#maxCells = maxCells
  }

  number(row: number, column: number, format: number, value: number): void {
    this.#check(row, column)
    this.builder.number(row, column, value, this.#style(format))
  }

  boolean(row: number, column: number, format: number, value: boolean): void {
    this.#check(row, column)
    this.builder.boolean(row, column, value, this.#style(format))
  }

  error(row: number, column: number, format: number, code: number): void {
    this.#check(row, column)
    this.builder.error(row, column, errorText(code), this.#style(format))
  }

  text(row: number, column: number, format: number, string: BinaryString): void {
    this.#check(row, column)
    const text = string.text.replace(/\r\n?/g, '\n')
    if (!string.runs) {
      this.builder.text(row, column, text, this.#style(format))
      return
    }
    const style = this.#styles[format] ?? PLAIN_STYLE
    const live = liveText(string.runs, style.struck)
    const id = this.builder.styleId({ ...style, struck: live.struck })
    this.builder.text(row, column, live.text.replace(/\r\n?/g, '\n'), id)
    if (live.struckText !== undefined) this.builder.extra(row, column, { struckText: live.struckText })
  }

  extra(row: number, column: number, extra: CellExtra): void {
    this.#check(row, column)
    this.builder.extra(row, column, extra)
  }

  merge(top: number, bottom: number, left: number, right: number): void {
    const valid = top >= 1 && bottom >= top && bottom <= LAST_ROW && right >= left && right <= LAST_COLUMN
    if (valid && (bottom > top || right > left)) this.builder.merges.push({ top, left, bottom, right })
  }

  hideColumns(first: number, last: number): void {
    for (let column = first; column <= Math.min(last, LAST_COLUMN); column++)
      this.builder.hiddenColumns.push(column)
  }

  #check(row: number, column: number): void {
    if (!(row >= 1 && row <= LAST_ROW && column <= LAST_COLUMN)) throw damaged(`cell at row ${row}`)
    if (this.builder.cellCount >= this.#maxCells) throw tooManyCells(this.#maxCells)
  }

  #style(format: number): number {
    const known = this.#styleIds[format]
    if (known !== undefined) return known
    const id = this.builder.styleId(this.#styles[format] ?? PLAIN_STYLE)
    this.#styleIds[format] = id
    return id
  }
}
