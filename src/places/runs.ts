import { foldText } from '../reference/fold.ts'
import { readSubdivisions } from '../reference/subdivisions.ts'
import { exactRank } from './read-piece.ts'

/** Several names without a separator between them. */
export interface Run {
  /** State of the place before, where a merge has glued it to the first name: "GAVANCOUVER". */
  readonly state: string | null
  readonly names: readonly string[]
}

/** Names are only told apart without a separator when each is a port or city of this rank. */
const RUN_RANK = 0.55
const SHORTEST_NAME = 4
const MOST_WORDS = 12

/**
 * Takes apart "SYDNEY MELBOURNE BRISBANE", and what a broken merge leaves: "SHANGHAININGBO", "CALONG BEACH". Null for
 * anything that may be one name, misspelt or not: `isPlace` says whether a text is.
 */
export function splitRun(text: string, behindPlace: boolean, isPlace: (text: string) => boolean): Run | null {
  if (exactRank(text) > 0 || text.length > 80) return null
  const cjk = /^[\u3400-\u9fff]+$/.test(text)
  const words = cjk ? [...text] : text.split(/\s+/)
  if (words.length > MOST_WORDS) return null
  const listed = words.length > 1 ? coverWords(words, cjk ? '' : ' ') : null
  // "深圳盐田": characters that are all part of known names leave no doubt.
  if (listed && listed.length > 1 && cjk) return { state: null, names: listed }
  if (listed && listed.length > 1 && !isPlace(text)) return { state: null, names: listed }
  const merged = splitMerge(text, behindPlace)
  return merged && !isPlace(text) ? merged : null
}

/** The words as names that lie side by side, each known; null when a word is left over. */
function coverWords(words: readonly string[], joint: string): string[] | null {
  if (words.length === 0) return []
  for (let count = Math.min(joint ? 4 : 8, words.length); count >= 1; count--) {
    const name = words.slice(0, count).join(joint)
    if (!isKnown(name)) continue
    const others = coverWords(words.slice(count), joint)
    if (others) return [name, ...others]
  }
  return null
}

function splitMerge(text: string, behindPlace: boolean): Run | null {
  for (let cut = 2; cut <= text.length - SHORTEST_NAME; cut++) {
    const left = text.slice(0, cut)
    const right = text.slice(cut)
    if (/^\s|\s$/.test(right) || /\s$/.test(left) || !isKnown(right)) continue
    if (behindPlace && cut <= 3 && readSubdivisions(left).length > 0) return { state: left, names: [right] }
    if (isKnown(left)) return { state: null, names: [left, right] }
  }
  return null
}

function isKnown(name: string): boolean {
  const least = /^[\u3400-\u9fff]+$/.test(name) ? 2 : SHORTEST_NAME
  return foldText(name).length >= least && exactRank(name) >= RUN_RANK
}
