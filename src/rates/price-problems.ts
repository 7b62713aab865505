import type { FindingLog } from '../checks/finding-log.ts'
import type { Table } from '../tables/table.ts'
import { columnLetter } from '../workbook/grid.ts'

/** Tells of price cells that hold no price, each at its cell. */
export class PriceProblems {
  readonly #table: Table
  readonly #log: FindingLog

  constructor(table: Table, log: FindingLog) {
    this.#table = table
    this.#log = log
  }

  struck(row: number, column: number, text: string): void {
    this.#log.note(
      `row ${row}`,
      'struck-through',
      'warning',
      { sheet: this.#table.sheet, range: this.#table.grid.address(row, column) },
      `"${text}" is struck through and was not read as an offer.`,
      { value: text },
    )
  }

  note(problem: string, row: number, column: number, text: string): void {
    const range = this.#table.grid.address(row, column)
    const at = { sheet: this.#table.sheet, range }
    switch (problem) {
      case 'struck':
        this.struck(row, column, text)
        return
      case 'formula_without_value':
        this.#log.note(
          range,
          'formula-without-value',
          'warning',
          at,
          'The formula has no stored result: open and save the workbook in a spreadsheet program, then send it again.',
        )
        return
      case 'total_of_nothing':
        this.#log.note(
          range,
          'non-price-in-price-column',
          'warning',
          at,
          `${text} adds up cells without a price: no price either.`,
          { value: text },
        )
        return
      case 'error_value':
        this.#log.note(
          range,
          'non-price-in-price-column',
          'warning',
          at,
          `${text} stands in price column ${columnLetter(column)}: repair the formula and send the sheet again.`,
          { value: text },
        )
        return
      case 'adds_unpriced':
        this.#log.note(
          range,
          'non-price-in-price-column',
          'info',
          at,
          `"${text.trim()}" adds a charge to the price and does not say how much it is.`,
          { value: text },
        )
        return
      case 'currency_without_amount':
        this.#log.note(
          range,
          'non-price-in-price-column',
          'warning',
          at,
          `"${text.trim()}" names a currency without an amount.`,
          { value: text },
        )
        return
      default:
        this.#log.note(
          range,
          'non-price-in-price-column',
          'warning',
          at,
          `"${text.slice(0, 80)}" stands in a price column and is no price.`,
          { value: text.slice(0, 200) },
        )
    }
  }
}
