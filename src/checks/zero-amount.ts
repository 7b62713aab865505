import { REFUNDED } from './negative-amount.ts'
import type { TableCheck } from './table-check.ts'

/** Share of a column's prices up to which a zero is an exception; in surcharges and fees zeros are custom. */
const EXCEPTION = 0.2

/** A freight of zero where the other prices of the column are not: a lane without an offer, or a blank that became 0. */
export const zeroAmount: TableCheck = ({ table, mapping, prices }, log, flags) => {
  // Where each row prices a charge of its own, zeros are as customary as in a column of surcharges.
  if (mapping.charge !== null || mapping.charge_name !== null) return
  // Where freight goes below nothing, nothing is on the way there.
  if (prices.amounts.some((column) => column.some((amount) => amount < 0))) return
  const { grid, sheet } = table
  prices.columns.forEach((column, index) => {
    // Where co-loaders pay back, nothing is a price, too.
    if ((column.type !== 'base' && column.type !== 'total') || REFUNDED.has(column.basis)) return
    const amounts = prices.amounts[index]!
    const zeros: number[] = []
    let priced = 0
    for (let i = 0; i < amounts.length; i++) {
      if (Number.isNaN(amounts[i]!)) continue
      priced++
      // An accounting format draws a dash for zero, which reads as "no offer".
      if (amounts[i] === 0 && grid.text(prices.rows[i]!, column.id).includes('0')) zeros.push(prices.rows[i]!)
    }
    if (zeros.length > priced * EXCEPTION) return
    for (const row of zeros) {
      const range = grid.address(row, column.id)
      log.note(
        range,
        'zero-amount',
        'warning',
        { sheet, range },
        `The price is zero, where ${priced - zeros.length} others of its column are not.`,
        { value: grid.text(row, column.id).trim(), expected: 'a price, or a word for "no offer"' },
      )
      flags.add(row, column.id, 'zero-amount', 'warning')
    }
  })
}
