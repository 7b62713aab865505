import type { GoldPriceColumn } from '../../../labels/gold.ts'
import type { CellInput } from '../cell.ts'
import { makeLanes } from '../lanes.ts'
import type { PlannedColumn } from '../planned-table.ts'
import type { Sender } from '../sender.ts'
import { noPrice, priceCell } from '../values/prices.ts'
import { wordings } from '../vocabulary/languages.ts'
import { settledCurrency, withCurrency } from './freight-columns.ts'
import { laneColumns } from './lane-columns.ts'
import { arrange, type Layout, styleFor, surroundingsOf } from './layout.ts'
import { captionSections } from './sections.ts'
import { several, withCurrencyColumn } from './wide.ts'

const WEIGHT_MEASURE = {
  en: 'W/M|0-15 CBM|1-10 cbm|Up to 15 CBM|0.1 to 15 M3|Min-5 CBM|Rate W/M|O/F per W/M|Freight W/M|per W/M|Rate per CBM/TON|RATE /WM|LCL rate|O/F (W/M)|USD/RT|Rate R/T|Freight per RT|O/F per RT|per R/T',
  zh: 'LCL运费|1-10立方|0-15CBM|运费/RT|拼箱运价|W/M|单价/RT',
  es: 'Flete W/M|0,1 a 15 M3|1 a 10 M3|Hasta 15 m3|De 0 a 5 CBM|Tarifa W/M|Flete por W/M|Ton/M3|W/M',
  pt: 'Frete W/M|0 a 15 m3|Até 10 m3|Tarifa W/M|W/M|Ton/M3',
  de: 'Rate W/M|0-15 cbm|bis 10 cbm|Fracht W/M|W/M|je W/M',
  fr: 'Fret W/M|Tarif W/M|UP|par unité payante',
  it: 'Nolo W/M|W/M|Ton/M3',
  vi: 'Cước LCL|Cước W/M|Giá/RT|W/M',
  ko: 'LCL 운임|W/M|R/T당 운임',
  ja: 'LCL運賃|R/T|W/M',
  tr: 'W/M|Navlun W/M',
}
const CUBIC = {
  en: 'CBM|per CBM|USD/CBM|/cbm|Rate CBM|Per m3|CBM rate',
  zh: 'CBM|立方价|/CBM',
  es: 'M3|por M3',
  vi: 'CBM|Giá/CBM|/khối',
  de: 'je cbm',
  fr: 'm3',
}
const TONNE = {
  en: 'TON|per TON|USD/TON|/ton|Rate TON|Per 1000 kg|MT',
  zh: 'TON|吨价|/吨',
  es: 'TON|por tonelada',
  vi: 'TON|Giá/tấn',
  de: 'je to',
  fr: 'tonne',
}

/** Freight of less than container loads: by weight or measure, with a minimum, now and then below zero. */
export function lclLayout(sender: Sender): Layout {
  const { random, headings } = sender
  const style = styleFor(sender, ['column', 'column', 'heading', 'title', 'note', 'format', 'nowhere'])
  const lanes = makeLanes(sender, {
    count: random.int(5, 50),
    several: several(sender),
    carriersPerLane: 1,
    inlandEnds: false,
  })
  const settled = settledCurrency(style)
  const dress = (text: string): string =>
    style.where === 'heading' ? withCurrency(text, style.currency, sender) : text
  const negative = random.chance(0.25)
  const rates = lanes.map(
    (lane) =>
      Math.round(lane.usd * random.between(0.01, 0.06)) -
      (negative && random.chance(0.25) ? random.int(10, 60) : 0),
  )
  const price = (amount: number): CellInput =>
    random.chance(style.gaps / 2)
      ? noPrice(style, random)
      : priceCell(amount, { ...style, asText: style.asText && amount >= 0 }, random)
  const freight = (heading: string, basis: 'wm' | 'cbm' | 'ton', factor: number): PlannedColumn => ({
    heading: [dress(heading)],
    field: { charge: 'BAS', charge_type: 'base', basis, ...settled } satisfies GoldPriceColumn,
    cells: rates.map((rate, i) =>
      i === 0 ? priceCell(Math.abs(rate) + 5, style, random) : price(Math.round(rate * factor)),
    ),
  })
  const minimum: PlannedColumn = {
    heading: [dress(headings.of('minimum'))],
    field: 'minimum',
    cells: rates.map((rate) => Math.max(0, rate)),
  }
  const prices: PlannedColumn[] = []
  if (random.chance(0.75))
    prices.push(freight(random.pick(wordings(WEIGHT_MEASURE, sender.language)), 'wm', 1))
  else
    prices.push(
      freight(random.pick(wordings(CUBIC, sender.language)), 'cbm', 1),
      freight(random.pick(wordings(TONNE, sender.language)), 'ton', 1.2),
    )
  if (random.chance(0.8)) {
    if (random.chance(0.85)) prices.push(minimum)
    else prices.unshift(minimum)
  }
  if (random.chance(0.25)) {
    const other = random.int(3, 30)
    prices.push({
      heading: [
        dress(
          random.pick([
            'CFS',
            'BAF W/M',
            'THC /CBM',
            'Other W/M',
            'Otros W/M',
            'EBS/RT',
            'D/O charge',
            'LSS W/M',
          ]),
        ),
      ],
      field: { charge_type: 'surcharge', basis: 'wm', ...settled },
      cells: lanes.map((_, i) => (i > 0 && random.chance(0.15) ? noPrice(style, random, true) : other)),
    })
  }
  const columns = arrange(
    laneColumns(sender, lanes, { ends: 'ports', fullness: random.pick([0.5, 0.9, 1.1]) }),
    withCurrencyColumn(sender, style, prices),
    random,
  )
  return {
    name: 'lcl',
    table: { columns, sections: captionSections(sender, lanes) },
    surroundings: surroundingsOf(style, {
      subject: random.pick(['LCL', 'LCL RATES', 'LCL / CONSOLIDATION', 'LCL EXPORT', 'LCL IMPORT RATES']),
    }),
  }
}
