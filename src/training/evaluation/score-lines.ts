import type { GoldRate } from '../../labels/gold.ts'
import { PLACE_FIELDS } from '../../places/answerer.ts'
import type { Rate } from '../../rates/rate.ts'
import { columnLetter, parseRange } from '../../workbook/grid.ts'
import { compareField, foldText, placeIsRight, SCORED_FIELDS, type ScoredField } from './agreement.ts'
import { type LineMatch, matchLines } from './match-lines.ts'
import {
  type CalibrationBin,
  type Difference,
  type FieldScore,
  type PlaceScore,
  type Share,
  share,
  type WorkbookScore,
} from './score.ts'

/** Lower edges of the calibration table. Narrow at the top, where the decisions are made. */
export const CONFIDENCE_BINS = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99] as const

export type LineScore = Pick<
  WorkbookScore,
  'gold' | 'read' | 'sameCell' | 'exact' | 'extra' | 'accepted' | 'fields' | 'places' | 'calibration'
>

/** Scores rates against gold lines, and says where they differ. */
export function scoreLines(
  gold: readonly GoldRate[],
  rates: readonly Rate[],
  workbook: string,
): { score: LineScore; differences: Difference[] } {
  const match = matchLines(gold, rates, workbook)
  return {
    score: {
      gold: gold.length,
      read: rates.length,
      sameCell: match.pairs.filter((pair) => pair.sameCell).length,
      exact: match.pairs.filter((pair) => pair.exact).length,
      extra: match.extra.length,
      accepted: acceptedOf(match),
      fields: scoreFields(match, workbook),
      places: scorePlaces(match),
      calibration: calibrate(match),
    },
    differences: differencesOf(match, workbook),
  }
}

function scoreFields(match: LineMatch, workbook: string): Record<ScoredField, FieldScore> {
  const scores = {} as Record<ScoredField, FieldScore>
  for (const field of SCORED_FIELDS) {
    let right = 0
    let stated = 0
    let statedRight = 0
    for (const { gold, rate } of match.pairs) {
      const compared = compareField(field, gold, rate, workbook)
      if (compared.right) right++
      if (!compared.stated) continue
      stated++
      if (compared.right) statedRight++
    }
    scores[field] = { right, of: match.pairs.length, stated, statedRight }
  }
  return scores
}

function scorePlaces(match: LineMatch): PlaceScore {
  const verdicts = new Map<string, 'right' | 'wrong' | 'unanswered'>()
  for (const { gold, rate } of match.pairs) {
    for (const field of PLACE_FIELDS) {
      const expected = gold[field]
      const got = rate[field]
      if (expected === null) continue
      const key = `${foldText(expected.text)}|${'country' in expected ? expected.country : 'group'}`
      const verdict = placeIsRight(expected, got)
        ? 'right'
        : got === null || got.unlocode === null
          ? 'unanswered'
          : 'wrong'
      // One wrong reading of a text is remembered, however often it was read right.
      if (verdicts.get(key) !== 'wrong' && (verdict !== 'right' || !verdicts.has(key)))
        verdicts.set(key, verdict)
    }
  }
  const count = (verdict: string): number => [...verdicts.values()].filter((v) => v === verdict).length
  return { right: count('right'), wrong: count('wrong'), unanswered: count('unanswered') }
}

/** A rate that is too many counts as one that is not exact. */
function acceptedOf(match: LineMatch): Share {
  const pairs = match.pairs.filter(({ rate }) => !rate.review)
  const extra = match.extra.filter(({ review }) => !review)
  return share(pairs.filter(({ exact }) => exact).length, pairs.length + extra.length)
}

function calibrate(match: LineMatch): CalibrationBin[] {
  const lines = [
    ...match.pairs.map((pair) => ({ confidence: pair.rate.confidence, exact: pair.exact })),
    ...match.extra.map((rate) => ({ confidence: rate.confidence, exact: false })),
  ]
  return CONFIDENCE_BINS.map((from, index) => {
    const to = CONFIDENCE_BINS[index + 1] ?? Number.POSITIVE_INFINITY
    const inside = lines.filter(({ confidence }) => confidence >= from && confidence < to)
    return {
      from,
      lines: inside.length,
      exact: inside.filter((line) => line.exact).length,
      confidenceSum: inside.reduce((sum, line) => sum + line.confidence, 0),
    }
  })
}

function differencesOf(match: LineMatch, workbook: string): Difference[] {
  const differences: Difference[] = []
  for (const { gold, rate, sameCell } of match.pairs) {
    const at = place(gold.sheet, gold.cell)
    if (gold.part !== rate.source.part) {
      differences.push({
        workbook,
        about: 'part',
        at,
        expected: String(gold.part),
        got: String(rate.source.part),
      })
    }
    for (const field of SCORED_FIELDS) {
      const { right, expected, got } = compareField(field, gold, rate, workbook)
      // A wrong code brings a wrong country along: one slip, one line.
      if (right || (field.endsWith('_country') && !sameCell)) continue
      differences.push({ workbook, about: field, at, expected, got })
    }
  }
  for (const line of match.missing) {
    const at = place(line.sheet, line.cell)
    differences.push({
      workbook,
      about: 'missing line',
      at,
      expected: describe(line.sheet, line.cell),
      got: 'none',
    })
  }
  for (const { source } of match.extra) {
    const at = place(source.sheet, source.cell)
    differences.push({
      workbook,
      about: 'extra line',
      at,
      expected: 'none',
      got: describe(source.sheet, source.cell),
    })
  }
  return differences
}

const place = (sheet: string | null, cell: string): string => (sheet === null ? cell : `${sheet}!${cell}`)

/** Missing and extra lines are grouped by column: that is where their cause lies. */
function describe(sheet: string | null, cell: string): string {
  return `lines of column ${place(sheet, columnLetter(parseRange(cell).left))}`
}
