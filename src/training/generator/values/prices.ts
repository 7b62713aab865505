import type { CellInput } from '../cell.ts'
import { choices } from '../cell.ts'
import type { Random } from '../random.ts'
import { NO_PRICE } from '../vocabulary/words.ts'

export type CurrencyPlace =
  | 'column'
  | 'heading'
  | 'group'
  | 'title'
  | 'key_value'
  | 'note'
  | 'cell'
  | 'format'
  | 'nowhere'

/** How prices are written in one table. */
export interface PriceStyle {
  readonly where: CurrencyPlace
  readonly currency: string
  /** Typed text instead of numbers. */
  readonly asText: boolean
  readonly decimalComma: boolean
  readonly decimals: boolean
  readonly format: string
  /** Of text with a currency: 0..5, the notation. */
  readonly notation: number
  /** Share of cells without a price, and of those left blank. */
  readonly gaps: number
  readonly language: string
}

const SYMBOLS: Record<string, string> = {
  USD: '$',
  EUR: '€',
  GBP: '£',
  JPY: '¥',
  CNY: '¥',
  INR: '₹',
  KRW: '₩',
  THB: '฿',
}

/** Units of a currency for one US dollar, roughly: prices must look right, not be right. */
const PER_DOLLAR: Record<string, number> = {
  EUR: 0.92,
  GBP: 0.78,
  CNY: 7.2,
  HKD: 7.8,
  TWD: 32,
  VND: 25000,
  THB: 35,
  KRW: 1350,
  JPY: 150,
  INR: 84,
  SGD: 1.35,
  MYR: 4.6,
  IDR: 15800,
  PHP: 57,
  PKR: 280,
  AED: 3.67,
  SAR: 3.75,
  CAD: 1.36,
  BRL: 5.2,
  DKK: 6.9,
  ZAR: 18.5,
  AUD: 1.5,
  NZD: 1.65,
}

/** An amount in dollars as an amount of a currency, rounded as people round there. */
export function inCurrency(usd: number, currency: string): number {
  const amount = usd * (PER_DOLLAR[currency] ?? 1)
  const step = amount > 200000 ? 10000 : amount > 5000 ? 50 : amount > 300 ? 10 : amount > 30 ? 5 : 1
  return Math.max(step, Math.round(amount / step) * step)
}

export function priceStyle(
  random: Random,
  where: CurrencyPlace,
  currency: string,
  language: string,
  continental: boolean,
): PriceStyle {
  const symbol = SYMBOLS[currency]
  const format =
    where === 'format'
      ? random.pick([
          ...(symbol
            ? [
                `"${symbol}"#,##0`,
                `[$${symbol}-409]#,##0`,
                `${symbol === '$' ? '$' : `"${symbol}"`}#,##0.00`,
                `#,##0 "${symbol}"`,
              ]
            : []),
          `[$${currency}] #,##0`,
          `"${currency}" #,##0`,
          `#,##0 "${currency}"`,
        ])
      : random.weighted([
          ['General', 45],
          ['#,##0', 33],
          ['#,##0.00', 9],
          ['0', 6],
          ['_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', 4],
          ['0.00', 3],
        ])
  return {
    where,
    currency,
    asText: where === 'cell' || (where !== 'format' && random.chance(continental ? 0.2 : 0.07)),
    decimalComma: continental && random.chance(0.75),
    decimals: random.chance(continental ? 0.3 : 0.08),
    format,
    notation: random.int(0, 7),
    gaps: random.weighted([
      [0, 45],
      [0.03, 30],
      [0.1, 20],
      [0.3, 5],
    ]),
    language,
  }
}

function plain(amount: number, style: PriceStyle): string {
  const fixed = style.decimals ? amount.toFixed(2) : String(amount)
  const [whole = '', decimals] = fixed.split('.')
  const grouped =
    style.notation % 2 === 0 ? whole.replace(/\B(?=(\d{3})+$)/g, style.decimalComma ? '.' : ',') : whole
  return decimals ? `${grouped}${style.decimalComma ? ',' : '.'}${decimals}` : grouped
}

/** One amount as text, with its currency when the style keeps it in the cell. */
export function priceText(amount: number, style: PriceStyle): string {
  const text = plain(amount, style)
  if (style.where !== 'cell') return style.notation === 5 && style.decimalComma ? `${text},-` : text
  const { currency } = style
  const symbol = SYMBOLS[currency] ?? currency
  switch (style.notation) {
    case 0:
    case 1:
      return `${currency} ${text}`
    case 2:
    case 3:
      return `${text} ${currency}`
    case 4:
      return `${symbol}${text}`
    case 5:
      return `${currency}${text}`
    case 6:
      return currency === 'USD' ? `US$ ${text}` : `${currency} ${text}.-`
    default:
      return currency === 'USD' ? `US$${text}` : `${text}${currency}`
  }
}

export function priceCell(amount: number, style: PriceStyle, random: Random): CellInput {
  if (style.asText || (style.gaps > 0.05 && random.chance(0.03))) return priceText(amount, style)
  return style.format === 'General' ? amount : { value: amount, format: style.format }
}

/** A word where a price could stand. */
export function noPrice(style: PriceStyle, random: Random, surcharge = false): string {
  const kind = random.weighted<'on_request' | 'not_offered' | 'included' | 'suspended' | 'tariff'>([
    ['on_request', 40],
    ['not_offered', 35],
    ['included', surcharge ? 40 : 5],
    ['suspended', 6],
    ['tariff', surcharge ? 15 : 4],
  ])
  const local = NO_PRICE[`${kind}_local` as const][style.language]
  return random.pick(choices(local && random.chance(0.6) ? local : NO_PRICE[kind]))
}

/** A price, a word instead, or a blank, as often as the style leaves gaps. */
export function priceOrGap(usd: number, style: PriceStyle, random: Random, surcharge = false): CellInput {
  if (random.chance(style.gaps)) return random.chance(0.45) ? null : noPrice(style, random, surcharge)
  return priceCell(inCurrency(usd, style.currency), style, random)
}
