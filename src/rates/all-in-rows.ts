import { remember } from '../reference/aligned.ts'
import type { RowCharge } from './row-charges.ts'

/** "ALL IN" and nothing else in a column of inclusions or remarks: the freight of the row contains its surcharges. */
const ALL_IN =
  /^\s*(?:rates?\s+)?all[\s-]?in(?:clusive)?(?:\s+rates?)?\s*[.!]?\s*$|^\s*(?:todo inclu[ií]do|tudo inclu[ií]do|tout compris|tutto incluso|全包|オールイン|올인)\s*[.。]?\s*$/iu
const LONGEST = 30

const isAllIn = remember((text) => ALL_IN.test(text))

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
