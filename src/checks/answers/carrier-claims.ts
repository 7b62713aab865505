import { MAPPING_FIELDS } from '../../mapping/mapping.ts'
import { findCarrier, readCarrier } from '../../reference/carriers.ts'
import { columnLetter } from '../../workbook/grid.ts'
import { type AnswerCheck, columnRange, columnsOf, textsOf } from './answer-check.ts'

/** Share of the cells that must name a carrier for a column to be one of carriers. */
const CARRIERS = 0.6

/** A carrier stated for all rows, by a title or a file name, while a column that nobody reads names others row by row. */
export const carrierClaims: AnswerCheck = function* (answers) {
  const { mapping, columns, table } = answers
  const { carrier } = mapping
  if (typeof carrier !== 'string') return
  const claimed = readCarrier(carrier) ?? findCarrier(carrier)
  if (!claimed) return
  const read = new Set<number>(MAPPING_FIELDS.flatMap((field) => columnsOf(mapping[field])))
  for (const { id, profile } of columns) {
    if (read.has(id) || (profile.shares.carrier ?? 0) < CARRIERS) continue
    const named = textsOf(answers, [id]).flatMap((text) => readCarrier(text) ?? [])
    const other = named.find(({ name }) => name !== claimed.name)
    if (!other) continue
    yield {
      code: 'carrier-contradicts-data',
      severity: 'error',
      range: columnRange(table, id),
      message: `${claimed.name} is said to carry all rows, but column ${columnLetter(id)} names ${other.name}.`,
      value: carrier,
      expected: `column ${columnLetter(id)}`,
      touches: 'table',
      repairs: [{ stage: 'mapping', field: 'carrier', after: id, certain: false }],
    }
    return
  }
}
