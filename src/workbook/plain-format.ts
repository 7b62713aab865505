/** Shows a number; undefined where the format's rules for that number are not plain (negative sections, rounding). */
type Formatter = (value: number) => string | undefined

const formatters = new Map<string, Formatter | null>()

/**
 * A fast formatter for the format codes that nearly all prices have: digits with or without grouping and decimals,
 * with text or a currency around them (`#,##0.00`, `"USD" 0`, `_-[$€-2] * #,##0_-`). Undefined for any other code.
 */
export function plainFormat(format: string): Formatter | undefined {
  let formatter = formatters.get(format)
  if (formatter === undefined) {
    formatter = compile(format)
    formatters.set(format, formatter)
  }
  return formatter ?? undefined
}

const TOKEN =
  /"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)(?:-[^\]]*)?\]|\[(?:Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|Color ?\d+)\]|(#,##0|#,###|0|#)(\.0+)?|([ $€£¥()+-])|;/giy
/** Beyond this, doubles no longer hold every integer that grouping would show. */
const LARGEST = 1e15

function compile(format: string): Formatter | null {
  let before = ''
  let after = ''
  let digits: string | undefined
  let decimals = 0
  let sections = 1
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < format.length) {
    const match = TOKEN.exec(format)
    if (!match) return null
    if (match[0] === ';') {
      sections = format.split(';').length
      break
    }
    if (match[4] !== undefined) {
      if (digits !== undefined) return null
      digits = match[4]
      decimals = (match[5]?.length ?? 1) - 1
      continue
    }
    // A space as wide as a character, and one that fills the cell: both are blanks at the ends.
    const literal = match[0].startsWith('_')
      ? ' '
      : match[0].startsWith('*')
        ? ''
        : (match[1] ?? match[2] ?? match[3] ?? match[6] ?? '')
    if (digits === undefined) before += literal
    else after += literal
  }
  if (digits === undefined) return null
  const grouped = digits.includes(',')
  const needsOne = digits.endsWith('0')
  // One section shows a negative number with a minus before all; what more of them show is their own affair.
  const signed = sections === 1 && before === ''
  return (given) => {
    const value = signed ? Math.abs(given) : given
    if (!(value > 0 && value < LARGEST)) {
      if (value !== 0 || sections > 2 || !needsOne) return undefined
    }
    const text = value.toFixed(decimals)
    // Where decimals are cut off, the spreadsheet program's rounding differs from ours in rare cases.
    if (Number(text) !== value || (!needsOne && value < 1)) return undefined
    if (given < 0) return `-${grouped ? group(text) : text}${after}`.trim()
    return (before + (grouped ? group(text) : text) + after).trim()
  }
}

function group(text: string): string {
  const point = text.indexOf('.')
  let at = (point < 0 ? text.length : point) - 3
  let grouped = text
  for (; at > 0; at -= 3) grouped = `${grouped.slice(0, at)},${grouped.slice(at)}`
  return grouped
}
