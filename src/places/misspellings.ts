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
/** Chinese names are short: one character in four may be written otherwise, fewer would be another place. */
const LATIN = /^[A-Z0-9]+$/

const pools = new Map<string, Pool>()

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

function poolOf(country: string | null): Pool {
  const name = country ?? ''
  const known = pools.get(name)
  if (known) return known
  const places = gazetteer()
  const indexes: number[] = []
  for (let index = 0; index < places.keyCount; index++) {
    const key = places.key(index)
    if (key.length < SHORTEST || key.length > 40) continue
    const matters = places
      .postings(index)
      .some(({ place }) =>
        country === null
          ? places.rank(place) >= WORLD_RANK
          : places.country(place) === country && places.rank(place) >= COUNTRY_RANK,
      )
    if (matters) indexes.push(index)
  }
  const pool = {
    keyIndexes: Int32Array.from(indexes),
    lengths: Uint8Array.from(indexes, (index) => places.key(index).length),
    masks: Int32Array.from(indexes, (index) => letterMask(places.key(index))),
  }
  pools.set(name, pool)
  return pool
}
