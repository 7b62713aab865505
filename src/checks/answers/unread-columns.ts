import type { ColumnFacts } from '../../columns/answerer.ts'
import { matchHeader } from '../../columns/header-terms.ts'
import { type HeadingCue, headingCues, sideOf } from '../../columns/heading-cues.ts'
import { namesReference } from '../../columns/settle-references.ts'
import { MAPPING_FIELDS, type MappingField } from '../../mapping/mapping.ts'
import { readPriceHeadings } from '../../mapping/price-heading.ts'
import { findBasis } from '../../reference/bases.ts'
import { findCharges } from '../../reference/charges.ts'
import { readContainers } from '../../reference/containers.ts'
import { columnLetter } from '../../workbook/grid.ts'
import { type AnswerCheck, columnRange, columnsOf } from './answer-check.ts'

/** A heading that equals a known one, or but for a typing error. */
const CLEAR = 0.9
/** Share of the cells that must be amounts for a column to be one of prices. */
const PRICED = 0.5
/** Fields that a rate cannot do without, with the headings that name them and the signals of their cells. */
const NEEDED: readonly {
  readonly field: MappingField
  /** Any of these says the same as well as the field. */
  readonly or: readonly MappingField[]
  readonly headings: readonly string[]
  readonly side: 'origin' | 'destination' | null
  readonly signals: readonly (keyof ColumnFacts['profile']['shares'])[]
}[] = [
  {
    field: 'origin',
    or: ['loading_port'],
    headings: ['origin', 'loading_port', 'place_of_receipt'],
    side: 'origin',
    signals: ['place', 'locode', 'code_list', 'group'],
  },
  {
    field: 'destination',
    or: ['unloading_port'],
    headings: ['destination', 'unloading_port', 'place_of_delivery'],
    side: 'destination',
    signals: ['place', 'locode', 'code_list', 'group'],
  },
  { field: 'carrier', or: [], headings: ['carrier'], side: null, signals: ['carrier'] },
  {
    field: 'expiry_date',
    or: [],
    headings: ['expiry_date', 'validity'],
    side: null,
    signals: ['date', 'date_range', 'date_until'],
  },
  {
    field: 'effective_date',
    or: [],
    headings: ['effective_date', 'validity'],
    side: null,
    signals: ['date', 'date_range'],
  },
  { field: 'currency', or: [], headings: ['currency'], side: null, signals: ['currency'] },
]
const DATED: ReadonlySet<MappingField> = new Set<MappingField>(['effective_date', 'expiry_date'])
const ROUTING: ReadonlySet<MappingField> = new Set<MappingField>([
  'transshipment_port',
  'destination_via',
  'origin_via',
])
/** A price column this far off makes a column of small numbers under a unit one of prices, too. */
const NEAR = 2
/** A column of smaller numbers under the letters of a charge counts something. */
const SMALLEST_CHARGE = 10
/** Least strength of the signals for a column to hold what its heading says. */
const HOLDS = 0.3
/** … where the heading does not say it. */
const ALIKE = 0.55

