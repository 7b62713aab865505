import type { CellInput } from '../cell.ts'
import { makeLanes } from '../lanes.ts'
import type { PlannedColumn } from '../planned-table.ts'
import type { Sender } from '../sender.ts'
import { CHARGES } from '../vocabulary/charges.ts'
import type { EquipmentKey } from '../vocabulary/equipment.ts'
import { EQUIPMENT } from '../vocabulary/equipment.ts'
import { wordings } from '../vocabulary/languages.ts'
import { settledCurrency, sizeText, withCurrency } from './freight-columns.ts'
import { laneColumns } from './lane-columns.ts'
import { arrange, type Layout, styleFor, surroundingsOf } from './layout.ts'
import { chargeCell } from './surcharge-columns.ts'
import { several, withCurrencyColumn } from './wide.ts'

/** What one surcharge costs on each lane; the charge stands above the sizes or in the title. */
export function surchargeLanesLayout(sender: Sender): Layout {
  const { random } = sender
  const style = styleFor(sender, ['column', 'heading', 'title', 'note', 'format', 'nowhere'])
  const lanes = makeLanes(sender, {
    count: random.int(4, 28),
    several: several(sender),
    carriersPerLane: 1,
    inlandEnds: false,
  })
  const charge = random.pick(CHARGES.filter((one) => one.basis === 'container' && one.leg === 'main'))
  const name = random.chance(0.4) ? charge.code : random.pick(wordings(charge.names, sender.language))
  const grouped = random.chance(0.6)
  const sizes: readonly EquipmentKey[] = random.pick([
    ['20', '40'],
    ['20', '40', '40HC'],
    ['20', '40HC'],
  ] as const)
  const prices: PlannedColumn[] = sizes.map((size) => {
    const text =
      style.where === 'heading'
        ? withCurrency(sizeText(sender, size), style.currency, sender)
        : sizeText(sender, size)
    const cells = lanes.map(
      (_, i): CellInput =>
        chargeCell(charge, i === 0 ? { ...style, gaps: -1 } : style, random, size !== '20'),
    )
    return {
      heading: grouped
        ? [random.chance(0.5) ? name : `${name} ${sender.from.year}`, text]
        : [random.chance(0.5) ? `${name} ${text}` : text],
      field: {
        container_size: EQUIPMENT[size].size,
        charge: charge.code,
        charge_type: 'surcharge',
        basis: 'container',
        ...settledCurrency(style),
      },
      cells,
    }
  })
  // All sizes stand under one heading.
  const parent = prices[0]!.heading[0]!
  const aligned = grouped
    ? prices.map((column) => ({ ...column, heading: [parent, ...column.heading.slice(1)] }))
    : prices
  const columns = laneColumns(sender, lanes, { ends: 'ports', fullness: random.pick([0.15, 0.35, 0.6]) })
  return {
    name: 'surcharge-lanes',
    table: { columns: arrange(columns, withCurrencyColumn(sender, style, aligned), random) },
    surroundings: surroundingsOf(style, { subject: wordings(charge.names, 'en').at(-1)! }),
  }
}
