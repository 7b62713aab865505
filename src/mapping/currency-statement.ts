import { findCurrencies, readCurrency } from '../reference/currencies.ts'
import type { MappingQuestion } from './answerer.ts'
import type { Statement } from './statements.ts'

/** A number beside a currency makes it an amount ("USD 30 per B/L", "25,450 VND"): it says nothing of other prices. */
const AMOUNT_AFTER = /^[^\p{L}\d)）\]]{0,3}\s*(\d[\d.,/'-]*)/u
/** A number right before, but no year and no date: "till 15.05.2026, USD" is a statement. */
const NUMBER_BEFORE = /(\d[\d.,/'-]*)\s*$/u
const WRITTEN_DATE =
  /^(?:[\d./]+-)?(?:(?:\d{1,2}[./-])?20\d\d|20\d\d[./-]\d{1,2}(?:[./-]\d{1,2})?|\d{1,2}[./-]\d{1,2}[./-](?:20)?\d\d)$/
/** "USD, 01 Jan 2027": a day, no amount. */
const MONTH_BEHIND = /^\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/i
const EXCHANGE = /exchange|\broe\b|umrechnung|tipo de cambio|汇率|tỷ giá|kur\b|환율/iu
/** Words that make a mention a statement about all prices. */
const STATING =
  /amount|rates?\b|price|freight|currency|all in|in\s*$|单位|單位|币|幣|đơn vị|tiền|beträge|preise|importes|tarifas|valores|moneda|moeda|fiyat|통화|단위|単位|通貨/iu

/** What stands before or behind a mention that is a statement: "in USD", "USD per container", "(USD)", "米ドル建て". */
const BEFORE =
  /(?:\b(?:in|en|em|currency|currencies|all|amounts?(?: are)?|rates?(?: are)?|prices?|buying|freight|preise|beträge|valores|tarifas|tutarlar)\s*(?:in\s*)?|单位|單位|币种|幣別|đơn vị tiền tệ|通貨|통화|단위|単位|döviz|para birimi)\s*[:：(（=]?\s*$|[:：(（,，]\s*$/iu
const BEHIND = /^\s*(?:[/／]|per\b|por\b|je\b|pro\b|[)）]|建|기준|all[- ]?in)/iu
const SHORT = 60

/** "yer", "top", "all", "LKR = Lat Krabang": letters that are a currency code by chance. */
function isOrdinaryWord(text: string, index: number): boolean {
  const word = wordAt(text, index)
  const rest = text.slice(index + word.length)
  return /^\s*=/.test(rest) || (/^[a-z]/i.test(word) && word !== word.toUpperCase())
}

/** "Ex BKK/LKR/LCH": between codes that are no currencies, letters are one of them. */
function isAmongCodes(text: string, index: number, word: string): boolean {
  const before = /([A-Z]{3})\s*\/\s*$/.exec(text.slice(0, index))?.[1]
  const after = /^\s*\/\s*([A-Z]{3})(?![A-Z])/.exec(text.slice(index + word.length))?.[1]
  const beside = [before, after].filter((code) => code !== undefined)
  return beside.length > 0 && beside.every((code) => readCurrency(code) === null)
}

/** "USD 20'/40'HQ": what is paid for, and no amount. */
const SIZE_AFTER = /^\W{0,3}(?:20|40|45)\s?(?:['’`´]|ft|gp|dc|dv|hc|hq|st|\/)/i

function isAmountAfter(after: string): boolean {
  if (SIZE_AFTER.test(after)) return false
  const match = AMOUNT_AFTER.exec(after)
  const number = match?.[1]?.replace(/[.,/'-]+$/, '')
  const day = match !== null && MONTH_BEHIND.test(after.slice(match[0].length))
  return number !== undefined && !day && !WRITTEN_DATE.test(number)
}

function isAmount(before: string): boolean {
  const number = NUMBER_BEFORE.exec(before)?.[1]?.replace(/[.,/'-]+$/, '')
  return number !== undefined && !WRITTEN_DATE.test(number)
}

/** "All amounts in USD except ETS (EUR)": what follows holds for that one thing. */
const EXCEPTION =
  /(?<!\p{L})(?:except(?:ing)?|excepto|salvo|tranne|eccetto|sauf|außer|ausser|ausgenommen|mit ausnahme|behalve|oprócz|кроме|hariç|trừ|除外|以外|除了?)(?!\p{L})/iu

/** Whether an exception stands between the beginning of the sentence and a mention. */
function isException(text: string, index: number): boolean {
  const sentence = text
    .slice(0, index)
    .split(/[.;|。；\n]/u)
    .at(-1)!
  return EXCEPTION.test(sentence)
}

export interface CurrencyStatement {
  readonly currency: string
  readonly context: number
  /** The word of the cell that names the currency. */
  readonly text: string
  readonly confidence: number
}

/** The currency that the surroundings state for all prices; null when they state none, or two at the same distance. */
export function statedCurrency(statements: readonly Statement[]): CurrencyStatement | null {
  const own = statements.filter((statement) => statement.own)
  const found = own.flatMap((statement) => currencyIn(statement)?.statement ?? [])
  found.sort((a, b) => b.confidence - a.confidence)
  const best = found[0]
  if (!best) return null
  const rival = found.find((other) => other.currency !== best.currency)
  return rival && rival.confidence > best.confidence - 0.05 ? null : best
}

/** Titles and names of tabs of local charges, which have a currency of their own. */
const OF_CHARGES =
  /local|charges?(?!\p{L})|surcharge|\bthc\b|demurrage|detention|trucking|haulage|inland|gastos|recargos|taxas|despesas|nebenkosten|geb[uü]hren|費用|费用|附加|本地|チャージ|諸掛|부대/iu

/**
 * The currency of freight on a tab that names none, where the other tabs of rates state one and the same: "単位：USD" is
 * written once. Null where the tab speaks of any currency itself.
 */
export function currencyOfOtherSheets(statements: readonly Statement[]): CurrencyStatement | null {
  if (statements.some((statement) => statement.own && currencyIn(statement) !== null)) return null
  const elsewhere = statements.filter(({ own, cell }) => !own && cell.position !== 'workbook')
  const ofCharges = new Set(
    elsewhere
      .filter(
        ({ cell }) =>
          OF_CHARGES.test(cell.sheet ?? '') || (cell.kind === 'title' && OF_CHARGES.test(cell.text)),
      )
      .map(({ cell }) => cell.sheet),
  )
  const found = elsewhere.flatMap((statement) => {
    const said = ofCharges.has(statement.cell.sheet) ? null : currencyIn(statement)
    return said?.stating ? [said.statement] : []
  })
  return new Set(found.map(({ currency }) => currency)).size === 1 ? found[0]! : null
}

/** The one currency of which a statement speaks without an amount, and whether it says so of all prices. */
function currencyIn(statement: Statement): { statement: CurrencyStatement; stating: boolean } | null {
  if (statement.cell.position === 'workbook' || EXCHANGE.test(statement.text)) return null
  if (statement.cell.kind === 'section') return null
  const keyed = statement.fields[0] === 'currency' || statement.fields.includes('currency')
  const { text } = statement
  const mentions = findCurrencies(text).filter(({ index }) => {
    const word = wordAt(text, index)
    const after = text.slice(index + word.length)
    if (isAmongCodes(text, index, word) || isException(text, index)) return false
    return !isAmountAfter(after) && !isAmount(text.slice(0, index)) && !/^\s*=/.test(after)
  })
  const distinct = new Set(mentions.map(({ currency }) => currency))
  if (distinct.size !== 1) return null
  const { index, currency } = mentions[0]!
  const note = statement.cell.position === 'below' || statement.cell.position === 'beside'
  const stands =
    BEFORE.test(text.slice(0, index)) || BEHIND.test(text.slice(index + wordAt(text, index).length))
  const stating = keyed || stands || (STATING.test(text) && text.length < SHORT)
  // Three letters in a note are more often a port or a word than a statement about all prices.
  if (!stating && (note || isOrdinaryWord(text, index))) return null
  return {
    statement: {
      currency,
      context: statement.context,
      text: wordAt(text, index),
      confidence: statement.nearness * (stating ? 1 : 0.6),
    },
    stating,
  }
}

function wordAt(text: string, index: number): string {
  return (
    /^(?:[\p{Script=Latin}]+\$?|[\p{Script=Han}\p{Script=Katakana}]{2,4}?(?=建)|[\p{Script=Han}]{2,3}|\S)/u.exec(
      text.slice(index),
    )?.[0] ?? ''
  )
}

/** "BIAYA LOKAL (IDR)" over the names of charges: the currency of the amounts beside them. */
export function currencyOfChargeNames({ understanding, columns }: MappingQuestion): string | null {
  const names = new Set(
    understanding.columns
      .filter(({ role }) => role === 'charge' || role === 'charge_name')
      .map(({ id }) => id),
  )
  const found = columns.filter(({ id }) => names.has(id)).flatMap(({ header }) => findCurrencies(header.own))
  const codes = new Set(found.map(({ currency }) => currency))
  return codes.size === 1 ? [...codes][0]! : null
}
