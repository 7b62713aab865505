import type { Mapping } from '../mapping/mapping.ts'
import type { TableKind } from '../reference/vocabulary.ts'
import type { Table } from '../tables/table.ts'
import { extraKey } from '../workbook/grid.ts'
import type { FindingCode, Severity } from './finding.ts'
import type { FindingLog } from './finding-log.ts'
import type { PriceMatrix } from './price-matrix.ts'

/** What a check of one table looks at: the whole table, never a sample. */
export interface CheckedTable {
  readonly table: Table
  readonly mapping: Mapping
  readonly kind: TableKind
  readonly prices: PriceMatrix
}

/** Finding codes by cell; rates that come from a cell carry its codes. */
export class CellFlags {
  readonly #codes = new Map<number, FindingCode[]>()
  readonly #errors = new Set<number>()

  add(row: number, column: number, code: FindingCode, severity: Severity): void {
    const key = extraKey(row, column)
    const codes = this.#codes.get(key)
    if (codes) codes.push(code)
    else this.#codes.set(key, [code])
    if (severity === 'error') this.#errors.add(key)
  }

  at(row: number, column: number): readonly FindingCode[] {
    return this.#codes.size === 0 ? [] : (this.#codes.get(extraKey(row, column)) ?? [])
  }

  /** Whether a finding of severity error stands on the cell: its rates go to review. */
  isError(row: number, column: number): boolean {
    return this.#errors.has(extraKey(row, column))
  }
}

/** One check of the catalogue. It reports; it never changes a value. */
export type TableCheck = (checked: CheckedTable, log: FindingLog, flags: CellFlags) => void
