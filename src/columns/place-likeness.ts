import { readGroup } from '../places/groups.ts'
import { readCountry } from '../reference/countries.ts'
import { placeKey } from '../reference/fold.ts'
import { gazetteer } from '../reference/gazetteer.ts'

const CACHE_LIMIT = 50_000
const cache = new Map<string, number>()
/** Pieces of a cell that are looked up: "HAKATA, MOJI, SENDAI" says enough by its first ones. */
const PIECES = 3
const LONGEST = 80
/** A name of at least this rank is one that freight goes to; below, any word may be somebody's village. */
const WELL_KNOWN = 0.3
const KNOWN = 0.1
/** "杰贝阿里 JEBEL ALI": one place in two scripts. */
const TWO_SCRIPTS =
  /(?<=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])\s+(?=\p{Script=Latin}{2})|(?<=\p{Script=Latin}{2})\s+(?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])/gu
/** A country, or a name with the mark of a group. */
const COUNTRY = 0.75

/**
 * How much a text looks like places, 0 to 1, by exact look-up of its pieces alone: for profiles, where a misspelt cell
 * among right ones does not matter, and the search for misspellings would cost too much.
 */
export function placeLikeness(text: string): number {
  const known = cache.get(text)
  if (known !== undefined) return known
  const likeness = text.length > LONGEST || !/\p{L}{2}/u.test(text) ? 0 : read(text)
  if (cache.size > CACHE_LIMIT) cache.clear()
  cache.set(text, likeness)
  return likeness
}

function read(text: string): number {
  const group = readGroup(text)
  if (group === 'group') return 0.9
  const pieces = text
    .replace(/\(([^)]*)\)/g, ' / $1 ')
    .replace(TWO_SCRIPTS, ' / ')
    .split(
      /[/,;\n&+、，；]|(?<=[\u3400-\u9fff])[・·](?=[\u3400-\u9fff])|\s[-–—]\s|\b(?:via|t\/s|ex|and|or|over)\b/iu,
    )
    .map((piece) => piece.trim())
    .filter((piece) => piece.length >= 2)
    .slice(0, PIECES)
  let best = 0
  for (const piece of pieces) best = Math.max(best, likenessOf(piece))
  if (group !== null || readCountry(text)) return Math.max(best, COUNTRY)
  return best
}

function likenessOf(piece: string): number {
  const places = gazetteer()
  if (/^[A-Z]{2} ?[A-Z2-9]{3}$/.test(piece) && places.byCode(piece.replace(' ', '')) !== null) return 1
  // "SGSIN SINGAPORE": two lines of a cell, the code and its name.
  const coded = /^([A-Z]{2}[A-Z2-9]{3}) (\S.*)$/.exec(piece)
  if (coded && places.byCode(coded[1]!) !== null && places.find(placeKey(coded[2]!)).length > 0) return 1
  const short = /^[A-Z]{2,3}$/.test(piece)
  let rank = 0
  for (const posting of places.find(placeKey(piece))) rank = Math.max(rank, places.rank(posting.place))
  if (short) return rank >= WELL_KNOWN ? 0.7 : 0
  if (/^\p{Script=Latin}{1,3}$/u.test(piece)) return 0
  return rank >= WELL_KNOWN ? 1 : rank >= KNOWN ? 0.6 : rank > 0 ? 0.3 : 0
}
