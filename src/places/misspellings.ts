import { gazetteer } from '../reference/gazetteer.ts'
import { bitCount, editDistance, editLimit, letterMask } from './spelling.ts'

export interface NearKey {
  readonly key: string
  readonly keyIndex: number
  readonly edits: number
}

interface Pool {
  readonly keyIndexes: Int32Array
  readonly lengths: Uint8Array
  readonly masks: Int32Array
}

/** Below this rank a misspelling is only believed in a country that the sheet names. */
const WORLD_RANK = 0.3
/** Even then hamlets that no freight goes to are left out. */
const COUNTRY_RANK = 0.06
const SHORTEST = 4
const LONGEST = 40
/** Chinese names are short: one character in four may be written otherwise, fewer would be another place. */
const LATIN = /^[A-Z0-9]+$/

/** Keys near a misspelt one, of places that matter in the world or, with a country, anywhere in it. */
export function nearKeys(key: string, country: string | null): NearKey[] {
  if (key.length < SHORTEST) return []
  const limit = LATIN.test(key) ? editLimit(key.length) : 1
  const pool = poolOf(country)
  const places = gazetteer()
  const mask = letterMask(key)
  const near: NearKey[] = []
  for (let i = 0; i < pool.keyIndexes.length; i++) {
    if (Math.abs(pool.lengths[i]! - key.length) > limit) continue
    if (bitCount(pool.masks[i]! ^ mask) > 2 * limit) continue
    const keyIndex = pool.keyIndexes[i]!
    const other = places.key(keyIndex)
    const edits = editDistance(key, other, limit)
    if (edits > 0 && edits <= limit) near.push({ key: other, keyIndex, edits })
  }
  return near
}

/** The pool of the world stands under an empty name. */
const WORLD = ''
let pools: ReadonlyMap<string, Pool> | null = null

function poolOf(country: string | null): Pool {
  pools ??= makePools()
  return pools.get(country ?? WORLD) ?? EMPTY
}

const EMPTY: Pool = { keyIndexes: new Int32Array(), lengths: new Uint8Array(), masks: new Int32Array() }

/** All pools in one pass over the keys. */
function makePools(): Map<string, Pool> {
  const places = gazetteer()
  const members = new Map<string, number[]>()
  for (let index = 0; index < places.keyCount; index++) {
    const length = places.key(index).length
    if (length < SHORTEST || length > LONGEST) continue
    for (const { place } of places.postings(index)) {
      const rank = places.rank(place)
      if (rank >= WORLD_RANK) addOnce(members, WORLD, index)
      if (rank >= COUNTRY_RANK) addOnce(members, places.country(place), index)
    }
  }
  return new Map(
    [...members].map(([name, indexes]) => [
      name,
      {
        keyIndexes: Int32Array.from(indexes),
        lengths: Uint8Array.from(indexes, (index) => places.key(index).length),
        masks: Int32Array.from(indexes, (index) => letterMask(places.key(index))),
      },
    ]),
  )
}

/** Indexes come in ascending order: a repeated one is the last. */
function addOnce(members: Map<string, number[]>, name: string, index: number): void {
  const list = members.get(name)
  if (!list) members.set(name, [index])
  else if (list.at(-1) !== index) list.push(index)
}
