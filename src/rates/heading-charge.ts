import type { Mapping } from '../mapping/mapping.ts'
import { type ChargeReading, readCharge } from '../reference/charges.ts'
import type { Table } from '../tables/table.ts'

/** The charge that heads the column of charges in place of a heading: "THCD" over "General cargo", "Reefer cargo". */
export function chargeOfHeading({ grid, headerRows }: Table, { charge }: Mapping): ChargeReading | null {
  if (typeof charge !== 'number') return null
  const heading = headerRows.map((row) => grid.text(row, charge).trim()).findLast((text) => text !== '')
  const reading = heading === undefined ? null : readCharge(heading)
  return reading?.known && reading.exact && reading.type === 'surcharge' && reading.code !== null
    ? reading
    : null
}
