import type { GoldPriceColumn } from '../../../labels/gold.ts'
import type { ContainerSize } from '../../../reference/vocabulary.ts'
import type { CellInput } from '../cell.ts'
import type { Lane } from '../lanes.ts'
import type { PlannedColumn } from '../planned-table.ts'
import type { Random } from '../random.ts'
import type { Sender } from '../sender.ts'
import {
  type CurrencyPlace,
  inCurrency,
  noPrice,
  type PriceStyle,
  priceCell,
  priceOrGap,
  priceText,
} from '../values/prices.ts'
import { EQUIPMENT, type EquipmentKey } from '../vocabulary/equipment.ts'

/** Sizes that a sheet has columns for; 'both' is one column for the two 40-foot boxes. */
type SizeColumn = EquipmentKey | 'both'

const SIZE_SETS: readonly (readonly [readonly SizeColumn[], number])[] = [
  [['20', '40', '40HC'], 46],
  [['20', '40HC'], 12],
  [['20', '40'], 9],
  [['20', 'both'], 10],
  [['20', '40', '40HC', '45HC'], 7],
  [['40HC'], 3],
  [['40', '40HC'], 2],
  [['40HC', '40', '20'], 2],
  [['20', '40', '40HC', '40NOR'], 2],
  [['20', '40', '40HC', '20RF', '40RF'], 4],
  [['20RF', '40RF'], 4],
  [['20RF', '40RF', '40NOR'], 1.5],
  [['20OT', '40OT', '20FR', '40FR'], 2],
  [['20', '40', '40HC', '20OT', '40OT', '20FR', '40FR', '20TK'], 1],
]

export function chooseSizes(random: Random): readonly SizeColumn[] {
  const index = random.weighted(SIZE_SETS.map(([, weight], i) => [i, weight] as const))
  return SIZE_SETS[index]![0]
}

const FACTORS: Record<SizeColumn, number> = {
  '20': 1,
  '40': 0,
  '40HC': 0,
  both: 0,
  '45HC': 0,
  '20RF': 2.4,
  '40RF': 3.3,
  '40NOR': 1.5,
  '20OT': 1.7,
  '40OT': 2.6,
  '20FR': 2,
  '40FR': 3,
  '20TK': 1.9,
}

/** Dollars for a lane and a size, rounded as price lists are. */
export function usdFor(lane: Lane, size: SizeColumn): number {
  const forty = lane.usd * lane.ratio40
  const usd =
    size === '40' || size === 'both'
      ? forty
      : size === '40HC'
        ? forty + lane.premiumHigh
        : size === '45HC'
          ? forty * 1.27
          : lane.usd * FACTORS[size]
  const step = usd > 400 ? 10 : 5
  return Math.max(step, Math.round(usd / step) * step)
}

/** What a price column of a size says by itself. */
export function sizeGold(
  sender: Sender,
  size: SizeColumn,
): Pick<GoldPriceColumn, 'container_size' | 'container_type'> {
  if (size === 'both')
    return {
      container_size: ['40ft', '40ft_hc'],
      ...(sender.equipment.namesType ? { container_type: 'dry' } : {}),
    }
  const { size: container_size, type } = EQUIPMENT[size]
  return { container_size, ...(type !== 'dry' || sender.equipment.namesType ? { container_type: type } : {}) }
}

export function sizeText(sender: Sender, size: SizeColumn): string | number {
  const text = size === 'both' ? sender.equipment.both() : sender.equipment.text(size)
  return /^\d+$/.test(text) && sender.random.chance(0.8) ? Number(text) : text
}

/** The currency as far as heading, table or sheet settle it. */
export function settledCurrency(style: PriceStyle): { currency?: string } {
  const settled: readonly CurrencyPlace[] = ['heading', 'group', 'title', 'key_value', 'note']
  return settled.includes(style.where) ? { currency: style.currency } : {}
}

const CURRENCY_NOTATIONS = [
  '{c}/{t}',
  '{t} ({c})',
  '{t} {c}',
  '{t}\n({c})',
  '{c} {t}',
  '{t}\n{c}',
  '{t} - {c}',
  '{t} in {c}',
  '{t} [{c}]',
  '{t}/{c}',
  '{c}\n{t}',
]

/** Puts a currency into a heading, in the notation of the sender. */
export function withCurrency(text: string | number, currency: string, sender: Sender): string {
  return CURRENCY_NOTATIONS[sender.currencyNotation % CURRENCY_NOTATIONS.length]!.replace(
    '{c}',
    currency,
  ).replace('{t}', String(text))
}

export interface FreightOptions {
  readonly style: PriceStyle
  readonly sizes: readonly SizeColumn[]
  readonly total: boolean
}

