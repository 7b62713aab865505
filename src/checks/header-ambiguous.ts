import { columnHeaders } from '../columns/header-name.ts'
import type { TableCheck } from './table-check.ts'

/**
 * Headings that leave a choice: two columns under one word, a heading that is a number, prices under no heading, an end
 * of the lanes that only a caption names. Told, for the reading rests on something else than the heading.
 */
export const headerAmbiguous: TableCheck = ({ table, mapping, kind }, log) => {
  if (kind !== 'rates' && kind !== 'matrix') return
  const { grid, sheet, range, headerRows } = table
  const last = headerRows.at(-1)
  if (last === undefined) return
  const note = (at: string, message: string, value: string | null) =>
    log.note(at, 'header-ambiguous', 'info', { sheet, range: at }, message, { value })

  const prices = new Set(mapping.rates.map(({ id }) => id))
  const headers = columnHeaders(table)
  const seen = new Map<string, number>()
  headers.forEach(({ parts }, position) => {
    const id = range.left + position
    const text = parts.join(' / ')
    if (text === '' || prices.has(id) || mapping.ignored.includes(id)) return
    const other = seen.get(text)
    if (other === undefined) seen.set(text, id)
    else
      note(
        grid.address(last, other),
        `Two columns are headed "${text}" (${grid.address(last, other)} and ${grid.address(last, id)}); their values told them apart.`,
        text,
      )
  })
  for (const [at, { id, container_size: size }] of mapping.rates.entries()) {
    const { id: next, container_size: other } = mapping.rates[at + 1] ?? { id: null, container_size: null }
    const [own, beside] = [headers[id - range.left], headers[(next ?? id) - range.left]]
    const text = own?.parts.join(' / ') ?? ''
    if (next === null || next !== id + 1 || text === '' || text !== beside?.parts.join(' / ')) continue
    if (size === null || other === null || String(size) === String(other)) continue
    note(
      `${grid.address(last, id)}:${grid.address(last, next)}`,
      `Two price columns are headed "${text}"; they were read as ${[size].flat().join('/')} and ${[other].flat().join('/')}, as the columns beside them are.`,
      text,
    )
  }
  const numbers = mapping.rates.filter(({ id }) => headerRows.some((row) => grid.kind(row, id) === 'number'))
  if (numbers.length > 0) {
    const ids = numbers.map(({ id }) => id)
    const row = headerRows.find((one) => ids.some((id) => grid.kind(one, id) === 'number'))!
    note(
      `${grid.address(row, Math.min(...ids))}:${grid.address(row, Math.max(...ids))}`,
      'The headings are numbers; they were read as containers or weights.',
      grid.text(row, ids[0]!),
    )
  }
  for (const { id } of mapping.rates) {
    const empty = headerRows.find((row) => {
      const merge = grid.mergeAt(row, id)
      return merge !== undefined && merge.right > merge.left && grid.text(merge.top, merge.left) === ''
    })
    if (empty === undefined) continue
    note(
      grid.address(empty, grid.mergeAt(empty, id)!.left),
      'The heading over several price columns is empty; what they price follows from what stands around.',
      null,
    )
    break
  }
  for (const end of ['origin', 'destination'] as const) {
    const source = mapping.sources[end]
    const cell = source?.split('!').at(-1)
    if (typeof mapping[end] !== 'string' || !cell || !/^[A-Z]{1,3}\d+$/.test(cell)) continue
    note(
      cell,
      `No column is headed ${end}; "${mapping[end]}" in a caption was taken for all rows.`,
      mapping[end],
    )
  }
}
