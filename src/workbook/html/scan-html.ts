import { unescapeHtml } from './entities.ts'

export interface HtmlHandler {
  /** `attributes` is raw; read it with {@link htmlAttribute}. */
  open(name: string, attributes: string): void
  close(name: string): void
  text(text: string): void
}

/** Elements whose content is no text of the page. */
const HIDDEN_CONTENT = new Set(['script', 'style', 'title', 'xml', 'textarea', 'noscript', 'template'])

/** Walks an HTML page as it comes, well-formed or not: names in lower case, comments left out, entities resolved. */
export function scanHtml(html: string, handler: HtmlHandler): void {
  let at = 0
  while (at < html.length) {
    const tag = html.indexOf('<', at)
    if (tag < 0) {
      handler.text(unescapeHtml(html.slice(at)))
      return
    }
    if (tag > at) handler.text(unescapeHtml(html.slice(at, tag)))
    if (html.startsWith('<!--', tag)) at = after(html, '-->', tag + 4)
    else if (html[tag + 1] === '!' || html[tag + 1] === '?') at = after(html, '>', tag)
    else {
      const match = /^<(\/?)([a-z][\w:-]*)/i.exec(html.slice(tag, tag + 64))
      if (!match) {
        handler.text('<')
        at = tag + 1
        continue
      }
      const name = match[2]!.toLowerCase()
      const start = tag + match[0].length
      at = tagEnd(html, start)
      if (match[1]) handler.close(name)
      else {
        handler.open(name, html.slice(start, at - 1))
        if (HIDDEN_CONTENT.has(name) && html[at - 2] !== '/') at = hiddenEnd(html, name, at)
      }
    }
  }
}

/** Value of an attribute, quoted or not, entities resolved; undefined when absent. */
export function htmlAttribute(attributes: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|[\\s"'/])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(
    attributes,
  )
  return match ? unescapeHtml(match[1] ?? match[2] ?? match[3] ?? '') : undefined
}

function tagEnd(html: string, from: number): number {
  let quote = ''
  for (let i = from; i < html.length; i++) {
    const ch = html[i]!
    if (quote !== '') {
      if (ch === quote) quote = ''
    } else if (ch === '>') return i + 1
    // A quote only opens a value behind `=`: a stray one must not swallow the rest of the page.
    else if ((ch === '"' || ch === "'") && /=\s*$/.test(html.slice(Math.max(from, i - 4), i))) quote = ch
  }
  return html.length
}

function hiddenEnd(html: string, name: string, from: number): number {
  const end = html.toLowerCase().indexOf(`</${name}`, from)
  return end < 0 ? html.length : end
}

function after(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from)
  return at < 0 ? html.length : at + mark.length
}
