import type { TableKind } from '../reference/vocabulary.ts'
import type { ContextCell } from '../tables/table.ts'
import type { Rate } from './rate.ts'

/** What the other tables of a workbook offer, as far as it tells something of this one. */
export interface Sisters {
  /** Countries that their lanes start from and end at, ISO 3166-1 alpha-2. */
  readonly origins: ReadonlySet<string>
  readonly destinations: ReadonlySet<string>
  /** Cells of small sheets that offer hardly anything: a front block that was taken for a table. */
  readonly fronts: readonly ContextCell[]
}

/** A table with the first of its rates. */
export interface FirstRates {
  readonly kind: TableKind
  readonly first: readonly Rate[]
  /** What its sheet says, where that is a small one. */
  readonly front: () => readonly ContextCell[]
}

/** A table with fewer rates than this offers hardly anything. */
const FEW_RATES = 6

/** What the tables other than one offer. */
export function sistersOf(all: readonly FirstRates[], own: FirstRates): Sisters {
  const others = all.filter((other) => other !== own)
  const lanes = others
    .filter(({ kind }) => kind !== 'charges')
    .map(({ first }) => first.filter(({ origin, destination }) => origin && destination))
    .filter((first) => first.length >= FEW_RATES)
  const countries = (end: 'origin' | 'destination') =>
    new Set(lanes.flatMap((first) => first.flatMap((rate) => rate[end]?.country ?? [])))
  return {
    origins: countries('origin'),
    destinations: countries('destination'),
    fronts: others.flatMap(({ first, front }) => (first.length < FEW_RATES ? front() : [])),
  }
}
