import type { z } from 'zod'
import type { mappingReplySchema } from '../../answerers/questions/field-mapping.ts'
import { placeOfHeading } from '../../columns/header-name.ts'
import { columnFacts } from '../../columns/understand.ts'
import type { GoldPriceColumn, GoldTable } from '../../labels/gold.ts'
import { tablesFromGold } from '../../labels/table-from-gold.ts'
import { readPriceHeadings } from '../../mapping/price-heading.ts'
import type { ColumnField } from '../../reference/vocabulary.ts'
import { columnIndex, columnLetter } from '../../workbook/grid.ts'
import type { GoldBook } from './gold-book.ts'
import { goldLiterals } from './gold-literals.ts'
import { askedIds, goldTableOf, type QuestionLines } from './question-lines.ts'

type MappingReply = z.infer<typeof mappingReplySchema>
type PriceReply = MappingReply['prices'][number]

/** What the price columns of a table price, and the words around it that fill its other fields. */
export function goldMapping(book: GoldBook, question: QuestionLines): MappingReply {
  const gold = goldTableOf(book, question)
  if (gold === null) return { literals: [], prices: [] }
  const headings = headingFacts(book, gold)
  const prices = askedIds(question).flatMap((id): PriceReply[] => {
    const field = gold.fields[columnLetter(id)]
    // A column that the table before took for a price and that is none has nothing to say.
    if (typeof field !== 'object' || Array.isArray(field)) return []
    return [priceReply(id, field, gold, headings.get(id))]
  })
  const wantsLiterals = !question.lines.includes('Answer prices only; literals is empty.')
  return { literals: wantsLiterals ? goldLiterals(book, gold, question) : [], prices }
}

function priceReply(
  id: number,
  field: GoldPriceColumn,
  gold: GoldTable,
  heading: HeadingFacts | undefined,
): PriceReply {
  const sizes = field.container_size ?? []
  return {
    id,
    type: field.charge_type ?? null,
    container_sizes: Array.isArray(sizes) ? sizes : [sizes],
    container_type: field.container_type ?? null,
    charge: field.charge ?? null,
    basis: field.basis ?? null,
    currency: field.currency ?? null,
    currency_column: field.currency === undefined ? currencyColumn(gold, id) : null,
    minimum: minimumColumn(gold, id),
    weight_break: heading?.weightBreak ?? null,
    heading_is: headedBy(gold, field, heading),
    sure: 'certain',
  }
}

/** In a matrix the headings are the end that no column gives. */
function headedBy(
  gold: GoldTable,
  field: GoldPriceColumn,
  heading: HeadingFacts | undefined,
): PriceReply['heading_is'] {
  if (field.destination !== undefined) return 'destination'
  if (gold.kind !== 'matrix' || !heading?.isPlace) return null
  return columnsOf(gold, 'origin').length === 0 ? 'origin' : 'destination'
}

const columnsOf = (gold: GoldTable, role: ColumnField): number[] =>
  Object.entries(gold.fields)
    .filter(([, field]) => field === role || (Array.isArray(field) && field.includes(role)))
    .map(([letter]) => columnIndex(letter))
    .sort((a, b) => a - b)

/** Where each price has its own currency, it is the next one to the right; else there is one for all. */
function currencyColumn(gold: GoldTable, id: number): number | null {
  const columns = columnsOf(gold, 'currency')
  if (columns.length === 1) return columns[0]!
  return columns.find((column) => column > id) ?? columns.at(-1) ?? null
}

/** A minimum stands right of its price, or left of all prices for which it holds. */
function minimumColumn(gold: GoldTable, id: number): number | null {
  const prices = Object.entries(gold.fields)
    .filter(([, field]) => typeof field === 'object' && !Array.isArray(field))
    .map(([letter]) => columnIndex(letter))
  const columns = columnsOf(gold, 'minimum')
  const next = columns.find((column) => column > id)
  if (next !== undefined && !prices.some((price) => price > id && price < next)) return next
  return columns.find((column) => prices.every((price) => price > column)) ?? null
}

interface HeadingFacts {
  readonly weightBreak: string | null
  readonly isPlace: boolean
}

function headingFacts(book: GoldBook, gold: GoldTable): Map<number, HeadingFacts> {
  const table = tablesFromGold(book).find((one) => one.gold === gold)!.table
  const prices = columnFacts(table).filter(({ id }) => {
    const field = gold.fields[columnLetter(id)]
    return typeof field === 'object' && !Array.isArray(field)
  })
  const headings = readPriceHeadings(prices, table.context.map(({ text }) => text).join('\n'))
  return new Map(
    prices.map(({ id, header }, at) => {
      const { weightBreak } = headings[at]!
      return [id, { weightBreak, isPlace: placeOfHeading(header) !== null }]
    }),
  )
}
