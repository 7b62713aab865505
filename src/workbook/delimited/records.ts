/** A separator that is looked for, likelier ones first. */
export type Separator = '\t' | ';' | ',' | '|'
export const SEPARATORS: readonly Separator[] = ['\t', ';', ',', '|']

/**
 * Splits a text into records and calls back for each field with its record (1-based) and column (0-based). A quoted
 * field may hold separators, line breaks and doubled quotes; a quote that is never closed is an ordinary character.
 * Stops when `field` returns false.
 */
export function eachField(
  text: string,
  separator: string,
  field: (record: number, column: number, text: string) => boolean | undefined,
): void {
  let record = 1
  let column = 0
  let at = 0
  const length = text.length
  let literalQuotesUntil = 0
  while (at <= length) {
    let value: string
    let start = at
    // Some programs pad the quoted field: `, "Los Angeles, CA"`.
    while (separator !== ' ' && text[start] === ' ') start++
    const quoted =
      text[start] === '"' && start >= literalQuotesUntil ? quotedField(text, start, separator) : undefined
    if (quoted) {
      value = quoted.value
      at = quoted.end
    } else {
      if (text[start] === '"') literalQuotesUntil = start + 1
      const end = fieldEnd(text, at, separator)
      value = text.slice(at, end)
      at = end
    }
    if (field(record, column, value) === false || at >= length) return
    if (text[at] === separator) {
      column++
      at++
    } else {
      at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1
      record++
      column = 0
      if (at >= length) return
    }
  }
}

function fieldEnd(text: string, from: number, separator: string): number {
  let at = from
  for (; at < text.length; at++) {
    const ch = text[at]
    if (ch === separator || ch === '\n' || ch === '\r') break
  }
  return at
}

/** A field in quotes, or undefined where the quote does not close before a separator, a line end or the end. */
function quotedField(
  text: string,
  start: number,
  separator: string,
): { value: string; end: number } | undefined {
  let at = start + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return undefined
    if (text[quote + 1] === '"') {
      at = quote + 2
      continue
    }
    let end = quote + 1
    while (text[end] === ' ') end++
    const next = text[end]
    if (next === undefined || next === separator || next === '\n' || next === '\r')
      return { value: text.slice(start + 1, quote).replaceAll('""', '"'), end }
    return undefined
  }
}
