import type { GoldPriceColumn } from '../../../labels/gold.ts'
import type { CellInput } from '../cell.ts'
import { makeLanes } from '../lanes.ts'
import type { PlannedColumn } from '../planned-table.ts'
import type { Sender } from '../sender.ts'
import { inCurrency, type PriceStyle, priceCell } from '../values/prices.ts'
import { CHARGES, type ChargeEntry } from '../vocabulary/charges.ts'
import type { EquipmentKey } from '../vocabulary/equipment.ts'
import { anyEnds } from './ends-columns.ts'
import { settledCurrency, sizeGold, sizeText, usdFor, withCurrency } from './freight-columns.ts'
import { laneColumns } from './lane-columns.ts'
import { arrange, type Layout, styleFor, surroundingsOf } from './layout.ts'
import { lclBlock } from './lcl-block.ts'
import { captionSections } from './sections.ts'
import { chargeCell, chargeName } from './surcharge-columns.ts'
import { rowCount, several, withCurrencyColumn } from './wide.ts'

/** Parts of a grid: freight, surcharges, and their sum. */
type Part =
  | { readonly kind: 'freight' | 'total'; readonly text: string }
  | { readonly kind: 'charge'; readonly charge: ChargeEntry; readonly text: string }

/** A row for each lane, a column for each charge and container: headings of two rows, or of one with a line break. */
export function chargeGridLayout(sender: Sender): Layout {
  const { random, headings } = sender
  const style = styleFor(sender, [
    'column',
    'heading',
    'group',
    'title',
    'key_value',
    'note',
    'format',
    'nowhere',
  ])
  const ends = anyEnds(random)
  const lanes = makeLanes(sender, {
    count: Math.min(60, rowCount(sender)),
    several: several(sender),
    carriersPerLane: 1,
    inlandEnds: ends !== 'ports',
  })
  const sizes: readonly EquipmentKey[] = random.pick([
    ['20', '40', '40HC'],
    ['20', '40'],
    ['20', '40HC'],
    ['20', '40', '40HC', '45HC'],
  ] as const)
  const charges = random.sample(
    CHARGES.filter((charge) => charge.column && charge.basis === 'container'),
    random.int(1, 6),
  )
  const parts: Part[] = [
    { kind: 'freight', text: random.chance(0.15) ? 'SEA' : headings.of('freight') },
    ...charges.map((charge): Part => ({ kind: 'charge', charge, text: chargeName(charge, sender) })),
  ]
  if (random.chance(0.6)) parts.push({ kind: 'total', text: headings.of('all_in') })
  if (random.chance(0.2)) parts.unshift(...parts.splice(-1))

  const form = random.weighted([
    ['charge_over_size', 40],
    ['size_over_charge', 20],
    ['one_row', 40],
  ])
  const template = random.int(0, 5)
  const dress = (text: string | number): string | number =>
    style.where === 'heading' ? withCurrency(text, style.currency, sender) : text
  const group = (text: string): string => (style.where === 'group' ? `${text} (${style.currency})` : text)
  const headingOf = (size: string | number, text: string): (string | number)[] => {
    if (form === 'charge_over_size') return [group(text), dress(size)]
    if (form === 'size_over_charge') return [group(String(size)), dress(text)]
    const leaf = [
      `${size} ${text}`,
      `${text} ${size}`,
      `${size}\n${text}`,
      `${text}\n${size}`,
      `${text} (${size})`,
      `${size} \n${text}`,
    ][template]!
    return [style.where === 'heading' || style.where === 'group' ? `${leaf}\n(${style.currency})` : leaf]
  }
  const column = (part: Part, size: EquipmentKey): PlannedColumn => ({
    heading: headingOf(sizeText(sender, size), part.text),
    field: {
      ...sizeGold(sender, size),
      charge: part.kind === 'charge' ? part.charge.code : 'BAS',
      charge_type: part.kind === 'charge' ? 'surcharge' : part.kind === 'total' ? 'total' : 'base',
      basis: 'container',
      ...settledCurrency(style),
    } satisfies GoldPriceColumn,
    cells: partCells(part, size),
    code: part.kind === 'charge' ? part.charge.code : part.kind === 'total' ? '' : 'BAS',
  })
  const partCells = (part: Part, size: EquipmentKey): CellInput[] => {
    const forty = size !== '20'
    const steady =
      part.kind === 'charge' && random.chance(0.5)
        ? chargeCell(part.charge, { ...style, gaps: -1 }, random, forty)
        : null
    const cells = lanes.map((lane): CellInput => {
      if (part.kind === 'charge') {
        if (steady !== null) return random.chance(0.04) ? null : steady
        return chargeCell(part.charge, { ...style, gaps: style.gaps / 2 }, random, forty)
      }
      const share = part.kind === 'freight' && parts.some((other) => other.kind === 'total') ? 0.8 : 1
      return priceCell(inCurrency(usdFor(lane, size) * share, style.currency), style, random)
    })
    if (part.kind === 'charge') cells[0] = chargeCell(part.charge, { ...style, gaps: -1 }, random, forty)
    return cells
  }
  const grid =
    form === 'size_over_charge' || (form === 'one_row' && random.chance(0.5))
      ? sizes.flatMap((size) => parts.map((part) => column(part, size)))
      : parts.flatMap((part) => sizes.map((size) => column(part, size)))
  const perBill = random.chance(0.3) ? billColumns(sender, lanes.length, style) : []
  const loose = random.chance(0.15) ? lclBlock(sender, lanes.length) : []
  const prices = withCurrencyColumn(sender, style, [...grid, ...perBill, ...loose])
  return {
    name: 'charge-grid',
    table: {
      columns: arrange(
        laneColumns(sender, lanes, { ends, fullness: random.pick([0.3, 0.6, 0.9]), tender: 0.25 }),
        prices,
        random,
      ),
      sections: captionSections(sender, lanes),
    },
    surroundings: surroundingsOf(style),
  }
}

function billColumns(sender: Sender, rows: number, style: PriceStyle): PlannedColumn[] {
  const { random } = sender
  return random
    .sample(
      CHARGES.filter((charge) => charge.column && charge.basis === 'bl'),
      random.int(1, 2),
    )
    .map((charge) => {
      const cell = chargeCell(charge, { ...style, gaps: -1 }, random, false)
      const name = `${chargeName(charge, sender)}${random.pick([' /BL', ' per B/L', '', '\n(per B/L)'])}`
      return {
        heading: [style.where === 'heading' ? withCurrency(name, style.currency, sender) : name],
        field: { charge: charge.code, charge_type: 'surcharge', basis: 'bl', ...settledCurrency(style) },
        cells: Array.from({ length: rows }, () => cell),
        code: charge.code,
      } satisfies PlannedColumn
    })
}
