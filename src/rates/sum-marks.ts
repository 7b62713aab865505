import type { Table } from '../tables/table.ts'

/** "6,850/-", "5,000/=": the mark that closes a sum in India and East Africa. */
const MARK = /(?<=\d)\s?\/[-–=]\s*$/u
/** Two prices in a cell: "1250/2300", "1580/-/1830". */
const SEVERAL = /\d\s?\/\s?[-–]?\s?(?:\/\s?)?\d/u
/** Cells of a column that tell whether it holds several prices in one. */
const SAMPLE = 200

/** Tells the mark that closes a sum from a dash for a second price that is not offered. */
export class SumMarks {
  readonly #table: Table
  /** By column, whether its cells hold one sum each. */
  readonly #single = new Map<number, boolean>()

  constructor(table: Table) {
    this.#table = table
  }

  /** The text of a price cell without the mark that closes its sum. */
  without(text: string, column: number): string {
    return MARK.test(text) && this.#isSingle(column) ? text.replace(MARK, '') : text
  }

  #isSingle(column: number): boolean {
    let single = this.#single.get(column)
    if (single === undefined) {
      const { grid, firstDataRow, lastDataRow } = this.#table
      single = true
      for (let row = firstDataRow; row <= Math.min(lastDataRow, firstDataRow + SAMPLE) && single; row++)
        if (SEVERAL.test(grid.text(row, column))) single = false
      this.#single.set(column, single)
    }
    return single
  }
}
