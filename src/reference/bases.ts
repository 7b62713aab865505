import type { Basis } from './vocabulary.ts'

/** The basis that a whole text names ("PER_CONTAINER", "per B/L", "W/M", "票"). */
export function readBasis(text: string): Basis | null {
  void text
  return null
}

/** The basis that a longer text mentions ("USD 30 per B/L", "Handling / bill"). */
export function findBasis(text: string): Basis | null {
  void text
  return null
}
