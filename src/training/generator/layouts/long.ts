import type { GoldField } from '../../../labels/gold.ts'
import type { CellInput } from '../cell.ts'
import { makeLanes } from '../lanes.ts'
import type { PlannedColumn } from '../planned-table.ts'
import type { Sender } from '../sender.ts'
import { inCurrency, noPrice, type PriceStyle, priceCell } from '../values/prices.ts'
import { CHARGES } from '../vocabulary/charges.ts'
import type { EquipmentKey } from '../vocabulary/equipment.ts'
import { basisCells, type ChargeLine, chargeLines } from './charge-lines.ts'
import { anyEnds } from './ends-columns.ts'
import { settledCurrency, sizeText, usdFor, withCurrency } from './freight-columns.ts'
import { laneColumns } from './lane-columns.ts'
import { arrange, type Layout, styleFor, surroundingsOf } from './layout.ts'
import { chargeCell, chargeName } from './surcharge-columns.ts'
import { several } from './wide.ts'

/** A row for each price: container, charge, amount and currency in columns, as systems export it. */
export function longLayout(sender: Sender): Layout {
  const { random, headings } = sender
  const style = styleFor(sender, ['column', 'column', 'cell', 'heading', 'title', 'nowhere'])
  const ends = anyEnds(random)
  const lanes = makeLanes(sender, {
    count: random.int(2, 14),
    several: several(sender),
    carriersPerLane: random.pick([1, 1, 2]),
    inlandEnds: ends !== 'ports',
  })
  const sizes: readonly EquipmentKey[] = random.pick([
    ['20', '40', '40HC'],
    ['20', '40'],
    ['20', '40HC'],
    ['40HC', '20'],
  ] as const)
  const withCharges = random.chance(0.55)
  const lines = withCharges
    ? chargeLines(sender, lanes)
    : lanes.map((lane): ChargeLine => ({ lane, charge: null, name: 'BAS' }))
  const rows = lines.flatMap((line): { line: ChargeLine; size: EquipmentKey | null }[] =>
    line.charge?.basis === 'bl' ? [{ line, size: null }] : sizes.map((size) => ({ line, size })),
  )
  const kept = rows.slice(0, 160)
  const total = !withCharges && random.chance(0.25)
  const prices: PlannedColumn[] = []
  const columnsFor = random.chance(0.8) ? 'one' : 'two'
  const equipment: GoldField = ['container_size', 'container_type']
  prices.push({
    heading: [headings.of('container')],
    field: equipment,
    cells: kept.map(({ size }) => (size ? sizeText(sender, size) : random.chance(0.5) ? null : 'ALL')),
  })
  if (withCharges)
    prices.push({
      heading: [headings.of('charge')],
      field: 'charge',
      cells: kept.map(({ line }) => line.name),
    })
  const currencies = kept.map(({ line }) =>
    style.where === 'column' && line.charge && line.charge.leg !== 'main' && random.chance(0.4)
      ? sender.homeCurrency
      : style.currency,
  )
  if (withCharges && random.chance(0.6))
    prices.push({
      heading: [headings.of('basis')],
      field: 'basis',
      cells: basisCells(
        sender,
        kept.map(({ line }) => line),
      ),
    })
  const amount: PlannedColumn = {
    heading: [
      style.where === 'heading'
        ? withCurrency(headings.of('amount'), style.currency, sender)
        : headings.of(withCharges || random.chance(0.5) ? 'amount' : total ? 'all_in' : 'freight'),
    ],
    field: {
      ...(withCharges
        ? {}
        : {
            charge: 'BAS',
            charge_type: total ? ('total' as const) : ('base' as const),
            basis: 'container' as const,
          }),
      ...settledCurrency(style),
    },
    cells: kept.map(({ line, size }, i): CellInput => {
      const own = { ...style, currency: currencies[i]! }
      if (line.charge) return chargeCell(line.charge, own, random, size !== '20')
      if (random.chance(style.gaps / 2)) return noPrice(style, random)
      return priceCell(inCurrency(usdFor(line.lane, size ?? '20'), own.currency), own, random)
    }),
  }
  const currency: PlannedColumn[] =
    style.where === 'column'
      ? [{ heading: [headings.of('currency')], field: 'currency', cells: currencies }]
      : []
  prices.push(...(random.chance(0.5) ? [amount, ...currency] : [...currency, amount]))
  if (!withCharges && columnsFor === 'two') prices.push(...chargeCurrencyPairs(sender, kept.length, style))
  const columns = arrange(
    laneColumns(
      sender,
      kept.map(({ line }) => line.lane),
      { ends, fullness: random.pick([0.3, 0.6, 0.9]) },
    ),
    prices,
    random,
  )
  return { name: 'long', table: { columns }, surroundings: surroundingsOf(style) }
}

/** Surcharges as pairs of columns, amount and currency. */
function chargeCurrencyPairs(sender: Sender, rows: number, style: PriceStyle): PlannedColumn[] {
  const { random, headings } = sender
  const word = headings.of('currency')
  return random
    .sample(
      CHARGES.filter((charge) => charge.column && charge.basis !== 'percent'),
      random.int(1, 5),
    )
    .flatMap((charge): PlannedColumn[] => {
      const currency = charge.leg === 'main' ? style.currency : sender.homeCurrency
      const own: PriceStyle = {
        ...style,
        where: 'column',
        currency,
        asText: style.where === 'cell' ? false : style.asText,
      }
      const name = chargeName(charge, sender)
      const cells = Array.from(
        { length: rows },
        (_, i): CellInput =>
          i > 0 && random.chance(0.15)
            ? null
            : chargeCell(charge, { ...own, gaps: -1 }, random, random.chance(0.5)),
      )
      return [
        {
          heading: [name],
          field: { charge: charge.code, charge_type: 'surcharge', basis: charge.basis },
          cells,
        },
        {
          heading: [random.chance(0.5) ? `${word} ${name}` : word],
          field: 'currency',
          cells: cells.map((cell) => (cell === null ? null : currency)),
        },
      ]
    })
}
