import type { Mapping, PriceColumn } from '../mapping/mapping.ts'
import { readPriceCell } from '../rates/values/amount.ts'
import type { Table } from '../tables/table.ts'

/** The first amount of every price cell of a table, for checks that compare neighbours. */
export interface PriceMatrix {
  readonly columns: readonly PriceColumn[]
  /** Rows of the sheet (1-based), one for each row of the matrix. */
  readonly rows: Int32Array
  /** Amounts by column of `columns`, then by row; NaN where the cell holds no single amount. */
  readonly amounts: readonly Float64Array[]
}

/** Reads the price cells of a table once; slash cells give their first part. */
export function priceMatrix(table: Table, mapping: Mapping): PriceMatrix {
  const { grid, firstDataRow, lastDataRow } = table
  const skipped = new Set([...table.sectionRows, ...table.skippedRows.map(({ row }) => row)])
  const rows: number[] = []
  for (let row = firstDataRow; row <= lastDataRow; row++) if (!skipped.has(row)) rows.push(row)
  const read = new Map<string, number>()
  const amounts = mapping.rates.map((column) => {
    const values = new Float64Array(rows.length).fill(Number.NaN)
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!
      const kind = grid.kind(row, column.id)
      if (kind === 'blank' || grid.style(row, column.id).struck) continue
      if (kind === 'number') {
        values[i] = grid.number(row, column.id)
        continue
      }
      const text = grid.text(row, column.id)
      let amount = read.get(text)
      if (amount === undefined) {
        const reading = readPriceCell({
          kind,
          text,
          number: Number.NaN,
          numberFormat: 'General',
          struck: false,
          formulaWithoutValue: false,
          decimalComma: null,
        })
        amount = reading.parts[0]?.amount ?? Number.NaN
        read.set(text, amount)
      }
      values[i] = amount
    }
    return values
  })
  return { columns: mapping.rates, rows: Int32Array.from(rows), amounts }
}
