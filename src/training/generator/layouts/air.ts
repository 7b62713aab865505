import type { CellInput } from '../cell.ts'
import type { PlannedColumn } from '../planned-table.ts'
import type { Sender } from '../sender.ts'
import { allAirlines } from '../values/airlines.ts'
import { placeStyle, placeText } from '../values/places.ts'
import { inCurrency, noPrice, priceCell } from '../values/prices.ts'
import { frequencyWriter, transitWriter } from '../values/terms.ts'
import { placesOf, REGIONS } from '../vocabulary/places.ts'
import { settledCurrency, withCurrency } from './freight-columns.ts'
import { type Layout, styleFor, surroundingsOf } from './layout.ts'

/** Break headings, lightest first; a list is one habit. */
const BREAKS: readonly (readonly string[])[] = [
  ['-45', '+45', '+100', '+300', '+500', '+1000'],
  ['N', '45', '100', '300', '500', '1000'],
  ['-45kg', '+45kg', '+100kg', '+250kg', '+300kg', '+500kg', '+1000kg'],
  ['<45', '>45', '>100', '>300', '>500', '>1000'],
  ['-45K', '+45K', '+100K', '+300K', '+500K', '+1000K'],
  ['0-44', '45-99', '100-299', '300-499', '500-999', '1000+'],
  ['+45', '+100', '+300', '+500', '+1000'],
  ['Normal', 'Q45', 'Q100', 'Q300', 'Q500', 'Q1000'],
  ['under 45 kgs', 'over 45 kgs', 'over 100 kgs', 'over 300 kgs', 'over 500 kgs'],
  ['+100', '+300', '+500', '+1000', '+3000'],
]