/** Nothing that a rate needs is left lying: price columns, and columns of a field that nothing else fills. */
export const unreadColumns: AnswerCheck = function* ({ table, mapping, understanding, columns }) {
  if (mapping.rates.length === 0 && understanding.kind !== 'rates' && understanding.kind !== 'matrix') return
  if (['reference', 'free_time', 'copy', 'not_rates'].includes(understanding.kind)) return
  const taken = new Set<number>(
    mapping.rates.flatMap(({ id, currency, minimum }) => [
      id,
      ...columnsOf(currency as number | null),
      ...columnsOf(minimum),
    ]),
  )
  for (const field of MAPPING_FIELDS) for (const id of columnsOf(mapping[field])) taken.add(id)
  // What a column of ends or remarks also says does not make it read.
  const ends = new Set<number>()
  for (const field of MAPPING_FIELDS)
    if (!ROUTING.has(field)) for (const id of columnsOf(mapping[field])) ends.add(id)
  const captions = table.sectionRows.length > 0
  const added =
    (mapping.origin !== null || mapping.destination !== null) &&
    mapping.rates.length > 0 &&
    mapping.rates.every(({ type }) => type === 'arbitrary')
  const prices = new Set(mapping.rates.map(({ id }) => id))
  const offered = columns.flatMap(({ id, header }) => (prices.has(id) ? [header.parts.join(' ')] : []))
  for (const facts of columns) {
    if (prices.has(facts.id) || (taken.has(facts.id) && ends.has(facts.id))) continue
    const routing = taken.has(facts.id)
    const heading = facts.header.own
    const said = { range: columnRange(table, facts.id), value: heading || null, severity: 'error' as const }
    const isReference = namesReference(facts.header.parts.join(' '), offered)
    if (!routing && !isReference && looksPriced(facts, distanceTo(prices, facts.id))) {
      yield {
        ...said,
        code: 'column-unread',
        message: `Column ${columnLetter(facts.id)} "${heading}" has the heading and the values of prices, but no price is taken from it.`,
        expected: 'a price column',
        touches: 'nothing',
      }
      continue
    }
    const fields = matchHeader(heading)
      .filter(({ score }) => score >= CLEAR)
      .map(({ field }) => field)
    if (facts.profile.filled === 0) continue
    for (const { field, or, headings, side, signals } of NEEDED) {
      if (mapping[field] !== null) continue
      // What is added at one end of a lane has no other end.
      if (added && (field === 'origin' || field === 'destination')) continue
      if (field === 'currency' && mapping.rates.every(({ currency }) => currency !== null)) continue
      const share = signals.reduce((sum, signal) => sum + (facts.profile.shares[signal] ?? 0), 0)
      const named = fields.length > 0 && fields.every((one) => headings.includes(one))
      if (routing && !named) continue
      // Where the heading is not known word for word, values and side must say it, and nothing else fill its place.
      const alone = or.every((other) => mapping[other] === null)
      const alike =
        fields.length === 0 && alone && share >= ALIKE && (side === null || sideOf(heading) === side)
      const cues = headingCues(heading)
      const only =
        alone &&
        side !== null &&
        fields.length === 0 &&
        share >= ALIKE &&
        mapping[field] === null &&
        !captions
      const cued =
        DATED.has(field) &&
        share >= ALIKE &&
        cues.some((cue) => cue === 'expiry' || cue === 'effective' || cue === 'validity')
      const carriers = field === 'carrier' && share >= ALIKE && !cues.includes('internal')
      if (!((named && share >= HOLDS) || cued || carriers || (side !== null && (alike || only)))) continue
      yield {
        ...said,
        code: 'column-unread',
        message: `Column ${columnLetter(facts.id)} "${heading}" names ${field}, which nothing fills.`,
        expected: field,
        touches: 'table',
      }
      break
    }
  }
}

/** How many columns off the nearest price column is; a currency often stands between two. */
function distanceTo(prices: ReadonlySet<number>, column: number): number {
  return Math.min(...Array.from(prices, (price) => Math.abs(price - column)))
}

function looksPriced(facts: ColumnFacts, distance: number): boolean {
  const { header, profile } = facts
  if (profile.filled === 0 || header.borrowed) return false
  const { code = 0, nothing = 0, price_word = 0 } = profile.shares
  const name = header.parts.join(' ')
  const amounts = amountShare(profile)
  // "INCL", "-" and the like stand for prices where some of the cells hold one.
  const priced = amounts === 0 ? 0 : amounts + Math.max(nothing, price_word)
  // "INCL" has the look of a code, too.
  if (priced < PRICED || code - price_word > PRICED) return false
  const cues = headingCues(header.own)
  if (cues.some((cue) => NO_PRICE.has(cue))) return false
  if ((readContainers(name)?.sizes.length ?? 0) > 0) return true
  if (amounts < PRICED) return false
  if (matchHeader(header.own).some(({ field, score }) => score >= CLEAR && field === 'ignored')) return false
  if (findCharges(name).some(({ known }) => known) && !(profile.median < SMALLEST_CHARGE)) return true
  // Small numbers beside prices are prices where a unit or a weight break heads them: "Per B/L", "0,1 a 15 M3".
  if (distance <= NEAR && (findBasis(name) !== null || readPriceHeadings([facts], '')[0]?.weightBreak))
    return true
  if ((profile.shares.small_integer ?? 0) > PRICED) return false
  return cues.includes('price') || cues.includes('charge') || distance === 1
}

/** Share of the cells that hold one or more amounts. */
function amountShare({ shares }: ColumnFacts['profile']): number {
  const { amount = 0, money = 0, slash_amounts = 0, small_integer = 0 } = shares
  return Math.max(amount, money, small_integer) + slash_amounts
}

const NO_PRICE: ReadonlySet<HeadingCue> = new Set<HeadingCue>([
  'forecast',
  'distance',
  'internal',
  'number',
  'year',
  'month',
  'minimum',
  'weight',
  'transit',
  'days',
  'free',
  'code',
])
