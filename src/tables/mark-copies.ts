import { type Finding, finding } from '../checks/finding.ts'
import { placeKey } from '../reference/fold.ts'
import { gazetteer } from '../reference/gazetteer.ts'
import { rangeAddress } from '../workbook/grid.ts'
import type { Table } from './table.ts'

export interface Copies {
  /** Each copy with the table that it repeats. */
  readonly copies: ReadonlyMap<Table, Table>
  readonly findings: readonly Finding[]
}

/** Share of cells that must agree before a table is held for a repetition of another. */
const SAME_SHARE = 0.9
/** Share of a copy's cells that point into the other sheet. */
const FORMULA_SHARE = 0.5
/** Columns of two tabs that may differ: a margin, a remark. */
const OWN_COLUMNS = 2
const SHARED_COLUMNS = 0.7
/** Places of this rank and more (see the reference) give their names to tabs; shorter names are codes of many things. */
const KNOWN_PLACE = 0.5
const SHORTEST_NAME = 4
/** "EX SURABAYA", "Rates Hamburg". */
const BESIDE_PLACE = /\b(?:ex|from|to|pol|pod|rates?|tariff?s?|export|import)\b/giu
/** Rows that are compared, spread over the table. */
const COMPARED_ROWS = 60

/**
 * Tables that repeat another of the workbook: by formulas into the other sheet, by equal cells, or with every price
 * changed by one factor (a selling price). Importing both would double every rate.
 */
export function markCopies(tables: readonly Table[], file: string): Copies {
  const copies = new Map<Table, Table>()
  const findings: Finding[] = []
  tables.forEach((table, index) => {
    for (const [otherIndex, other] of tables.entries()) {
      if (other === table || copies.has(other) || other.sheet === table.sheet) continue
      const how = howCopied(table, other, index > otherIndex && !namePlaces(table.sheet, other.sheet))
      if (!how) continue
      copies.set(table, other)
      findings.push(
        finding(
          'duplicate-table',
          'warning',
          { file, sheet: table.sheet, range: rangeAddress(table.range) },
          `This table repeats the one on sheet "${other.sheet ?? ''}" (${how}); its prices were not read a second time.`,
          { value: table.sheet, expected: other.sheet },
        ),
      )
      return
    }
  })
  return { copies, findings }
}

/** Tabs called after two ports hold the rates of two ports, equal though they may be. */
function namePlaces(one: string | null, other: string | null): boolean {
  const [a, b] = [placeOf(one), placeOf(other)]
  return a !== null && b !== null && a !== b
}

function placeOf(name: string | null): string | null {
  const key = placeKey((name ?? '').replace(BESIDE_PLACE, ' '))
  if (key.length < SHORTEST_NAME) return null
  const places = gazetteer()
  return places.find(key).some(({ place }) => places.rank(place) >= KNOWN_PLACE) ? key : null
}

function howCopied(table: Table, other: Table, later: boolean): string | null {
  if (pointsInto(table, other)) return 'by formulas'
  if (!later) return null
  const rows = table.lastDataRow - table.firstDataRow
  if (Math.abs(rows - (other.lastDataRow - other.firstDataRow)) > rows * 0.02) return null
  const columns = sharedColumns(table, other)
  return columns.length > 2 ? repeats(table, other, columns) : null
}

/**
 * Which columns of two tables hold the same: one by one where both are as wide, else those with the same headings. A buying
 * and a selling tab may differ by a column of margins or remarks; none where more than that is different.
 */
function sharedColumns(table: Table, other: Table): [number, number][] {
  const left = headedColumns(other)
  const own = headedColumns(table)
  if (own.length === left.length) return own.map(({ column }, at) => [column, left[at]!.column])
  const shared = own.flatMap(({ column, heading }): [number, number][] => {
    const at = left.findIndex((one) => one.heading === heading)
    return at < 0 ? [] : [[column, left.splice(at, 1)[0]!.column]]
  })
  const widest = Math.max(own.length, left.length + shared.length)
  return shared.length >= Math.max(widest * SHARED_COLUMNS, widest - OWN_COLUMNS) ? shared : []
}

function headedColumns({ grid, range, headerRows }: Table): { column: number; heading: string }[] {
  const columns = Array.from({ length: range.right - range.left + 1 }, (_, i) => range.left + i)
  return columns.map((column) => ({
    column,
    heading: headerRows.map((row) => grid.text(row, column).trim().toLowerCase()).join(' '),
  }))
}

function pointsInto(table: Table, other: Table): boolean {
  if (other.sheet === null) return false
  const name = other.sheet.replace(/'/g, "''")
  let pointing = 0
  let filled = 0
  for (const row of sampledRows(table)) {
    for (const column of Array.from(table.grid.filledColumns(row))) {
      if (column < table.range.left || column > table.range.right) continue
      filled++
      const formula = table.grid.extra(row, column)?.formula
      if (formula && (formula.includes(`${name}!`) || formula.includes(`'${name}'!`))) pointing++
    }
  }
  return filled > 0 && pointing / filled >= FORMULA_SHARE
}

/** Compares two tables cell by cell; null when they are not one and the same. */
function repeats(table: Table, other: Table, columns: readonly [number, number][]): string | null {
  let same = 0
  let compared = 0
  const factors: number[] = []
  for (const row of sampledRows(table)) {
    const otherRow = row - table.firstDataRow + other.firstDataRow
    for (const [column, otherColumn] of columns) {
      const a = table.grid.text(row, column)
      const b = other.grid.text(otherRow, otherColumn)
      if (a === '' && b === '') continue
      compared++
      if (a === b) same++
      else {
        const x = table.grid.number(row, column)
        const y = other.grid.number(otherRow, otherColumn)
        if (x > 0 && y > 0) factors.push(x / y)
      }
    }
  }
  if (compared < 6) return null
  if (same / compared >= 0.995) return 'cell by cell'
  if (factors.length < 3 || (same + factors.length) / compared < SAME_SHARE || same / compared < 0.3)
    return null
  const sorted = factors.sort((a, b) => a - b)
  const middle = sorted[sorted.length >> 1]!
  const steady = sorted.filter((factor) => Math.abs(factor / middle - 1) < 0.02).length / sorted.length
  return steady >= SAME_SHARE && Math.abs(middle - 1) > 0.002 ? `prices × ${middle.toFixed(3)}` : null
}

function sampledRows(table: Table): number[] {
  const count = table.lastDataRow - table.firstDataRow + 1
  const stride = Math.max(1, Math.floor(count / COMPARED_ROWS))
  const rows: number[] = []
  for (let row = table.firstDataRow; row <= table.lastDataRow; row += stride) rows.push(row)
  return rows
}
