import type { PriceColumn } from '../mapping/mapping.ts'
import { placeKey } from '../reference/fold.ts'
import { columnLetter } from '../workbook/grid.ts'
import type { TableCheck } from './table-check.ts'

/** A price must lie this many times further off than the table's own prices usually lie. */
const OUTLIER_SPREADS = 7
/** Rows above and below that a lone price is held against. */
const NEAR_ROWS = 4
/** Least number of comparable prices. */
const FEWEST_NEIGHBOURS = 5
/** A price that stands in the column at least this often is no slip. */
const CUSTOMARY = 3

/**
 * One digit too many or too few: each price is held against the other prices of its row (other sizes of the same lane
 * and charge, whose ratio is steady over the table) or, where it stands alone, against the rows around it and its column.
 */
export const amountOutlier: TableCheck = ({ table, mapping, prices, thresholds }, log, flags) => {
  const { outlierFactor, loneOutlierFactor } = thresholds
  const logs = prices.columns.map((_, index) => logarithms(prices.amounts[index]!))
  const counts: (ReadonlyMap<number, number> | undefined)[] = []
  const belowNothing: (boolean | undefined)[] = []
  const groups = comparableColumns(prices.columns)
  const flagged = new Set<number>()
  // Totals last: one that is wrong because of its part is no slip of its own.
  for (const group of groups.toSorted((a, b) => Number(isTotal(a)) - Number(isTotal(b)))) {
    const own = group.map((index) => logs[index]!)
    const usual = group.length > 1 ? usualOffsets(own) : null
    if (usual)
      for (let i = 0; i < prices.rows.length; i++) {
        const worst = worstOfRow(own, i, usual, outlierFactor)
        if (!worst || (isTotal(group) && flagged.has(i))) continue
        report(group[worst.index]!, i, worst.expected, outlierFactor)
      }
    else for (const index of group) lonePrices(index)
  }

  function isTotal(group: readonly number[]): boolean {
    return prices.columns[group[0]!]!.type === 'total'
  }

  /** Prices without others in their row: far from the rows around and from the whole column, in the same direction. */
  function lonePrices(index: number): void {
    // The parts of a cell speak for one another: Tianjin to Busan costs 60/110/110 among lanes of 1300/2250/2250.
    if (Array.isArray(prices.columns[index]!.container_size)) return
    const own = logs[index]!
    for (const members of rowGroups(index)) {
      if (members.length < FEWEST_NEIGHBOURS) continue
      const middle = median(members.map((i) => own[i]!))
      const spread = Math.max(median(members.map((i) => Math.abs(own[i]! - middle))), 0.05)
      members.forEach((i, at) => {
        const fromMiddle = own[i]! - middle
        if (
          Math.abs(fromMiddle) < Math.log(loneOutlierFactor) ||
          Math.abs(fromMiddle) < OUTLIER_SPREADS * spread
        )
          return
        const near = [
          ...members.slice(Math.max(0, at - NEAR_ROWS), at),
          ...members.slice(at + 1, at + 1 + NEAR_ROWS),
        ]
        const alike = near.some((other) => Math.abs(own[i]! - own[other]!) < Math.log(loneOutlierFactor))
        if (!alike) report(index, i, Math.exp(median(near.map((other) => own[other]!))), loneOutlierFactor)
      })
    }
  }

  function report(index: number, i: number, expected: number, decides: number): void {
    const { id } = prices.columns[index]!
    const row = prices.rows[i]!
    const amount = prices.amounts[index]![i]!
    counts[index] ??= countEach(prices.amounts[index]!)
    if ((counts[index].get(amount) ?? 0) >= CUSTOMARY) return
    // Where freight goes below nothing, small amounts are out of all proportion by custom.
    belowNothing[index] ??= prices.amounts[index]!.some((other) => other < 0)
    if (belowNothing[index] && amount < expected) return
    const { destination } = prices.columns[index]!
    // The diagonal of a matrix has prices of its own kind, if any.
    if (
      destination &&
      typeof mapping.origin === 'number' &&
      sameText(table.grid.text(row, mapping.origin), destination)
    )
      return
    flagged.add(i)
    const range = table.grid.address(row, id)
    const factor = Math.max(amount / expected, expected / amount)
    log.note(
      range,
      'amount-outlier',
      'error',
      { sheet: table.sheet, range },
      `${amount} where its neighbours lead to expect about ${round(expected)} (other prices of row ${row} and column ${columnLetter(id)}): ${round(factor)} times off, ${decides} decide. A digit too many or too few?`,
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
      prices.columns[index]!.currency,
    ].flatMap((source) => (typeof source === 'number' ? [source] : Array.isArray(source) ? source : []))
    const rows = new Map<string, number[]>()
    for (let i = 0; i < prices.rows.length; i++) {
      if (Number.isNaN(logs[index]![i]!)) continue
      const key = keys.map((column) => table.grid.text(prices.rows[i]!, column)).join('|')
      const members = rows.get(key)
      if (members) members.push(i)
      else rows.set(key, [i])
    }
    return [...rows.values()]
  }
}

