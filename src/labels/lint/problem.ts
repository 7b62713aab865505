import type { BrokenLabel, StoredLabel } from '../label-folder.ts'
import type { Split } from '../split.ts'

/** What may be wrong with labels, before anything is trained on them. */
export const LABEL_PROBLEMS = [
  'format',
  'too-long',
  'duplicate',
  'contradictory-answers',
  'sources-disagree',
  'imbalance',
  'class-without-examples',
  'leakage',
  'personal-data',
  'claim-contradicts-data',
  'points-outside',
  'nothing-corrected',
  'no-reason',
] as const
export type LabelProblemCode = (typeof LABEL_PROBLEMS)[number]

export interface LabelProblem {
  readonly code: LabelProblemCode
  /** An error spoils a training; a warning is worth a look. */
  readonly severity: 'error' | 'warning'
  /** The labels concerned, by path; none for what is wrong with the whole set. */
  readonly paths: readonly string[]
  readonly message: string
}

/** Everything that is looked at. */
export interface LabelSet {
  readonly labels: readonly StoredLabel[]
  readonly broken: readonly BrokenLabel[]
  readonly splits: ReadonlyMap<string, Split>
}
