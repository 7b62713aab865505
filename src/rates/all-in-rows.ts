import type { RowCharge } from './row-charges.ts'

/** "ALL IN" and nothing else in a column of inclusions or remarks: the freight of the row contains its surcharges. */
const ALL_IN =
  /^\s*(?:rates?\s+)?all[\s-]?in(?:clusive)?(?:\s+rates?)?\s*[.!]?\s*$|^\s*(?:todo inclu[ií]do|tudo inclu[ií]do|tout compris|tutto incluso|全包|オールイン|올인)\s*[.。]?\s*$/iu

const totals = new WeakMap<RowCharge, RowCharge>()

/** The charge of a price in a row that says this of itself: its freight is a total. */
export function chargeAllIn(
  charge: RowCharge,
  inclusions: string | null,
  remarks: readonly string[],
): RowCharge {
  if (charge.type !== 'base' || ![inclusions ?? '', ...remarks].some((text) => ALL_IN.test(text)))
    return charge
  let total = totals.get(charge)
  if (!total) {
    total = { ...charge, type: 'total' }
    totals.set(charge, total)
  }
  return total
}
