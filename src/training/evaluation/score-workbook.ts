import type { Finding } from '../../checks/finding.ts'
import type { Gold, GoldRate } from '../../labels/gold.ts'
import type { Rate } from '../../rates/rate.ts'
import { type Difference, share, type WorkbookScore } from './score.ts'
import { scoreFindings } from './score-findings.ts'
import { scoreLines } from './score-lines.ts'
import { type ReadTable, scoreTables } from './score-tables.ts'

/** What reading a workbook gave. */
export interface Reading {
  readonly tables: readonly ReadTable[]
  readonly rates: readonly Rate[]
  readonly findings: readonly Finding[]
  readonly seconds: number
}

/** A workbook's right answers. */
export interface Answer {
  readonly name: string
  readonly family: string
  readonly gold: Gold
  readonly lines: readonly GoldRate[]
}

/** Every figure of one workbook, and every difference behind them. */
export function scoreWorkbook(
  answer: Answer,
  reading: Reading,
): { score: WorkbookScore; differences: readonly Difference[] } {
  const lines = scoreLines(answer.lines, reading.rates, answer.name)
  const tables = scoreTables(answer.gold, reading.tables, answer.name)
  const findings = scoreFindings(answer.gold, reading.findings, answer.name)
  const readSheets = new Set(reading.rates.map((rate) => rate.source.sheet?.trim() ?? ''))
  const touched = answer.gold.not_rates.filter((sheet) => readSheets.has(sheet.trim()))
  return {
    score: {
      name: answer.name,
      family: answer.family,
      ...lines.score,
      tables: tables.score,
      notRates: share(answer.gold.not_rates.length - touched.length, answer.gold.not_rates.length),
      findingRecall: findings.recall,
      findingPrecision: findings.precision,
      seconds: reading.seconds,
    },
    differences: [
      ...tables.differences,
      ...touched.map((sheet) => ({
        workbook: answer.name,
        about: 'sheet without rates',
        at: sheet,
        expected: 'left alone',
        got: 'rates',
      })),
      ...lines.differences,
      ...findings.differences,
    ],
  }
}
