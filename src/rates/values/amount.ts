import { remember } from '../../reference/aligned.ts'
import type { ContainerReading } from '../../reference/containers.ts'
import { currencyOfNumberFormat } from '../../reference/currencies.ts'
import type { Basis, PriceStatus } from '../../reference/vocabulary.ts'
import { isDateFormat } from '../../tables/cell-shape.ts'
import type { CellKind } from '../../workbook/grid.ts'
import { type AmountToken, readAmountText } from './amount-text.ts'
import { readPriceWord } from './price-words.ts'

export { decimalStyle } from './number-text.ts'

declare const copied: unique symbol
/** A number that was read from a cell's own token. Only this module makes one, so nothing can invent a price. */
export type CopiedAmount = number & { readonly [copied]: true }

export interface PriceCellInput {
  readonly kind: CellKind
  /** As displayed. */
  readonly text: string
  /** NaN unless `kind` is number. */
  readonly number: number
  readonly numberFormat: string
  readonly struck: boolean
  readonly formulaWithoutValue: boolean
  /** Decimal comma in this column or table; null when nothing tells. */
  readonly decimalComma: boolean | null
}

export type PriceProblem =
  | 'struck'
  | 'error_value'
  | 'formula_without_value'
  | 'not_a_price'
  | 'currency_without_amount'
  | 'ditto'
  | 'same_as'

export interface PricePart {
  readonly status: PriceStatus
  /** In currency units, percent points when `percent`; null unless priced. */
  readonly amount: CopiedAmount | null
  readonly currency: string | null
  readonly percent: boolean
  /** The text that this part was read from. */
  readonly token: string
  readonly basis: Basis | null
  readonly container: ContainerReading | null
  /** The charge that this part is, where the cell adds it by name to the price before: the ISD of "1180+ ISD12". */
  readonly added?: string
}

export interface PriceReading {
  /** Empty for a blank cell and for every problem. */
  readonly parts: readonly PricePart[]
  readonly problem: PriceProblem | null
  /** What a 'same_as' cell points to ("45" of "AS 45"), else null. */
  readonly pointer: string | null
  /** A minimum that stands in the same cell ("45 per W/M, min 90"), else null. */
  readonly minimum: CopiedAmount | null
}

const NOTHING: PriceReading = { parts: [], problem: null, pointer: null, minimum: null }
const problem = (kind: PriceProblem, pointer: string | null = null): PriceReading => ({
  parts: [],
  problem: kind,
  pointer,
  minimum: null,
})
const ERROR_TEXT = /^#(?:REF|N\/A|NA|VALUE|DIV\/0|NAME|NUM|NULL|SPILL|CALC)[!?]?/i
const NUMBER_FIRST = /^(?:[A-Z]{3}\s*|[A-Z]{0,2}[$€£¥]\s*)?\d[\d.,]{2,}/i
const AS_OTHER =
  /^(?:same\s+(?:rate\s+)?as|as|=|see|wie|igual\s+(?:que|a)|como|như|same|同|idem)\s*[:.]?\s*((?:col\w*\s*)?['"]?(?:[+>≥]?\s?\d{2}|h[cq]|[24]\d?\s?[hdr]\w*)\S*(?:\s?(?:hc|hq|gp|dv|dc|dry|std|rf|nor|ft|'))?)$/i
/** Sums of floating point leave traces beyond the sixth decimal; no price has one there. */
const DECIMALS = 1e6

/** Reads a price cell: amounts, words that stand for a price, and what is wrong with it. Never throws. */
export function readPriceCell(cell: PriceCellInput): PriceReading {
  if (cell.formulaWithoutValue) return problem('formula_without_value')
  if (cell.kind === 'blank') return NOTHING
  if (cell.kind === 'error') return problem('error_value')
  if (cell.struck) return problem('struck')
  if (cell.kind === 'boolean') return problem('not_a_price')
  if (cell.kind === 'number') return readNumberCell(cell)
  return readers[cell.decimalComma === null ? 'unknown' : cell.decimalComma ? 'comma' : 'point'](cell.text)
}

const readers = {
  unknown: remember((text) => readTextCell(text, null)),
  comma: remember((text) => readTextCell(text, true)),
  point: remember((text) => readTextCell(text, false)),
}

function readNumberCell(cell: PriceCellInput): PriceReading {
  const { number, numberFormat, text } = cell
  if (!Number.isFinite(number) || isDateFormat(numberFormat)) return problem('not_a_price')
  const currency = currencyOfNumberFormat(numberFormat)
  // Accounting formats draw a dash for zero: what the reader of the sheet sees is that nothing is offered.
  if (number === 0 && /^[^\d\p{L}]*[-–][^\d\p{L}]*$/u.test(text))
    return single('not_offered', null, { currency, token: text })
  const percent = showsPercent(numberFormat)
  const amount = clean(percent ? number * 100 : number)
  return single('priced', amount, { currency: percent ? null : currency, token: text, percent })
}

const showsPercent = remember((numberFormat) => numberFormat.replace(/"[^"]*"|\\./g, '').includes('%'))

/** Only here does a number become an amount: it must come from a cell. */
function copy(number: number): CopiedAmount {
  return number as CopiedAmount
}

function clean(number: number): CopiedAmount {
  const rounded = Math.round(number * DECIMALS) / DECIMALS
  return copy(Object.is(rounded, -0) || !Number.isFinite(rounded) ? 0 : rounded)
}

function single(
  status: PriceStatus,
  amount: CopiedAmount | null,
  facts: { currency?: string | null; token: string; percent?: boolean; basis?: Basis | null },
): PriceReading {
  const { currency = null, token, percent = false, basis = null } = facts
  const part = {
    status,
    amount,
    currency,
    percent,
    token,
    basis: percent ? (basis ?? 'percent') : basis,
    container: null,
  }
  return { parts: [part], problem: null, pointer: null, minimum: null }
}

function readTextCell(original: string, decimalComma: boolean | null): PriceReading {
  const text = original.normalize('NFC').trim()
  if (text === '') return NOTHING
  if (ERROR_TEXT.test(text)) return problem('error_value')
  const pointer = AS_OTHER.exec(text.normalize('NFKC'))?.[1]
  if (pointer && !/per|above/i.test(pointer)) return problem('same_as', pointer)
  const amounts = readAmountText(text, decimalComma)
  if (amounts === 'currency') return problem('currency_without_amount')
  if (amounts) {
    const minimum = amounts.minimum === null ? null : copy(amounts.minimum)
    return { parts: amounts.tokens.map(toPart), problem: null, pointer: null, minimum }
  }
  // A number that could not be read is still there: "1,980 (HEA 300 included)" is not free.
  if (NUMBER_FIRST.test(text)) return problem('not_a_price')
  const word = readPriceWord(text)
  if (word === 'ditto') return problem('ditto')
  return word ? single(word, null, { token: text }) : problem('not_a_price')
}

function toPart(token: AmountToken): PricePart {
  return {
    status: token.status,
    amount: token.number === null ? null : copy(token.number),
    currency: token.currency,
    percent: token.percent,
    token: token.text,
    basis: token.basis ?? (token.percent ? 'percent' : null),
    container: token.container,
    ...(token.added === undefined ? {} : { added: token.added }),
  }
}
