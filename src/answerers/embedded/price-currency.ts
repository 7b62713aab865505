import type { ColumnFacts } from '../../columns/answerer.ts'
import type { MappingQuestion } from '../../mapping/answerer.ts'
import type { PriceHeading } from '../../mapping/price-heading.ts'

/** A heading that leaves the currency to a column: "Dest. currency / Container". */
const CURRENCY_WORD = /curr|moneda|divisa|währung|moeda|币|幣|tiền|devise|통화|通貨|döviz/iu

/** "USD per 20'" beside "GRI 20'": where the headings name one currency and no other, it is that of the others too. */
export function sharedCurrency(headings: readonly PriceHeading[]): string | null {
  const named = new Set(headings.flatMap(({ currency }) => currency ?? []))
  return named.size === 1 ? [...named][0]! : null
}

export function hasCurrencyColumn(question: MappingQuestion): boolean {
  return question.understanding.columns.some(({ role }) => role === 'currency')
}

/** Currency in the heading, else the column beside the price, else the one currency column of the table. */
export function currencyOf(
  question: MappingQuestion,
  column: ColumnFacts,
  heading: PriceHeading,
): string | number | null {
  const { columns } = question.understanding
  const currencies = columns.filter(({ role }) => role === 'currency')
  if (heading.currency) return heading.currency
  const beside = (id: number) => columns.find((other) => other.id === id && other.role === 'currency')
  const prices = columns.filter(({ role }) => role === 'price')
  // "Curr | Freight | Curr | Bunker": where each price has one on its left, that is its own.
  if (prices.length > 1 && currencies.length >= prices.length && prices.every(({ id }) => beside(id - 1)))
    return column.id - 1
  const priced = (id: number) => prices.some((price) => price.id === id)
  const left = currencies.filter(({ id }) => id < column.id).at(-1)
  // "Curr | Freight | Min | LSS | Curr | THC": each opens a block, and none closes one.
  const opens = currencies.length > 1 && currencies.every(({ id }) => priced(id + 1))
  if (opens && left && !currencies.every(({ id }) => priced(id - 1))) return left.id
  const next = beside(column.id + 1)
  if (next) return next.id
  if (currencies.length === 1) return currencies[0]!.id
  if (currencies.length === 0) return null
  const name = column.header.parts.join(' ')
  if (CURRENCY_WORD.test(name)) {
    const words = new Set(name.toLowerCase().split(/[^\p{L}]+/u))
    const shared = currencies
      .map(({ id, name: other }) => ({
        id,
        count: other
          .toLowerCase()
          .split(/[^\p{L}]+/u)
          .filter((word) => words.has(word)).length,
      }))
      .sort((a, b) => b.count - a.count)[0]
    if (shared && shared.count > 0) return shared.id
  }
  // With a currency before each price, or one for each block, the nearest on the left speaks.
  return left?.id ?? currencies[0]!.id
}

/** Share of the numbers of a column that show a currency, for the words beside them to be of it too. */
const SHOWN = 0.5

/** The one currency that the number formats of a column show; null where they show none, or several. */
export function shownCurrency({ profile }: ColumnFacts): string | null {
  const [only, ...others] = profile.formatCurrencies
  return only !== undefined && others.length === 0 && only[1] >= SHOWN ? only[0] : null
}
