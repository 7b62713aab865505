import { UsageError } from '../../config.ts'
import type { FigureName } from '../evaluation/summary.ts'
import type { Cause, EvalRecord } from './eval-record.ts'
import { type Interval, meanInterval } from './intervals.ts'

/** The figures that decide whether a model is worse. */
export const DECIDING: readonly FigureName[] = [
  'price_cell_f1',
  'exact_rate',
  'tables_whole',
  'columns',
  'mapped_columns',
  'places',
]
/** A mean may fall by so much before it counts: less is one cell of one sheet. */
const TOLERANCE = 0.002

export interface FigureChange {
  readonly figure: string
  readonly before: number
  readonly after: number
  /** Of the mean difference over the workbooks. */
  readonly interval: Interval
  readonly verdict: 'better' | 'same' | 'worse'
}

export interface Comparison {
  readonly before: string
  readonly after: string
  readonly figures: readonly FigureChange[]
  /** Workbooks that moved, the largest loss first. */
  readonly workbooks: readonly {
    readonly name: string
    readonly figure: string
    readonly before: number
    readonly after: number
  }[]
  /** What goes wrong now and did not before, and the other way round. */
  readonly newCauses: readonly Cause[]
  readonly goneCauses: readonly Cause[]
  readonly worse: boolean
}

/**
 * What got better and what got worse between two evaluations on the same answers. A figure is worse when its mean over
 * the workbooks fell by more than the tolerance.
 */
export function compareEvals(before: EvalRecord, after: EvalRecord): Comparison {
  if (before.data_sha256 !== after.data_sha256)
    throw new UsageError(
      `"${before.label}" and "${after.label}" were measured on different answers and cannot be compared.`,
    )
  const known = new Map(before.workbooks.map((workbook) => [workbook.name, workbook.figures]))
  const figures: FigureChange[] = []
  for (const figure of Object.keys(after.mean)) {
    const pairs = after.workbooks.flatMap(({ name, figures: now }) => {
      const then = known.get(name)?.[figure]
      const value = now[figure]
      return typeof then === 'number' && typeof value === 'number' ? [{ then, value }] : []
    })
    if (pairs.length === 0) continue
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    const from = mean(pairs.map(({ then }) => then))
    const to = mean(pairs.map(({ value }) => value))
    figures.push({
      figure,
      before: from,
      after: to,
      interval: meanInterval(pairs.map(({ then, value }) => value - then)),
      verdict: to < from - TOLERANCE ? 'worse' : to > from + TOLERANCE ? 'better' : 'same',
    })
  }
  const workbooks = after.workbooks.flatMap(({ name, figures: now }) =>
    DECIDING.flatMap((figure) => {
      const then = known.get(name)?.[figure]
      const value = now[figure]
      if (typeof then !== 'number' || typeof value !== 'number' || Math.abs(then - value) < 1e-9) return []
      return [{ name, figure, before: then, after: value }]
    }),
  )
  return {
    before: before.label,
    after: after.label,
    figures,
    workbooks: workbooks.sort((a, b) => a.after - a.before - (b.after - b.before)),
    newCauses: missingFrom(before.causes, after.causes),
    goneCauses: missingFrom(after.causes, before.causes),
    worse: figures.some(
      ({ figure, verdict }) => verdict === 'worse' && (DECIDING as readonly string[]).includes(figure),
    ),
  }
}

const keyOf = ({ workbook, about, expected, got }: Cause): string =>
  JSON.stringify([workbook, about, expected, got])

function missingFrom(known: readonly Cause[], causes: readonly Cause[]): Cause[] {
  const keys = new Set(known.map(keyOf))
  return causes.filter((cause) => !keys.has(keyOf(cause)))
}
