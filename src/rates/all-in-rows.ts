import { remember } from '../reference/aligned.ts'
import { readCharge } from '../reference/charges.ts'
import type { RowCharge } from './row-charges.ts'

const LONGEST = 30

/** "ALL IN" and nothing else in a column of inclusions or remarks: the freight of the row contains its surcharges. */
const isAllIn = remember((text) => {
  const reading = readCharge(text)
  return reading?.exact === true && reading.type === 'total'
})

/** Whether a row says so of its freight. */
export const saysAllIn = (inclusions: string | null, remarks: readonly string[]): boolean =>
  (inclusions !== null && inclusions.length <= LONGEST && isAllIn(inclusions)) ||
  remarks.some((text) => text.length <= LONGEST && isAllIn(text))

const totals = new WeakMap<RowCharge, RowCharge>()

/** The charge of a price in such a row: its freight is a total. */
export function asTotal(charge: RowCharge): RowCharge {
  if (charge.type !== 'base') return charge
  let total = totals.get(charge)
  if (!total) {
    total = { ...charge, type: 'total' }
    totals.set(charge, total)
  }
  return total
}
