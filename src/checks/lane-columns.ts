import { columnsOfBlocks } from '../rates/charge-blocks.ts'
import { isDitto } from '../rates/column-reader.ts'
import type { CheckedTable } from './table-check.ts'

const FINER_ENDS = [
  ['origin', 'loading_port'],
  ['destination', 'unloading_port'],
] as const

type MappedTable = Pick<CheckedTable, 'table' | 'mapping'>

/** Columns that say for which lane, carrier, container, charge and period a row holds: not prices, not remarks. */
export function laneColumns({ table, mapping }: MappedTable, without: readonly number[] = []): number[] {
  const apart = new Set([
    ...without,
    ...mapping.ignored,
    ...mapping.rates.map(({ id }) => id),
    ...[
      mapping.remarks,
      mapping.lane_id,
      mapping.transit_days,
      mapping.free_time,
      mapping.etd,
      mapping.minimum,
    ].flatMap((source) => (source === null || typeof source === 'string' ? [] : source)),
  ])
  const columns: number[] = []
  for (let column = table.range.left; column <= table.range.right; column++)
    if (!apart.has(column)) columns.push(column)
  return columns
}

/**
 * Tells which earlier row says the same in the given columns, the row itself when none does; to be asked from top to
 * bottom. Blank and ditto cells mean what stands above; a caption over a block (a container, a contract) tells its rows
 * from those of another. Texts are compared by number: a text made of each row's cells took twice the time.
 */
export function firstLike(
  { table, mapping }: MappedTable,
  columns: readonly number[],
): (row: number) => number {
  const { grid, range, sectionRows } = table
  const captions = [...sectionRows].sort((a, b) => a - b)
  const above: string[] = []
  // A blank receipt beside a load port is that port, not the receipt above; a blank delivery likewise.
  const blanks = new Set(
    FINER_ENDS.flatMap(([end, port]) => (typeof mapping[port] === 'number' ? [mapping[end]] : [])),
  )
  // Charges in rows below the lane that the first of them names.
  const places = new Set(columnsOfBlocks(mapping))
  const numbers = columns.map(() => new Map([['', 0]]))
  const captionNumbers = new Map([['', 0]])
  /** What the row says: a number for each column, and one for the caption. */
  const says = new Array<number>(columns.length + 1).fill(0)
  const distinct = new DistinctRows(says.length)
  let next = 0
  return (row) => {
    for (; next < captions.length && captions[next]! < row; next++)
      says[columns.length] = numberOf(captionOf(captions[next]!), captionNumbers)
    const continues = places.size > 0 && [...places].every((column) => grid.text(row, column).trim() === '')
    for (let k = 0; k < columns.length; k++) {
      const column = columns[k]!
      const text = grid.text(row, column)
      if (text === above[k] || (continues && places.has(column))) continue
      // A ditto mark leaves what stands above.
      if (
        text !== ''
          ? isDitto(text)
          : grid.mergeAt(row, column) !== undefined || (k <= 1 && !blanks.has(column))
      )
        continue
      above[k] = text
      says[k] = numberOf(text, numbers[k]!)
    }
    return distinct.first(says, row)
  }

  function captionOf(row: number): string {
    const texts: string[] = []
    for (let column = range.left; column <= range.right; column++) texts.push(grid.text(row, column))
    return texts.join(' ').trim()
  }
}

function numberOf(text: string, numbers: Map<string, number>): number {
  let number = numbers.get(text)
  if (number === undefined) {
    number = numbers.size
    numbers.set(text, number)
  }
  return number
}

/** Rows of numbers, each once, found by a hash of them. */
class DistinctRows {
  readonly #width: number
  readonly #numbers: number[] = []
  readonly #rows: number[] = []
  /** The entry before of the same hash, -1 for none. */
  readonly #before: number[] = []
  readonly #lastOfHash = new Map<number, number>()

  constructor(width: number) {
    this.#width = width
  }

  /** The row that came first with these numbers: `row` when none did. */
  first(numbers: readonly number[], row: number): number {
    let hash = 0
    for (const number of numbers) hash = (Math.imul(hash, 0x01000193) ^ number) | 0
    const last = this.#lastOfHash.get(hash) ?? -1
    for (let entry = last; entry >= 0; entry = this.#before[entry]!)
      if (this.#isAt(entry, numbers)) return this.#rows[entry]!
    this.#before.push(last)
    this.#lastOfHash.set(hash, this.#rows.length)
    this.#rows.push(row)
    for (const number of numbers) this.#numbers.push(number)
    return row
  }

  #isAt(entry: number, numbers: readonly number[]): boolean {
    const at = entry * this.#width
    for (let k = 0; k < numbers.length; k++) if (this.#numbers[at + k] !== numbers[k]) return false
    return true
  }
}
