import type { CellInput } from '../cell.ts'
import type { Lane } from '../lanes.ts'
import { type Day, dateCell, expiryText, lastDayOf, serialOf, validityText } from '../values/dates.ts'
import { MONTHS } from '../vocabulary/words.ts'
import type { ColumnList } from './column-list.ts'

/** Adds the columns that date the rates: a pair, one for both days, only the last day, or a month. Often none. */
export function addValidity(list: ColumnList, lanes: readonly Lane[], fullness: number): void {
  const { sender } = list
  const { random, from, to, dates, headings } = sender
  const form = random.weighted([
    ['none', 42 / Math.max(0.3, fullness)],
    ['two', 24],
    ['one', 18],
    ['end', 14],
    ['month', 3],
  ])
  const starts: Day[] = lanes.map(() =>
    random.chance(0.85) ? from : { ...from, day: Math.min(28, from.day + 7) },
  )
  const ends: Day[] = lanes.map(() =>
    random.chance(0.8)
      ? to
      : { ...to, day: Math.min(lastDayOf(to.year, to.month), random.pick([14, 15, 28, 31])) },
  )
  const repeats = random.chance(0.2)
  const zone = random.chance(0.9) ? 'terms' : 'lead'
  if (form === 'two') {
    const bare = dates.serial && random.chance(0.04)
    const cell = (day: Day): CellInput => (bare ? serialOf(day) : dateCell(day, dates))
    const parent = random.chance(0.14) ? headings.of('validity') : undefined
    list.add(zone, 'effective_date', 'effective_date', starts.map(cell), { repeats, parent })
    list.add(zone, 'expiry_date', 'expiry_date', ends.map(cell), { repeats, parent })
  } else if (form === 'one') {
    const mixed = random.chance(0.3)
    const text = (i: number): CellInput => validityText(starts[i]!, ends[i]!, dates, random)
    const same = validityText(from, to, dates, random)
    const cells = lanes.map((_, i): CellInput => {
      if (mixed) return random.chance(0.7) ? text(i) : dateCell(ends[i]!, dates)
      return starts[i] === from && ends[i] === to ? same : text(i)
    })
    list.add(zone, 'validity', ['effective_date', 'expiry_date'], cells, {
      repeats: repeats || random.chance(0.3),
    })
  } else if (form === 'end') {
    const cells = ends.map(
      (end): CellInput => (dates.serial ? dateCell(end, dates) : expiryText(end, dates, random)),
    )
    list.add(zone, random.chance(0.5) ? 'validity' : 'expiry_date', 'expiry_date', cells, { repeats })
  } else if (form === 'month') {
    const names = (MONTHS[sender.language] ?? MONTHS.en!).split('|')
    const name = names[from.month - 1]!
    const shown = random.pick([from.month, name, name.slice(0, 3).toUpperCase(), `${name} ${from.year}`])
    if (typeof shown === 'number' || !shown.includes(String(from.year)) || random.chance(0.2))
      list.add(
        'lead',
        'year',
        'year',
        lanes.map(() => from.year),
      )
    list.add(
      'lead',
      'month',
      'month',
      lanes.map(() => shown),
    )
  }
}
