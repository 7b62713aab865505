import { rowsSetAside } from '../../columns/whole-column.ts'
import { daysOfRow } from '../../rates/day-rows.ts'
import type { RateInput } from '../../rates/rate-input.ts'
import { readPriceCell } from '../../rates/values/amount.ts'
import type { FindingLog } from '../finding-log.ts'
import type { PriceCell } from './rate-check.ts'

/** Price cells in = rates out + cells set aside with a reason. Told once a column, with the first cell and the count. */
export class PriceConservation {
  readonly #input: RateInput
  readonly #log: FindingLog
  readonly #position = new Map<number, number>()
  /** One byte for each row and price column. */
  readonly #seen: Uint8Array

  constructor(input: RateInput, log: FindingLog) {
    this.#input = input
    this.#log = log
    for (const { id } of input.mapping.rates)
      if (!this.#position.has(id)) this.#position.set(id, this.#position.size)
    const { firstDataRow, lastDataRow } = input.table
    this.#seen = new Uint8Array(Math.max(0, lastDataRow - firstDataRow + 1) * this.#position.size)
  }

  /** Notes that a rate came from this cell. */
  add({ row, column }: PriceCell): void {
    const position = this.#position.get(column)
    if (position !== undefined) this.#seen[this.#slot(row, position)] = 1
  }

  /** To be called after the last rate. */
  finish(): void {
    const { table, mapping } = this.#input
    const { grid, firstDataRow, lastDataRow, sheet } = table
    const aside = rowsSetAside(table)
    for (const [column, position] of this.#position) {
      const lost: number[] = []
      for (let row = firstDataRow; row <= lastDataRow; row++) {
        if (this.#seen[this.#slot(row, position)] === 1 || aside.has(row)) continue
        const kind = grid.kind(row, column)
        if (kind === 'blank') continue
        const style = grid.style(row, column)
        const { parts } = readPriceCell({
          kind,
          text: grid.text(row, column),
          number: grid.number(row, column),
          numberFormat: style.numberFormat,
          struck: style.struck,
          formulaWithoutValue: grid.extra(row, column)?.formulaWithoutValue === true,
          decimalComma: null,
        })
        if (parts.length > 0 && daysOfRow(table, mapping, row) === null) lost.push(row)
      }
      const first = lost[0]
      if (first === undefined) continue
      const range = grid.address(first, column)
      this.#log.note(
        range,
        'price-cell-lost',
        'error',
        { sheet, range },
        `${lost.length === 1 ? 'A price cell' : `${lost.length} price cells`} of this column gave no rate, this one first, and no reason is known.`,
        { value: grid.text(first, column), expected: 'a rate for each price cell' },
      )
    }
  }

  #slot(row: number, position: number): number {
    return (row - this.#input.table.firstDataRow) * this.#position.size + position
  }
}
