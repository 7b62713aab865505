import type { PlannedColumn, PlannedTable } from '../planned-table.ts'
import type { Random } from '../random.ts'
import type { Sender } from '../sender.ts'
import { type CurrencyPlace, type PriceStyle, priceStyle } from '../values/prices.ts'
import type { LaneColumn } from './column-list.ts'

/** What the sheet around a table must say for the table to be understood as its gold does. */
export interface Surroundings {
  /** The currency that title, key-value block or note must name, with the place. */
  readonly currency: { readonly code: string; readonly where: 'title' | 'key_value' | 'note' } | null
  /** A load or discharge port that no column names. */
  readonly port: { readonly end: 'origin' | 'destination'; readonly name: string } | null
  /** What the table is about ("REEFER RATES"), where its headings do not say. */
  readonly subject: string | null
  readonly allIn: boolean
}

export interface Layout {
  readonly table: PlannedTable
  readonly surroundings: Surroundings
  /** Rates of a lane table may stand beside others of their kind on a sheet. */
  readonly name: string
}

export const NOTHING_AROUND: Surroundings = { currency: null, port: null, subject: null, allIn: false }

/** The price style of a sender's table, where the layout has room for the currency in these places only. */
export function styleFor(
  sender: Sender,
  allowed: readonly CurrencyPlace[],
  currency = sender.currency,
): PriceStyle {
  const where = allowed.includes(sender.currencyPlace)
    ? sender.currencyPlace
    : sender.random.pick(['title', 'note', 'key_value', 'nowhere'] as const)
  return priceStyle(sender.random, where, currency, sender.language, sender.continental)
}

export function surroundingsOf(style: PriceStyle, more: Partial<Surroundings> = {}): Surroundings {
  const { where } = style
  return {
    ...NOTHING_AROUND,
    currency:
      where === 'title' || where === 'key_value' || where === 'note' ? { code: style.currency, where } : null,
    ...more,
  }
}

/** Puts the columns of a lane table in an order that people use. */
export function arrange(
  columns: readonly LaneColumn[],
  prices: readonly PlannedColumn[],
  random: Random,
): PlannedColumn[] {
  const zone = (name: LaneColumn['zone']): LaneColumn[] => columns.filter((column) => column.zone === name)
  const lead = zone('lead')
  const terms = random.chance(0.6) ? zone('terms') : random.shuffle(zone('terms'))
  const early = terms.filter(() => random.chance(0.22))
  const late = terms.filter((column) => !early.includes(column))
  const order: (readonly PlannedColumn[])[] = random.chance(0.85)
    ? [lead, zone('ends'), early, prices, late, zone('tail')]
    : random.chance(0.5)
      ? [zone('ends'), lead, early, late, prices, zone('tail')]
      : [zone('ends'), prices, lead, early, late, zone('tail')]
  return order.flat()
}
