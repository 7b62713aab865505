import type { ColumnFacts } from '../../columns/answerer.ts'
import type { Signal } from '../../columns/cell-signals.ts'
import { DAY_MONTH } from '../../columns/settle-terms.ts'
import type { UnderstoodColumn } from '../../columns/understanding.ts'
import { MAPPING_FIELDS, type MappingField } from '../../mapping/mapping.ts'
import { resolvePlaces } from '../../places/resolve-places.ts'
import { isDitto } from '../../rates/column-reader.ts'
import { readAmountText } from '../../rates/values/amount-text.ts'
import { readValidity } from '../../rates/values/dates.ts'
import { readPriceWord } from '../../rates/values/price-words.ts'
import { readCountry } from '../../reference/countries.ts'
import { columnLetter } from '../../workbook/grid.ts'
import {
  type AnswerCheck,
  type AnswersUnderCheck,
  columnRange,
  columnsOf,
  type Doubt,
  textsOf,
} from './answer-check.ts'

/** Signals that cells of a field give, and the least mean strength of them below which the column is something else. */
const EXPECTED: Readonly<
  Partial<Record<MappingField | 'price', { readonly signals: readonly Signal[]; readonly least: number }>>
> = {
  carrier: { signals: ['carrier', 'ditto'], least: 0.12 },
  origin: { signals: ['place', 'locode', 'code_list', 'group', 'country', 'ditto'], least: 0.2 },
  destination: { signals: ['place', 'locode', 'code_list', 'group', 'country', 'ditto'], least: 0.2 },
  loading_port: { signals: ['place', 'locode', 'code_list', 'group', 'ditto'], least: 0.2 },
  unloading_port: { signals: ['place', 'locode', 'code_list', 'group', 'ditto'], least: 0.2 },
  effective_date: { signals: ['date', 'date_range', 'date_until', 'month', 'year', 'ditto'], least: 0.3 },
  expiry_date: { signals: ['date', 'date_range', 'date_until', 'month', 'year', 'ditto'], least: 0.3 },
  currency: { signals: ['currency', 'money', 'ditto'], least: 0.3 },
  container_size: { signals: ['container', 'amount', 'small_integer', 'ditto'], least: 0.3 },
  price: {
    signals: [
      'amount',
      'money',
      'slash_amounts',
      'price_word',
      'nothing',
      'percent',
      'small_integer',
      'ditto',
    ],
    least: 0.4,
  },
}
/** A column with more countries than this among its cells is one of countries, when the other has fewer. */
const MOSTLY = 0.5
/** Distinct values that are looked at. */
const COMPARED = 300
/** A column with fewer filled cells in the sample says too little. */
const FEWEST = 3
const PLACES: ReadonlySet<MappingField | 'price'> = new Set<MappingField>([
  'origin',
  'destination',
  'loading_port',
  'unloading_port',
])
/** Whether a text is a day is asked, not which. */
const SOME_YEAR = { year: 2000, month: null, dayFirst: null, anchor: null }

/** A column is held against its values: words in a price column, weekdays in a carrier column. */
export const columnValues: AnswerCheck = function* (answers) {
  const flown = answers.mapping.rates.some(({ basis }) => basis === 'kg')
  for (const field of MAPPING_FIELDS) {
    const ids = columnsOf(answers.mapping[field])
    if (ids.length !== 1) continue
    // The list of carriers is one of shipping lines.
    if (field === 'carrier' && flown) continue
    yield* unlike(answers, field, ids[0]!, 'table')
  }
  for (const { id } of answers.mapping.rates) yield* unlike(answers, 'price', id, [id])
  yield* countriesForPlaces(answers)
}

