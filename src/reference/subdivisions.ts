import { foldText } from './fold.ts'
import { regionKeys } from './regions.ts'

export interface Subdivision {
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  /** Second part of the ISO 3166-2 code: `CA`, `GD`. */
  readonly code: string
}

/**
 * States and provinces that the whole text may mean, in any country: "OHIO", "广东", or the bare code where that is the
 * custom ("CA" of the United States, not of Denmark). Several where the same letters are used twice.
 */
export function readSubdivisions(text: string): readonly Subdivision[] {
  const folded = foldText(text)
  const { subdivisions, subdivisionCodes } = regionKeys()
  const codes = new Set([...listOf(subdivisionCodes, folded), ...listOf(subdivisions, folded)])
  return [...codes].map((code) => ({ country: code.slice(0, 2), code: code.slice(3) }))
}

function listOf(lists: Readonly<Record<string, readonly string[]>>, key: string): readonly string[] {
  return Object.hasOwn(lists, key) ? lists[key]! : []
}
