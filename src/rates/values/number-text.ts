/** Which sign writes the decimals: evidence from other cells, or null. */
export type DecimalComma = boolean | null

/** "500/1000/1000", "THB 2,800/4,300". */
const SLASHED = /^(?:[a-z]{3}\s*|[$€£¥])?\d[\d.,]*(?:\s*\/\s*\d[\d.,]*){1,4}$/i
const THOUSANDS = /^\d{1,3}(?:\d{3})+$/

/**
 * The number that a token writes ("1.250,00", "1'250", "1 250", "1,25,000"), without sign; null when it is none.
 * A single separator before exactly three digits is read by `decimalComma`; without evidence it groups thousands.
 */
export function readNumber(token: string, decimalComma: DecimalComma): number | null {
  const text = token.replace(/(?<=\d)[ \u00a0\u202f'’](?=\d{3})/g, '')
  if (/^\d+$/.test(text)) return finite(text)
  if (!/^\d[\d.,]*$/.test(text) && !/^[.,]\d+$/.test(text)) return null
  const lastComma = text.lastIndexOf(',')
  const lastPoint = text.lastIndexOf('.')
  if (lastComma >= 0 && lastPoint >= 0) {
    const decimal = lastComma > lastPoint ? ',' : '.'
    return grouped(text, decimal, decimal === ',' ? '.' : ',')
  }
  const sign = lastComma >= 0 ? ',' : '.'
  const parts = text.split(sign)
  if (parts.length > 2) return isGrouped(parts) ? finite(parts.join('')) : null
  const [whole = '', fraction = ''] = parts
  if (fraction === '') return whole === '' ? null : finite(whole)
  const asDecimal = finite(`${whole || '0'}.${fraction}`)
  if (fraction.length !== 3 || whole === '' || /^0/.test(whole) || whole.length > 3) return asDecimal
  // Three digits after one sign: thousands, unless the sheet uses this very sign for decimals.
  const isDecimalSign = decimalComma !== null && decimalComma === (sign === ',')
  return isDecimalSign ? asDecimal : finite(whole + fraction)
}

function grouped(text: string, decimal: string, group: string): number | null {
  const parts = text.split(decimal)
  if (parts.length !== 2) return null
  const [whole = '', fraction = ''] = parts
  if (fraction.includes(group) || !isGrouped(whole.split(group))) return null
  return finite(`${whole.replaceAll(group, '')}.${fraction || '0'}`)
}

/** "1", "315", "000"; Indian lakhs too: "1", "25", "000". */
function isGrouped(groups: readonly string[]): boolean {
  const [first = '', ...rest] = groups
  if (first === '' || first.length > 3 || rest.length === 0) return false
  if (rest.at(-1)!.length !== 3) return false
  return rest.every((group) => group.length === 3) || rest.slice(0, -1).every((group) => group.length === 2)
}

function finite(text: string): number | null {
  const number = Number(text)
  return Number.isFinite(number) && text.length <= 20 ? number : null
}

const NUMBER_LIKE = /\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?(?![\d.,])|\d+[.,]\d+(?![\d.,])/g

/**
 * How a set of texts writes decimals: 'comma' ("1.250,00"), 'point' ("1,250.00"), null without evidence. Texts that
 * show a decimal part decide; where none does, the sign that groups thousands does, unless only decimals count (`shown`):
 * of whole prices "2.890" among "2,680" is grouped too, by another hand.
 */
export function decimalStyle(texts: Iterable<string>, shown = false): 'comma' | 'point' | null {
  let comma = 0
  let point = 0
  let groupComma = 0
  let groupPoint = 0
  for (const text of texts) {
    if (text.length > 60 || isDateLike(text)) continue
    for (const [token] of text.normalize('NFKC').matchAll(NUMBER_LIKE)) {
      const commaAt = token.lastIndexOf(',')
      const pointAt = token.lastIndexOf('.')
      const digits = token.length - 1 - Math.max(commaAt, pointAt)
      if (commaAt >= 0 && pointAt >= 0) commaAt > pointAt ? comma++ : point++
      else if (THOUSANDS.test(token.replace(/[.,]/g, '')) && digits === 3 && !/^0/.test(token)) {
        commaAt >= 0 ? groupComma++ : groupPoint++
      } else if (digits !== 3) commaAt >= 0 ? comma++ : point++
      else if (/^0[.,]/.test(token)) commaAt >= 0 ? comma++ : point++
    }
    if (/\d,-(?!\d)/.test(text)) comma++
    else if (/\d\.-(?!\d)/.test(text)) point++
  }
  if (comma !== point) return comma > point ? 'comma' : 'point'
  if (shown || comma > 0 || groupComma === groupPoint) return null
  return groupPoint > groupComma ? 'comma' : 'point'
}

const isDateLike = (text: string) =>
  /\d{1,2}([./])\d{1,2}\1\d{2,4}|\d{1,2}\.\d{1,2}\.?\s*[-–~]\s*\d{1,2}\.\d{1,2}/.test(text)

/** How many numbers with slashes between them a text is, and nothing else; 0 where it is anything else, or one number. */
export function slashedNumbers(text: string): number {
  return SLASHED.test(text.trim()) ? text.split('/').length : 0
}
