import { columnLetter } from '../workbook/grid.ts'
import type { TableCheck } from './table-check.ts'

/** A price is an outlier when it lies at least this factor away from what its row and column lead to expect. */
const OUTLIER_FACTOR = 2.4
/** … and this many times further than the table's own prices usually lie. */
const OUTLIER_SPREADS = 7
/** Alone in its row, a price must lie further off: lanes differ more than sizes do. */
const LONE_FACTOR = 5.5
/** Least number of comparable prices. */
const FEWEST_NEIGHBOURS = 5

/**
 * One digit too many or too few: each price is held against the other prices of its row (other sizes of the same
 * lane and charge, whose ratio is steady over the table) or, where it stands alone, against its column.
 */
export const amountOutlier: TableCheck = ({ table, mapping, prices }, log, flags) => {
  for (const group of comparableColumns(prices.columns)) {
    const logs = group.map((column) =>
      Float64Array.from(prices.amounts[column]!, (amount) => (amount > 0 ? Math.log(amount) : Number.NaN)),
    )
    for (let i = 0; i < prices.rows.length; i++) {
      const row = prices.rows[i]!
      const worst = group.length > 1 ? worstOfRow(logs, i) : null
      if (!worst) continue
      report(group[worst.index]!, row, i, worst.expected)
    }
    if (group.length === 1) {
      const sizes = rowGroups(group[0]!)
      for (const members of sizes) {
        const values = members.map((i) => logs[0]![i]!).filter((value) => !Number.isNaN(value))
        if (values.length < FEWEST_NEIGHBOURS) continue
        const middle = median(values)
        const spread = Math.max(median(values.map((value) => Math.abs(value - middle))), 0.05)
        for (const i of members) {
          const distance = Math.abs(logs[0]![i]! - middle)
          if (distance > Math.log(LONE_FACTOR) && distance > OUTLIER_SPREADS * spread)
            report(group[0]!, prices.rows[i]!, i, Math.exp(middle))
        }
      }
    }
  }

  function report(index: number, row: number, i: number, expected: number): void {
    const id = prices.columns[index]!.id
    const amount = prices.amounts[index]![i]!
    const range = table.grid.address(row, id)
    log.note(
      range,
      'amount-outlier',
      'error',
      { sheet: table.sheet, range },
      `${amount} where its neighbours lead to expect about ${round(expected)} (other prices of row ${row} and column ${columnLetter(id)}): a digit too many or too few?`,
      { value: String(amount), expected: `about ${round(expected)}` },
    )
    flags.add(row, id, 'amount-outlier', 'error')
  }

  /** Rows that may be compared down a column: those of the same container (long tables) and charge. */
  function rowGroups(index: number): number[][] {
    const keys = [
      mapping.container_size,
      mapping.container_type,
      mapping.charge,
      mapping.charge_name,
      mapping.basis,
      mapping.currency,
    ].flatMap((source) => (typeof source === 'number' ? [source] : Array.isArray(source) ? source : []))
    const groups = new Map<string, number[]>()
    for (let i = 0; i < prices.rows.length; i++) {
      if (Number.isNaN(prices.amounts[index]![i]!)) continue
      const key = keys.map((column) => table.grid.text(prices.rows[i]!, column)).join('|')
      const members = groups.get(key)
      if (members) members.push(i)
      else groups.set(key, [i])
    }
    return [...groups.values()]
  }
}

/** Indexes of price columns that price the same charge for other sizes, weights or places. */
function comparableColumns(columns: Parameters<TableCheck>[0]['prices']['columns']): number[][] {
  const groups = new Map<string, number[]>()
  columns.forEach((column, index) => {
    const key = `${column.charge}|${column.type}|${column.basis}|${column.currency}|${column.container_type}`
    const members = groups.get(key)
    if (members) members.push(index)
    else groups.set(key, [index])
  })
  return [...groups.values()]
}

const offsetsOf = new WeakMap<
  readonly Float64Array[],
  { offsets: readonly number[]; spread: number } | null
>()

