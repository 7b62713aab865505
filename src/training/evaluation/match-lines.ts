import type { GoldRate } from '../../labels/gold.ts'
import type { Rate } from '../../rates/rate.ts'
import {
  compareField,
  EXACT_FIELDS,
  laneAgrees,
  placeAgrees,
  priceAgrees,
  SCORED_FIELDS,
} from './agreement.ts'

/** A gold line and the rate that stands for it. */
export interface LinePair {
  readonly gold: GoldRate
  readonly rate: Rate
  /** Same sheet, cell, part, lane and price: a price cell read right. */
  readonly sameCell: boolean
  readonly exact: boolean
}

export interface LineMatch {
  /** One pair for each gold line that has any rate of its cell to itself. */
  readonly pairs: readonly LinePair[]
  readonly missing: readonly GoldRate[]
  readonly extra: readonly Rate[]
}

/** Weights that keep the order "same cell and exact, same cell, the most alike". */
const SAME_CELL = 1000
const EXACT = 500
const SAME_PART = 8
const SAME_PRICE = 6
const SAME_PLACE = 4

/**
 * Pairs gold lines with rates. Only lines of one cell are ever paired, each at most once; where a cell holds several
 * (lanes, parts, sizes) the pairs that agree most go first.
 */
export function matchLines(gold: readonly GoldRate[], rates: Iterable<Rate>, workbook: string): LineMatch {
  const ratesOfCell = groupBy(rates, (rate) => cellKey(rate.source.sheet, rate.source.cell))
  const goldOfCell = groupBy(gold, (line) => cellKey(line.sheet, line.cell))
  const pairs: LinePair[] = []
  const missing: GoldRate[] = []
  const extra: Rate[] = []
  for (const [key, lines] of goldOfCell) {
    const found = matchCell(lines, ratesOfCell.get(key) ?? [], workbook)
    pairs.push(...found.pairs)
    missing.push(...found.missing)
    extra.push(...found.extra)
  }
  for (const [key, left] of ratesOfCell) if (!goldOfCell.has(key)) extra.push(...left)
  return { pairs, missing, extra }
}

function matchCell(lines: readonly GoldRate[], rates: readonly Rate[], workbook: string): LineMatch {
  const candidates: { line: number; rate: number; score: number }[] = []
  for (const [line, gold] of lines.entries()) {
    for (const [rate, got] of rates.entries())
      candidates.push({ line, rate, score: likeness(gold, got, workbook) })
  }
  // Equal scores keep the order of the sheet: `sort` is stable.
  candidates.sort((a, b) => b.score - a.score)
  const lineOfRate = new Map<number, number>()
  const rateOfLine = new Map<number, number>()
  const pairs: LinePair[] = []
  for (const { line, rate, score } of candidates) {
    if (rateOfLine.has(line) || lineOfRate.has(rate)) continue
    rateOfLine.set(line, rate)
    lineOfRate.set(rate, line)
    pairs.push({
      gold: lines[line]!,
      rate: rates[rate]!,
      sameCell: score >= SAME_CELL,
      exact: score % SAME_CELL >= EXACT,
    })
  }
  return {
    pairs,
    missing: lines.filter((_, line) => !rateOfLine.has(line)),
    extra: rates.filter((_, rate) => !lineOfRate.has(rate)),
  }
}

function likeness(gold: GoldRate, rate: Rate, workbook: string): number {
  const samePart = gold.part === rate.source.part
  const samePrice = priceAgrees(gold, rate)
  const right = SCORED_FIELDS.filter((field) => compareField(field, gold, rate, workbook).right)
  let score = right.length
  if (samePart) score += SAME_PART
  if (samePrice) score += SAME_PRICE
  if (placeAgrees(gold.origin, rate.origin)) score += SAME_PLACE
  if (placeAgrees(gold.destination, rate.destination)) score += SAME_PLACE
  if (samePart && samePrice && laneAgrees(gold, rate)) score += SAME_CELL
  if (samePart && EXACT_FIELDS.every((field) => right.includes(field))) score += EXACT
  return score
}

const cellKey = (sheet: string | null, cell: string): string => `${sheet?.trim() ?? ''}!${cell}`

function groupBy<T>(items: Iterable<T>, key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const name = key(item)
    const group = groups.get(name)
    if (group) group.push(item)
    else groups.set(name, [item])
  }
  return groups
}
