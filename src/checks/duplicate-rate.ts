import { isDitto } from '../rates/column-reader.ts'
import type { TableCheck } from './table-check.ts'

/** The same lane, carrier, container and validity twice in one table: which of the two holds? */
export const duplicateRate: TableCheck = ({ table, mapping, kind, prices }, log, flags) => {
  if (kind !== 'rates') return
  const { grid } = table
  const priced = new Set(mapping.rates.map(({ id }) => id))
  const silent = new Set(
    [
      mapping.remarks,
      mapping.lane_id,
      mapping.transit_days,
      mapping.free_time,
      mapping.etd,
      mapping.minimum,
    ].flatMap((source) => (source === null || typeof source === 'string' ? [] : source)),
  )
  const keys: number[] = []
  for (let column = table.range.left; column <= table.range.right; column++) {
    if (!priced.has(column) && !silent.has(column) && !mapping.ignored.includes(column)) keys.push(column)
  }
  const firstRow = new Map<string, number>()
  const above: string[] = []
  for (let i = 0; i < prices.rows.length; i++) {
    const row = prices.rows[i]!
    if (!prices.amounts.some((column) => !Number.isNaN(column[i]!))) continue
    let key = ''
    keys.forEach((column, k) => {
      const text = grid.text(row, column)
      // A ditto mark leaves what stands above.
      if (text !== '' && !isDitto(text)) above[k] = text
      else if (text !== '') above[k] ??= ''
      else if (grid.mergeAt(row, column) === undefined && k > 1) above[k] = ''
      key += `${above[k] ?? ''}\u001f`
    })
    const first = firstRow.get(key)
    if (first === undefined) {
      firstRow.set(key, row)
      continue
    }
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
