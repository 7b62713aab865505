import type { GoldPriceColumn } from '../../../labels/gold.ts'
import type { CellInput } from '../cell.ts'
import { makeLanes } from '../lanes.ts'
import type { PlannedColumn } from '../planned-table.ts'
import type { Sender } from '../sender.ts'
import { inCurrency, type PriceStyle, priceCell } from '../values/prices.ts'
import type { EquipmentKey } from '../vocabulary/equipment.ts'
import { wordings } from '../vocabulary/languages.ts'
import { basisCells, chargeLines } from './charge-lines.ts'
import { anyEnds } from './ends-columns.ts'
import { settledCurrency, sizeGold, sizeText, usdFor } from './freight-columns.ts'
import { laneColumns } from './lane-columns.ts'
import { arrange, type Layout, styleFor, surroundingsOf } from './layout.ts'
import { chargeCell } from './surcharge-columns.ts'
import { several } from './wide.ts'

/** A row for each lane and charge, columns for the containers. */
export function chargeRowsLayout(sender: Sender): Layout {
  const { random, headings } = sender
  const style = styleFor(sender, ['column', 'column', 'cell', 'title', 'note', 'nowhere'])
  const ends = anyEnds(random)
  const lanes = makeLanes(sender, {
    count: random.int(2, 12),
    several: several(sender),
    carriersPerLane: 1,
    inlandEnds: ends !== 'ports',
  })
  const lines = chargeLines(sender, lanes)
  const sizes: readonly EquipmentKey[] = random.pick([
    ['20', '40', '40HC'],
    ['20', '40'],
    ['20', '40', '40HC', '45HC'],
    ['20', '40HC'],
  ] as const)
  const laneOf = lines.map((line) => line.lane)
  const mixed = style.where === 'column' || style.where === 'cell'
  const currencies = lines.map((line) =>
    mixed && line.charge && line.charge.leg !== 'main' && random.chance(0.4)
      ? sender.homeCurrency
      : style.currency,
  )
  const prices: PlannedColumn[] = sizes.map((size) => ({
    heading: [sizeText(sender, size)],
    field: { ...sizeGold(sender, size), ...settledCurrency(style) } satisfies GoldPriceColumn,
    cells: lines.map((line, i): CellInput => {
      const own: PriceStyle = { ...style, currency: currencies[i]! }
      if (line.charge) return chargeCell(line.charge, own, random, size !== '20')
      return priceCell(inCurrency(usdFor(line.lane, size), own.currency), own, random)
    }),
  }))
  const head: PlannedColumn[] = [
    { heading: [headings.of('charge')], field: 'charge', cells: lines.map((line) => line.name) },
  ]
  if (random.chance(0.15))
    head.push({
      heading: [headings.of('charge_name')],
      field: 'charge_name',
      cells: lines.map((line) =>
        line.charge ? wordings(line.charge.names, sender.language).at(-1)! : 'Ocean freight',
      ),
    })
  if (random.chance(0.65))
    head.push({ heading: [headings.of('basis')], field: 'basis', cells: basisCells(sender, lines) })
  if (style.where === 'column')
    head.push({ heading: [headings.of('currency')], field: 'currency', cells: currencies })
  const columns = arrange(
    laneColumns(sender, laneOf, { ends, fullness: random.pick([0.3, 0.6, 0.9]) }),
    [...head, ...prices],
    random,
  )
  return { name: 'charge-rows', table: { columns }, surroundings: surroundingsOf(style) }
}
