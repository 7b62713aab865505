import { rowsSetAside } from '../../columns/whole-column.ts'
import type { Rate } from '../../rates/rate.ts'
import type { RateInput } from '../../rates/rate-input.ts'
import { columnsOf } from '../answers/answer-check.ts'
import type { FindingLog } from '../finding-log.ts'
import { firstLike, laneColumns } from '../lane-columns.ts'
import { NOTHING_TO_FIND, type RateCheck } from './rate-check.ts'

/** Earlier periods of a lane that a further one is held against. */
const REMEMBERED = 36

/** Rates of one row that hold for the same days: a stretch of {@link EarlierPrices}. */
interface Period {
  readonly row: number
  readonly from: string
  readonly to: string
  readonly first: number
  /** Behind the last one. */
  end: number
}

/**
 * One lane, carrier, container and charge with two amounts for the same days. Periods that share but the day on which
 * one ends and the next begins are usual. Rows of equal dates are `duplicate-rate`.
 */
export function validityOverlap({ table, mapping, kind }: RateInput, log: FindingLog): RateCheck {
  const dates = [mapping.effective_date, mapping.expiry_date, mapping.year, mapping.month].flatMap(columnsOf)
  const sameAs = kind === 'rates' && dates.length > 0 ? repeatedRows({ table, mapping }, dates) : null
  if (sameAs === null) return NOTHING_TO_FIND
  const prices = new EarlierPrices()
  const periodsOf = new Map<number, Period[]>()
  let period: Period | null = null
  let clashing: readonly Period[] = NONE
  return (rate, { row, column }) => {
    const { effective_date: from, expiry_date: to, amount } = rate
    if (from === null || to === null || amount === null || from > to) return null
    if (period === null || period.row !== row || period.from !== from || period.to !== to) {
      const lane = sameAs(row)
      if (lane === 0) return null
      const at = prices.count
      period = { row, from, to, first: at, end: at }
      clashing = note(lane, period)
    }
    prices.add(rate, column)
    period.end = prices.count
    if (clashing.length === 0) return null
    const other = prices.find(clashing, rate, column)
    if (!other) return null
    const cell = table.grid.address(other.row, column)
    const here = rate.source.cell
    const range = `${cell}:${here}`
    log.note(
      `${cell}|${here}`,
      'validity-overlap',
      'warning',
      { sheet: table.sheet, range },
      `${other.amount} from ${other.from} to ${other.to} (${cell}) and ${amount} from ${from} to ${to} (${here}) are for the same lane, carrier, container and charge.`,
      { value: `${from}..${to}`, expected: `not within ${other.from}..${other.to}` },
    )
    return 'validity-overlap'
  }

  /** Keeps a period of a lane; those before it that it overlaps. */
  function note(lane: number, here: Period): readonly Period[] {
    const earlier = periodsOf.get(lane)
    if (!earlier) {
      periodsOf.set(lane, [here])
      return NONE
    }
    const overlapping = earlier.filter((other) => overlap(other, here))
    earlier.push(here)
    if (earlier.length > REMEMBERED) earlier.shift()
    return overlapping.length === 0 ? NONE : overlapping
  }
}

const NONE: readonly Period[] = []

const overlap = (a: Period, b: Period): boolean =>
  a.from < b.to && b.from < a.to && !(a.from === b.from && a.to === b.to)

/**
 * What earlier rates cost, column by column instead of an object each: hardly any is ever asked for, and the objects
 * took more than all other checks of a rate together.
 */
class EarlierPrices {
  /** Column and part of the cell, see {@link slotOf}. */
  readonly #slots: number[] = []
  readonly #amounts: number[] = []
  readonly #sizes: (string | null)[] = []
  /** For each price the number of its ends; those of a row are mostly the same. */
  readonly #ends: number[] = []
  readonly #origins: Rate['origin'][] = []
  readonly #destinations: Rate['destination'][] = []

  get count(): number {
    return this.#slots.length
  }

  add({ amount, source, container, origin, destination }: Rate, column: number): void {
    this.#slots.push(slotOf(column, source.part))
    this.#amounts.push(amount!)
    this.#sizes.push(container === null ? null : container.size)
    const last = this.#origins.length - 1
    if (last < 0 || this.#origins[last] !== origin || this.#destinations[last] !== destination) {
      this.#origins.push(origin)
      this.#destinations.push(destination)
    }
    this.#ends.push(this.#origins.length - 1)
  }

  /** The first price within the periods that is for the same as a rate and differs from it. */
  find(periods: readonly Period[], rate: Rate, column: number): (Period & { amount: number }) | null {
    const slot = slotOf(column, rate.source.part)
    for (const period of periods)
      for (let at = period.first; at < period.end; at++)
        if (this.#slots[at] === slot && this.#amounts[at] !== rate.amount && this.#isSame(at, rate))
          return { ...period, amount: this.#amounts[at]! }
    return null
  }

  /** A row may be for several ports, a column for several sizes. */
  #isSame(at: number, { container, origin, destination }: Rate): boolean {
    return (
      this.#sizes[at] === (container === null ? null : container.size) &&
      nameOf(this.#origins[this.#ends[at]!]!) === nameOf(origin) &&
      nameOf(this.#destinations[this.#ends[at]!]!) === nameOf(destination)
    )
  }
}

/** More parts than any cell has. */
const PARTS = 1024
const slotOf = (column: number, part: number): number => column * PARTS + part

const nameOf = (place: Rate['origin']): string | undefined => place?.unlocode ?? place?.text

/** Tells for a row that says the same as others but for the dates the first of them, 0 for any other; null where none does. */
function repeatedRows(
  mapped: Pick<RateInput, 'table' | 'mapping'>,
  dates: readonly number[],
): ((row: number) => number) | null {
  const { firstDataRow, lastDataRow } = mapped.table
  const firstRow = firstLike(mapped, laneColumns(mapped, dates))
  const aside = rowsSetAside(mapped.table)
  const sameAs = new Int32Array(Math.max(0, lastDataRow - firstDataRow + 1))
  let any = false
  for (let row = firstDataRow; row <= lastDataRow; row++) {
    if (aside.has(row)) continue
    const first = firstRow(row)
    if (first === row) continue
    any = true
    sameAs[row - firstDataRow] = first
    sameAs[first - firstDataRow] = first
  }
  return any ? (row) => sameAs[row - firstDataRow] ?? 0 : null
}
