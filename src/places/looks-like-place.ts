import { readCountry } from '../reference/countries.ts'
import { foldText } from '../reference/fold.ts'
import { readSubdivisions } from '../reference/subdivisions.ts'
import { isShortCode } from './candidates.ts'
import { readGroup } from './groups.ts'
import { cutPieces, plainText } from './pieces.ts'
import { EXACT_RANK, exactRank, readPiece } from './read-piece.ts'
import { takeRouting } from './routing.ts'
import { isHeading, isNone } from './words.ts'

const LONGEST_TEXT = 160
const MOST_WORDS = 14
const MOST_REMEMBERED = 50_000
/** A country alone is less than a place: columns of countries are another thing. */
const COUNTRY_ALONE = 0.4
/** Three capitals are a carrier or a charge as often as a port. */
const SHORT_CODE = 0.7
const HAMLET = 0.5

const remembered = new Map<string, number>()

/**
 * How much a text looks like a place or several, 0 to 1, by exact names only: cheap enough for every cell of a column.
 * A number, a date, a word of commerce or a sentence is near 0.
 */
export function looksLikePlace(text: string): number {
  const known = remembered.get(text)
  if (known !== undefined) return known
  const score = scoreOf(text)
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  remembered.set(text, score)
  return score
}

function scoreOf(text: string): number {
  if (text.length > LONGEST_TEXT || !/\p{L}{2}/u.test(text)) return 0
  const plain = plainText(text)
  const folded = foldText(plain)
  if (isNone(folded) || isHeading(folded) || folded.split(' ').length > MOST_WORDS) return 0
  if (readCountry(plain.trim()) !== null && exactRank(plain) < EXACT_RANK) return COUNTRY_ALONE
  if (readGroup(plain) === 'group') return 1
  const { rest } = takeRouting(plain)
  let sum = 0
  let counted = 0
  for (const piece of cutPieces(rest)) {
    const score = pieceScore(piece.text, counted === 0)
    if (score === null) continue
    sum += score
    counted++
  }
  return counted === 0 ? 0 : sum / counted
}

/** Null for what says nothing by itself: a mode, a state, noise. */
function pieceScore(text: string, first: boolean): number | null {
  if (!first && (readCountry(text) !== null || readSubdivisions(text).length > 0)) return null
  const { name, code, countries, states, noise, mode } = readPiece(text, first)
  if (code !== null) return 1
  if (name === null) return first && (noise || mode !== null) ? 0 : null
  const rank = exactRank(name)
  if (rank >= EXACT_RANK) return isShortCode(name) ? SHORT_CODE : 1
  if (rank > 0) return countries.length + states.length > 0 ? 1 : HAMLET
  return 0
}