/** NaN where there is no price above zero. */
function logarithms(amounts: Float64Array): Float64Array {
  const logs = new Float64Array(amounts.length)
  for (let i = 0; i < logs.length; i++) logs[i] = amounts[i]! > 0 ? Math.log(amounts[i]!) : Number.NaN
  return logs
}

function countEach(amounts: Float64Array): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const amount of amounts) counts.set(amount, (counts.get(amount) ?? 0) + 1)
  return counts
}

/** Indexes of price columns that price the same charge for other sizes, weights or places. */
function comparableColumns(columns: readonly PriceColumn[]): number[][] {
  const groups = new Map<string, number[]>()
  columns.forEach((column, index) => {
    // A plain container is dry, whether its heading says so or not.
    const type = column.container_type ?? 'dry'
    const key = `${column.charge}|${column.type}|${column.basis}|${column.currency}|${type}`
    const members = groups.get(key)
    if (members) members.push(index)
    else groups.set(key, [index])
  })
  return [...groups.values()]
}

interface UsualRow {
  /** How far each column usually lies from the middle of its row. */
  readonly offsets: readonly number[]
  readonly spread: number
}

/** Usual distance of each column from the middle of its row, and how steady it is; null when too few rows tell. */
function usualOffsets(logs: readonly Float64Array[]): UsualRow | null {
  const offsets: number[] = []
  const spreads: number[] = []
  const middles = rowMedians(logs)
  const distances = new Float64Array(middles.length)
  for (const column of logs) {
    let count = 0
    for (let i = 0; i < column.length; i++) {
      const distance = column[i]! - middles[i]!
      if (!Number.isNaN(distance)) distances[count++] = distance
    }
    if (count < FEWEST_NEIGHBOURS) return null
    const known = distances.subarray(0, count)
    const offset = median(known)
    offsets.push(offset)
    for (let i = 0; i < count; i++) known[i] = Math.abs(known[i]! - offset)
    spreads.push(median(known))
  }
  return { offsets, spread: Math.max(median(spreads), 0.02) }
}

/** The middle of the prices of each row, NaN where it has less than two. */
function rowMedians(logs: readonly Float64Array[]): Float64Array {
  const row = new Float64Array(logs.length)
  const middles = new Float64Array(logs[0]!.length).fill(Number.NaN)
  for (let i = 0; i < middles.length; i++) {
    let count = 0
    for (const column of logs) if (!Number.isNaN(column[i]!)) row[count++] = column[i]!
    if (count > 1) middles[i] = count <= SHORT ? middleOfFew(row, count) : median(row.subarray(0, count))
  }
  return middles
}

