import type { ColumnFacts } from '../../columns/answerer.ts'
import { placeOfHeading } from '../../columns/header-name.ts'
import type { MappingQuestion } from '../../mapping/answerer.ts'
import { type PriceHeading, readPriceHeadings } from '../../mapping/price-heading.ts'
import { readCharge } from '../../reference/charges.ts'
import { findCurrencies, readCurrency } from '../../reference/currencies.ts'
import type { ContainerSize, ContainerType } from '../../reference/vocabulary.ts'
import { partOf } from './quoted.ts'

/** Cells of a price column in which its currency is looked for. */
const CELLS_LOOKED_AT = 60

/** Holds what an answer says of price columns against the sheet: nothing counts that the sheet does not state. */
export class PriceEvidence {
  readonly #question: MappingQuestion
  readonly #columns: ReadonlyMap<number, ColumnFacts>
  readonly #headings: ReadonlyMap<number, PriceHeading>
  readonly #surroundings: string
  readonly #stated: ReadonlySet<string>

  constructor(question: MappingQuestion, prices: readonly ColumnFacts[]) {
    this.#question = question
    this.#columns = new Map(question.columns.map((facts) => [facts.id, facts]))
    this.#surroundings = question.context.map(({ key, text }) => `${key ?? ''} ${text}`).join('\n')
    const headings = readPriceHeadings(prices, this.#surroundings)
    this.#headings = new Map(prices.map(({ id }, at) => [id, headings[at]!]))
    this.#stated = currenciesIn(question.context.map(({ key, text }) => `${key ?? ''} ${text}`))
  }

  /** The currency is named around the table, in the heading, the number format or a cell of the column. */
  statesCurrency(id: number, currency: string): boolean {
    if (readCurrency(currency) !== currency) return false
    const { header, profile } = this.#columns.get(id)!
    return (
      this.#stated.has(currency) ||
      profile.formatCurrencies.has(currency) ||
      currenciesIn([...header.parts, ...profile.texts.slice(0, CELLS_LOOKED_AT)]).has(currency)
    )
  }

  /** A heading that names containers settles their length; else the number must stand around the table. */
  statesSize(id: number, size: ContainerSize): boolean {
    const length = Number.parseInt(size, 10)
    const sizes = this.#headings.get(id)?.container?.sizes ?? []
    if (sizes.length > 0) return sizes.some((one) => Number.parseInt(one, 10) === length)
    const words = `${this.#columns.get(id)!.header.parts.join(' ')}\n${this.#surroundings}`
    return new RegExp(`(?<!\\d)${length}(?!\\d)`).test(words)
  }

  /** A type that contradicts the heading does not count. */
  allowsType(id: number, type: ContainerType): boolean {
    const container = this.#headings.get(id)?.container
    return !container?.type || container.types.includes(type)
  }

  /** A code of the trade, or letters of the heading. */
  statesCharge(id: number, charge: string): boolean {
    if (!/^[A-Z0-9/+-]{2,8}$/.test(charge)) return false
    const reading = readCharge(charge)
    if (reading?.known && reading.code === charge) return true
    return this.wordsOfHeading(id, charge) !== null
  }

  /** The words as they stand in the heading, null where they do not. */
  wordsOfHeading(id: number, words: string): string | null {
    for (const part of this.#columns.get(id)!.header.parts) {
      const found = partOf(part, words)
      if (found !== null) return found
    }
    return null
  }

  isHeadedByPlace(id: number): boolean {
    return placeOfHeading(this.#columns.get(id)!.header) !== null
  }

  /** Another column of the table, and no price. */
  isOtherColumn(id: number, other: number): boolean {
    const role = this.#question.understanding.columns.find((column) => column.id === other)?.role
    return other !== id && role !== undefined && role !== 'price'
  }
}

function currenciesIn(texts: readonly string[]): Set<string> {
  return new Set(texts.flatMap((text) => findCurrencies(text).map(({ currency }) => currency)))
}
