import { type ChargeReading, readCharge } from '../reference/charges.ts'
import type { Table } from '../tables/table.ts'

/** What may stand behind the name of a charge: whose boxes, which way. */
const BEHIND = /\s+(?:soc|coc|rates?|export|import|usd|eur)\b.*$/iu
/** A caption stands at most so many rows above its table. */
const CAPTION_ROWS = 3

/**
 * The surcharge that a tab is called after ("Drop off", "THC"), or the caption right above a table, and that its price
 * columns do not name; null for none.
 */
export function chargeOfTab({ sheet, context, range }: Table): ChargeReading | null {
  const captions = context.flatMap(({ kind, text, key, row }) =>
    kind === 'title' && key === null && row !== null && row < range.top && range.top - row <= CAPTION_ROWS
      ? [text]
      : [],
  )
  for (const text of [sheet ?? '', ...captions]) {
    const charge = readCharge(text.replace(BEHIND, '').trim())
    // Carriage by land is an add-on or a tariff of its own.
    if (!charge?.known || !charge.exact || charge.type !== 'surcharge' || charge.code === null) continue
    if (charge.category !== 'INLAND' && charge.category !== 'ARBITRARY') return charge
  }
  return null
}
