import { type Finding, finding, type StageResult } from '../checks/finding.ts'
import { rangeAddress } from '../workbook/grid.ts'
import type { Table } from './table.ts'

/** A table that repeats the prices of another, as they are or with a mark-up. */
export interface TableCopy {
  readonly copy: Table
  readonly of: Table
  readonly how: 'formula' | 'same_prices' | 'scaled_prices'
  /** Price of the copy divided by that of the original, the median over all prices; null when unknown. */
  readonly factor: number | null
}

/** Share of the copy's numbers that are computed from the other sheet. */
const COMPUTED_SHARE = 0.6
/** Share of the headings and of the rows' texts that both tables have. */
const SAME_TEXT_SHARE = 0.8
/** A mark-up beyond these factors is another container or another trade, not a sell price. */
const LARGEST_FACTOR = 1.6
/** Prices follow one factor when this share of them lies within the tolerance of it. */
const FOLLOWING_SHARE = 0.9
const FACTOR_TOLERANCE = 0.02
/** Rounding moves a small price further than its share. */
const ROUNDING = 5
const COMPARED_ROWS = 400

/** A sheet's name that calls its prices sell prices or itself a copy. */
const COPY_NAME =
  /(?<![\p{L}])(?:sell(?:ing)?|sales?|customers?|clients?|quot(?:e|ation)|copy|copia|cópia|kopie|backup|print|venta|venda|verkauf|vk|bán|giá bán|satış|markup|marked up)(?![\p{L}])|\(\d\)$|销售|卖价|客户|報價|판매|売/iu

/**
 * Which tables of a workbook repeat another one, so that no price is counted twice. The one that is computed from the
 * other is the copy; failing that the one that its sheet's name calls so, failing that the later one.
 */
export function markCopies(tables: readonly Table[], file: string): StageResult<readonly TableCopy[]> {
  const copies: TableCopy[] = []
  const findings: Finding[] = []
  const taken = new Set<Table>()
  for (let i = 0; i < tables.length; i++) {
    for (let j = 0; j < tables.length; j++) {
      const table = tables[i]!
      const other = tables[j]!
      if (i === j || table.sheet === other.sheet || taken.has(table) || taken.has(other)) continue
      const found = copyOf(table, other, i > j)
      if (!found) continue
      taken.add(found.copy)
      copies.push(found)
      findings.push(
        finding(
          'duplicate-table',
          'info',
          { file, sheet: found.copy.sheet, range: rangeAddress(found.copy.range) },
          'The table repeats another table of the workbook; its prices are not taken a second time.',
          { value: `${found.of.sheet ?? ''}!${rangeAddress(found.of.range)}`, expected: null },
        ),
      )
    }
  }
  return { value: copies, findings }
}

function copyOf(table: Table, other: Table, later: boolean): TableCopy | null {
  if (sharedHeadings(table, other) < SAME_TEXT_SHARE) return null
  const rows = alignedRows(table, other)
  if (isComputedFrom(table, other.sheet))
    return { copy: table, of: other, how: 'formula', factor: factorOf(table, other, rows).median }
  const named = table.sheet !== null && COPY_NAME.test(table.sheet) && !COPY_NAME.test(other.sheet ?? '')
  if (!named || !later || rows.length < SAME_TEXT_SHARE * Math.max(rowCount(table), rowCount(other)))
    return null
  const { median, following, compared } = factorOf(table, other, rows)
  if (median === null || compared < 4 || following < FOLLOWING_SHARE) return null
  if (median > LARGEST_FACTOR || median < 1 / LARGEST_FACTOR) return null
  return {
    copy: table,
    of: other,
    how: Math.abs(median - 1) < 1e-9 ? 'same_prices' : 'scaled_prices',
    factor: median,
  }
}

