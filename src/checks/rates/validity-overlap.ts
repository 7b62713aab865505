import { rowsSetAside } from '../../columns/whole-column.ts'
import type { Rate } from '../../rates/rate.ts'
import type { RateInput } from '../../rates/rate-input.ts'
import { columnsOf } from '../answers/answer-check.ts'
import type { FindingLog } from '../finding-log.ts'
import { laneColumns, laneKeys } from '../lane-columns.ts'
import type { RateCheck } from './rate-check.ts'

/** Earlier periods of a lane's price column that a further one is held against; a row may have several ports. */
const REMEMBERED = 36
/** More columns than any sheet has. */
const COLUMNS = 16_384

interface Period {
  readonly from: string
  readonly to: string
  readonly amount: number
  readonly cell: string
  readonly part: number
  readonly origin: Rate['origin']
  readonly destination: Rate['destination']
  readonly size: string | null | undefined
}

/**
 * One lane, carrier, container and charge with two amounts for the same days. Periods that share but the day on which
 * one ends and the next begins are usual. Rows of equal dates are `duplicate-rate`.
 */
export function validityOverlap({ table, mapping, kind }: RateInput, log: FindingLog): RateCheck {
  const dates = [mapping.effective_date, mapping.expiry_date, mapping.year, mapping.month].flatMap(columnsOf)
  const repeated = kind === 'rates' && dates.length > 0 ? repeatedRows({ table, mapping }, dates) : null
  const periods = new Map<number, Period[]>()
  return (rate, { row, column }) => {
    const lane = repeated?.get(row)
    const { effective_date: from, expiry_date: to, amount } = rate
    if (lane === undefined || from === null || to === null || amount === null || from > to) return null
    const key = lane * COLUMNS + column
    const { source, origin, destination, container } = rate
    const here = {
      from,
      to,
      amount,
      cell: source.cell,
      part: source.part,
      origin,
      destination,
      size: container?.size,
    }
    const earlier = periods.get(key)
    if (!earlier) {
      periods.set(key, [here])
      return null
    }
    const other = earlier.find((period) => clash(period, here) && isSamePrice(period, here))
    earlier.push(here)
    if (earlier.length > REMEMBERED) earlier.shift()
    if (!other) return null
    const range = `${other.cell}:${here.cell}`
    log.note(
      `${other.cell}|${here.cell}`,
      'validity-overlap',
      'warning',
      { sheet: table.sheet, range },
      `${other.amount} from ${other.from} to ${other.to} (${other.cell}) and ${amount} from ${from} to ${to} (${here.cell}) are for the same lane, carrier, container and charge.`,
      { value: `${from}..${to}`, expected: `not within ${other.from}..${other.to}` },
    )
    return 'validity-overlap'
  }
}

const clash = (a: Period, b: Period): boolean =>
  a.amount !== b.amount && a.from < b.to && b.from < a.to && !(a.from === b.from && a.to === b.to)

/** A row may be for several ports, a column for several sizes. */
const isSamePrice = (a: Period, b: Period): boolean =>
  a.part === b.part &&
  a.size === b.size &&
  nameOf(a.origin) === nameOf(b.origin) &&
  nameOf(a.destination) === nameOf(b.destination)

const nameOf = (place: Rate['origin']): string | undefined => place?.unlocode ?? place?.text

/** Rows that say the same as others but for the dates, with a number for what they say. */
function repeatedRows(
  mapped: Pick<RateInput, 'table' | 'mapping'>,
  dates: readonly number[],
): ReadonlyMap<number, number> {
  const { table } = mapped
  const keyOf = laneKeys(mapped, laneColumns(mapped, dates))
  const aside = rowsSetAside(table)
  const rows = new Map<string, number[]>()
  for (let row = table.firstDataRow; row <= table.lastDataRow; row++) {
    if (aside.has(row)) continue
    const key = keyOf(row)
    const same = rows.get(key)
    if (same) same.push(row)
    else rows.set(key, [row])
  }
  const repeated = new Map<number, number>()
  for (const same of rows.values()) if (same.length > 1) for (const row of same) repeated.set(row, same[0]!)
  return repeated
}