/** The price of a row that fits worst to the others, if it is out of all proportion. */
function worstOfRow(
  logs: readonly Float64Array[],
  i: number,
  usual: UsualRow,
  outlierFactor: number,
): { index: number; expected: number } | null {
  // Most rows are steady: the widest distance says so without a median.
  let count = 0
  let lowest = Number.POSITIVE_INFINITY
  let highest = Number.NEGATIVE_INFINITY
  for (let index = 0; index < logs.length; index++) {
    const level = logs[index]![i]! - usual.offsets[index]!
    if (Number.isNaN(level)) continue
    count++
    if (level < lowest) lowest = level
    if (level > highest) highest = level
  }
  const least = Math.max(Math.log(outlierFactor), OUTLIER_SPREADS * usual.spread)
  if (count < 2 || highest - lowest < least) return null
  if (count === 2 && areExchanged(logs, i, usual, least)) return null
  const levels = logs.flatMap((column, index) => {
    const level = column[i]! - usual.offsets[index]!
    return Number.isNaN(level) ? [] : [{ index, level }]
  })
  const middle = median(levels.map(({ level }) => level))
  let worst: { index: number; distance: number; expected: number } | null = null
  for (const { index, level } of levels) {
    const reference = levels.length > 2 ? middle : levels.find((other) => other.index !== index)!.level
    let distance = Math.abs(level - reference)
    // Two prices that disagree: the one further from the rows around it, then from its own column, is the odd one.
    if (levels.length === 2) {
      const fromColumn = Math.abs(logs[index]![i]! - columnMedian(logs[index]!))
      distance += (fromNearest(logs[index]!, i) + fromColumn / 1000) / 1000
    }
    if (!worst || distance > worst.distance)
      worst = { index, distance, expected: Math.exp(reference + usual.offsets[index]!) }
  }
  return worst && worst.distance > least ? worst : null
}

/** Two prices that would fit the other way round are in a wrong order, none of them is out of proportion. */
function areExchanged(logs: readonly Float64Array[], i: number, usual: UsualRow, least: number): boolean {
  const [a, b] = logs.flatMap((column, index) =>
    Number.isNaN(column[i]!) ? [] : [{ price: column[i]!, offset: usual.offsets[index]! }],
  )
  return Math.abs(a!.price - b!.offset - (b!.price - a!.offset)) < least / 4
}

/** How far a price lies from the one that is most like it among the rows around; 0 where there is none. */
function fromNearest(column: Float64Array, i: number): number {
  let nearest = Number.POSITIVE_INFINITY
  for (let other = Math.max(0, i - NEAR_ROWS); other <= Math.min(column.length - 1, i + NEAR_ROWS); other++) {
    const distance = other === i ? Number.NaN : Math.abs(column[i]! - column[other]!)
    if (distance < nearest) nearest = distance
  }
  return Number.isFinite(nearest) ? nearest : 0
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

const SHORT = 12

/** The middle of some numbers; NaN of none. */
function median(values: readonly number[] | Float64Array): number {
  if (values.length === 0) return Number.NaN
  const copy = values instanceof Float64Array ? values.slice() : Float64Array.from(values)
  if (copy.length <= SHORT) return middleOfFew(copy, copy.length)
  const middle = copy.length >> 1
  const upper = select(copy, middle)
  if (copy.length % 2 === 1) return upper
  // What is left of the middle is not above it: the next lower one is its highest.
  let lower = Number.NEGATIVE_INFINITY
  for (let i = 0; i < middle; i++) if (copy[i]! > lower) lower = copy[i]!
  return (lower + upper) / 2
}

/** The number that would stand at `wanted` if all were sorted (Hoare's selection); a fifth of the time of sorting them. */
function select(values: Float64Array, wanted: number): number {
  let low = 0
  let high = values.length - 1
  while (low < high) {
    const pivot = values[(low + high) >> 1]!
    let i = low
    let j = high
    while (i <= j) {
      while (values[i]! < pivot) i++
      while (values[j]! > pivot) j--
      if (i > j) break
      const value = values[i]!
      values[i++] = values[j]!
      values[j--] = value
    }
    if (wanted <= j) high = j
    else if (wanted >= i) low = i
    else break
  }
  return values[wanted]!
}

/** The middle of the first `count` numbers, which it sorts: the prices of a row are few, and there are many rows. */
function middleOfFew(values: Float64Array, count: number): number {
  for (let i = 1; i < count; i++) {
    const value = values[i]!
    let at = i
    for (; at > 0 && values[at - 1]! > value; at--) values[at] = values[at - 1]!
    values[at] = value
  }
  const middle = count >> 1
  return count % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2
}

/** The same name, codes and terminals in brackets apart. */
const sameText = (a: string, b: string): boolean => bare(a) === bare(b)
const bare = (text: string): string => placeKey(text.replace(/\([^)]*\)/g, ''))

const round = (value: number): number => Number(value.toPrecision(3))