function headingsOf(table: Table): Map<string, number> {
  const found = new Map<string, number>()
  for (let column = table.range.left; column <= table.range.right; column++) {
    const text = table.headerRows
      .map((row) => table.grid.text(row, column).trim().toLowerCase())
      .join(' ')
      .trim()
    if (text !== '' && !found.has(text)) found.set(text, column)
  }
  return found
}

function sharedHeadings(a: Table, b: Table): number {
  const one = headingsOf(a)
  const other = headingsOf(b)
  const shared = [...one.keys()].filter((text) => other.has(text)).length
  return shared / Math.max(1, Math.min(one.size, other.size))
}

function isComputedFrom(table: Table, sheet: string | null): boolean {
  if (sheet === null) return false
  const quoted = `'${sheet.replace(/'/g, "''")}'!`
  let numbers = 0
  let computed = 0
  for (const row of rowsOf(table)) {
    for (let column = table.range.left; column <= table.range.right; column++) {
      if (table.grid.kind(row, column) !== 'number') continue
      numbers++
      const formula = table.grid.extra(row, column)?.formula
      if (
        formula &&
        (formula.includes(quoted) || formula.includes(`${sheet}!`) || formula.includes(`$${sheet}.`))
      ) {
        computed++
      }
    }
  }
  return numbers > 0 && computed >= COMPUTED_SHARE * numbers
}

/** Pairs of rows, counted from the first data row, in which the texts of the shared columns agree. */
function alignedRows(table: Table, other: Table): [number, number][] {
  const pairs: [number, number][] = []
  const columns = sharedColumns(table, other)
  const ours = rowsOf(table)
  const theirs = rowsOf(other)
  for (let i = 0; i < Math.min(ours.length, theirs.length); i++) {
    let texts = 0
    let same = 0
    for (const [a, b] of columns) {
      if (table.grid.kind(ours[i]!, a) !== 'text') continue
      texts++
      if (table.grid.text(ours[i]!, a).trim() === other.grid.text(theirs[i]!, b).trim()) same++
    }
    if (texts >= 2 && same === texts) pairs.push([ours[i]!, theirs[i]!])
  }
  return pairs
}

function factorOf(table: Table, other: Table, rows: readonly [number, number][]) {
  const factors: number[] = []
  const prices: [number, number][] = []
  for (const [a, b] of sharedColumns(table, other)) {
    for (const [ours, theirs] of rows) {
      const one = table.grid.number(ours, a)
      const two = other.grid.number(theirs, b)
      if (!(one > 0) || !(two > 0)) continue
      prices.push([one, two])
      factors.push(one / two)
    }
  }
  factors.sort((x, y) => x - y)
  // Dates, days and weights stay as they are in a sell copy: the mark-up is the median of what changed.
  const changed = factors.filter((factor) => Math.abs(factor - 1) > 1e-9)
  const median =
    (changed.length >= factors.length / 4 ? changed[changed.length >> 1] : factors[factors.length >> 1]) ??
    null
  const follows = ([one, two]: [number, number]) =>
    median !== null &&
    (one === two || Math.abs(one - two * median) <= Math.max(ROUNDING, FACTOR_TOLERANCE * two))
  return {
    median,
    compared: prices.length,
    following: prices.filter(follows).length / Math.max(1, prices.length),
  }
}

function sharedColumns(table: Table, other: Table): [number, number][] {
  const theirs = headingsOf(other)
  return [...headingsOf(table)].flatMap(([text, column]): [number, number][] => {
    const match = theirs.get(text)
    return match === undefined ? [] : [[column, match]]
  })
}

function rowsOf(table: Table): number[] {
  const left = new Set([...table.sectionRows, ...table.skippedRows.map(({ row }) => row)])
  const rows: number[] = []
  for (let row = table.firstDataRow; row <= table.lastDataRow && rows.length < COMPARED_ROWS; row++) {
    if (!left.has(row) && table.grid.filledColumns(row).length > 0) rows.push(row)
  }
  return rows
}

function rowCount(table: Table): number {
  return rowsOf(table).length
}