/** Air freight per kilogram by weight break, with a minimum. */
export function airLayout(sender: Sender): Layout {
  const { random, headings } = sender
  const style = {
    ...styleFor(sender, ['column', 'heading', 'title', 'note', 'format', 'nowhere']),
    decimals: true,
  }
  const home = placesOf([sender.home], 'airport')
  const origins = random.sample(home.length > 0 ? home : placesOf(['CN'], 'airport'), random.int(1, 3))
  const places = sender.partners.flatMap((region) =>
    random.sample(placesOf(REGIONS[region], 'airport'), random.int(2, 10)),
  )
  if (places.length === 0) places.push(...random.sample(placesOf(['US', 'DE'], 'airport'), 5))
  const rows = origins.flatMap((from) => places.map((to) => ({ from, to, base: random.between(1.5, 7) })))
  const iata = random.chance(0.55)
  const fromStyle = placeStyle(random, sender.language, 'origin')
  const toStyle = placeStyle(random, sender.language, 'destination')
  const columns: PlannedColumn[] = []
  if (random.chance(0.6)) {
    const airlines = random.sample(allAirlines(), random.int(1, 6))
    columns.push({
      heading: [
        random.pick(['Airline', 'Carrier', 'AIRLINE', 'Airlines', 'CARRIER', headings.of('carrier')]),
      ],
      field: 'carrier',
      cells: rows.map(() => random.pick(airlines)),
    })
  }
  if (origins.length > 1 || random.chance(0.6))
    columns.push({
      heading: [
        random.pick([
          'AOL',
          'Origin Airport',
          'From',
          headings.of('origin'),
          'Airport of Departure',
          'Origin',
          'APT DEP',
        ]),
      ],
      field: 'origin',
      cells: rows.map(({ from }) => (iata ? from.short : placeText(from, fromStyle, random))),
      repeats: true,
    })
  columns.push({
    heading: [
      random.pick([
        'AOD',
        'Destination Airport',
        'To',
        headings.of('destination'),
        'Airport of Destination',
        'Destination',
        'APT',
        'DEST',
      ]),
    ],
    field: 'destination',
    cells: rows.map(({ to }) => (iata ? to.short : placeText(to, toStyle, random))),
  })

  const settled = settledCurrency(style)
  const currencyDress = (text: string): string =>
    style.where === 'heading' ? withCurrency(text, style.currency, sender) : text
  const whole = ['VND', 'KRW', 'JPY', 'IDR'].includes(style.currency)
  const perKilo = (usd: number): CellInput => {
    const amount = whole
      ? inCurrency(usd, style.currency)
      : Math.round(usd * (style.currency === 'CNY' ? 7 : style.currency === 'THB' ? 35 : 1) * 20) / 20
    return priceCell(
      amount,
      { ...style, format: style.format.replace('#,##0', '#,##0.00').replace('.00.00', '.00') },
      random,
    )
  }
  const breaks = random.pick(BREAKS)
  const grouped = random.chance(0.3)
  const parent = random.pick([
    'Rate per kg',
    'Weight breaks (kg)',
    'KGS',
    '',
    'Air freight / kg',
    'RATE/KG',
    'Charge per kg',
  ])
  const prices: PlannedColumn[] = []
  if (random.chance(0.75))
    prices.push({
      heading: grouped
        ? [parent, 'MIN']
        : [currencyDress(random.pick(['MIN', 'Min', 'M', 'Minimum', 'MIN.', headings.of('minimum')]))],
      field: 'minimum',
      cells: rows.map(() =>
        whole ? inCurrency(60, style.currency) : random.pick([45, 50, 60, 75, 80, 100]),
      ),
    })
  breaks.forEach((text, b) => {
    const number = /^\d+$/.test(text) && random.chance(0.5) ? Number(text) : text
    prices.push({
      heading: grouped ? [parent, number] : [style.where === 'heading' ? currencyDress(text) : number],
      field: { charge: 'BAS', charge_type: 'base', basis: 'kg', ...settled },
      cells: rows.map(({ base }, i) =>
        i > 0 && random.chance(style.gaps / 2) ? noPrice(style, random) : perKilo(base * (1 - b * 0.06)),
      ),
    })
  })
  if (random.chance(0.4)) {
    for (const name of random.pick([
      ['FSC', 'SSC'],
      ['Fuel', 'Security'],
      ['MYC', 'SCC'],
      ['FSC/KG'],
      ['Fuel surcharge', 'War risk'],
    ])) {
      const amount = random.pick([0.1, 0.15, 0.2, 0.65, 0.8, 1.1])
      prices.push({
        heading: grouped ? [name] : [currencyDress(name)],
        field: {
          charge: /FSC|Fuel|MYC/.test(name) ? 'FSC' : /War/.test(name) ? 'WRS' : 'SSC',
          charge_type: 'surcharge',
          basis: 'kg',
          ...settled,
        },
        cells: rows.map((_, i) => (i > 0 && random.chance(0.1) ? 'incl' : amount)),
      })
    }
  }
  if (style.where === 'column')
    columns.push({
      heading: [headings.of('currency')],
      field: 'currency',
      cells: rows.map(() => style.currency),
    })
  columns.push(...prices)
  const write = transitWriter(random, sender.language)
  if (random.chance(0.5))
    columns.push({
      heading: [headings.of('transit_days')],
      field: 'transit_days',
      cells: rows.map(() => write(random.int(1, 5))),
    })
  if (random.chance(0.35))
    columns.push({
      heading: [headings.of('frequency')],
      field: 'frequency',
      cells: rows.map(frequencyWriter(random, sender.language)),
    })
  if (random.chance(0.35))
    columns.push({
      heading: [random.pick(['Via', 'Routing', 'T/S', 'Transit point'])],
      field: 'transshipment_port',
      cells: rows.map((_, i) =>
        i === 0 ? 'DXB' : random.pick(['DXB', 'DOH', 'ICN', 'HKG', 'DIRECT', 'SIN', 'IST']),
      ),
    })
  if (random.chance(0.4))
    columns.push({
      heading: [headings.of('remarks')],
      field: 'remarks',
      cells: rows.map((_, i) =>
        i === 0 || random.chance(0.4)
          ? random.pick([
              'all in',
              'AWB fee USD 10',
              'general cargo only',
              'FSC 0.6/kg on top',
              'ratio 1:167',
              'x-ray incl',
            ])
          : null,
      ),
    })
  return {
    name: 'air',
    table: { columns },
    surroundings: surroundingsOf(style, {
      subject: random.pick([
        'AIR FREIGHT',
        'AIR RATES',
        'Air export tariff',
        'AIRFREIGHT PER KG',
        'AIR IMPORT',
      ]),
    }),
  }
}
