import type { Rate } from '../../rates/rate.ts'
import type { RateInput } from '../../rates/rate-input.ts'
import { columnRange } from '../answers/answer-check.ts'
import type { FindingLog } from '../finding-log.ts'
import type { PriceCell } from './rate-check.ts'

/** Cells without a currency in a column that has one are told one by one up to this many. */
const TOLD = 20

/** Prices whose currency nobody says: a column where it lacks throughout is told once, single cells are named. */
export class MissingCurrency {
  readonly #input: RateInput
  readonly #log: FindingLog
  readonly #columns = new Map<number, { priced: number; lacking: number; cells: Map<string, string> }>()

  constructor(input: RateInput, log: FindingLog) {
    this.#input = input
    this.#log = log
  }

  add(rate: Rate, { row, column, price }: PriceCell): void {
    if (rate.price_status !== 'priced' || rate.charge.basis === 'percent') return
    let tally = this.#columns.get(column)
    if (!tally) {
      tally = { priced: 0, lacking: 0, cells: new Map() }
      this.#columns.set(column, tally)
    }
    tally.priced++
    if (rate.currency !== null) return
    tally.lacking++
    if (tally.cells.size >= TOLD) return
    const { grid } = this.#input.table
    const shared = this.#input.mapping.currency
    // Where a column ought to name it, that cell is shown too.
    const named =
      typeof price?.currency === 'number' ? price.currency : typeof shared === 'number' ? shared : column
    const from = grid.address(row, Math.min(column, named))
    const to = grid.address(row, Math.max(column, named))
    tally.cells.set(from === to ? from : `${from}:${to}`, rate.source.text)
  }

  /** To be called after the last rate. */
  finish(): void {
    const { table } = this.#input
    const throughout = [...this.#columns].filter(
      ([, { priced, lacking }]) => lacking > 0 && lacking === priced,
    )
    const first = throughout[0]
    if (first) {
      const ids = throughout.map(([id]) => id)
      const from = columnRange(table, Math.min(...ids)).split(':')[0]!
      const to = columnRange(table, Math.max(...ids)).split(':')[1]!
      const range = `${from}:${to}`
      this.#log.note(
        range,
        'currency-missing',
        'warning',
        { sheet: table.sheet, range },
        'Neither cells nor number formats nor anything around these prices names their currency.',
      )
    }
    for (const [, { priced, lacking, cells }] of this.#columns) {
      if (lacking === 0 || lacking === priced) continue
      for (const [cell, text] of cells)
        this.#log.note(
          cell,
          'currency-missing',
          'warning',
          { sheet: table.sheet, range: cell },
          `"${text.trim()}" has no currency, though the other prices of its column have one.`,
          { value: text.trim() },
        )
    }
  }
}
