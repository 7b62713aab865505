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
