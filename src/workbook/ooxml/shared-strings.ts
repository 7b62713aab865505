import { damaged } from '../unreadable.ts'
import { asUtf8 } from '../xml/decode-xml.ts'
import { BANG, closingTag, nextTag, QUESTION, SLASH, specialEnd, tagEnd, textOf } from '../xml/xml-bytes.ts'
import { readRuns, type TextRun, unescapeControls } from './rich-text.ts'

/** The string table of a workbook. `runs` holds the items of which a part may be struck, by index. */
export interface SharedStrings {
  readonly texts: readonly string[]
  readonly runs: ReadonlyMap<number, readonly TextRun[]>
}

export const NO_SHARED_STRINGS: SharedStrings = { texts: [], runs: new Map() }

/** Reads `sharedStrings.xml` without building anything for an item but its string. */
export function readSharedStrings(part: Buffer): SharedStrings {
  const b = asUtf8(part)
  const end = b.length
  const texts: string[] = []
  const runs = new Map<number, TextRun[]>()
  let p = 0
  let rootClosed = false
  for (;;) {
    p = nextTag(b, p, end)
    if (p >= end) break
    const next = b[p + 1]!
    if (next === BANG || next === QUESTION) {
      p = specialEnd(b, p, end)
      continue
    }
    const start = p
    p = tagEnd(b, p, end)
    if (next === SLASH) rootClosed = nameIs(b, start + 2, 'sst')
    if (next === SLASH || !nameIs(b, start + 1, 'si')) continue
    if (b[p - 2] === SLASH) {
      texts.push('')
      continue
    }
    const plain = plainItem(b, p, end)
    if (plain) {
      texts.push(unescapeControls(plain.text))
      p = plain.end
      continue
    }
    const close = closingTag(b, p, end, 'si')
    const item = readRuns(b.toString('utf8', start, tagEnd(b, close, end)))
    if (item.some((run) => run.struck !== null)) runs.set(texts.length, item)
    texts.push(item.map((run) => run.text).join(''))
    p = close
  }
  if (!rootClosed && texts.length > 0) throw damaged('shared strings break off')
  return { texts, runs }
}

/** An item of one plain `<t>`, as nearly all are; undefined for any other. */
function plainItem(b: Buffer, p: number, end: number): { text: string; end: number } | undefined {
  const open = nextTag(b, p, end)
  if (!nameIs(b, open + 1, 't')) return undefined
  const from = tagEnd(b, open, end)
  const empty = b[from - 2] === SLASH
  const to = empty ? from : nextTag(b, from, end)
  const next = empty ? from : b[to + 1] === SLASH ? tagEnd(b, to, end) : -1
  if (next < 0) return undefined
  const close = nextTag(b, next, end)
  if (b[close + 1] !== SLASH) return undefined
  return { text: empty ? '' : textOf(b, from, to), end: tagEnd(b, close, end) }
}

/** Whether the element name at `p` is `name`, with any prefix. */
function nameIs(b: Buffer, p: number, name: string): boolean {
  let at = p
  let start = p
  for (; at < b.length; at++) {
    const ch = b[at]!
    if (ch === 0x3a) start = at + 1
    else if (ch <= 0x20 || ch === 0x3e || ch === SLASH) break
  }
  if (at - start !== name.length) return false
  for (let i = 0; i < name.length; i++) if (b[start + i] !== name.charCodeAt(i)) return false
  return true
}
