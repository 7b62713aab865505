/** A cell cut at its separators. */

export type Separator = 'start' | 'comma' | 'list' | 'dash' | 'hyphen' | 'line' | 'bracket'

export interface Piece {
  readonly text: string
  /** Position in the cell. */
  readonly start: number
  readonly end: number
  /** What stands before it. */
  readonly separator: Separator
  readonly bracketed: boolean
}

/** Full-width and typographic signs, each made plain without moving what follows. */
const PLAIN: Readonly<Record<string, string>> = {
  '（': '(',
  '）': ')',
  '【': '(',
  '】': ')',
  '〔': '(',
  '〕': ')',
  '[': '(',
  ']': ')',
  '{': '(',
  '}': ')',
  '，': ',',
  '、': ';',
  '；': ';',
  '：': ':',
  '／': '/',
  '＆': '&',
  '＋': '+',
  '\\': '/',
  '｜': '/',
  '|': '/',
  '－': '-',
  '‐': '-',
  '‑': '-',
  '·': ';',
  '・': ';',
  '•': ';',
  '\u00a0': ' ',
  '\u3000': ' ',
  '\u200b': ' ',
  '\r': ' ',
  '\t': ' ',
  _: ' ',
}
const FOOTNOTE_MARKS = /[*†‡§#^~?!"“”«»¹²³⁰-⁹₀-₉①-⑳※★☆►▶✓✔√]/gu
const NUMBERING = /^\s*(?:\(?\d{1,2}[.)](?!\d)|\(\d{1,2}\))\s*(?=\p{L})/u

/** The cell with plain separators and without footnote marks and numbering; every position still holds. */
export function plainText(text: string): string {
  const blank = (marks: string) => ' '.repeat(marks.length)
  return text
    .replace(
      /[（）【】〔〕[\]{}，、；：／＆＋\\｜|－‐‑·・•\u00a0\u3000\u200b\r\t_]/g,
      (sign) => PLAIN[sign] ?? sign,
    )
    .replace(FOOTNOTE_MARKS, blank)
    .replace(NUMBERING, blank)
}

const SEPARATORS =
  /\n|[()]|[/;&+>]|,|(?<=\s)[-–—]+(?=\s)|[–—]|-|\s(?:AND|OR|UND|ODER|ET|OU|Y|VÀ|HOẶC|VE|VEYA)(?=\s+\p{L})|[和及或](?=[\u3400-\u9fff]{2})/giu

/** Cuts a text at every separator; what a separator means is decided later, by the gazetteer. */
export function cutPieces(text: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  let separator: Separator = 'start'
  let depth = 0
  const push = (to: number) => {
    const raw = text.slice(from, to)
    const trimmed = raw.trim()
    if (trimmed === '') return
    const start = from + raw.indexOf(trimmed)
    pieces.push({ text: trimmed, start, end: start + trimmed.length, separator, bracketed: depth > 0 })
    separator = 'start'
  }
  for (const match of text.matchAll(SEPARATORS)) {
    const sign = match[0].trim()
    // "PORTLAND, OR / SEATTLE": behind a comma it is the state.
    if (/^OR$/i.test(sign) && /,\s*$/.test(text.slice(0, match.index))) continue
    const before = pieces.length
    push(match.index)
    from = match.index + match[0].length
    const next = separatorOf(match[0])
    if (sign === '(') depth++
    if (sign === ')') depth = Math.max(0, depth - 1)
    // Of several separators in a row the strongest tells: ")/" is a list.
    if (pieces.length > before || separator === 'start' || strength(next) > strength(separator))
      separator = next
  }
  push(text.length)
  return pieces
}

function separatorOf(sign: string): Separator {
  if (sign === '\n') return 'line'
  if (sign === '(' || sign === ')') return 'bracket'
  if (sign === ',') return 'comma'
  if (sign === '-') return 'hyphen'
  return /^[-–—]+$/.test(sign) ? 'dash' : 'list'
}

function strength(separator: Separator): number {
  return ['start', 'hyphen', 'line', 'bracket', 'dash', 'comma', 'list'].indexOf(separator)
}
