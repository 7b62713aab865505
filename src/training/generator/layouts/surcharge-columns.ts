import type { GoldPriceColumn } from '../../../labels/gold.ts'
import type { CellInput } from '../cell.ts'
import type { Lane } from '../lanes.ts'
import type { PlannedColumn } from '../planned-table.ts'
import type { Random } from '../random.ts'
import type { Sender } from '../sender.ts'
import { inCurrency, noPrice, type PriceStyle, priceCell, priceText } from '../values/prices.ts'
import { CHARGES, type ChargeEntry } from '../vocabulary/charges.ts'
import { wordings } from '../vocabulary/languages.ts'
import { settledCurrency, withCurrency } from './freight-columns.ts'

export const chargeName = (charge: ChargeEntry, sender: Sender): string =>
  sender.random.chance(0.3) ? charge.code : sender.random.pick(wordings(charge.names, sender.language))

/** The amount of a charge as a cell: a price, a word, or nothing. */
export function chargeCell(
  charge: ChargeEntry,
  style: PriceStyle,
  random: Random,
  forty: boolean,
): CellInput {
  if (random.chance(style.gaps / 2 + 0.02)) return random.chance(0.4) ? null : noPrice(style, random, true)
  if (charge.basis === 'percent') return `${charge.usd}%`
  const usd = charge.usd * (forty ? charge.ratio : 1) * random.pick([0.8, 1, 1, 1.2])
  return priceCell(inCurrency(Math.max(5, Math.round(usd / 5) * 5), style.currency), style, random)
}

/** Columns of surcharges beside the freight: a number for all boxes, a pair in one cell, or a fee per bill. */
export function surchargeColumns(sender: Sender, lanes: readonly Lane[], style: PriceStyle): PlannedColumn[] {
  const { random } = sender
  const charges = random.sample(
    CHARGES.filter((charge) => charge.column && charge.basis !== 'percent'),
    random.int(1, 4),
  )
  return charges.map((charge) => {
    const pair = charge.basis === 'container' && charge.ratio > 1 && random.chance(0.45)
    const name = chargeName(charge, sender)
    const sizes = pair
      ? random.pick([
          ` ${sender.equipment.text('20')}/${sender.equipment.text('40')}`,
          ' 20/40',
          '',
          ` (20/40)`,
        ])
      : ''
    const text = `${random.chance(0.1) ? 'Plus ' : ''}${name}${sizes}`
    const heading = style.where === 'heading' ? withCurrency(text, style.currency, sender) : text
    const steady = random.chance(0.6)
    const bare = {
      ...style,
      where: style.where === 'cell' ? style.where : ('nowhere' as const),
      decimals: false,
    }
    const first = pairText(charge, bare, random)
    const single = chargeCell(charge, { ...style, gaps: -1 }, random, false)
    const cells = lanes.map((): CellInput => {
      if (random.chance(0.12)) return random.chance(0.5) ? null : noPrice(style, random, true)
      if (pair) return steady ? first : pairText(charge, bare, random)
      return steady ? single : chargeCell(charge, { ...style, gaps: -1 }, random, false)
    })
    cells[0] = pair ? first : single
    const field: GoldPriceColumn = {
      ...(pair ? { container_size: ['20ft', '40ft'] as const } : {}),
      charge: charge.code,
      charge_type: 'surcharge',
      basis: charge.basis,
      ...settledCurrency(style),
    } as GoldPriceColumn
    return { heading: [heading], field, cells, code: charge.code }
  })
}

export function pairText(charge: ChargeEntry, style: PriceStyle, random: Random): string {
  const usd = Math.max(5, Math.round((charge.usd * random.pick([0.8, 1, 1.2])) / 5) * 5)
  const low = inCurrency(usd, style.currency)
  const high = inCurrency(usd * charge.ratio, style.currency)
  if (style.where === 'cell') return `${style.currency} ${low}/${high}`
  return `${priceText(low, style)}/${priceText(high, style)}`
}