/** One price column for each size, under one heading or beside each other. */
export function freightColumns(
  sender: Sender,
  lanes: readonly Lane[],
  options: FreightOptions,
): PlannedColumn[] {
  const { random, headings } = sender
  const { style, sizes, total } = options
  const key = total ? 'all_in' : 'freight'
  const grouped = style.where === 'group' || random.chance(0.2)
  const empty = style.where !== 'group' && grouped && random.chance(0.12)
  const word = headings.of(random.chance(0.25) ? 'amount' : key)
  const parent = empty ? '' : style.where === 'group' ? withCurrency(word, style.currency, sender) : word
  const prefixed = !grouped && (total || random.chance(0.12))
  const template = random.int(0, 4)
  const dressLeaf = (text: string | number): string | number => {
    let leaf: string | number = text
    if (prefixed) {
      const name = headings.of(key)
      leaf = [
        `${name} ${text}`,
        `${text} ${name}`,
        `${name}\n${text}`,
        `${text}\n${name}`,
        `${name} (${text})`,
      ][template]!
    }
    return leaf
  }
  // Some keep the currency in a row of its own, below the sizes.
  const below = style.where === 'heading' && random.chance(0.2)
  const leaf = (text: string | number): (string | number)[] => {
    if (style.where !== 'heading') return [dressLeaf(text)]
    return below ? [dressLeaf(text), style.currency] : [withCurrency(dressLeaf(text), style.currency, sender)]
  }
  const charge_type = total ? 'total' : 'base'
  const columns = sizes.map((size) => ({
    heading: [...(grouped ? [parent] : []), ...leaf(sizeText(sender, size))],
    field: {
      ...sizeGold(sender, size),
      charge: 'BAS',
      charge_type,
      basis: 'container',
      ...settledCurrency(style),
    } satisfies GoldPriceColumn,
    cells: [] as CellInput[],
    code: total ? 'ALL' : 'BAS',
  }))
  // A lane that is not offered is so for all sizes more often than for one.
  const gap = lanes.map(() =>
    random.chance(style.gaps / 2) ? (random.chance(0.25) ? null : noPrice(style, random)) : undefined,
  )
  const halved = { ...style, gaps: style.gaps / 2 }
  columns.forEach((column, c) => {
    lanes.forEach((lane, i) => {
      column.cells.push(gap[i] !== undefined ? gap[i]! : priceOrGap(usdFor(lane, sizes[c]!), halved, random))
    })
    // A column of prices holds one at the least.
    if (
      !column.cells.some(
        (cell) => typeof cell === 'number' || (cell !== null && /\d/.test(JSON.stringify(cell))),
      )
    )
      column.cells[0] = priceCell(inCurrency(usdFor(lanes[0]!, sizes[c]!), style.currency), style, random)
  })
  return columns
}

/** One column whose cells hold the prices of all sizes: "2100/4200/4200". */
export function slashColumn(sender: Sender, lanes: readonly Lane[], options: FreightOptions): PlannedColumn {
  const { random, headings } = sender
  const { style, total } = options
  const sizes = options.sizes.filter((size): size is EquipmentKey => size !== 'both')
  const separator = random.pick(['/', '/', '/', ' / ', '-', '//'])
  const list = sizes.map((size) => sender.equipment.text(size)).join(random.pick(['/', '/', ' / ', '-']))
  const word = headings.of(total ? 'all_in' : 'freight')
  const name = random.pick([
    `${word} ${list}`,
    `${word}\n${list}`,
    list,
    `${word} (${list})`,
    `${list} ${word}`,
  ])
  const heading =
    style.where === 'heading' || style.where === 'group' ? withCurrency(name, style.currency, sender) : name
  const before = style.where === 'cell' && random.chance(0.5)
  const cells = lanes.map((lane): CellInput => {
    if (random.chance(style.gaps)) return random.chance(0.3) ? null : noPrice(style, random)
    const bare = { ...style, where: 'nowhere' as const, decimals: false }
    const text = sizes
      .map((size) => priceText(inCurrency(usdFor(lane, size), style.currency), bare))
      .join(separator)
    if (style.where !== 'cell') return text
    return before ? `${style.currency} ${text}` : `${text} ${style.currency}`
  })
  if (!cells.some((cell) => typeof cell === 'string' && /\d/.test(cell)))
    cells[0] = sizes.map((size) => usdFor(lanes[0]!, size)).join(separator)
  return {
    heading: [heading],
    field: {
      container_size: sizes.map((size) => EQUIPMENT[size].size) as ContainerSize[],
      ...(sender.equipment.namesType || sizes.some((size) => EQUIPMENT[size].type !== 'dry')
        ? { container_type: EQUIPMENT[sizes[0]!].type }
        : {}),
      charge: 'BAS',
      charge_type: total ? 'total' : 'base',
      basis: 'container',
      ...settledCurrency(style),
    },
    cells,
  }
}
