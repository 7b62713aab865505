import type { ScoredField } from './agreement.ts'

/** The figures of one workbook: counts only, so that totals are sums and a mean over workbooks is a mean of shares. */

export interface Share {
  readonly right: number
  readonly of: number
}

export interface FieldScore extends Share {
  /** Lines on which the gold or the reading states the field; silence on both sides is no merit. */
  readonly stated: number
  readonly statedRight: number
}

export interface CalibrationBin {
  /** Lowest confidence of the bin. */
  readonly from: number
  readonly lines: number
  readonly exact: number
  readonly confidenceSum: number
}

export interface PlaceScore {
  /** Distinct texts of the workbook, by what became of them. */
  readonly right: number
  readonly wrong: number
  readonly unanswered: number
}

export interface TableScore {
  /** Lane tables, matrices and charge tables of the gold. */
  readonly headerRows: Share
  readonly dataRows: Share
  readonly sectionRows: Share
  /** Range, header rows and data rows all exact. */
  readonly whole: Share
  readonly kind: Share
  /** Header rows of reference and free-time tables. */
  readonly otherHeaderRows: Share
  /** Tables read where the gold has none. */
  readonly invented: number
  /** Columns whose first field is right, whose fields are all right, and whose fields the mapping points to. */
  readonly columns: Share
  readonly columnsWhole: Share
  readonly mapped: Share
  /** Price columns with every stated attribute right, and the attributes one by one. */
  readonly priceColumns: Share
  readonly priceAttributes: Readonly<Record<string, Share>>
}

export interface WorkbookScore {
  readonly name: string
  readonly family: string
  readonly gold: number
  readonly read: number
  readonly sameCell: number
  readonly exact: number
  /** Lines that stand in no gold cell, or are too many in one. */
  readonly extra: number
  /** Rates that are in the clean output, waiting for nobody, and how many of them are exact. */
  readonly accepted: Share
  readonly fields: Readonly<Record<ScoredField, FieldScore>>
  readonly places: PlaceScore
  readonly tables: TableScore
  readonly notRates: Share
  /** Gold findings reported; warnings and errors reported that the gold has. */
  readonly findingRecall: Share
  readonly findingPrecision: Share
  readonly calibration: readonly CalibrationBin[]
  readonly seconds: number
}

/** Something that is not as the gold says. */
export interface Difference {
  readonly workbook: string
  /** What kind of slip: `missing line`, `extra line`, `header_rows`, `column`, `currency`, ... */
  readonly about: string
  /** `Rates!K12`, a range or a sheet. */
  readonly at: string
  readonly expected: string
  readonly got: string
}

export const share = (right: number, of: number): Share => ({ right, of })

/** Sum of shares, field by field. */
export function addShares(shares: Iterable<Share>): Share {
  let right = 0
  let of = 0
  for (const item of shares) {
    right += item.right
    of += item.of
  }
  return { right, of }
}

/** The share as a number; of nothing it is null. */
export const ratio = ({ right, of }: Share): number | null => (of === 0 ? null : right / of)

/** Precision, recall and F1 of price cells. A workbook without prices in which none was read is read perfectly. */
export function priceCellScore(score: Pick<WorkbookScore, 'gold' | 'read' | 'sameCell'>): {
  precision: number
  recall: number
  f1: number
} {
  const precision = score.read === 0 ? (score.gold === 0 ? 1 : 0) : score.sameCell / score.read
  const recall = score.gold === 0 ? 1 : score.sameCell / score.gold
  return {
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  }
}

/** Exact rates among all gold lines and all lines too many. */
export function exactShare(score: Pick<WorkbookScore, 'gold' | 'exact' | 'extra'>): number {
  const of = score.gold + score.extra
  return of === 0 ? 1 : score.exact / of
}
