import { disagreements } from './agreement.ts'
import { imbalances } from './balance.ts'
import { contradictions } from './contradictions.ts'
import { leaks } from './leakage.ts'
import { personalData } from './personal-data.ts'
import type { LabelProblem, LabelSet } from './problem.ts'

export interface LintOptions {
  /** Tokens that question and answer may take together. */
  readonly window: number
  /** Tokens of a label as it will be trained with. */
  readonly tokensOf: (label: LabelSet['labels'][number]) => number
}

/** Looks a set of labels through. Problems of single labels come first, by path; then those of the whole set. */
export function lintLabels(set: LabelSet, { window, tokensOf }: LintOptions): LabelProblem[] {
  const problems: LabelProblem[] = set.broken.map(({ path, problem }) => ({
    code: 'format',
    severity: 'error',
    paths: [path],
    message: problem,
  }))
  for (const stored of set.labels) {
    const { label, path } = stored
    if (label.state === 'rejected') continue
    const wrong = contradictions(stored)
    problems.push(...wrong, ...personalData(stored))
    if (JSON.stringify(label.given) === JSON.stringify(label.corrected))
      problems.push({
        code: 'nothing-corrected',
        severity: 'warning',
        paths: [path],
        message: 'The given answer is the corrected one: nothing to learn from the difference.',
      })
    if (label.source === 'correction' && label.reason.trim() === '')
      problems.push({
        code: 'no-reason',
        severity: 'warning',
        paths: [path],
        message: 'No reason: nobody can tell later why this is right.',
      })
    if (wrong.some(({ code }) => code === 'points-outside')) continue
    const tokens = tokensOf(stored)
    if (tokens > window)
      problems.push({
        code: 'too-long',
        severity: 'error',
        paths: [path],
        message: `About ${tokens} tokens, more than the window of ${window}.`,
      })
  }
  return [
    ...problems,
    ...disagreements(set.labels),
    ...imbalances(set.labels),
    ...leaks(set.labels, set.splits),
  ]
}
