import { damaged } from '../unreadable.ts'
import { unescapeXml } from './unescape-xml.ts'

/** What a scan reports. Names come without their namespace prefix, which writers choose freely. */
export interface XmlHandler {
  /** `attributes` is raw; read it with {@link attribute}. An empty element is followed by its `close`. */
  open?(name: string, attributes: string): void
  close?(name: string): void
  /** Character data, entities resolved; may come in several pieces. */
  text?(text: string): void
}

/** Walks a small or middling XML text once. @throws Unreadable when it breaks off or does not nest. */
export function scanXml(xml: string, handler: XmlHandler): void {
  const open: string[] = []
  let at = 0
  while (at < xml.length) {
    const tag = xml.indexOf('<', at)
    if (tag < 0) break
    if (tag > at && handler.text && open.length > 0) handler.text(unescapeXml(xml.slice(at, tag)))
    const next = xml.charCodeAt(tag + 1)
    if (next === 0x21) at = declarationEnd(xml, tag, open.length > 0 ? handler : {})
    else if (next === 0x3f) at = after(xml, '?>', tag)
    else if (next === 0x2f) {
      at = after(xml, '>', tag)
      const name = localName(xml.slice(tag + 2, at - 1).trim())
      if (open.pop() !== name) throw damaged(`XML element ${name} does not fit`)
      handler.close?.(name)
    } else {
      at = tagEnd(xml, tag + 1)
      const empty = xml.charCodeAt(at - 2) === 0x2f
      const inside = xml.slice(tag + 1, empty ? at - 2 : at - 1)
      const blank = inside.search(/\s/)
      const name = localName(blank < 0 ? inside : inside.slice(0, blank))
      handler.open?.(name, blank < 0 ? '' : inside.slice(blank))
      if (empty) handler.close?.(name)
      else open.push(name)
    }
  }
  if (open.length > 0) throw damaged(`XML breaks off inside ${open.at(-1)}`)
}

/** Value of an attribute of a raw attribute text, whatever its prefix; undefined when absent. */
export function attribute(attributes: string, name: string): string | undefined {
  let from = 0
  for (;;) {
    const at = attributes.indexOf(name, from)
    if (at < 0) return undefined
    from = at + name.length
    const before = attributes.charCodeAt(at - 1)
    if (!(before <= 0x20 || before === 0x3a)) continue
    const match = /^\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(attributes.slice(from))
    if (match) return unescapeXml(match[1] ?? match[2] ?? '')
  }
}

/** A switch such as `b="1"`: true for every spelling of true. */
export function isOn(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on'
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

function declarationEnd(xml: string, tag: number, handler: XmlHandler): number {
  if (xml.startsWith('<!--', tag)) return after(xml, '-->', tag + 4)
  if (xml.startsWith('<![CDATA[', tag)) {
    const end = after(xml, ']]>', tag)
    handler.text?.(xml.slice(tag + 9, end - 3))
    return end
  }
  // A document type with its own entities is not followed: no spreadsheet program writes one.
  const subset = xml.indexOf('[', tag)
  const end = after(xml, '>', tag)
  return subset >= 0 && subset < end ? after(xml, '>', after(xml, ']', tag) - 1) : end
}

/** Position behind the `>` of a tag; one inside an attribute value does not count. */
function tagEnd(xml: string, from: number): number {
  let at = from
  for (;;) {
    const end = after(xml, '>', at)
    const quote = openQuote(xml, from, end - 1)
    if (quote === undefined) return end
    at = after(xml, quote, end)
  }
}

function openQuote(xml: string, from: number, to: number): string | undefined {
  let quote: string | undefined
  for (let i = from; i < to; i++) {
    const ch = xml[i]
    if (quote === undefined) {
      if (ch === '"' || ch === "'") quote = ch
    } else if (ch === quote) quote = undefined
  }
  return quote
}

function after(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from)
  if (at < 0) throw damaged('XML breaks off')
  return at + mark.length
}
