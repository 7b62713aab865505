import { readValidity } from '../rates/values/dates.ts'
import { columnsOf } from './answers/answer-check.ts'
import { firstLike, laneColumns } from './lane-columns.ts'
import type { TableCheck } from './table-check.ts'

/** The same lane, carrier, container and validity twice in one table: which of the two holds? */
export const duplicateRate: TableCheck = ({ table, mapping, kind, prices }, log, flags) => {
  if (kind !== 'rates') return
  const { grid } = table
  const remarks = columnsOf(mapping.remarks)
  /** "Between 18 and 22.999 tons" and "between 23 and 34 tons", or days in one of them: what tells the two rows apart. */
  const isTold = (a: number, b: number): boolean =>
    remarks.some((id) => {
      const [one, other] = [grid.text(a, id).trim(), grid.text(b, id).trim()]
      return one !== other && ((/\d/.test(one) && /\d/.test(other)) || namesDays(one) || namesDays(other))
    })
  const firstRow = firstLike({ table, mapping }, laneColumns({ table, mapping }))
  for (let i = 0; i < prices.rows.length; i++) {
    const row = prices.rows[i]!
    if (!prices.amounts.some((column) => !Number.isNaN(column[i]!))) continue
    const first = firstRow(row)
    if (first === row || isTold(first, row)) continue
    const range = `${grid.address(first, table.range.left)}:${grid.address(row, table.range.right)}`
    const same = prices.columns.every(({ id }) => grid.text(first, id) === grid.text(row, id))
    log.note(
      range,
      'duplicate-rate',
      'warning',
      { sheet: table.sheet, range },
      `Rows ${first} and ${row} price the same lane, carrier and validity ${same ? 'twice' : 'with different amounts'}.`,
      { value: `row ${row}`, expected: `one row, as row ${first}` },
    )
    for (const { id } of prices.columns) {
      flags.add(first, id, 'duplicate-rate', 'warning')
      flags.add(row, id, 'duplicate-rate', 'warning')
    }
  }
}

const SOME_YEAR = { year: 2000, month: null, dayFirst: null, anchor: null }
function namesDays(text: string): boolean {
  const read = readValidity({ text, number: null, numberFormat: 'General', date1904: false }, SOME_YEAR)
  return read !== null
}
