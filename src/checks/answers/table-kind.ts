import type { MappingField } from '../../mapping/mapping.ts'
import { readCharge } from '../../reference/charges.ts'
import { type AnswerCheck, type AnswersUnderCheck, columnsOf, textsOf } from './answer-check.ts'

/** What a table is said to be is held against what it has: lanes have ends, charges have names, no table has neither. */
export const tableKind: AnswerCheck = function* (answers) {
  const { table, understanding, mapping } = answers
  const { kind } = understanding
  const { rates } = mapping
  if (rates.length === 0) return
  const said = {
    code: 'kind-contradicts-data' as const,
    severity: 'error' as const,
    range: understanding.range,
    value: kind,
    touches: 'table' as const,
  }
  const columns = (...fields: readonly MappingField[]) =>
    fields.some((field) => columnsOf(mapping[field]).length > 0)
  const from = columns('origin', 'loading_port', 'origin_code') || rates.some(({ origin }) => origin !== null)
  const to =
    columns('destination', 'unloading_port', 'destination_code') ||
    rates.some(({ destination }) => destination !== null)
  const stated = mapping.origin !== null || mapping.destination !== null
  const captions = table.sectionRows.length > 0
  if (kind === 'rates' || kind === 'matrix') {
    const named = columns('charge', 'charge_name')
    const quotation = mapping.origin !== null && mapping.destination !== null && pricesFreight(answers)
    if (!from && !to && ((named && !quotation) || (!stated && !captions)))
      yield {
        ...said,
        message: `The table is read as ${kind}, but no column says where its prices start or end${named ? ', and a column names charges' : ''}.`,
        expected: named ? 'charges' : 'a table with an origin or a destination',
      }
  }
  const freight = rates.some(
    ({ charge, type }) => charge === 'BAS' || type === 'base' || type === 'total' || type === 'arbitrary',
  )
  // One column may hold the ends of both sides, where another says of each row which.
  const ends = from && to && mapping.origin !== mapping.destination
  if (kind === 'charges' && (ends || (freight && (from || to))))
    yield {
      ...said,
      message: 'The table is read as charges, but it prices freight on lanes.',
      expected: 'rates',
    }
}

/** A quotation of one lane: both ends stand above the table, and freight is among the charges that its rows name. */
function pricesFreight(answers: AnswersUnderCheck): boolean {
  const { charge, charge_name: name } = answers.mapping
  const named = textsOf(answers, [...columnsOf(charge), ...columnsOf(name)])
  return named.some((text) => readCharge(text)?.type === 'base')
}
