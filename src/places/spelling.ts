/** How far two spellings of a name are apart. */

/**
 * Edits between two keys (insert, delete, replace, exchange of neighbours), at most `limit`; `limit + 1` when they are
 * further apart. The optimal string alignment distance, computed in a band around the diagonal.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  const width = b.length + 1
  let [before, previous, current] = rowsOf(width)
  for (let j = 0; j < width; j++) previous[j] = j
  for (let i = 1; i <= a.length; i++) {
    current.fill(limit + 1, 0, width)
    current[0] = i
    let least = limit + 1
    for (let j = Math.max(1, i - limit); j <= Math.min(b.length, i + limit); j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1)
      let cost = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1))
      const swapped =
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      if (swapped) cost = Math.min(cost, before[j - 2]! + 1)
      current[j] = cost
      if (cost < least) least = cost
    }
    if (least > limit) return limit + 1
    const free = before
    before = previous
    previous = current
    current = free
  }
  return Math.min(previous[b.length]!, limit + 1)
}

/** Three rows of the matrix, used again: names are compared by the thousand, and each would leave three arrays behind. */
const ROWS = [new Int32Array(64), new Int32Array(64), new Int32Array(64)] as const
const rowsOf = (width: number): [Int32Array, Int32Array, Int32Array] =>
  width <= 64 ? [...ROWS] : [new Int32Array(width), new Int32Array(width), new Int32Array(width)]

/** What remains of a name when it is only heard: "HAIFONG" and "HAIPHONG", "CINCINATTI" and "CINCINNATI" agree. */
export function soundOf(key: string): string {
  return key
    .replace(/PH/g, 'F')
    .replace(/[KQ]|CK/g, 'C')
    .replace(/[ZX]/g, 'S')
    .replace(/[YJ]/g, 'I')
    .replace(/[WV]/g, 'U')
    .replace(/H/g, '')
    .replace(/[AEIOU]+/g, 'A')
    .replace(/(.)\1+/g, '$1')
}

/** Most edits that a misspelling of a key of this length may have. */
export function editLimit(length: number): number {
  if (length < 4) return 0
  if (length < 7) return 1
  return length < 12 ? 2 : 3
}

/** One bit for each letter that occurs, digits and other scripts hashed in: two near spellings differ in few bits. */
export function letterMask(key: string): number {
  let mask = 0
  for (let i = 0; i < key.length; i++) mask |= 1 << (key.charCodeAt(i) & 31)
  return mask
}

export function bitCount(mask: number): number {
  let n = mask - ((mask >>> 1) & 0x55555555)
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333)
  return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
