import type { Difference } from '../evaluation/score.ts'
import { FIGURES } from '../evaluation/summary.ts'
import type { DisturbedCase } from './disturb-folder.ts'
import { DISTURBANCES, type DisturbanceKind } from './disturbance.ts'

/** A workbook has fallen when one of its figures did by more than this share: one point. */
export const FALLEN_BY = 0.01

/** What disturbed reading is held against. */
const MEASURED = ['price_cell_f1', 'exact_rate'] as const
export type DisturbedFigure = (typeof MEASURED)[number]

/** A figure as shares of one. */
export interface BeforeAfter {
  readonly as_it_is: number
  readonly disturbed: number
}
export type DisturbedFigures = Readonly<Record<DisturbedFigure, BeforeAfter>>

/** Means over the workbooks that gave occasion for a kind. */
export interface KindFigures extends DisturbedFigures {
  readonly kind: DisturbanceKind
  readonly workbooks: number
}

export interface FallenWorkbook extends DisturbedFigures {
  readonly workbook: string
  readonly kind: DisturbanceKind
  /** What is wrong now and was right before; its workbook is named with the kind. */
  readonly differences: readonly Difference[]
}

export interface DisturbanceSummary {
  /** In the order of the list of kinds; those without a workbook are left out. */
  readonly kinds: readonly KindFigures[]
  /** The hardest fall first. */
  readonly fallen: readonly FallenWorkbook[]
}

export function summarizeDisturbance(cases: readonly DisturbedCase[]): DisturbanceSummary {
  const figures = new Map(cases.map((one) => [one, figuresOf(one)]))
  const kinds = DISTURBANCES.flatMap((kind): KindFigures[] => {
    const of = cases.filter((one) => one.kind === kind).map((one) => figures.get(one)!)
    if (of.length === 0) return []
    const mean = (figure: DisturbedFigure): BeforeAfter => ({
      as_it_is: of.reduce((sum, one) => sum + one[figure].as_it_is, 0) / of.length,
      disturbed: of.reduce((sum, one) => sum + one[figure].disturbed, 0) / of.length,
    })
    return [
      { kind, workbooks: of.length, price_cell_f1: mean('price_cell_f1'), exact_rate: mean('exact_rate') },
    ]
  })
  const fallen = cases
    .filter((one) => MEASURED.some((figure) => fall(figures.get(one)![figure]) > FALLEN_BY))
    .map((one) => ({
      workbook: one.workbook,
      kind: one.kind,
      ...figures.get(one)!,
      differences: newDifferences(one),
    }))
    .sort((a, b) => depth(b) - depth(a))
  return { kinds, fallen }
}

function figuresOf({ asItIs, disturbed }: DisturbedCase): DisturbedFigures {
  const figure = (name: DisturbedFigure): BeforeAfter => ({
    as_it_is: FIGURES[name](asItIs.score),
    disturbed: FIGURES[name](disturbed.score),
  })
  return { price_cell_f1: figure('price_cell_f1'), exact_rate: figure('exact_rate') }
}

const fall = ({ as_it_is, disturbed }: BeforeAfter): number => as_it_is - disturbed
const depth = (figures: DisturbedFigures): number =>
  MEASURED.reduce((sum, figure) => sum + fall(figures[figure]), 0)

/** Cells may have moved: a difference is known by what it says, not by where. */
function newDifferences({ kind, workbook, asItIs, disturbed }: DisturbedCase): Difference[] {
  const key = ({ about, expected, got }: Difference) => JSON.stringify([about, expected, got])
  const known = new Set(asItIs.differences.map(key))
  return disturbed.differences
    .filter((difference) => !known.has(key(difference)))
    .map((difference) => ({ ...difference, workbook: `${workbook}, ${kind}` }))
}
