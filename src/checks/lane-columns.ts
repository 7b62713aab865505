import { isDitto } from '../rates/column-reader.ts'
import type { CheckedTable } from './table-check.ts'

type MappedTable = Pick<CheckedTable, 'table' | 'mapping'>

/** Columns that say for which lane, carrier, container, charge and period a row holds: not prices, not remarks. */
export function laneColumns({ table, mapping }: MappedTable, without: readonly number[] = []): number[] {
  const apart = new Set([
    ...without,
    ...mapping.ignored,
    ...mapping.rates.map(({ id }) => id),
    ...[
      mapping.remarks,
      mapping.lane_id,
      mapping.transit_days,
      mapping.free_time,
      mapping.etd,
      mapping.minimum,
    ].flatMap((source) => (source === null || typeof source === 'string' ? [] : source)),
  ])
  const columns: number[] = []
  for (let column = table.range.left; column <= table.range.right; column++)
    if (!apart.has(column)) columns.push(column)
  return columns
}

/**
 * What a row says in the given columns, to be asked from top to bottom. Blank and ditto cells mean what stands above; a
 * caption over a block (a container, a contract) tells its rows from those of another.
 */
export function laneKeys({ table }: MappedTable, columns: readonly number[]): (row: number) => string {
  const { grid, range, sectionRows } = table
  const captions = [...sectionRows].sort((a, b) => a - b)
  const above: string[] = []
  let next = 0
  let caption = ''
  return (row) => {
    for (; next < captions.length && captions[next]! < row; next++) caption = captionOf(captions[next]!)
    let key = caption
    columns.forEach((column, k) => {
      const text = grid.text(row, column)
      // A ditto mark leaves what stands above.
      if (text !== '' && !isDitto(text)) above[k] = text
      else if (text !== '') above[k] ??= ''
      else if (grid.mergeAt(row, column) === undefined && k > 1) above[k] = ''
      key += `\u001f${above[k] ?? ''}`
    })
    return key
  }

  function captionOf(row: number): string {
    const texts: string[] = []
    for (let column = range.left; column <= range.right; column++) texts.push(grid.text(row, column))
    return texts.join(' ').trim()
  }
}
