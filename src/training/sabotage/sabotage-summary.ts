import { CAUGHT, type CleanCase, SABOTAGES, type SabotageCase, type Verdict } from './run-sabotage.ts'
import type { SabotagedStage } from './sabotage.ts'

export const VERDICTS: readonly Verdict[] = ['repaired', 'error', 'review', 'warning', 'silent']

/** What became of one kind of wrong answers. */
export interface KindFigures {
  readonly kind: string
  readonly stage: SabotagedStage
  /** Tables that gave occasion for it and whose rates it changed. */
  readonly cases: number
  readonly verdicts: Readonly<Record<Verdict, number>>
  /** Share caught: repaired, told as an error, or kept in review; null without cases. */
  readonly caught: number | null
  /** Wrong rates, and how many of them were in the clean output nevertheless. */
  readonly wrong: number
  readonly leaked: number
}

export interface SabotageSummary {
  readonly tables: number
  readonly kinds: readonly KindFigures[]
  readonly all: Omit<KindFigures, 'kind' | 'stage'>
  readonly clean: {
    readonly tables: number
    /** Right tables with an error that the gold does not list. */
    readonly withFalseError: number
    readonly rates: number
    readonly inReview: number
    readonly falseErrors: CleanCase['falseErrors']
  }
}

/** Adds up cases, kind by kind in the order of the catalogue of sabotage. */
export function summarizeSabotage(
  cases: readonly SabotageCase[],
  clean: readonly CleanCase[],
): SabotageSummary {
  return {
    tables: clean.length,
    kinds: SABOTAGES.map(({ name, stage }) => ({
      kind: name,
      stage,
      ...figures(cases.filter(({ kind }) => kind === name)),
    })),
    all: figures(cases),
    clean: {
      tables: clean.length,
      withFalseError: clean.filter(({ falseErrors }) => falseErrors.length > 0).length,
      rates: clean.reduce((sum, { rates }) => sum + rates, 0),
      inReview: clean.reduce((sum, { inReview }) => sum + inReview, 0),
      falseErrors: clean.flatMap(({ falseErrors }) => falseErrors),
    },
  }
}

function figures(cases: readonly SabotageCase[]): Omit<KindFigures, 'kind' | 'stage'> {
  const verdicts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<Verdict, number>
  for (const { verdict } of cases) verdicts[verdict]++
  const caught = cases.filter(({ verdict }) => CAUGHT.has(verdict)).length
  return {
    cases: cases.length,
    verdicts,
    caught: cases.length === 0 ? null : caught / cases.length,
    wrong: cases.reduce((sum, { wrong }) => sum + wrong, 0),
    leaked: cases.reduce((sum, { leaked }) => sum + leaked, 0),
  }
}
