import { columnFacts } from '../../columns/understand.ts'
import { MAPPING_FIELDS, type Mapping } from '../../mapping/mapping.ts'
import { tableDates } from '../../rates/date-context.ts'
import type { Rate } from '../../rates/rate.ts'
import type { RateInput } from '../../rates/rate-input.ts'
import type { ContextCell } from '../../tables/table.ts'
import { columnsOf } from '../answers/answer-check.ts'
import { heldValues } from './held-values.ts'
import {
  isHeldPlace,
  type NamedGroup,
  namesPeriod,
  unusedContainer,
  unusedCurrency,
  unusedDates,
  unusedParty,
  unusedPlace,
} from './named.ts'

/** A cell that names what rates are made of, and that no rate of its table was made of. */
export interface Unused {
  readonly group: NamedGroup
  /** A1 address; null for the name of sheet or file. */
  readonly cell: string | null
  readonly text: string
  /** The words of the text that say so, or the day, code or size that they mean. */
  readonly named: string
}

/** Longer texts are prose, in which a name may be that of anything. */
const LONGEST = 160
/** Cells around a table, and headings, that are looked at. */
const MOST_TEXTS = 200
/** Share of the cells of a column that must look like something for it to hold that. */
const HOLDS = 0.5
/** Values of a column that are held against what the rates have. */
const MOST_VALUES = 40

/**
 * What is left over when a table was read: titles, pairs, names of sheet and file, headings of prices and unread columns
 * that name dates, places, a currency or a container which none of its rates has. `sample` are the first of the rates.
 */
export function findUnused(
  input: Pick<RateInput, 'table' | 'mapping' | 'anchors' | 'cover' | 'dayFirst' | 'kind' | 'sisters'>,
  sample: readonly Rate[],
): Unused[] {
  const { table, mapping } = input
  const held = heldValues(sample)
  const { context } = tableDates(input)
  const found: Unused[] = []
  const look = (text: string, cell: string | null, groups: readonly NamedGroup[]) => {
    for (const group of groups) {
      const named =
        group === 'dates'
          ? unusedDates(text, context, held)
          : group === 'places'
            ? unusedPlace(text, held)
            : group === 'currency'
              ? unusedCurrency(text, held)
              : unusedContainer(text, held)
      if (named !== null) found.push({ group, cell, text, named })
    }
  }
  for (const cell of table.context.slice(0, MOST_TEXTS)) {
    const text = wordsOf(cell)
    if (text.length > LONGEST) continue
    const { row, column } = cell
    const address = row === null || column === null ? null : table.grid.address(row, column)
    look(text, address, groupsOf(cell, namesPeriod(text, context)))
  }
  const pairs = [...table.context, ...(input.cover ?? []), ...(input.sisters?.fronts ?? [])]
  for (const cell of pairs.slice(0, MOST_TEXTS)) {
    const party = unusedParty(cell, held)
    if (party === null || found.some(({ group }) => group === party.group)) continue
    const { row, column, text, key } = cell
    const here = row !== null && column !== null && (cell.sheet ?? table.sheet) === table.sheet
    found.push({
      ...party,
      cell: here && table.context.includes(cell) ? table.grid.address(row, column) : null,
      text: `${key}: ${text}`,
    })
  }
  const priced = new Set(mapping.rates.map(({ id }) => id))
  const taken = takenColumns(mapping)
  const facts = columnFacts(table)
  const headings = new Set<string>()
  for (const { id, header, profile } of facts) {
    const row = table.headerRows.at(-1) ?? table.firstDataRow
    const address = table.grid.address(row, id)
    if (priced.has(id)) {
      for (const part of header.parts)
        if (!headings.has(part) && headings.size < MOST_TEXTS) {
          headings.add(part)
          look(part, address, ['dates', 'places', 'currency'])
        }
      continue
    }
    if (taken.has(id) || profile.filled === 0) continue
    const share = (...signals: readonly (keyof typeof profile.shares)[]) =>
      signals.reduce((sum, signal) => sum + (profile.shares[signal] ?? 0), 0)
    const holds: readonly (readonly [NamedGroup, number])[] = [
      ['places', share('place', 'locode')],
      ['dates', share('date', 'date_range', 'date_until')],
      ['currency', share('currency')],
      ['container', share('container')],
    ]
    for (const [group, strength] of holds) {
      // Çarşamba is a town in Türkiye, and Wednesday.
      if (strength <= HOLDS || (group === 'places' && share('weekday') >= strength)) continue
      // The codes of ports that the rates name otherwise leave nothing over.
      const filled = profile.texts.filter((text) => text.trim() !== '').slice(0, MOST_VALUES)
      const named = group === 'places' ? filled.find((text) => !isHeldPlace(text, held)) : filled[0]
      if (named !== undefined) found.push({ group, cell: address, text: header.own, named })
    }
  }
  return found
}

/** The words of a cell around a table; those of a file name without its ending. */
function wordsOf({ kind, key, text }: ContextCell): string {
  if (kind === 'file_name') return text.replace(/\.[a-z]{3,4}$/i, '').replace(/[-_]+/g, ' ')
  return key ? `${key}: ${text}` : text
}

/** What a cell would be believed about, by where it stands. Captions inside and cells far away speak of other rows. */
function groupsOf({ kind, position }: ContextCell, period: boolean): readonly NamedGroup[] {
  if (kind === 'section') return []
  // The month in the name of a file is when it was sent as often as when it holds.
  if (kind === 'file_name') return ['places', 'container']
  // A tab called EUR holds the rates to Europe.
  if (kind === 'sheet_name') return ['dates', 'places', 'container']
  if (position === 'below') return period ? ['dates'] : []
  if (position !== 'above' && position !== 'beside') return []
  return kind === 'note' ? ['dates', 'currency'] : ['dates', 'places', 'currency', 'container']
}

/** Columns that something was taken from; a remark is kept, not read. */
function takenColumns(mapping: Mapping): ReadonlySet<number> {
  const taken = new Set<number>()
  for (const field of MAPPING_FIELDS)
    if (field !== 'remarks') for (const id of columnsOf(mapping[field])) taken.add(id)
  for (const { currency, minimum } of mapping.rates)
    for (const id of [currency, minimum]) if (typeof id === 'number') taken.add(id)
  return taken
}
