import { SCORED_FIELDS, type ScoredField } from './agreement.ts'
import {
  addShares,
  type CalibrationBin,
  exactShare,
  type FieldScore,
  priceCellScore,
  ratio,
  type Share,
  share,
  type WorkbookScore,
} from './score.ts'
import { CONFIDENCE_BINS } from './score-lines.ts'
import { addTableScores } from './score-tables.ts'

/** The figures that are compared with bars, as shares of one; null where there is nothing to measure. */
export const FIGURES = {
  price_cell_f1: (score: Total) => priceCellScore(score).f1,
  price_cell_precision: (score: Total) => priceCellScore(score).precision,
  price_cell_recall: (score: Total) => priceCellScore(score).recall,
  exact_rate: exactShare,
  /** Exact among the rates that nobody has to look at, and how many those are of the rates read. */
  accepted_exact: (score: Total) => ratio(score.accepted),
  accepted_share: (score: Total) => ratio(share(score.accepted.of, score.read)),
  header_rows: (score: Total) => ratio(score.tables.headerRows),
  data_rows: (score: Total) => ratio(score.tables.dataRows),
  tables_whole: (score: Total) => ratio(score.tables.whole),
  columns: (score: Total) => ratio(score.tables.columns),
  columns_whole: (score: Total) => ratio(score.tables.columnsWhole),
  mapped_columns: (score: Total) => ratio(score.tables.mapped),
  price_columns: (score: Total) => ratio(score.tables.priceColumns),
  places: (score: Total) => {
    const { right, wrong, unanswered } = score.places
    return ratio(share(right, right + wrong + unanswered))
  },
  not_rates_left_alone: (score: Total) => ratio(score.notRates),
  finding_recall: (score: Total) => ratio(score.findingRecall),
  finding_precision: (score: Total) => ratio(score.findingPrecision),
} as const satisfies Record<string, (score: Total) => number | null>
export type FigureName = keyof typeof FIGURES

/** Which stage a figure speaks of. */
export const FIGURES_BY_STAGE: Readonly<Record<string, readonly FigureName[]>> = {
  rates: ['price_cell_f1', 'price_cell_precision', 'price_cell_recall', 'exact_rate'],
  'row-labels': ['header_rows', 'data_rows', 'tables_whole', 'not_rates_left_alone'],
  'column-roles': ['columns', 'columns_whole'],
  'field-mapping': ['mapped_columns', 'price_columns'],
  'place-resolution': ['places'],
  checks: ['finding_recall', 'finding_precision'],
}

/** A sum of workbooks; a workbook is one too. */
export type Total = Omit<WorkbookScore, 'name' | 'family'>

export interface Summary {
  readonly workbooks: readonly WorkbookScore[]
  readonly totals: Total
  /** Mean over the workbooks that have the figure: each sender counts alike, however long its sheet. */
  readonly mean: Readonly<Record<FigureName, number | null>>
  /** Figures of all lines taken together. */
  readonly overall: Readonly<Record<FigureName, number | null>>
  /** Mean distance between confidence and share of exact rates, weighted by lines. */
  readonly calibrationError: number | null
}

/** Adds up workbooks. */
export function summarize(workbooks: readonly WorkbookScore[]): Summary {
  const totals = addScores(workbooks)
  const names = Object.keys(FIGURES) as FigureName[]
  return {
    workbooks,
    totals,
    mean: record(names, (name) => mean(workbooks.map((score) => FIGURES[name](score)))),
    overall: record(names, (name) => FIGURES[name](totals)),
    calibrationError: calibrationError(totals.calibration),
  }
}

