import { alignedFold, squeeze } from '../../reference/aligned.ts'
import { readBasis } from '../../reference/bases.ts'
import { readCharge } from '../../reference/charges.ts'
import { type ContainerReading, readContainers } from '../../reference/containers.ts'
import { findCurrencies, readCurrency } from '../../reference/currencies.ts'
import type { Basis, PriceStatus } from '../../reference/vocabulary.ts'
import { readNumber } from './number-text.ts'
import { readPriceWord } from './price-words.ts'
import { readSizedAmounts } from './sized-amounts.ts'

/** One price of a text: a number, or a word in its place ("1580/-/1830"). */
export interface AmountToken {
  readonly status: PriceStatus
  /** With its sign; null unless priced. */
  readonly number: number | null
  readonly currency: string | null
  readonly percent: boolean
  readonly text: string
  readonly basis: Basis | null
  readonly container: ContainerReading | null
  /** The charge that is added to the price before it, as written: the ISD of "1180+ ISD12". */
  readonly added?: string
}

export interface AmountText {
  readonly tokens: readonly AmountToken[]
  readonly minimum: number | null
}

/** Longer texts are sentences; a price in a sentence is for a person to look at. */
const LONGEST = 80
/** No price has more parts: what has is a list of something else. */
const MOST_PARTS = 8
/** No freight, in any currency, has more digits before the point. */
const LARGEST = 1e12

const NUMBER = "\\d{1,3}(?:[ \\u00a0\\u202f'’]\\d{3})+(?:[.,]\\d{1,4})?(?!\\d)|\\d[\\d.,]*\\d|\\d"
const MONEY = new RegExp(
  `^(?<open>\\()?\\s*(?<sign>[-+])?\\s*(?<number>${NUMBER})(?<even>[.,]\\s?-{1,2}|[.,]=)?(?<minus>-)?\\s*(?<close>\\))?`,
)
/** Words that may stand before a number and leave it a price. */
const LEAD_WORDS =
  /^(?:ALL[- ]?IN|NET|NETT|ONLY|RATE|O\/F|OCEAN FREIGHT|FREIGHT|TOTAL|PLUS|ADD|ADDITIONAL|FLAT|@|AT|[+:=])\s*[:=]?\s*/
