import { type ChargeReading, readCharge } from '../reference/charges.ts'
import type { Table } from '../tables/table.ts'

/** The surcharge that a tab is called after ("Drop off", "THC") and that its price columns do not name; null for none. */
export function chargeOfTab({ sheet }: Table): ChargeReading | null {
  const charge = sheet === null ? null : readCharge(sheet.trim())
  // Carriage by land is an add-on or a tariff of its own.
  if (charge?.category === 'INLAND' || charge?.category === 'ARBITRARY') return null
  return charge?.known && charge.exact && charge.type === 'surcharge' && charge.code !== null ? charge : null
}
