import { currencyOfNumberFormat } from '../reference/currencies.ts'
import type { Table } from '../tables/table.ts'
import { numberSignals, type Signal, type Signals, textSignals } from './cell-signals.ts'
import { rowsSetAside } from './whole-column.ts'

/** Statistics of a column over a sample of its rows, spread evenly from first to last. */
export interface ColumnProfile {
  /** 0-based column of the sheet. */
  readonly id: number
  readonly sampledRows: number
  readonly filled: number
  readonly blankShare: number
  /** Distinct texts among the filled cells, 0..1. */
  readonly distinctShare: number
  /** Mean strength of each signal over the filled cells. */
  readonly shares: Readonly<Partial<Record<Signal, number>>>
  /** Of the numeric cells; NaN when there is none. */
  readonly median: number
  readonly negativeShare: number
  readonly integerShare: number
  readonly meanLength: number
  /** Share of the filled cells that are formulas over another sheet: a computed copy. */
  readonly foreignFormulaShare: number
  readonly formulaShare: number
  /** Currencies of the number formats, with their share of the numeric cells. */
  readonly formatCurrencies: ReadonlyMap<string, number>
  /** Number of each sampled cell (a date as its serial), NaN otherwise: columns are compared row by row. */
  readonly numbers: Float64Array
  /** Text of each sampled cell, '' when blank. */
  readonly texts: readonly string[]
}

/** Rows that a profile looks at. More change no decision, and cost time in every column. */
export const SAMPLE_ROWS = 300
const GOLDEN = 0.618_033_988_749_895

/** The sampled rows of a table: all of a small one, else one of each stretch, off any beat that the rows may have. */
export function sampleRows(table: Table): number[] {
  const aside = rowsSetAside(table)
  const count = table.lastDataRow - table.firstDataRow + 1
  const stretch = Math.max(1, count / SAMPLE_ROWS)
  const rows: number[] = []
  for (let i = 0; i * stretch < count; i++) {
    const offset = stretch === 1 ? 0 : ((i * GOLDEN) % 1) * stretch
    const row = table.firstDataRow + Math.floor(i * stretch + offset)
    if (row <= table.lastDataRow && !aside.has(row) && row !== rows.at(-1)) rows.push(row)
  }
  return rows
}

/** Profiles one column. Pass the rows when several columns of a table are profiled. */
export function profileColumn(table: Table, column: number, rows = sampleRows(table)): ColumnProfile {
  const { grid } = table
  const sums = new Map<Signal, number>()
  const distinct = new Set<string>()
  const formats = new Map<string, number>()
  const numbers = new Float64Array(rows.length).fill(Number.NaN)
  const texts: string[] = []
  const values: number[] = []
  let filled = 0
  let length = 0
  let formulas = 0
  let foreign = 0
  rows.forEach((row, i) => {
    const kind = grid.kind(row, column)
    const text = kind === 'blank' ? '' : grid.text(row, column)
    texts.push(text)
    if (kind === 'blank') return
    filled++
    length += text.length
    distinct.add(text)
    const formula = grid.extra(row, column)?.formula
    if (formula !== undefined) {
      formulas++
      if (formula.includes('!')) foreign++
    }
    let signals: Signals
    if (kind === 'number') {
      const number = grid.number(row, column)
      const { numberFormat } = grid.style(row, column)
      numbers[i] = number
      values.push(number)
      signals = numberSignals(number, numberFormat)
      const currency = currencyOfNumberFormat(numberFormat)
      if (currency) formats.set(currency, (formats.get(currency) ?? 0) + 1)
    } else {
      signals = textSignals(text)
      const number = plainNumber(text)
      if (!Number.isNaN(number)) {
        numbers[i] = number
        values.push(number)
      }
    }
    for (const [signal, strength] of signals) sums.set(signal, (sums.get(signal) ?? 0) + strength)
  })
  const shares: Partial<Record<Signal, number>> = {}
  for (const [signal, sum] of sums) shares[signal] = sum / filled
  for (const [currency, count] of formats) formats.set(currency, count / Math.max(1, values.length))
  values.sort((a, b) => a - b)
  const share = (test: (value: number) => boolean) =>
    values.length === 0 ? 0 : values.filter(test).length / values.length
  return {
    id: column,
    sampledRows: rows.length,
    filled,
    blankShare: rows.length === 0 ? 1 : 1 - filled / rows.length,
    distinctShare: filled === 0 ? 0 : distinct.size / filled,
    shares,
    median: values.length === 0 ? Number.NaN : values[values.length >> 1]!,
    negativeShare: share((value) => value < 0),
    integerShare: share(Number.isInteger),
    meanLength: filled === 0 ? 0 : length / filled,
    foreignFormulaShare: filled === 0 ? 0 : foreign / filled,
    formulaShare: filled === 0 ? 0 : formulas / filled,
    formatCurrencies: formats,
    numbers,
    texts,
  }
}

/** A text that is a plain number ("1,250", "180.00"), else NaN. Only for comparing columns, never for a price. */
function plainNumber(text: string): number {
  const bare = text.trim()
  if (!/^-?\d{1,3}(?:,\d{3})*(?:\.\d+)?$|^-?\d+(?:\.\d+)?$/.test(bare)) return Number.NaN
  return Number(bare.replaceAll(',', ''))
}

const EXAMPLES = 6
/** So many texts, spread over the column, are told apart by what they look like: fifty thousand remarks vary no more. */
const EXAMPLE_POOL = 250

/**
 * Real cells that show how much a column varies: the first, then those least like the ones chosen (by length, script
 * and the signals they give).
 */
export function diverseExamples(texts: readonly string[], limit = EXAMPLES): string[] {
  const pool = texts.filter((text) => text.trim() !== '')
  const chosen: string[] = []
  const seen = new Set<string>()
  for (const text of spread(pool, EXAMPLE_POOL)) {
    const shape = shapeOf(text)
    if (seen.has(shape)) continue
    seen.add(shape)
    chosen.push(text)
    if (chosen.length === limit) return chosen
  }
  const stride = Math.max(1, Math.floor(pool.length / limit))
  for (let i = 0; i < pool.length && chosen.length < limit; i += stride)
    if (!chosen.includes(pool[i]!)) chosen.push(pool[i]!)
  return chosen
}

/** At most `limit` of some texts, evenly from first to last. */
function spread(texts: readonly string[], limit: number): readonly string[] {
  if (texts.length <= limit) return texts
  return Array.from({ length: limit }, (_, i) => texts[Math.floor((i * texts.length) / limit)]!)
}

function shapeOf(text: string): string {
  const signals = [...textSignals(text).keys()].sort().join()
  return `${signals}|${Math.floor(Math.log2(text.length + 1))}|${/[^\u0000-\u024f]/.test(text)}`
}
