import { type Acceptance, acceptanceOf, acceptsCell } from './acceptance.ts'
import { amountOutlier } from './amount-outlier.ts'
import type { AnswerMark } from './check-answers.ts'
import { duplicateRate } from './duplicate-rate.ts'
import type { FindingLog } from './finding-log.ts'
import { headerAmbiguous } from './header-ambiguous.ts'
import { negativeAmount } from './negative-amount.ts'
import { noteHasPrice } from './note-has-price.ts'
import { oddDates } from './odd-dates.ts'
import { partOutlier } from './part-outlier.ts'
import { priceMatrix } from './price-matrix.ts'
import { priceOrder } from './price-order.ts'
import { strayNumbers } from './stray-numbers.ts'
import { sumMismatch } from './sum-mismatch.ts'
import { CellFlags, type CheckedTable, type TableCheck } from './table-check.ts'
import { type CheckThresholds, DEFAULT_THRESHOLDS } from './thresholds.ts'
import { zeroAmount } from './zero-amount.ts'

/** In this order: a later check may leave alone what an earlier one explained. */
const CHECKS: readonly TableCheck[] = [
  amountOutlier,
  partOutlier,
  priceOrder,
  sumMismatch,
  zeroAmount,
  duplicateRate,
  noteHasPrice,
  negativeAmount,
  headerAmbiguous,
  strayNumbers,
  oddDates,
]

/** Runs every check on a table, before its rates are built: rates carry the codes of their cells. */
export function checkTable(
  checked: Omit<CheckedTable, 'prices' | 'thresholds'> & {
    readonly marks?: readonly AnswerMark[]
    /** What a person accepted: it keeps no rate back. */
    readonly accepted?: readonly Acceptance[]
    readonly thresholds?: CheckThresholds
  },
  log: FindingLog,
): CellFlags {
  const { table, accepted = [] } = checked
  const flags =
    accepted.length === 0
      ? new CellFlags()
      : new CellFlags((code, row, column) => acceptsCell(accepted, code, table.grid.address(row, column)))
  const thresholds = checked.thresholds ?? DEFAULT_THRESHOLDS
  for (const { code, severity, columns, range } of checked.marks ?? [])
    flags.addColumns(columns, code, acceptanceOf(accepted, { code, range }) ? 'info' : severity)
  const prices = priceMatrix(checked.table, checked.mapping)
  for (const check of CHECKS) check({ ...checked, prices, thresholds }, log, flags)
  return flags
}
