import { currencyOfNumberFormat, findCurrencies, readCurrency } from '../../reference/currencies.ts'
import { columnsOf } from '../answers/answer-check.ts'
import type { RateCheckOf } from './rate-check.ts'

const CACHED = 50_000

/** The currency of a rate is written in its cell, its number format or its currency column, or was answered for its column. */
export const currencyGrounding: RateCheckOf = ({ table, mapping }, log) => {
  const { grid, sheet } = table
  const literal = typeof mapping.currency === 'string' ? readCurrency(mapping.currency) : null
  const shared = columnsOf(mapping.currency)
  const inText = new Map<string, readonly string[]>()
  return (rate, { row, column, price }) => {
    const { currency } = rate
    if (currency === null || price?.currency === currency || literal === currency) return null
    const own = typeof price?.currency === 'number' ? [price.currency] : shared
    for (const id of own) {
      // A blank cell takes the currency above it; which row that is, the reader decided.
      const text = grid.text(row, id)
      if (text === '' || mentioned(text).includes(currency)) return null
    }
    if (grid.kind(row, column) === 'text' && mentioned(grid.text(row, column)).includes(currency)) return null
    if (currencyOfNumberFormat(grid.style(row, column).numberFormat) === currency) return null
    // What the cell names for another part, or a row above: cells that point to others.
    if (own.length === 0 && grid.kind(row, column) === 'text' && !/\d/.test(grid.text(row, column)))
      return null
    log.note(
      rate.source.cell,
      'currency-contradiction',
      'error',
      { sheet, range: rate.source.cell },
      `The rate is in ${currency}, which neither its cell, nor its number format, nor its column says.`,
      { value: currency, expected: typeof price?.currency === 'string' ? price.currency : null },
    )
    return 'currency-contradiction'
  }

  function mentioned(text: string): readonly string[] {
    let known = inText.get(text)
    if (!known) {
      const whole = readCurrency(text)
      known = [...(whole ? [whole] : []), ...findCurrencies(text).map((mention) => mention.currency)]
      if (inText.size > CACHED) inText.clear()
      inText.set(text, known)
    }
    return known
  }
}
