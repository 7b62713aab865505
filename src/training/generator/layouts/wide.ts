import { makeLanes } from '../lanes.ts'
import { regionName } from '../phrases.ts'
import type { PlannedColumn } from '../planned-table.ts'
import type { Sender } from '../sender.ts'
import { placeStyle, placeText } from '../values/places.ts'
import type { PriceStyle } from '../values/prices.ts'
import { anyEnds } from './ends-columns.ts'
import { chooseSizes, freightColumns, slashColumn } from './freight-columns.ts'
import { laneColumns } from './lane-columns.ts'
import { arrange, type Layout, styleFor, surroundingsOf } from './layout.ts'
import { captionSections } from './sections.ts'
import { surchargeColumns } from './surcharge-columns.ts'

/** A row for each lane, a column for each container; the layout of most sheets. */
export function wideLayout(sender: Sender, count = rowCount(sender)): Layout {
  const { random } = sender
  const style = styleFor(sender, [
    'column',
    'heading',
    'group',
    'title',
    'key_value',
    'note',
    'cell',
    'format',
    'nowhere',
  ])
  const total = random.chance(0.16)
  const sizes = chooseSizes(random)
  // A table under a caption, or a sheet for one port, has no column for that end.
  const single = random.chance(0.12)
  const ends = single ? (sender.outbound ? 'destination_only' : 'origin_only') : anyEnds(random)
  const lanes = makeLanes(sender, {
    count,
    several: several(sender),
    carriersPerLane: random.pick([1, 1, 2, 4]),
    inlandEnds: ends !== 'ports' && !single,
    oneOrigin: single && sender.outbound,
    oneDestination: single && !sender.outbound,
  })
  const slash = random.chance(0.09)
  const freight = slash
    ? [
        slashColumn(sender, lanes, {
          style,
          sizes: ['20', '40', '40HC'].slice(0, random.pick([2, 3, 3])) as ['20', '40'],
          total,
        }),
      ]
    : freightColumns(sender, lanes, { style, sizes, total })
  const surcharges = random.chance(0.2) ? surchargeColumns(sender, lanes, style) : []
  const prices = withCurrencyColumn(sender, style, [...freight, ...surcharges])
  const columns = arrange(
    laneColumns(sender, lanes, { ends, fullness: random.pick([0.35, 0.7, 1, 1, 1.15]) }),
    prices,
    random,
  )
  const port = single ? (sender.outbound ? lanes[0]!.origins[0]! : lanes[0]!.destinations[0]!) : null
  const style2 = placeStyle(random, sender.language, 'origin')
  return {
    name: 'wide',
    table: { columns, sections: captionSections(sender, lanes) },
    surroundings: surroundingsOf(style, {
      allIn: total && random.chance(0.6),
      port: port
        ? { end: sender.outbound ? 'origin' : 'destination', name: placeText(port, style2, random) }
        : null,
      subject: random.chance(0.3) ? regionName(sender, random.pick(sender.partners)) : null,
    }),
  }
}

export function rowCount(sender: Sender): number {
  const { random } = sender
  return random.weighted([
    [random.int(2, 6), 12],
    [random.int(7, 18), 34],
    [random.int(19, 45), 38],
    [random.int(46, 110), 16],
  ])
}

/** How likely a cell names several ports, at either end. */
export function several(sender: Sender): { origin: number; destination: number } {
  const { random } = sender
  return { origin: random.pick([0, 0, 0, 0.1, 0.5]), destination: random.pick([0, 0, 0, 0.12, 0.4]) }
}

/** Adds the column that names the currency, before the prices or behind them, when that is where it stands. */
export function withCurrencyColumn(
  sender: Sender,
  style: PriceStyle,
  prices: readonly PlannedColumn[],
): PlannedColumn[] {
  if (style.where !== 'column') return [...prices]
  const { random } = sender
  const other = random.chance(0.15) ? random.pick(['EUR', 'USD', sender.homeCurrency]) : style.currency
  const cells = prices[0]!.cells.map(() => (random.chance(0.9) ? style.currency : other))
  const column: PlannedColumn = { heading: [sender.headings.of('currency')], field: 'currency', cells }
  return random.chance(0.75) ? [column, ...prices] : [...prices, column]
}
