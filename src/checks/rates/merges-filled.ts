import { PLACE_FIELDS } from '../../places/answerer.ts'
import { columnsOf } from '../answers/answer-check.ts'
import { NOTHING_TO_FIND, type RateCheckOf } from './rate-check.ts'

const FIELDS = [...PLACE_FIELDS, 'carrier'] as const

/** A cell merged over several rows holds for all of them: a rate below its first row does not lack what it says. */
export const mergesFilled: RateCheckOf = ({ table, mapping }, log) => {
  const { grid, sheet, firstDataRow, lastDataRow } = table
  const merged = new Set<number>()
  for (const { top, bottom, left, right } of grid.merges)
    if (bottom > top && bottom >= firstDataRow && top <= lastDataRow)
      for (let column = left; column <= right; column++) merged.add(column)
  const fields = FIELDS.flatMap((field) => {
    const columns = columnsOf(mapping[field]).filter((column) => merged.has(column))
    return columns.length > 0 ? [{ field, column: columns[0]! }] : []
  })
  /** Merges whose first row gave its rate the field: "Direct" and the like gave it none. */
  const given = new Set<string>()
  if (fields.length === 0) return NOTHING_TO_FIND
  return (rate, { row }) => {
    for (const { field, column } of fields) {
      const merge = grid.mergeAt(row, column)
      if (!merge || merge.bottom === merge.top || merge.top < firstDataRow) continue
      const key = `${field}|${merge.top}`
      if (merge.top === row && rate[field] !== null) given.add(key)
      if (rate[field] !== null || merge.top === row || !given.has(key)) continue
      const text = grid.text(merge.top, merge.left)
      log.note(
        key,
        'merge-not-filled',
        'error',
        { sheet, range: rate.source.cell },
        `The rate has no ${field}, but a cell merged over its row says "${text}".`,
        { value: null, expected: text },
      )
      return 'merge-not-filled'
    }
    return null
  }
}
