import { MAPPING_FIELDS } from '../../mapping/mapping.ts'
import { columnLetter, rangeAddress } from '../../workbook/grid.ts'
import { type AnswerCheck, columnRange, columnsOf, type Doubt } from './answer-check.ts'

/** A column id points into the table, and no column is a price and something else, or two prices, at once. */
export const pointers: AnswerCheck = function* ({ table, mapping }) {
  const { left, right } = table.range
  const outside = (id: number) => id < left || id > right
  for (const field of MAPPING_FIELDS) {
    const ids = columnsOf(mapping[field])
    const wrong = ids.filter(outside)
    if (wrong.length === 0) continue
    const kept = ids.filter((id) => !outside(id))
    yield {
      code: 'column-out-of-table',
      severity: 'error',
      range: rangeAddress(table.range),
      message: `The mapping looks for ${field} in column ${wrong.map(columnLetter).join(', ')}, which the table does not have.`,
      value: wrong.map(columnLetter).join(', '),
      touches: 'table',
      repairs: [
        {
          stage: 'mapping',
          field,
          after: kept.length === 0 ? null : kept.length === 1 ? kept[0]! : [...kept],
          certain: true,
        },
      ],
    }
  }
  for (const { id } of mapping.rates) {
    if (!outside(id)) continue
    yield {
      code: 'column-out-of-table',
      severity: 'error',
      range: rangeAddress(table.range),
      message: `The mapping takes prices from column ${columnLetter(id)}, which the table does not have.`,
      value: columnLetter(id),
      touches: 'nothing',
    }
  }
  yield* claimedTwice(table, mapping)
}

function* claimedTwice(
  table: Parameters<AnswerCheck>[0]['table'],
  mapping: Parameters<AnswerCheck>[0]['mapping'],
): Generator<Doubt> {
  const prices = new Set<number>()
  for (const { id } of mapping.rates) {
    if (prices.has(id))
      yield {
        code: 'column-claimed-twice',
        severity: 'error',
        range: columnRange(table, id),
        message: `Column ${columnLetter(id)} is taken for two price columns.`,
        value: columnLetter(id),
        touches: [id],
      }
    prices.add(id)
  }
  for (const field of MAPPING_FIELDS) {
    for (const id of columnsOf(mapping[field])) {
      if (!prices.has(id)) continue
      yield {
        code: 'column-claimed-twice',
        severity: 'error',
        range: columnRange(table, id),
        message: `Column ${columnLetter(id)} is taken for prices and for ${field}.`,
        value: columnLetter(id),
        touches: [id],
      }
    }
  }
}
