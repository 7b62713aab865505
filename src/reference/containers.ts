import type { ContainerSize, ContainerType } from './vocabulary.ts'

export interface ContainerReading {
  /** In the order written. */
  readonly sizes: readonly ContainerSize[]
  /** The type that all sizes share; null when the text does not say, or when they differ. */
  readonly type: ContainerType | null
  /** The type of each size, in the order of `sizes`. */
  readonly types: readonly (ContainerType | null)[]
  /** 'parts': a price each, in this order ("20'/40'/40HQ"); 'same': one price for all ("40'/40'HC"). */
  readonly order: 'parts' | 'same'
  /** What else the text says ("SEA" of "20' STD\nSEA"). */
  readonly rest: string
}

/** The containers that a header or a cell names; null when it names none. */
export function readContainers(text: string): ContainerReading | null {
  void text
  return null
}

/** ISO 6346 size-type code ("45G1"), null where none is settled. */
export function isoType(size: ContainerSize, type: ContainerType | null): string | null {
  void size
  void type
  return null
}
