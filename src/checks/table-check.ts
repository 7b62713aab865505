import type { Mapping } from '../mapping/mapping.ts'
import type { TableKind } from '../reference/vocabulary.ts'
import type { Table } from '../tables/table.ts'
import { extraKey } from '../workbook/grid.ts'
import type { FindingCode, Severity } from './finding.ts'
import type { FindingLog } from './finding-log.ts'
import type { PriceMatrix } from './price-matrix.ts'
import type { CheckThresholds } from './thresholds.ts'

/** What a check of one table looks at: the whole table, never a sample. */
export interface CheckedTable {
  readonly table: Table
  readonly mapping: Mapping
  readonly kind: TableKind
  readonly prices: PriceMatrix
  readonly thresholds: CheckThresholds
}

const NONE: readonly FindingCode[] = []
/** Stands for all columns of a table. */
const EVERY_COLUMN = -1

type AcceptedCell = (code: FindingCode | null, row: number, column: number) => boolean

/** Finding codes by cell; rates that come from a cell carry its codes. */
export class CellFlags {
  readonly #codes = new Map<number, FindingCode[]>()
  readonly #errors = new Set<number>()
  readonly #columns = new Map<number, FindingCode[]>()
  readonly #columnErrors = new Set<number>()
  readonly #accepted: AcceptedCell

  /** `accepted`: whether a person accepted what a code, or with null whatever is, held against a cell. */
  constructor(accepted: AcceptedCell = () => false) {
    this.#accepted = accepted
  }

  add(row: number, column: number, code: FindingCode, severity: Severity): void {
    const key = extraKey(row, column)
    const codes = this.#codes.get(key)
    if (codes) codes.push(code)
    else this.#codes.set(key, [code])
    if (severity === 'error' && !this.#accepted(code, row, column)) this.#errors.add(key)
  }

  /** Notes what holds for whole columns (ids), or with null for all prices of the table. */
  addColumns(columns: readonly number[] | null, code: FindingCode, severity: Severity): void {
    for (const column of columns ?? [EVERY_COLUMN]) {
      const codes = this.#columns.get(column)
      if (codes) codes.push(code)
      else this.#columns.set(column, [code])
      if (severity === 'error') this.#columnErrors.add(column)
    }
  }

  at(row: number, column: number): readonly FindingCode[] {
    const own = this.#codes.size === 0 ? NONE : (this.#codes.get(extraKey(row, column)) ?? NONE)
    if (this.#columns.size === 0) return own
    return [...own, ...(this.#columns.get(column) ?? NONE), ...(this.#columns.get(EVERY_COLUMN) ?? NONE)]
  }

  /** Whether a finding of severity error stands on the cell, its column or its table: its rates go to review. */
  isError(row: number, column: number): boolean {
    if (this.#errors.has(extraKey(row, column))) return true
    const ofColumn = this.#columnErrors.has(column) || this.#columnErrors.has(EVERY_COLUMN)
    return ofColumn && !this.#accepted(null, row, column)
  }
}

/** One check of the catalogue. It reports; it never changes a value. */
export type TableCheck = (checked: CheckedTable, log: FindingLog, flags: CellFlags) => void
