import { remember } from '../reference/aligned.ts'
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
export function nearKeys(key: string, country: string | null): readonly NearKey[] {
  if (key.length < SHORTEST) return NONE
  return remembered(`${country ?? WORLD}|${key}`)
}

const NONE: readonly NearKey[] = []

/** The same unknown words come again in the next table and in the next workbook. */
const remembered = remember((asked): readonly NearKey[] => {
  const [country, key] = asked.split('|') as [string, string]
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
})

/** The pool of the world stands under an empty name. */
const WORLD = ''
let members: ReadonlyMap<string, readonly number[]> | null = null
const pools = new Map<string, Pool>()

function poolOf(name: string): Pool {
  let pool = pools.get(name)
  if (!pool) {
    members ??= findMembers()
    pool = makePool(members.get(name) ?? [])
    pools.set(name, pool)
  }
  return pool
}

/** A sheet names few countries: letters are only counted for those that it asks for. */
function makePool(keyIndexes: readonly number[]): Pool {
  const places = gazetteer()
  const keys = keyIndexes.map((index) => places.key(index))
  return {
    keyIndexes: Int32Array.from(keyIndexes),
    lengths: Uint8Array.from(keys, (key) => key.length),
    masks: Int32Array.from(keys, letterMask),
  }
}

/** Which keys belong to which pool, in one pass over all of them. */
function findMembers(): Map<string, number[]> {
  const places = gazetteer()
  const found = new Map<string, number[]>([[WORLD, []]])
  const world = found.get(WORLD)!
  places.eachPosting((index, length, place) => {
    if (length < SHORTEST || length > LONGEST) return
    const rank = places.rank(place)
    if (rank < COUNTRY_RANK) return
    if (rank >= WORLD_RANK) addOnce(world, index)
    const country = places.country(place)
    const list = found.get(country)
    if (list) addOnce(list, index)
    else found.set(country, [index])
  })
  return found
}

/** Indexes come in ascending order: a repeated one is the last. */
function addOnce(list: number[], index: number): void {
  if (list.at(-1) !== index) list.push(index)
}
