/**
 * What makes a rate less sure although each of its parts is sure: a field that it lacks, above all where a cell around the
 * table names one (`…_said`), a cell that names another one than its rates have (`…_other`), a place that is no more than a
 * country, a region or a group of ports. The only end of a rate lies where the lanes of other
 * tables start, and none of them ends, or the other way round (`end_turned`).
 */
export const DOUBTS = [
  'dates_missing',
  'dates_missing_said',
  'dates_other',
  'end_missing',
  'end_missing_said',
  'place_missing',
  'place_missing_said',
  'place_other',
  'currency_missing_said',
  'currency_other',
  'container_missing',
  'container_missing_said',
  'place_vague',
  'place_group',
  'carrier_missing_said',
  'contract_missing_said',
  'end_turned',
] as const
export type Doubt = (typeof DOUBTS)[number]

/** Doubts about one rate, a bit each in the order of {@link DOUBTS}: fifty thousand rates share a few of these numbers. */
export type DoubtSet = number

export const NO_DOUBTS: DoubtSet = 0

/** The set that holds one doubt. */
export const doubtSet = (doubt: Doubt): DoubtSet => 1 << DOUBTS.indexOf(doubt)

/** The doubts of a set. */
export const doubtsIn = (set: DoubtSet): Doubt[] => DOUBTS.filter((_, at) => (set & (1 << at)) !== 0)
