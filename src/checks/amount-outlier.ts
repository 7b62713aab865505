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

/** Usual distance of each column from the first of its row, and how steady it is. */
function usualOffsets(logs: readonly Float64Array[]) {
  let known = offsetsOf.get(logs)
  if (known === undefined) {
    const offsets: number[] = []
    const spreads: number[] = []
    let enough = true
    for (const column of logs) {
      const distances: number[] = []
      for (let i = 0; i < column.length; i++) {
        const row = logs.map((other) => other[i]!).filter((value) => !Number.isNaN(value))
        if (row.length > 1 && !Number.isNaN(column[i]!)) distances.push(column[i]! - median(row))
      }
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

/** The price of a row that fits worst to the others, if it is out of all proportion. */
function worstOfRow(logs: readonly Float64Array[], i: number): { index: number; expected: number } | null {
  const usual = usualOffsets(logs)
  if (!usual) return null
  const levels: { index: number; level: number }[] = []
  for (let index = 0; index < logs.length; index++) {
    const value = logs[index]![i]!
    if (!Number.isNaN(value)) levels.push({ index, level: value - usual.offsets[index]! })
  }
  if (levels.length < 2) return null
  const middle = median(levels.map(({ level }) => level))
  let worst: { index: number; distance: number; expected: number } | null = null
  for (const { index, level } of levels) {
    const others = levels.filter((other) => other.index !== index).map((other) => other.level)
    const reference = levels.length > 2 ? middle : others[0]!
    let distance = Math.abs(level - reference)
    // Two prices that disagree: the one further from its own column is the odd one.
    if (levels.length === 2) distance += Math.abs(logs[index]![i]! - columnMedian(logs[index]!)) / 1000
    if (!worst || distance > worst.distance)
      worst = { index, distance, expected: Math.exp(reference + usual.offsets[index]!) }
  }
  return worst && worst.distance > Math.log(OUTLIER_FACTOR) && worst.distance > OUTLIER_SPREADS * usual.spread
    ? worst
    : null
}

const mediansOf = new WeakMap<Float64Array, number>()
function columnMedian(column: Float64Array): number {
  let middle = mediansOf.get(column)
  if (middle === undefined) {
    middle = median([...column].filter((value) => !Number.isNaN(value)))
    mediansOf.set(column, middle)
  }
  return middle
}

function median(values: readonly number[]): number {
  if (values.length === 0) return Number.NaN
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

const round = (value: number): number => Number(value.toPrecision(3))