/** A column of countries for the places, and one of places for the countries. */
function* countriesForPlaces(answers: AnswersUnderCheck): Generator<Doubt> {
  for (const end of ['origin', 'destination'] as const) {
    const [place] = columnsOf(answers.mapping[end])
    const [country] = columnsOf(answers.mapping[`${end}_country`])
    if (place === undefined || country === undefined || place === country) continue
    const share = (id: number) => {
      const texts = textsOf(answers, [id]).slice(0, COMPARED)
      return texts.filter((text) => readCountry(text) !== null).length / Math.max(1, texts.length)
    }
    if (share(place) <= MOSTLY || share(country) >= share(place)) continue
    yield {
      code: 'role-contradicts-data',
      severity: 'error',
      range: columnRange(answers.table, place),
      message: `Column ${columnLetter(place)} is taken for ${end} and column ${columnLetter(country)} for its country, but ${Math.round(100 * share(place))} % of the first are countries.`,
      value: columnLetter(place),
      expected: columnLetter(country),
      touches: 'table',
    }
  }
}

function* unlike(
  { table, columns, understanding }: AnswersUnderCheck,
  field: MappingField | 'price',
  id: number,
  touches: Doubt['touches'],
): Generator<Doubt> {
  const expected = EXPECTED[field]
  const facts = columns[id - table.range.left]
  if (!expected || !facts || facts.profile.filled < FEWEST) return
  // Airlines write two letters, which no list of shipping lines has.
  if (field === 'carrier' && mostly(facts, /^[A-Z\d]{2}$/)) return
  // Remarks of which one says till when: the others need not look like that.
  if (field !== 'price' && understanding.columns.some((column) => column.id === id && isAside(column, field)))
    return
  // "15/12" has the look of two prices, "12/10迄" that of nothing: what the reader of dates takes is a date.
  if (field.endsWith('_date') && mostlyDates(facts)) return
  const share = likeness(facts, expected.signals)
  if (share >= expected.least || mostlyRead(facts, field)) return
  yield {
    code: 'role-contradicts-data',
    severity: 'error',
    range: columnRange(table, id),
    message: `Column ${columnLetter(id)} is taken for ${field === 'price' ? 'prices' : field}, but only ${Math.round(100 * share)} % of its cells look like that (${Math.round(100 * expected.least)} % at least).`,
    value: facts.profile.texts.find((text) => text !== '') ?? null,
    expected: field,
    touches,
  }
}

/** Whether a column fills a field only beside what it is for. */
const isAside = ({ role, also }: UnderstoodColumn, field: MappingField): boolean =>
  role === 'remarks' && also.some((other) => other === field)

/** What the readers take although its look says little: "CGP/PGN", "X" for no offer. */
function mostlyRead({ profile }: ColumnFacts, field: MappingField | 'price'): boolean {
  const filled = profile.texts.filter((text) => text !== '')
  const read = PLACES.has(field)
    ? filled.filter((text) => isDitto(text) || namesPorts(text))
    : field === 'price'
      ? filled.filter((text) => readPriceWord(text) !== null || readAmountText(text, null) !== null)
      : []
  return read.length > filled.length / 2
}

const namesPorts = (text: string): boolean => {
  const { places } = resolvePlaces(text, { shortCodes: true })
  return places.length > 0 && places.every(({ unlocode, group }) => unlocode !== null || group)
}

function mostlyDates({ profile }: ColumnFacts): boolean {
  const filled = profile.texts.filter((text) => text !== '')
  const read = filled.filter(
    (text) =>
      DAY_MONTH.test(text) ||
      readValidity({ text, number: null, numberFormat: 'General', date1904: false }, SOME_YEAR) !== null,
  )
  return read.length > filled.length / 2
}

function mostly({ profile }: ColumnFacts, shape: RegExp): boolean {
  const filled = profile.texts.filter((text) => text !== '')
  return filled.filter((text) => shape.test(text.trim())).length > filled.length / 2
}

/** Mean over the cells of the strongest of some signals, estimated by the sum of their means. */
function likeness({ profile }: ColumnFacts, signals: readonly Signal[]): number {
  return Math.min(
    1,
    signals.reduce((sum, signal) => sum + (profile.shares[signal] ?? 0), 0),
  )
}
