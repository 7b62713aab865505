import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { BLOCK, blocksOf, KEY_KINDS, type KeyKind, PLACES_FILE, type PlacesHeader } from './places-format.ts'

export interface Posting {
  /** Number of a place in the gazetteer. */
  readonly place: number
  readonly kind: KeyKind
}

/** Places with their names, found by key or code. Numbers of places hold for this process only. */
export class Gazetteer {
  readonly size: number
  readonly keyCount: number
  readonly #header: PlacesHeader
  readonly #codes: string
  readonly #ranks: Uint8Array
  readonly #functions: Uint8Array
  readonly #subdivisions: Uint16Array
  readonly #names: string
  readonly #nameStarts: Starts
  readonly #keys: string
  readonly #keyStarts: Starts
  readonly #postingStarts: Starts
  readonly #postingKinds: Uint8Array
  readonly #postingPlaces: readonly [Uint8Array, Uint8Array, Uint8Array]
  readonly #groupOf = new Map<number, readonly number[]>()
  readonly #parentOf: ReadonlyMap<number, number>

  constructor(packed: Buffer) {
    const headerEnd = 4 + packed.readUInt32LE(0)
    const header = JSON.parse(packed.toString('utf8', 4, headerEnd)) as PlacesHeader
    let at = headerEnd
    const take = (length: number): Uint8Array => {
      at += length
      return packed.subarray(at - length, at)
    }
    const { places, keys, postings } = header
    this.#header = header
    this.size = places
    this.keyCount = keys
    this.#codes = Buffer.from(take(places * 5)).toString('latin1')
    this.#ranks = take(places)
    this.#functions = take(places)
    this.#subdivisions = new Uint16Array(new Uint8Array(take(places * 2)).buffer)
    const startsOf = (count: number) => new Starts(take(count), take(4 * blocksOf(count)))
    this.#nameStarts = startsOf(places)
    this.#names = latin1(take(header.nameBytes))
    this.#keyStarts = startsOf(keys)
    this.#postingStarts = startsOf(keys)
    this.#postingKinds = take(postings)
    this.#postingPlaces = [take(postings), take(postings), take(postings)]
    this.#keys = packed.toString('utf8', at)
    this.#parentOf = new Map(header.parents)
    for (const group of header.groups) for (const place of group) this.#groupOf.set(place, group)
  }

  code(place: number): string {
    return this.#codes.slice(place * 5, place * 5 + 5)
  }

  country(place: number): string {
    return this.#codes.slice(place * 5, place * 5 + 2)
  }

  /** Name as in the list: `Nagoya, Aichi`, `Shanghai Pt`. */
  name(place: number): string {
    return this.#names.slice(this.#nameStarts.of(place), this.#nameStarts.of(place + 1))
  }

  /** Importance for freight, 0.01 to 1. */
  rank(place: number): number {
    return this.#ranks[place]! / 100
  }

  isPort(place: number): boolean {
    return (this.#functions[place]! & 1) === 1
  }

  /** ISO 3166-2 without the country: `CA` in `US`. Empty where unknown. */
  subdivision(place: number): string {
    return this.#header.subdivisions[this.#subdivisions[place]!]!
  }

  /** All places that mean the same port city, this one included, the everyday code first. */
  group(place: number): readonly number[] {
    return this.#groupOf.get(place) ?? [place]
  }

  /** The port or city whose rate a terminal takes. */
  parent(place: number): number | null {
    return this.#parentOf.get(place) ?? null
  }

  byCode(code: string): number | null {
    let low = 0
    let high = this.size - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = this.code(middle)
      if (found === code) return middle
      if (found < code) low = middle + 1
      else high = middle - 1
    }
    return null
  }

  /** Places under a key made by `placeKey`. */
  find(key: string): Posting[] {
    const index = this.#firstKeyFrom(key)
    return index < this.keyCount && this.key(index) === key ? this.postings(index) : []
  }

  /** Positions of the keys that begin like this one, itself excluded, in their order. */
  *keysFrom(prefix: string): Generator<number> {
    for (let index = this.#firstKeyFrom(prefix); index < this.keyCount; index++) {
      const key = this.key(index)
      if (!key.startsWith(prefix)) return
      if (key !== prefix) yield index
    }
  }

  /** Key at a position of the sorted list of keys. */
  key(index: number): string {
    return this.#keys.slice(this.#keyStarts.of(index), this.#keyStarts.of(index + 1))
  }

  postings(keyIndex: number): Posting[] {
    const list: Posting[] = []
    const end = this.#postingStarts.of(keyIndex + 1)
    for (let i = this.#postingStarts.of(keyIndex); i < end; i++) {
      const [low, middle, high] = this.#postingPlaces
      list.push({
        place: low[i]! | (middle[i]! << 8) | (high[i]! << 16),
        kind: KEY_KINDS[this.#postingKinds[i]!]!,
      })
    }
    return list
  }

  /**
   * Walks over all keys in their order, and over the places under each. To ask for every one of them by its position
   * would take twenty times as long.
   */
  eachPosting(visit: (keyIndex: number, keyLength: number, place: number) => void): void {
    const [low, middle, high] = this.#postingPlaces
    let posting = 0
    for (let index = 0; index < this.keyCount; index++) {
      const length = this.#keyStarts.lengthOf(index)
      for (const end = posting + this.#postingStarts.lengthOf(index); posting < end; posting++)
        visit(index, length, low[posting]! | (middle[posting]! << 8) | (high[posting]! << 16))
    }
  }

  #firstKeyFrom(key: string): number {
    let low = 0
    let high = this.keyCount
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.key(middle) < key) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Where the items of a list of lengths start; sums are stored for the first item of each block only. */
class Starts {
  readonly #lengths: Uint8Array
  readonly #blocks: DataView

  constructor(lengths: Uint8Array, blocks: Uint8Array) {
    this.#lengths = lengths
    this.#blocks = new DataView(blocks.buffer, blocks.byteOffset, blocks.byteLength)
  }

  lengthOf(index: number): number {
    return this.#lengths[index]!
  }

  of(index: number): number {
    const block = Math.floor(index / BLOCK)
    let start = this.#blocks.getUint32(4 * block, true)
    for (let i = block * BLOCK; i < index; i++) start += this.#lengths[i]!
    return start
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}

/** More than the gazetteer has: it is then unpacked in one piece, not put together from hundreds. */
const ONE_CHUNK = 6 * 1024 * 1024

let loaded: Gazetteer | null = null

/** The shipped gazetteer, read on first use. */
export function gazetteer(): Gazetteer {
  loaded ??= new Gazetteer(gunzipSync(readFileSync(PLACES_FILE), { chunkSize: ONE_CHUNK }))
  return loaded
}
