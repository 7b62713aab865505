import type { CellInput } from '../cell.ts'
import type { PlannedColumn } from '../planned-table.ts'
import type { Sender } from '../sender.ts'

/** Charges by weight or measure that a tender puts behind its container rates, with the share of freight they are. */
const PARTS = [
  { text: 'Pickup', charge: 'OIB', type: 'surcharge', least: 20, most: 60 },
  { text: 'CFS origin', charge: 'CFS', type: 'surcharge', least: 5, most: 25 },
  { text: 'Ocean', charge: 'BAS', type: 'base', least: 10, most: 90 },
  { text: 'Delivery', charge: 'DIB', type: 'surcharge', least: 40, most: 150 },
] as const

/** Less than container loads at the right of a tender of full containers: a price and a minimum for each part of the way. */
export function lclBlock(sender: Sender, rows: number): PlannedColumn[] {
  const { random } = sender
  const unit = random.pick(['W/M', 'per W/M', 'per CBM/T', '/RT'])
  const minimum = random.pick(['min.', 'Min', 'minimum', 'MIN CHARGE', 'min. charge'])
  const currency = random.pick(['', '', ' (USD)', ' (local currency)'])
  const first = random.chance(0.8) ? 'LCL ' : ''
  const columns: PlannedColumn[] = []
  for (const { text, charge, type, least, most } of PARTS) {
    if (random.chance(0.25)) continue
    const price = random.int(least, most)
    const cells = Array.from({ length: rows }, (): CellInput => price + random.int(0, 12))
    columns.push({
      heading: [`${first}${text} ${unit}${currency}`],
      field: {
        charge,
        charge_type: type,
        basis: 'wm',
        ...(currency === ' (USD)' ? { currency: 'USD' } : {}),
      },
      cells,
      code: charge,
    })
    if (random.chance(0.65)) {
      const floor = price * random.pick([1, 2, 3])
      columns.push({
        heading: [`${first}${text} ${minimum}${currency}`],
        field: 'minimum',
        cells: cells.map((): CellInput => floor + random.pick([0, 0, 5, 10])),
        code: 'MIN',
      })
    }
  }
  if (columns.length > 0 && random.chance(0.4))
    columns.push({
      heading: [`${first}DTD Transit (days)`],
      field: null,
      cells: Array.from({ length: rows }, (): CellInput => random.int(20, 65)),
    })
  return columns
}
