/**
 * The shipped form of the gazetteer: little-endian, compressed with gzip. After a 32-bit length and a JSON header of that
 * length come, without gaps, for each place (in the order of codes): code (5 bytes), rank in hundredths (1), functions
 * (1, a bit each for 1 to 7 and B), subdivision (2), length of the name (1), names in Latin-1; for each key (sorted by
 * UTF-16 units): its length in UTF-16 units (1), number of postings (1); for each posting: kind (1), place (low bytes,
 * middle bytes, high bytes); then the keys in UTF-8. Behind each list of lengths or numbers stand their sums before
 * every block of items (4 bytes each), the end included.
 */
export const PLACES_FILE = new URL('./data/places.bin.gz', import.meta.url)

export interface PlacesHeader {
  readonly places: number
  readonly keys: number
  readonly postings: number
  readonly nameBytes: number
  readonly subdivisions: readonly string[]
  /** Places that mean the same port city, the everyday code first. */
  readonly groups: readonly (readonly number[])[]
  /** Terminal or sub-port, and the port whose rate it takes. */
  readonly parents: readonly (readonly [number, number])[]
}

/** Items of a block. */
export const BLOCK = 64

export function blocksOf(count: number): number {
  return Math.floor(count / BLOCK) + 1
}

/** How a key belongs to its place, the strongest first; a slip is a misspelling that sheets are known to have. */
export const KEY_KINDS = ['name', 'alias', 'local', 'second', 'shortened', 'slip'] as const
export type KeyKind = (typeof KEY_KINDS)[number]
