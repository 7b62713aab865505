import type { ColumnAnswer, ColumnQuestion } from '../columns/answerer.ts'
import type { MappingAnswer, MappingQuestion } from '../mapping/answerer.ts'
import type { Answerers } from '../pipeline.ts'
import type { PlaceAnswer, PlaceAnswerer, PlaceQuestion } from '../places/answerer.ts'
import type { RowAnswer, RowQuestion } from '../tables/row-question.ts'

/** Every question that was asked while a workbook was read, with the answer that was given, in order. */
export interface GivenAnswers {
  readonly rows: { readonly question: RowQuestion; readonly answer: RowAnswer }[]
  readonly columns: { readonly question: ColumnQuestion; readonly answer: ColumnAnswer }[]
  readonly mapping: { readonly question: MappingQuestion; readonly answer: MappingAnswer }[]
  readonly places: { readonly question: PlaceQuestion; readonly answer: PlaceAnswer }[]
}

/** The same answerers, and a record of what they were asked and said: one record for one workbook. */
export function recordAnswers(inner: Answerers): { answerers: Answerers; given: GivenAnswers } {
  const given: GivenAnswers = { rows: [], columns: [], mapping: [], places: [] }
  const answerers: Answerers = {
    rows: {
      async labelRows(question) {
        const answer = await inner.rows.labelRows(question)
        given.rows.push({ question, answer })
        return answer
      },
    },
    columns: {
      async answerColumns(question) {
        const answer = await inner.columns.answerColumns(question)
        given.columns.push({ question, answer })
        return answer
      },
    },
    mapping: {
      async answerMapping(question) {
        const answer = await inner.mapping.answerMapping(question)
        given.mapping.push({ question, answer })
        return answer
      },
    },
    ...recordPlaces(inner.places, given),
    ...(inner.accepted ? { accepted: (table) => inner.accepted!(table) } : {}),
  }
  return { answerers, given }
}

function recordPlaces(
  inner: PlaceAnswerer | undefined,
  given: GivenAnswers,
): { readonly places?: PlaceAnswerer } {
  if (!inner) return {}
  return {
    places: {
      async answerPlaces(question) {
        const answer = await inner.answerPlaces(question)
        given.places.push({ question, answer })
        return answer
      },
    },
  }
}