/** Words that may stand after it. */
const TAIL_WORDS =
  /^(?:NET|NETT|ONLY|\(?ALL[- ]?IN\)?|FLAT|EACH|ON TOP|LUMPSUM|LUMP SUM|PP|CC|PREPAID|COLLECT|\/-|[*†#^]{1,3}|\(\d{1,2}\)|\d\))\s*/
const DATE = /^\D{0,3}(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2})\D{0,3}$/
/** Units with a slash of their own, which is no separator. */
const SLASHED: readonly (readonly [RegExp, string])[] = [
  [/(?<![A-Z])H?M?B\/L(?:S)?(?![A-Z])/g, 'BL'],
  [/(?<![A-Z])W\/M(?![A-Z])/g, 'WM'],
  [/(?<![A-Z])R\/T(?![A-Z])/g, 'RT'],
  [/(?<![A-Z])N\/A(?![A-Z])/g, 'NA'],
  [/(?<![A-Z])N\/Q(?![A-Z])/g, 'NQ'],
  [/(?<![A-Z])(?:CBM\/TON|TON\/M3|M3\/TON|CBM\/MT|TON\/CBM)(?![A-Z])/g, 'RT'],
]

/**
 * The prices that a text writes: one, or several between slashes, each with its currency, basis and container where it
 * names them. 'currency' for a currency without a number; null when the text is no plain price. A sum ("2,000+150"), a
 * range ("1500-1600") or a quantity ("72 hours", "15/01/2026") is none.
 */
export function readAmountText(
  original: string,
  decimalComma: boolean | null,
): AmountText | 'currency' | null {
  if (original.length > LONGEST) return null
  const folded = squeeze(alignedFold(linesAsParts(original)))
  if (readCurrency(folded)) return 'currency'
  if (!/\d/.test(folded)) return wordsOnly(folded)
  if (DATE.test(folded)) return null
  const sized = readSizedAmounts(folded, decimalComma)
  if (sized) return { tokens: shareCurrency(sized, null), minimum: null }
  const { head, extras } = takeExtras(folded.replace(ADDED, ''), decimalComma)
  const { text, minimum } = takeMinimum(withoutRemark(head), decimalComma)
  const { body, containers } = takeContainers(text)
  let plain = body
  for (const [pattern, unit] of SLASHED) plain = plain.replace(pattern, unit)
  plain = currenciesApart(plain)
  const tokens: AmountToken[] = []
  for (const group of plain.split(/[;|]|,\s+(?=(?:[A-Z]{3}|[A-Z]{0,2}[$€£])?\s*\d)/)) {
    const read = readGroup(group.trim(), decimalComma)
    if (!read) return null
    tokens.push(...read)
  }
  if (tokens.length > MOST_PARTS || !tokens.some((token) => token.status === 'priced')) return null
  // "1500/2800 + ISD12" does not say for which of them.
  if (extras.length > 0 && tokens.length > 1) return null
  return { tokens: [...shareCurrency(tokens, containers), ...extras], minimum }
}

const EXTRA_AMOUNT = `(?:([A-Z]{3}|[A-Z]{0,2}[$€£])\\s?)?(${NUMBER})`
/** "+ ISD12", "+AMS USD 30", "+ 150 THC" at the end of a price: a charge with a name and an amount of its own. */
const EXTRA = new RegExp(
  `\\s*\\+\\s*(?:([A-Z]{2,6})\\s*[:=]?\\s*${EXTRA_AMOUNT}|${EXTRA_AMOUNT}\\s*([A-Z]{2,6}))\\s*$`,
)

/** Parts the charges that are added by name from the price that they are added to. */
function takeExtras(
  whole: string,
  decimalComma: boolean | null,
): { head: string; extras: readonly AmountToken[] } {
  const extras: AmountToken[] = []
  let head = whole
  for (let match = EXTRA.exec(head); match !== null; match = EXTRA.exec(head)) {
    const before = head.slice(0, match.index)
    const added = match[1] ?? match[6]!
    const number = readNumber(match[3] ?? match[5]!, decimalComma)
    const charge = readCharge(added)
    const ofCharge = charge !== null && charge.type === 'surcharge' && readCurrency(added) === null
    if (!ofCharge || number === null || !/\d/.test(before)) break
    const currency = readCurrency(match[2] ?? match[4] ?? '')
    extras.unshift({
      status: 'priced',
      number,
      currency,
      percent: false,
      text: match[0].trim(),
      basis: null,
      container: null,
      added,
    })
    head = before
  }
  return { head, extras }
}

const TWO_CURRENCIES = /^([A-Z]{3})\.?\s*[\d.,]+\s*\+\s*(?=([A-Z]{3})\.?\s*\d)/

/** "USD 350+INR.4800": what nobody adds up are two prices. */
function currenciesApart(text: string): string {
  const [sum, first, second] = TWO_CURRENCIES.exec(text) ?? []
  if (!sum || !first || !second || first === second) return text
  if (readCurrency(first) === null || readCurrency(second) === null) return text
  return `${sum.replace('+', ';')}${text.slice(sum.length)}`
}

/** A cell with a number on each line lists prices; with a currency or a unit on a line of its own it is one price. */
function linesAsParts(text: string): string {
  const lines = text.split(/\s*\n\s*/).filter((line) => line !== '')
  return lines.length > 1 && lines.every((line) => /\d/.test(line)) ? lines.join(' | ') : text
}

/** "TBA/TBA/TBA", "-/-", "USD -": parts without any number. */
function wordsOnly(folded: string): AmountText | null {
  const pieces = folded.split(/\s*\/\s*/)
  const isList =
    pieces.length > 1 && pieces.length <= MOST_PARTS && !/^(?:N\/A|N\/Q|C\/C|O\/R|N\/S|N\/D)$/.test(folded)
  if (isList) {
    const tokens = pieces.map((piece) => wordToken(piece))
    return tokens.every((token) => token !== null)
      ? { tokens: shareCurrency(tokens, null), minimum: null }
      : null
  }
  const mention = findCurrencies(folded)[0]
  if (!mention) return null
  const rest = (folded.slice(0, mention.index) + folded.slice(mention.index + mention.length)).trim()
  const token = /^[-(]+[-)\s]*$/.test(rest) || rest.length <= 12 ? wordToken(rest) : null
  return token ? { tokens: [{ ...token, text: folded, currency: mention.currency }], minimum: null } : null
}

function wordToken(piece: string): AmountToken | null {
  const word = piece === '' ? null : readPriceWord(piece)
  if (!word || word === 'ditto') return null
  return {
    status: word,
    number: null,
    currency: null,
    percent: false,
    text: piece,
    basis: null,
    container: null,
  }
}

/** "2,750+HEA": a charge of its own is added, of which the cell tells no amount. */
const ADDED = /(?<=[\d)\]])\s*\+\s*[A-Z]{2,5}(?:\s*[+/&,]\s*[A-Z]{2,5})*(?=\s*(?:$|[([]))/

/** Whether a price names a charge that is added to it and tells no amount of it. */
export const addsUnpriced = (text: string): boolean => ADDED.test(squeeze(alignedFold(text)))

/** "1,980 ( LSR & ISD included )" */
const BRACKET = /\s*[([][^()[\]\d]*(?<![A-Z])(?:INCL|INKL|INC|EXCL|EXKL|SUBJ|NOT INCL)[^()[\]\d]*[)\]]\s*$/
/** "1450 (incl. BAF/LSS)", "1500 excl. THC": what a price contains does not change it, as long as no number follows. */
const REMARK =
  /\s*[(,;-]?\s*(?<![A-Z])(?:INCL|INKL|INC\.|EXCL|EXKL|SUBJ|ALL[- ]?IN|ALLIN|SOC|COC|FAK|SPOT|DIRECT|VIA|PROMO|NEW|含|已含|不含|未含|直航)[^\d]*$/

function withoutRemark(whole: string): string {
  const text = whole.replace(ADDED, '').replace(BRACKET, '').replace(ADDED, '')
  const remark = REMARK.exec(text)
  const head = remark ? text.slice(0, remark.index) : text
  return /\d/.test(head) ? head : text
}

/** "45 per W/M (min USD 90)". */
function takeMinimum(folded: string, decimalComma: boolean | null): { text: string; minimum: number | null } {
  const match = new RegExp(
    `[\\s,/(]+MIN(?:\\.|IMUM|IMO|DEST)?:?\\s*(?:CHARGE\\s*)?(?:[A-Z]{3}|[A-Z]{0,2}[$€£])?\\s*(${NUMBER})(?:\\s*[A-Z]{3})?\\s*\\)?$`,
  ).exec(folded)
  const number = match ? readNumber(match[1]!, decimalComma) : null
  return match && number !== null && /\d/.test(folded.slice(0, match.index))
    ? { text: folded.slice(0, match.index), minimum: number }
    : { text: folded, minimum: null }
}

/** "USD 1500/2600 for 20/40HC": the containers that the parts are for. */
function takeContainers(text: string): { body: string; containers: ContainerReading | null } {
  const match = /\s(?:FOR|PER|EN|FUR|POR|PARA|IN|CHO|@)\s+(.+)$|\s*\(([^()]+)\)$/.exec(text)
  const named = match ? readContainers(match[1] ?? match[2] ?? '') : null
  return match && named && named.rest === '' && named.sizes.length > 0
    ? { body: text.slice(0, match.index), containers: named }
    : { body: text, containers: null }
}

/** Prices between slashes. A piece may instead name the unit or the container of those before it. */
function readGroup(group: string, decimalComma: boolean | null): AmountToken[] | null {
  const pieces = group.split(/\s*\/\s*/)
  const tokens: AmountToken[] = []
  for (const [i, piece] of pieces.entries()) {
    const last = tokens.at(-1)
    const unit = i > 0 ? readUnit(piece, pieces, last) : null
    if (unit && last) {
      const from = unit.container ? tokens.length - 1 : 0
      for (let t = from; t < tokens.length; t++) tokens[t] = { ...tokens[t]!, ...unit }
      continue
    }
    // Usage of India and the Gulf: "Rs. 1500/-" is fifteen hundred even.
    const even = piece === '-' && i === pieces.length - 1 && /\d\/-$/.test(group)
    if (even && tokens.length === 1 && last && last.currency !== null) continue
    const token = readPiece(piece, decimalComma) ?? (/\d/.test(piece) ? null : wordToken(piece))
    if (!token) return null
    tokens.push(token)
  }
  return tokens
}

function readUnit(
  piece: string,
  pieces: readonly string[],
  last: AmountToken | undefined,
): { basis: Basis; container?: ContainerReading } | null {
  if (last?.status !== 'priced') return null
  const named = readContainers(piece)
  if (named && named.rest === '' && named.sizes.length === 1) {
    const bare = /^\d+$/.test(piece)
    // "USD150/20" is a price for a twenty, "20/40" are two prices.
    const isLength =
      !bare ||
      (pieces.length === 2 &&
        last.number! > 60 &&
        last.number! / Number(piece) > 5 &&
        last.container === null &&
        last.number! < 1e5)
    if (isLength) return { container: named, basis: 'container' }
  }
  if (piece === 'FEU')
    return {
      container: { sizes: ['40ft'], type: null, types: [null], order: 'parts', rest: '' },
      basis: 'container',
    }
  if (/\d/.test(piece)) return null
  const basis = readBasis(piece)
  return basis ? { basis } : null
}

/** One price: words, currency, number, percent sign, unit, in the orders in which sheets write them. */
function readPiece(piece: string, decimalComma: boolean | null): AmountToken | null {
  let rest = piece.trim()
  let container: ContainerReading | null = null
  // "NOR2100", "20GP: 1500", "40'=2800"
  const labelled =
    /^((?:\d{2}\s?(?:'|FT|[A-Z])[A-Z' ]*?|[A-Z]{2,3}))\s*[:=]?\s*((?:[A-Z]{3}\s?|[A-Z]{0,2}[$€£]\s?)?\d[\d.,]*)$/.exec(
      rest,
    )
  const label = labelled ? readContainers(/^\d/.test(labelled[1]!) ? labelled[1]! : `40${labelled[1]}`) : null
  if (labelled && label && label.rest === '' && readCurrency(labelled[1]!) === null) {
    container = label
    rest = labelled[2]!
  }
  let currency: string | null = null
  for (let guard = 0; guard < 4; guard++) {
    const before = rest.length
    rest = rest.replace(LEAD_WORDS, '').replace(OPEN_SIGN, '')
    const money = leadingCurrency(rest)
    if (money && currency === null) {
      currency = money.currency
      rest = rest.slice(money.length).trimStart()
    }
    if (rest.length === before) break
  }
  // "-$50", "- USD 50", "($50)"
  const outer = /^(\(|-\s*)(?=\D)/.exec(rest)
  const inner = outer ? leadingCurrency(rest.slice(outer[0].length)) : null
  if (outer && inner && currency === null) {
    currency = inner.currency
    rest = outer[1]!.trim() + rest.slice(outer[0].length + inner.length).trimStart()
  }
  const match = MONEY.exec(rest)
  if (!match) return null
  const { open, sign, number: digits, minus, close } = match.groups!
  // "25,00-", as business software writes what is paid back; behind a whole number the dash may go on to something.
  if (Boolean(open) !== Boolean(close) || (minus && !(/[.,]\d\d$/.test(digits!) && !sign && !open)))
    return null
  const value = readNumber(digits!.replace(/[.,]$/, ''), decimalComma)
  if (value === null || value > LARGEST) return null
  const tail = readTail(rest.slice(match[0].length), currency)
  if (!tail) return null
  const negative = (open && close && !sign) || sign === '-' || minus !== undefined
  return {
    status: 'priced',
    number: negative && value !== 0 ? -value : value,
    currency: tail.percent ? null : tail.currency,
    percent: tail.percent,
    text: piece.trim(),
    basis: tail.basis,
    container: container ?? tail.container,
  }
}

/** Signs of several currencies: the price counts, the currency stays open. */
const OPEN_SIGN = /^(?:[¥￥]|KR\.?(?![A-Z]))\s*/

function leadingCurrency(text: string): { currency: string; length: number } | null {
  const symbol =
    /^[A-Z.]{0,4}[$€£¥₫฿₹₩]\s*|^[\u3040-\u30ff\u3400-\u9fff]+|^[A-Z.]{2,8}(?=[\s\d(:-])\s*:?/.exec(text)
  const currency = symbol ? readCurrency(symbol[0].replace(/:$/, '')) : null
  return symbol && currency ? { currency, length: symbol[0].length } : null
}

/** What follows the number: nothing, a currency, a percent sign, a unit, a footnote mark. Null for anything else. */
function readTail(
  text: string,
  leading: string | null,
): {
  currency: string | null
  percent: boolean
  basis: Basis | null
  container: ContainerReading | null
} | null {
  let rest = text.trim()
  let currency = leading
  let basis: Basis | null = null
  let container: ContainerReading | null = null
  const percent = /^(?:%|PCT(?![A-Z])|PERCENT|PROZENT)/.exec(rest)
  if (percent) {
    rest = rest.slice(percent[0].length).trim()
    // "4 % of base", "% on freight": what it is a share of is for the remarks.
    return rest === '' || /^(?:OF|ON|VON|DE|DEL|DU|AUF|OVER|X)(?![A-Z])|^[*(]/.test(rest)
      ? { currency: null, percent: true, basis: 'percent', container }
      : null
  }
  for (let guard = 0; rest !== '' && guard < 5; guard++) {
    const before = rest
    rest = rest
      .replace(TAIL_WORDS, '')
      .replace(OPEN_SIGN, '')
      .replace(/^\(([A-Z$€£]{1,4})\)$/, '$1')
      .trim()
    const money = /^([A-Z$€£¥₫฿.]{1,7}|[\u3040-\u30ff\u3400-\u9fff가-힣]{1,4}?)(?=$|[\s(*/+])/.exec(rest)
    const named = money ? readCurrency(money[1]!) : null
    if (money && named && (currency === null || currency === named)) {
      currency = named
      rest = rest.slice(money[0].length).trim()
    }
    const special = /^(?:NOR|HQ|HC|RF)$/.test(rest) ? readContainers(`40${rest}`) : null
    if (special) {
      container = special
      rest = ''
      break
    }
    const per = /^(?:PER|POR|PRO|JE|PAR|\/|A(?= DAY)|EACH|MOI|每)\s*(.+)$/.exec(rest)
    const wholeBasis = readBasis(per ? per[1]!.replace(/\s+(?:ON TOP|NET|ONLY|EXTRA|EACH|MIN\.?)$/, '') : '')
    if (per && wholeBasis) {
      basis = wholeBasis
      const sized = readContainers(per[1]!)
      if (sized && sized.rest === '' && sized.sizes.length > 0) container = sized
      rest = ''
    } else if (currency && /^(?:WM|RT|W M|TEU)$/.test(rest)) {
      basis = rest === 'TEU' ? 'teu' : 'wm'
      rest = ''
    }
    if (rest === before) return null
  }
  return rest === '' ? { currency, percent: false, basis, container } : null
}

/** A currency, a basis or a list of containers that is written once holds for every part. */
function shareCurrency(tokens: readonly AmountToken[], containers: ContainerReading | null): AmountToken[] {
  const currencies = new Set(tokens.map((token) => token.currency).filter((currency) => currency !== null))
  const shared = currencies.size === 1 ? [...currencies][0]! : null
  return tokens.map((token, i) => ({
    ...token,
    currency: token.percent ? null : (token.currency ?? shared),
    container: token.container ?? partOf(containers, i, tokens.length),
    basis: token.basis ?? (containers ? 'container' : null),
  }))
}

function partOf(containers: ContainerReading | null, part: number, parts: number): ContainerReading | null {
  if (!containers) return null
  const size = containers.sizes[part]
  if (containers.sizes.length !== parts || size === undefined) return parts === 1 ? containers : null
  const type = containers.types[part] ?? null
  return { sizes: [size], type, types: [type], order: 'parts', rest: '' }
}
