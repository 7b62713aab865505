import { bitCount, letterMask } from '../places/spelling.ts'
import { headingTerms } from '../reference/heading-terms.ts'

/** Fields of the reference list of headings; finer than the schema's where the trade has two words for one end. */
export type HeaderField = string

export interface HeaderMatch {
  readonly field: HeaderField
  /** 1 the whole heading, 0.9 but for a typing error, 0.6 a part of a longer heading. */
  readonly score: number
}

interface Terms {
  readonly byField: ReadonlyMap<HeaderField, readonly string[]>
  readonly exact: ReadonlyMap<string, readonly HeaderField[]>
  /** In scripts with blanks between words, by their first word. */
  readonly byFirstWord: ReadonlyMap<string, readonly LongTerm[]>
  /** In scripts without. */
  readonly unspaced: readonly LongTerm[]
  /** Those that are told from others though misspelt, by their length. */
  readonly byLength: readonly (readonly LongTerm[] | undefined)[]
}

/** A term that counts inside a longer heading too. */
interface LongTerm {
  readonly text: string
  /** What a heading has to contain: in scripts with blanks between words, the term between blanks. */
  readonly within: string
  readonly field: HeaderField
  /** Of its letters, see {@link letterMask}. */
  readonly mask: number
}

/** Shorter terms are too near to one another for a typing error to be told from another word. */
const FUZZY_MINIMUM = 6
const CONTAINED_MINIMUM = 3
const SCORES = { exact: 1, misspelt: 0.9, contained: 0.6 } as const

let loaded: Terms | undefined
const cache = new Map<string, readonly HeaderMatch[]>()

/** "RatePerContainer", "POLName": words that only their capitals divide. */
const JOINED = /(?<=\p{Ll}{2})(?=\p{Lu}\p{L})|(?<=\p{Lu}{2})(?=\p{Lu}\p{Ll}{2})/gu

/** The words of a heading of a system's export apart: "RatePerContainer" is "Rate Per Container". */
export function apart(text: string): string {
  return /^\S+$/.test(text) ? text.replace(JOINED, ' ') : text
}

/**
 * Lower case, full-width characters folded, accents kept apart from letters dropped, white space and punctuation
 * squeezed to one blank, joined words apart.
 */
export function foldHeader(text: string): string {
  return apart(text.normalize('NFC'))
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/đ/g, 'd')
    .replace(/[\s_.,:;*()[\]{}"“”|\\-]+/gu, ' ')
    .trim()
}

/** The fields whose known headings a heading equals, misspells or contains; best first, each field once. */
export function matchHeader(text: string): readonly HeaderMatch[] {
  const folded = foldHeader(text)
  if (folded === '') return []
  const known = cache.get(folded)
  if (known) return known
  loaded ??= load()
  const terms = loaded
  const best = new Map<HeaderField, number>()
  const note = (field: HeaderField, score: number) => {
    if (score > (best.get(field) ?? 0)) best.set(field, score)
  }
  for (const field of terms.exact.get(folded) ?? []) note(field, SCORES.exact)
  if (best.size === 0) {
    const padded = ` ${folded} `
    const mask = letterMask(folded)
    const contained = (term: LongTerm) => {
      // The share of the heading that the term covers: "Valid" says less in a long heading than in a short one.
      if (padded.includes(term.within))
        note(term.field, SCORES.contained * (0.5 + 0.5 * Math.min(1, term.text.length / folded.length)))
    }
    for (const word of new Set(folded.split(' '))) terms.byFirstWord.get(word)?.forEach(contained)
    terms.unspaced.forEach(contained)
    for (let length = folded.length - 2; length <= folded.length + 2; length++)
      // An edit changes two letters at the most: nearly all terms are ruled out by their letters alone.
      for (const term of terms.byLength[length] ?? [])
        if (
          bitCount(term.mask ^ mask) <= 4 &&
          !padded.includes(term.within) &&
          withinEdits(term.text, folded, length >= 10 ? 2 : 1)
        )
          note(term.field, SCORES.misspelt)
  }
  const matches = [...best].map(([field, score]) => ({ field, score })).sort((a, b) => b.score - a.score)
  if (cache.size > 20_000) cache.clear()
  cache.set(folded, matches)
  return matches
}

/** The known headings of a field as written, in all languages; none for an unknown field. */
export function headerTermsOf(field: HeaderField): readonly string[] {
  loaded ??= load()
  return loaded.byField.get(field) ?? []
}

/** Whether two texts differ by at most so many insertions, deletions, exchanges of a letter or of two neighbours. */
export function withinEdits(a: string, b: string, limit: number): boolean {
  if (Math.abs(a.length - b.length) > limit) return false
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, before[j - 2]! + 1)
      row.push(cost)
      if (cost < least) least = cost
    }
    if (least > limit) return false
    before = previous
    previous = row
  }
  return previous[b.length]! <= limit
}

function load(): Terms {
  const byField = new Map([...headingTerms()].map(([field, terms]) => [field, terms.map(({ text }) => text)]))
  const exact = new Map<string, HeaderField[]>()
  const byFirstWord = new Map<string, LongTerm[]>()
  const unspaced: LongTerm[] = []
  const byLength: LongTerm[][] = []
  for (const [field, texts] of byField) {
    for (const text of texts) {
      const folded = foldHeader(text)
      if (folded === '') continue
      const fields = exact.get(folded)
      if (!fields) exact.set(folded, [field])
      else if (!fields.includes(field)) fields.push(field)
      // Scripts without blanks between words have no word boundaries to respect, and say much in two characters.
      const wide = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(folded)
      if (folded.length < (wide ? 2 : CONTAINED_MINIMUM)) continue
      const term = { text: folded, within: wide ? folded : ` ${folded} `, field, mask: letterMask(folded) }
      if (wide) unspaced.push(term)
      else {
        const first = folded.split(' ')[0]!
        const others = byFirstWord.get(first)
        if (others) others.push(term)
        else byFirstWord.set(first, [term])
      }
      if (folded.length >= FUZZY_MINIMUM) {
        byLength[folded.length] ??= []
        byLength[folded.length]!.push(term)
      }
    }
  }
  return { byField, exact, byFirstWord, unspaced, byLength }
}
