import { hash } from '../answerers/embedded/logistic.ts'

export interface Fold<T> {
  readonly train: readonly T[]
  readonly test: readonly T[]
}

/** Divides examples into folds so that no family stands on both sides. */
export function foldsByFamily<T extends { readonly family: string }>(
  examples: readonly T[],
  count: number,
  seed: number,
): Fold<T>[] {
  const families = [...new Set(examples.map(({ family }) => family))].sort(
    (a, b) => hash(`${seed}:${a}`) - hash(`${seed}:${b}`),
  )
  if (families.length < 2) return []
  const foldOf = new Map(families.map((family, at) => [family, at % count]))
  return Array.from({ length: Math.min(count, families.length) }, (_, fold) => ({
    train: examples.filter(({ family }) => foldOf.get(family) !== fold),
    test: examples.filter(({ family }) => foldOf.get(family) === fold),
  }))
}

/** One family in so many is held back while a curve is drawn. */
const HELD_BACK = 6

/**
 * Divides examples for the curve of a training: most to learn from, and of the rest the real ones, because made layouts are
 * easier than any that a sender thinks of.
 */
export function heldBack<T extends { readonly family: string }>(
  examples: readonly T[],
  seed: number,
  isReal: (example: T) => boolean,
): { readonly learn: readonly T[]; readonly held: readonly T[] } {
  const real = examples.filter(isReal)
  const [fold] = foldsByFamily(real.length > 0 ? real : examples, HELD_BACK, seed)
  const held = new Set(fold?.test)
  return { learn: examples.filter((example) => !held.has(example)), held: fold?.test ?? [] }
}
