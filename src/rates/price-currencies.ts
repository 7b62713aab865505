import type { FindingLog } from '../checks/finding-log.ts'
import type { Mapping, PriceColumn } from '../mapping/mapping.ts'
import { currencyMeant, currencyOfNumberFormat, readCurrency } from '../reference/currencies.ts'
import type { Table } from '../tables/table.ts'
import type { ColumnReader } from './column-reader.ts'

/** Finds the currency that a price cell leaves unsaid. */
export class PriceCurrencies {
  readonly #table: Table
  readonly #mapping: Mapping
  readonly #columns: ColumnReader
  readonly #log: FindingLog
  readonly #formatCurrencies = new Map<string, string | null>()
  readonly #currencies = new Map<string, string | null>()

  constructor(table: Table, mapping: Mapping, columns: ColumnReader, log: FindingLog) {
    this.#table = table
    this.#mapping = mapping
    this.#columns = columns
    this.#log = log
  }

  /** Currency by the order of evidence: the row's currency column, the number format, the heading. */
  currencyOf(row: number, column: PriceColumn, numberFormat: string): string | null {
    const source = typeof column.currency === 'number' ? column.currency : this.#mapping.currency
    const columns = typeof source === 'number' ? [source] : Array.isArray(source) ? source : []
    for (const id of columns) {
      const cell = this.#columns.at(row, id, typeof column.currency !== 'number')
      if (!cell) continue
      let read = this.#currencies.get(cell.text)
      if (read === undefined) {
        read = readCurrency(cell.text)
        this.#currencies.set(cell.text, read)
      }
      if (read) {
        const format = this.#formatCurrency(numberFormat)
        if (format && format !== read && numberFormat !== 'General') {
          this.#log.note(
            `${column.id}`,
            'currency-contradiction',
            'warning',
            { sheet: this.#table.sheet, range: this.#table.grid.address(row, column.id) },
            `The number format shows ${format}, the currency column says ${read}; the column was believed.`,
            { value: format, expected: read },
          )
        }
        return read
      }
    }
    const stated =
      typeof column.currency === 'string'
        ? column.currency
        : typeof this.#mapping.currency === 'string'
          ? readCurrency(this.#mapping.currency)
          : null
    const shown = this.#formatCurrency(numberFormat)
    return shown === null ? stated : currencyMeant(numberFormat, shown, stated)
  }

  #formatCurrency(numberFormat: string): string | null {
    let currency = this.#formatCurrencies.get(numberFormat)
    if (currency === undefined) {
      currency = currencyOfNumberFormat(numberFormat)
      this.#formatCurrencies.set(numberFormat, currency)
    }
    return currency
  }
}
