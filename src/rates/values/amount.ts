import type { ContainerReading } from '../../reference/containers.ts'
import type { Basis, PriceStatus } from '../../reference/vocabulary.ts'
import type { CellKind } from '../../workbook/grid.ts'

declare const copied: unique symbol
/** A number that was read from a cell's own token. Only this module makes one, so nothing can invent a price. */
export type CopiedAmount = number & { readonly [copied]: true }

export interface PriceCellInput {
  readonly kind: CellKind
  /** As displayed. */
  readonly text: string
  /** NaN unless `kind` is number. */
  readonly number: number
  readonly numberFormat: string
  readonly struck: boolean
  readonly formulaWithoutValue: boolean
  /** Decimal comma in this column or table; null when nothing tells. */
  readonly decimalComma: boolean | null
}

export type PriceProblem =
  | 'struck'
  | 'error_value'
  | 'formula_without_value'
  | 'not_a_price'
  | 'currency_without_amount'
  | 'ditto'
  | 'same_as'

export interface PricePart {
  readonly status: PriceStatus
  /** In currency units, percent points when `percent`; null unless priced. */
  readonly amount: CopiedAmount | null
  readonly currency: string | null
  readonly percent: boolean
  /** The text that this part was read from. */
  readonly token: string
  readonly basis: Basis | null
  readonly container: ContainerReading | null
}

export interface PriceReading {
  /** Empty for a blank cell and for every problem. */
  readonly parts: readonly PricePart[]
  readonly problem: PriceProblem | null
  /** What a 'same_as' cell points to ("45" of "AS 45"), else null. */
  readonly pointer: string | null
}

/** Reads a price cell: amounts, words that stand for a price, and what is wrong with it. Never throws. */
export function readPriceCell(cell: PriceCellInput): PriceReading {
  void cell
  return { parts: [], problem: null, pointer: null }
}

/** How a set of texts writes decimals: 'comma' ("1.250,00"), 'point' ("1,250.00"), null without evidence. */
export function decimalStyle(texts: Iterable<string>): 'comma' | 'point' | null {
  void texts
  return null
}
