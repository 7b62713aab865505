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

/** Between ports of which each is meant: "Ports of Los Angeles / Long Beach, CA". */
const BESIDE = /^\s*(?:\/|&|\+|、|and|und|y|e|et|和)\s*$/iu

/**
 * Where one end is still missing, the one known port that the titles name is that end: "TARIFAS FCL - SANTOS". Two that
 * stand side by side are both.
 */
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
  const ports = new Map<string, NamedPort>()
  for (const statement of statements) {
    const { cell, fields } = statement
    // "Tarifas Barcelona / Asia. Moneda: EUR": a title with a colon in it is no pair of key and value.
    const isTitle =
      cell.kind === 'title' || (cell.kind === 'key_value' && (cell.key ?? '').length > LONGEST_KEY)
    if (!isHeading(statement) || !isTitle || (fields.length > 0 && cell.kind === 'title')) continue
    const text = `${cell.key ?? ''} ${cell.text}`
    if (text.length > TITLE_CHARACTERS) continue
    let from = 0
    for (const port of portsIn(text)) {
      const start = text.indexOf(port.text, from)
      from = start + port.text.length
      ports.set(port.code, { statement, text: port.text, whole: text, start, end: from })
    }
  }
  const named = sideBySide([...ports.values()])
  if (named === null) return []
  const field = origin ? 'origin' : 'destination'
  return [{ field, context: named.statement.context, text: named.text, confidence: 0.4 }]
}

interface NamedPort {
  readonly statement: Statement
  readonly text: string
  /** The title that names it, and where. */
  readonly whole: string
  readonly start: number
  readonly end: number
}

/** The words of one title that name all of the ports, when nothing parts them but a slash or an "and". */
function sideBySide(ports: readonly NamedPort[]): { statement: Statement; text: string } | null {
  const [first] = ports
  const last = ports.at(-1)
  if (!first || !last) return null
  const beside = ports.every((port, at) => {
    const before = ports[at - 1]
    return (
      !before ||
      (before.statement === port.statement && BESIDE.test(port.whole.slice(before.end, port.start)))
    )
  })
  return beside ? { statement: first.statement, text: first.whole.slice(first.start, last.end) } : null
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