/** Usual distance of each column from the middle of its row, and how steady it is. */
function usualOffsets(logs: readonly Float64Array[]) {
  let known = offsetsOf.get(logs)
  if (known === undefined) {
    const middles = rowMedians(logs)
    const offsets: number[] = []
    const spreads: number[] = []
    let enough = true
    for (const column of logs) {
      const distances = column.map((value, i) => value - middles[i]!).filter((value) => !Number.isNaN(value))
      if (distances.length < FEWEST_NEIGHBOURS) enough = false
      const offset = distances.length > 0 ? median(distances) : 0
      offsets.push(offset)
      spreads.push(
        distances.length > 0 ? median(distances.map((distance) => Math.abs(distance - offset))) : 0,
      )
    }
    known = enough ? { offsets, spread: Math.max(median(spreads), 0.02) } : null
    offsetsOf.set(logs, known)
  }
  return known
}

/** The middle of the prices of each row, NaN where it has less than two. */
function rowMedians(logs: readonly Float64Array[]): Float64Array {
  const row = new Float64Array(logs.length)
  return Float64Array.from(logs[0]!, (_, i) => {
    let count = 0
    for (const column of logs) if (!Number.isNaN(column[i]!)) row[count++] = column[i]!
    return count > 1 ? median(row.subarray(0, count)) : Number.NaN
  })
}

/** Whether the prices of a row, three or more, lie so near to one another that none is out of proportion: nearly every row. */
function agrees(logs: readonly Float64Array[], i: number, offsets: readonly number[]): boolean {
  let count = 0
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (let index = 0; index < logs.length; index++) {
    const level = logs[index]![i]! - offsets[index]!
    if (Number.isNaN(level)) continue
    count++
    if (level < least) least = level
    if (level > most) most = level
  }
  return count > 2 && most - least <= Math.log(OUTLIER_FACTOR)
}

/** The price of a row that fits worst to the others, if it is out of all proportion. */
function worstOfRow(logs: readonly Float64Array[], i: number): { index: number; expected: number } | null {
  const usual = usualOffsets(logs)
  if (!usual) return null
  if (agrees(logs, i, usual.offsets)) return null
  const levels = logs.map((column, index) => column[i]! - usual.offsets[index]!)
  const known = levels.filter((level) => !Number.isNaN(level))
  if (known.length < 2) return null
  const middle = median(known)
  let worst: { index: number; distance: number; reference: number } | null = null
  for (let index = 0; index < levels.length; index++) {
    const level = levels[index]!
    if (Number.isNaN(level)) continue
    const reference = known.length > 2 ? middle : level === known[0] ? known[1]! : known[0]!
    let distance = Math.abs(level - reference)
    // Two prices that disagree: the one further from its own column is the odd one.
    if (known.length === 2) distance += Math.abs(logs[index]![i]! - columnMedian(logs[index]!)) / 1000
    if (!worst || distance > worst.distance) worst = { index, distance, reference }
  }
  return worst && worst.distance > Math.log(OUTLIER_FACTOR) && worst.distance > OUTLIER_SPREADS * usual.spread
    ? { index: worst.index, expected: Math.exp(worst.reference + usual.offsets[worst.index]!) }
    : null
}

const mediansOf = new WeakMap<Float64Array, number>()
function columnMedian(column: Float64Array): number {
  let middle = mediansOf.get(column)
  if (middle === undefined) {
    middle = median(column.filter((value) => !Number.isNaN(value)))
    mediansOf.set(column, middle)
  }
  return middle
}

const SHORT = 12

/** The middle of some numbers; NaN of none. */
function median(values: readonly number[] | Float64Array): number {
  if (values.length === 0) return Number.NaN
  const sorted = values.length <= SHORT ? insertionSorted(values) : Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The prices of a row are few, and there are many rows: in place of a general sort, a third of its time. */
function insertionSorted(values: readonly number[] | Float64Array): number[] {
  const sorted = Array.from(values)
  for (let i = 1; i < sorted.length; i++) {
    const value = sorted[i]!
    let at = i
    for (; at > 0 && sorted[at - 1]! > value; at--) sorted[at] = sorted[at - 1]!
    sorted[at] = value
  }
  return sorted
}

const round = (value: number): number => Number(value.toPrecision(3))
