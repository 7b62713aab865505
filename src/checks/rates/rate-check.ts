import type { PriceColumn } from '../../mapping/mapping.ts'
import type { Rate } from '../../rates/rate.ts'
import type { RateInput } from '../../rates/rate-input.ts'
import type { FindingCode } from '../finding.ts'
import type { FindingLog } from '../finding-log.ts'

/** Where the price of a rate stands: row and column of the table's grid. */
export interface PriceCell {
  readonly row: number
  readonly column: number
  /** What the mapping says of the column; undefined for a cell outside of the price columns. */
  readonly price: PriceColumn | undefined
}

/** Looks at one rate and returns the code of what it found, with the finding noted; null when all is well. */
export type RateCheck = (rate: Rate, cell: PriceCell) => FindingCode | null

/** Of a check that has nothing to look for in a table. */
export const NOTHING_TO_FIND: RateCheck = () => null

/** Prepares a check for the rates of one table: what is the same for all rates is read once. */
export type RateCheckOf = (input: RateInput, log: FindingLog) => RateCheck
