import { damaged } from '../unreadable.ts'
import { unescapeXml } from './unescape-xml.ts'

/** Bytes that XML is made of, for scanners that never turn a whole part into a string. */
export const LT = 0x3c
export const GT = 0x3e
export const SLASH = 0x2f
export const SPACE = 0x20
export const COLON = 0x3a
export const BANG = 0x21
export const QUESTION = 0x3f
const AMPERSAND = 0x26
const QUOTE = 0x22
const APOSTROPHE = 0x27
const RETURN = 0x0d

/** Position of the next `<` at or after `p`; `end` when there is none. */
export function nextTag(b: Buffer, p: number, end: number): number {
  let at = p
  while (at < end && b[at] !== LT) at++
  return at
}

/** Position behind the `>` that ends the tag around `p`; one inside an attribute value does not count. */
export function tagEnd(b: Buffer, p: number, end: number): number {
  let at = p
  while (at < end) {
    const ch = b[at]!
    if (ch === GT) return at + 1
    at++
    if (ch === QUOTE || ch === APOSTROPHE) {
      while (at < end && b[at] !== ch) at++
      at++
    }
  }
  throw damaged('XML breaks off')
}

/** Position behind a comment, CDATA section, declaration or instruction that starts with `<` at `p`. */
export function specialEnd(b: Buffer, p: number, end: number): number {
  const mark = b[p + 1] === QUESTION ? '?>' : b[p + 2] === 0x2d ? '-->' : b[p + 2] === 0x5b ? ']]>' : '>'
  const at = b.indexOf(mark, p, 'latin1')
  if (at < 0 || at + mark.length > end) throw damaged('XML breaks off')
  return at + mark.length
}

/** Position of the `<` of the closing tag of `name` (without prefix) at or after `p`. */
export function closingTag(b: Buffer, p: number, end: number, name: string): number {
  let at = p
  for (;;) {
    at = nextTag(b, at, end)
    if (at >= end) throw damaged(`XML breaks off inside ${name}`)
    if (b[at + 1] === SLASH) {
      const close = tagEnd(b, at, end)
      const tag = b.toString('latin1', at + 2, close - 1).trim()
      if (tag === name || tag.endsWith(`:${name}`)) return at
      at = close
    } else if (b[at + 1] === BANG) at = specialEnd(b, at, end)
    else at++
  }
}

/** Character data between two tags. */
export function textOf(b: Buffer, from: number, to: number): string {
  let plain = true
  let ascii = true
  for (let i = from; i < to; i++) {
    const ch = b[i]!
    if (ch >= 0x80) ascii = false
    else if (ch === AMPERSAND || ch === RETURN) plain = false
  }
  const text = ascii ? b.toString('latin1', from, to) : b.toString('utf8', from, to)
  return plain ? text : unescapeXml(text)
}

/** Text of an element that may hold comments and CDATA: everything up to the closing tag at `to`. */
export function mixedTextOf(b: Buffer, from: number, to: number): string {
  let text = ''
  let at = from
  while (at < to) {
    const tag = nextTag(b, at, to)
    text += textOf(b, at, tag)
    if (tag >= to) break
    const isCdata = b[tag + 1] === BANG && b[tag + 2] === 0x5b
    at = b[tag + 1] === BANG || b[tag + 1] === QUESTION ? specialEnd(b, tag, to) : tagEnd(b, tag, to)
    if (isCdata) text += b.toString('utf8', tag + 9, at - 3)
  }
  return text
}

/** A decimal number, exactly as `Number` reads it; NaN for anything else. */
export function numberOf(b: Buffer, from: number, to: number): number {
  let at = from
  const negative = b[at] === 0x2d
  if (negative) at++
  let mantissa = 0
  let digits = 0
  let decimals = -1
  for (; at < to; at++) {
    const ch = b[at]!
    if (ch >= 0x30 && ch <= 0x39) {
      mantissa = mantissa * 10 + (ch - 0x30)
      digits++
      if (decimals >= 0) decimals++
    } else if (ch === 0x2e && decimals < 0) decimals = 0
    else return slowNumber(b, from, to)
  }
  // Up to 15 digits both the mantissa and the power of ten are exact, so one division rounds correctly.
  if (digits === 0 || digits > 15) return slowNumber(b, from, to)
  const size = decimals > 0 ? mantissa / POWERS[decimals]! : mantissa
  return negative ? -size : size
}

const POWERS = Array.from({ length: 16 }, (_, power) => 10 ** power)

function slowNumber(b: Buffer, from: number, to: number): number {
  const text = b.toString('latin1', from, to).trim()
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : Number.NaN
}
