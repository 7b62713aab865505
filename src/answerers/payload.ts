import { parseDocument } from 'yaml'
import type { ModelQuestion } from './desk.ts'

/** What an answer was found to be. */
export interface Payload {
  /** The JSON or YAML in the answer; the whole answer where none was found. */
  readonly text: string
  /** Whether it has every key that the schema requires. */
  readonly complete: boolean
}

/**
 * Finds the JSON or YAML in what a model wrote: models put thoughts before it, fences around it, and a friendly word
 * after it. Of several candidates the last with all keys of the schema is taken, for models correct themselves. Nothing
 * is repaired: an answer without a readable payload is returned as it came, and fails the check of its receiver.
 */
export function extractPayload(text: string, schema: ModelQuestion['schema']['json']): Payload {
  const keys = keysOf(schema)
  const spoken = withoutThoughts(text)
  let best: { text: string; known: number } | null = null
  for (const candidate of candidatesIn(spoken, keys.all)) {
    const known = knownKeys(candidate, keys)
    if (known > 0 && known >= (best?.known ?? 0)) best = { text: candidate, known }
    // The whole answer is its own best reading.
    if (candidate === spoken && known >= keys.required.length && known > 0) break
  }
  if (best === null) return { text: spoken || text, complete: false }
  return { text: best.text, complete: best.known >= keys.required.length }
}

interface SchemaKeys {
  readonly all: ReadonlySet<string>
  readonly required: readonly string[]
}

function keysOf(schema: ModelQuestion['schema']['json']): SchemaKeys {
  const { properties, required } = schema
  const all = typeof properties === 'object' && properties !== null ? Object.keys(properties) : []
  return { all: new Set(all), required: Array.isArray(required) ? required : all }
}

/** Reasoning models of open weights write their thoughts into the answer. */
function withoutThoughts(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/<(think|thinking|reasoning)>[\s\S]*?<\/\1>/gi, '')
    .replace(/^[\s\S]*<\/(?:think|thinking|reasoning)>/i, '')
    .trim()
}

/** In rising order of trust: what a model put into a fence is meant as the answer. */
function* candidatesIn(text: string, keys: ReadonlySet<string>): Generator<string> {
  yield text
  const block = yamlBlock(text, keys)
  if (block !== null) yield block
  yield* objectsIn(text)
  for (const [, fenced] of text.matchAll(/```[\w-]*[^\S\n]*\n([\s\S]*?)\n?[^\S\n]*```/g)) {
    if (fenced) yield fenced.trim()
  }
}

/** Opening braces at which a JSON object may start; further ones are not tried. */
const MOST_STARTS = 50

/** JSON objects between other words. */
function* objectsIn(text: string): Generator<string> {
  let from = text.indexOf('{')
  for (let starts = 0; from >= 0 && starts < MOST_STARTS; starts++) {
    const end = closingBrace(text, from)
    if (end > from) yield text.slice(from, end + 1)
    from = text.indexOf('{', end > from ? end : from + 1)
  }
}

/** The place of the brace that closes the one at `from`, braces in strings not counted; -1 when there is none. */
function closingBrace(text: string, from: number): number {
  let depth = 0
  let quoted = false
  for (let at = from; at < text.length; at++) {
    const character = text[at]
    if (quoted) {
      if (character === '\\') at++
      else if (character === '"') quoted = false
    } else if (character === '"') quoted = true
    else if (character === '{') depth++
    else if (character === '}' && --depth === 0) return at
  }
  return -1
}

/**
 * The lines from the first that begins with a key of the schema to the last that can belong to it. "Here is the mapping:"
 * is YAML too, so only the keys of the schema tell an answer from an introduction.
 */
function yamlBlock(text: string, keys: ReadonlySet<string>): string | null {
  const lines = text.split('\n')
  const isKey = (line: string) => {
    const key = /^["']?([\w-]+)["']?:(?:\s|$)/.exec(line)?.[1]
    return key !== undefined && keys.has(key)
  }
  const first = lines.findIndex(isKey)
  if (first < 0) return null
  let last = first
  for (let at = first + 1; at < lines.length; at++) {
    const line = lines[at]!
    if (line.trim() === '' || line.startsWith('#')) continue
    if (!isKey(line) && !/^\s|^- |^[}\]]/.test(line)) break
    // A list after an empty line, flush left, is a remark and no part of the answer.
    if (line.startsWith('- ') && lines[at - 1]!.trim() === '') break
    last = at
  }
  return lines
    .slice(first, last + 1)
    .join('\n')
    .trimEnd()
}

/** How many required keys the text has, if it is an object without foreign keys; else 0. */
function knownKeys(text: string, keys: SchemaKeys): number {
  const value = jsonOrYaml(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 0
  const names = Object.keys(value)
  if (names.some((name) => !keys.all.has(name))) return 0
  return keys.required.filter((key) => names.includes(key)).length
}

/** The value of a text in JSON or YAML; null where it is neither. */
export function jsonOrYaml(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    try {
      // No aliases: a few lines of them unfold to any size.
      const document = parseDocument(text, { logLevel: 'silent' })
      return document.errors.length === 0 ? document.toJS({ maxAliasCount: 0 }) : null
    } catch {
      return null
    }
  }
}
