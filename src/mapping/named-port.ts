import { exactRank } from '../places/read-piece.ts'
import { resolvePlaces } from '../places/resolve-places.ts'
import { readCarrier } from '../reference/carriers.ts'
import type { LiteralAnswer } from './answerer.ts'
import type { MappingField } from './mapping.ts'
import { isHeading, type Statement, TITLE_CHARACTERS } from './statements.ts'

/** Names in a title count as places from this rank on (see the reference): lesser places are words. */
const MAIN_PORT = 0.7
const PORT_WORDS = 4
const LONGEST_KEY = 24
/** Shorter words are codes of many things. */
const SHORTEST_PORT = 4

/** Where one end is still missing, the one known port that the titles name is that end: "TARIFAS FCL - SANTOS". */
export function namedPort(
  statements: readonly Statement[],
  wants: (field: MappingField) => boolean,
  found: readonly LiteralAnswer[],
): LiteralAnswer[] {
  const lacks = (end: MappingField, port: MappingField) =>
    wants(end) && wants(port) && !found.some(({ field }) => field === end)
  const origin = lacks('origin', 'loading_port')
  const destination = lacks('destination', 'unloading_port')
  if (origin === destination) return []
  const ports = new Map<string, { statement: Statement; text: string }>()
  for (const statement of statements) {
    const { cell, fields } = statement
    // "Tarifas Barcelona / Asia. Moneda: EUR": a title with a colon in it is no pair of key and value.
    const isTitle =
      cell.kind === 'title' || (cell.kind === 'key_value' && (cell.key ?? '').length > LONGEST_KEY)
    if (!isHeading(statement) || !isTitle || (fields.length > 0 && cell.kind === 'title')) continue
    const text = `${cell.key ?? ''} ${cell.text}`
    if (text.length > TITLE_CHARACTERS) continue
    for (const port of portsIn(text)) ports.set(port.code, { statement, text: port.text })
  }
  const [only] = ports.values()
  if (ports.size !== 1 || !only) return []
  const field = origin ? 'origin' : 'destination'
  return [{ field, context: only.statement.context, text: only.text, confidence: 0.4 }]
}

/** Names of well-known ports among the words of a title; carriers and regions are none. */
function portsIn(text: string): { text: string; code: string }[] {
  return namesIn(text, (name) => {
    if (name.length < SHORTEST_PORT || exactRank(name) < MAIN_PORT || readCarrier(name)) return null
    const [place] = resolvePlaces(name).places
    const code = place?.unlocode ?? (place?.alternatives.length ? name : null)
    return code ? { text: name, code } : null
  })
}

/** What runs of up to four words of a text are read as, longest first; a word belongs to one run. */
export function namesIn<T>(text: string, read: (name: string) => T | null): T[] {
  const words = [...text.matchAll(/[\p{L}'’.]+/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
  const found: T[] = []
  for (let at = 0; at < words.length; at++) {
    for (let length = Math.min(PORT_WORDS, words.length - at); length > 0; length--) {
      const one = read(text.slice(words[at]!.start, words[at + length - 1]!.end))
      if (one === null) continue
      found.push(one)
      at += length - 1
      break
    }
  }
  return found
}
