import { readContainers } from '../../reference/containers.ts'
import { readCurrency } from '../../reference/currencies.ts'
import type { AmountToken } from './amount-text.ts'
import { readNumber } from './number-text.ts'

/** A length with a mark or a kind behind it: a bare "20" may be a price. */
const SIZE =
  "(?:20|40|45|53)\\s?(?:'{1,2}\\s?(?:[A-Z]{2})?|F(?:OO|EE)?T\\.?(?:\\s[A-Z]{2}(?![A-Z]))?|[A-Z]{2})(?![A-Z\\d])"
const MONEY =
  '(?:([A-Z]{2,3}\\.?|[A-Z]{0,2}[$€£¥₹])\\s?)?(\\d[\\d.,]*\\d|\\d)(?:\\s?/-)?(?:\\s(?!PER|POR|PRO|FOR|AND|UND)([A-Z]{3})(?![A-Z]))?'
const BETWEEN = '(?:\\s*(?:[,;|&+/]|AND(?![A-Z])|UND(?![A-Z])|Y(?![A-Z])|E(?![A-Z])|ET(?![A-Z]))\\s*|\\s+)'
/** "10450/20'", "10,450 (20GP)", "USD 150 per 40'". */
const AMOUNT_FIRST = new RegExp(
  `${MONEY}\\s*(?:/|-|=|:|@|PER(?![A-Z])|POR(?![A-Z])|PRO(?![A-Z])|FOR(?![A-Z]))?\\s*\\(?\\s*(${SIZE})(?:\\s*\\))?`,
  'y',
)
/** "20': 10450", "20DC - 10450", "20'/10450". */
const SIZE_FIRST = new RegExp(`\\(?(${SIZE})\\)?\\s*[-–:=/@]?\\s*${MONEY}`, 'y')
const SEPARATOR = new RegExp(BETWEEN, 'y')
const MENTION = new RegExp(`(?<!\\d)${SIZE}`, 'g')

/**
 * A cell that names the box of each of its prices, with whatever signs between them: "1549/20' 2177/40'". Null where a price or
 * a box is left over, or two prices are for one box.
 *
 * @param folded in capitals, accents dropped
 */
export function readSizedAmounts(
  folded: string,
  decimalComma: boolean | null,
): readonly AmountToken[] | null {
  if ((folded.match(MENTION)?.length ?? 0) < 2) return null
  return pairs(folded, decimalComma, true) ?? pairs(folded, decimalComma, false)
}

function pairs(text: string, decimalComma: boolean | null, sizeFirst: boolean): AmountToken[] | null {
  const pattern = sizeFirst ? SIZE_FIRST : AMOUNT_FIRST
  const tokens: AmountToken[] = []
  for (let at = 0; at < text.length; ) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    const token = match && tokenOf(match, sizeFirst, decimalComma)
    if (!token) return null
    tokens.push(token)
    at = pattern.lastIndex
    SEPARATOR.lastIndex = at
    if (at < text.length && SEPARATOR.test(text)) at = SEPARATOR.lastIndex
    else if (at < text.length) return null
  }
  const boxes = tokens.map(({ container }) => `${container?.sizes.join()} ${container?.type}`)
  return tokens.length > 1 && new Set(boxes).size === boxes.length ? tokens : null
}

function tokenOf(
  match: RegExpExecArray,
  sizeFirst: boolean,
  decimalComma: boolean | null,
): AmountToken | null {
  const [size, before, digits, behind] = sizeFirst
    ? [match[1], match[2], match[3], match[4]]
    : [match[4], match[1], match[2], match[3]]
  const container = readContainers(size!.trim())
  const number = readNumber(digits!, decimalComma)
  const written = before ?? behind
  const currency = written === undefined ? null : readCurrency(written)
  if (container?.rest !== '' || container.sizes.length !== 1 || number === null) return null
  if (written !== undefined && currency === null) return null
  return {
    status: 'priced',
    number,
    currency,
    percent: false,
    text: match[0].trim(),
    basis: 'container',
    container,
  }
}