/** What leaves the program: every figure for each workbook, their mean, totals, fields, calibration. */
export function summaryJson(summary: Summary): Record<string, unknown> {
  const { totals } = summary
  const names = Object.keys(FIGURES) as FigureName[]
  return {
    workbooks: summary.workbooks.map((score) => ({
      name: score.name,
      family: score.family,
      gold_lines: score.gold,
      read_lines: score.read,
      ...record(names, (name) => round(FIGURES[name](score))),
      fields: record(SCORED_FIELDS, (field) => fieldJson(score.fields[field])),
      seconds: round(score.seconds),
    })),
    mean: record(names, (name) => round(summary.mean[name])),
    overall: record(names, (name) => round(summary.overall[name])),
    totals: {
      workbooks: summary.workbooks.length,
      gold_lines: totals.gold,
      read_lines: totals.read,
      price_cells_right: totals.sameCell,
      exact: totals.exact,
      extra_lines: totals.extra,
      accepted: totals.accepted.of,
      accepted_exact: totals.accepted.right,
      tables: totals.tables.headerRows.of,
      invented_tables: totals.tables.invented,
      places: totals.places,
      seconds: round(totals.seconds),
    },
    fields: record(SCORED_FIELDS, (field) => fieldJson(totals.fields[field])),
    price_attributes: Object.fromEntries(
      Object.entries(totals.tables.priceAttributes).map(([name, value]) => [name, round(ratio(value))]),
    ),
    calibration: totals.calibration.map((bin) => ({
      from: bin.from,
      lines: bin.lines,
      mean_confidence: bin.lines === 0 ? null : round(bin.confidenceSum / bin.lines),
      exact: bin.lines === 0 ? null : round(bin.exact / bin.lines),
    })),
    calibration_error: round(summary.calibrationError),
  }
}

function addScores(scores: readonly WorkbookScore[]): Total {
  const count = (pick: (score: WorkbookScore) => number): number =>
    scores.reduce((sum, score) => sum + pick(score), 0)
  const shares = (pick: (score: WorkbookScore) => Share): Share => addShares(scores.map(pick))
  return {
    gold: count((s) => s.gold),
    read: count((s) => s.read),
    sameCell: count((s) => s.sameCell),
    exact: count((s) => s.exact),
    extra: count((s) => s.extra),
    accepted: shares((s) => s.accepted),
    fields: record(SCORED_FIELDS, (field) => addFields(scores, field)),
    places: {
      right: count((s) => s.places.right),
      wrong: count((s) => s.places.wrong),
      unanswered: count((s) => s.places.unanswered),
    },
    tables: addTableScores(scores.map((score) => score.tables)),
    notRates: shares((s) => s.notRates),
    findingRecall: shares((s) => s.findingRecall),
    findingPrecision: shares((s) => s.findingPrecision),
    calibration: CONFIDENCE_BINS.map((from, index) => ({
      from,
      lines: count((s) => s.calibration[index]!.lines),
      exact: count((s) => s.calibration[index]!.exact),
      confidenceSum: count((s) => s.calibration[index]!.confidenceSum),
    })),
    seconds: count((s) => s.seconds),
  }
}

function addFields(scores: readonly WorkbookScore[], field: ScoredField): FieldScore {
  const sum = (key: keyof FieldScore): number => scores.reduce((n, score) => n + score.fields[field][key], 0)
  return { right: sum('right'), of: sum('of'), stated: sum('stated'), statedRight: sum('statedRight') }
}

function calibrationError(bins: readonly CalibrationBin[]): number | null {
  const lines = bins.reduce((sum, bin) => sum + bin.lines, 0)
  if (lines === 0) return null
  return bins.reduce((sum, bin) => sum + Math.abs(bin.confidenceSum - bin.exact), 0) / lines
}

function fieldJson(field: FieldScore): Record<string, number | null> {
  return {
    accuracy: round(ratio(field)),
    stated: field.stated,
    stated_accuracy: round(ratio(share(field.statedRight, field.stated))),
  }
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
}

const round = (value: number | null): number | null => (value === null ? null : Math.round(value * 1e4) / 1e4)

function record<K extends string, V>(keys: readonly K[], value: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, V>
}
