import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { utf16Order } from '../file-kind.ts'
import { EAST_ASIAN_PUNCTUATION, FREQUENT_CHARACTERS } from './frequent-characters.ts'

export interface DecodedText {
  readonly text: string
  readonly encoding: string
  /** The bytes do not prove the encoding; `share` says how much of the text looks right in it, 0 to 1. */
  readonly guessed: boolean
  readonly share: number
}

/** Only this much non-ASCII text is weighed, bytes. */
const WEIGHED_BYTES = 200_000
/** A single high byte fits nearly any table; an encoding must be this much better to displace a likelier one. */
const LEAD = 0.08
/** Weight of punctuation that all East Asian encodings share, against 1 for a frequent character. */
const PUNCTUATION_WEIGHT = 0.6
/** Each sequence that an encoding does not allow counts as this many wrong characters. */
const INVALID_COST = 4

/** Text of a file that does not say its encoding, without byte order mark. `declared` is a name found inside of it. */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  const b = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const order = utf16Order(b)
  if (order !== undefined) {
    const text = iconv.decode(b, order === 'le' ? 'utf16-le' : 'utf16-be').replace(/^\uFEFF/, '')
    const marked = b[0]! + b[1]! === 0x1fd
    return { text, encoding: `utf-16${order}`, guessed: !marked, share: 1 }
  }
  // A stray byte in a long file (a cut, a control mark) does not make UTF-8 something else.
  if (isAscii(b) || isUtf8(b)) return proven(b.toString('utf8').replace(/^\uFEFF/, ''), 'utf-8')
  if (b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf) return proven(b.toString('utf8', 3), 'utf-8')
  if (declared !== undefined && iconv.encodingExists(declared) && !/^utf|^ucs|^us-ascii/i.test(declared))
    return proven(iconv.decode(b, declared), declared.toLowerCase())
  const guess = guessEncoding(b)
  return { text: iconv.decode(b, guess.encoding), ...guess, guessed: true }
}

function proven(text: string, encoding: string): DecodedText {
  return { text, encoding, guessed: false, share: 1 }
}

function guessEncoding(b: Buffer): { encoding: string; share: number } {
  const sample = highLines(b)
  if (utf8Share(sample) > 0.9) return { encoding: 'utf-8', share: utf8Share(sample) }
  let best = { encoding: 'windows-1252', share: -Infinity }
  for (const [encoding, frequent] of FREQUENT_CHARACTERS) {
    const share = shareOf(iconv.decode(sample, encoding), frequent)
    if (share > best.share + LEAD || best.share === -Infinity) best = { encoding, share }
  }
  return { encoding: best.encoding, share: Math.max(0, Math.min(1, best.share)) }
}

/** The lines that hold a byte above ASCII: all others read the same in every encoding. */
function highLines(b: Buffer): Buffer {
  const lines: Buffer[] = []
  let size = 0
  let start = 0
  while (start < b.length && size < WEIGHED_BYTES) {
    const found = b.indexOf(0x0a, start)
    const end = found < 0 ? b.length : found + 1
    const line = b.subarray(start, end)
    if (!isAscii(line)) {
      lines.push(line)
      size += line.length
    }
    start = end
  }
  return Buffer.concat(lines)
}

/** Share of the characters beyond ASCII that a text in the encoding's languages would have. */
function shareOf(text: string, frequent: ReadonlySet<string>): number {
  let all = 0
  let good = 0
  for (const ch of text) {
    const code = ch.codePointAt(0)!
    if (code < 0x80) continue
    const invalid = code === 0xfffd || (code >= 0x80 && code < 0xa0) || (code >= 0xe000 && code < 0xf900)
    all += invalid ? INVALID_COST : 1
    if (frequent.has(ch)) good++
    else if (EAST_ASIAN_PUNCTUATION.has(ch)) good += PUNCTUATION_WEIGHT
  }
  return all === 0 ? 0 : good / all
}

/** Share of the multi-byte sequences that are whole UTF-8. */
function utf8Share(b: Buffer): number {
  let broken = 0
  let whole = 0
  for (const ch of b.toString('utf8')) {
    if (ch === '\uFFFD') broken++
    else if (ch > '\x7f') whole++
  }
  return whole + broken === 0 ? 1 : whole / (whole + broken)
}
