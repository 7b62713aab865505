import type { Acceptance } from '../../checks/acceptance.ts'
import type { PlaceAnswerer, PlaceQuestion } from '../../places/answerer.ts'
import type { Table } from '../../tables/table.ts'
import { columnLetter } from '../../workbook/grid.ts'
import type { FoundSheet } from './find-sheet.ts'
import type { Layout } from './layout.ts'
import type { RecalledTable } from './recall-columns.ts'
import { APPROVED_CONFIDENCE, memoryAnswer } from './signature.ts'

/** Places that were decided in a remembered sheet; the others are asked of `inner`, if anybody is there to ask. */
export function recallPlaces(
  layouts: readonly Layout[],
  inner: PlaceAnswerer | undefined,
  sheetOf: (question: PlaceQuestion) => FoundSheet | null,
): { readonly places?: PlaceAnswerer } {
  const any = layouts.some(({ sheets }) => sheets.some(({ places }) => places !== undefined))
  if (!any) return {}
  return {
    places: {
      async answerPlaces(question) {
        const found = sheetOf(question)
        const known = new Map(
          found?.sheet.places?.map(({ text, country, code }) => [`${text}|${country}`, code]),
        )
        const choices = question.doubts.flatMap(({ id, text, country, options }) => {
          const code = known.get(`${text}|${country}`)
          // A code that the gazetteer no longer offers for the text is no answer.
          if (code === undefined || !options.some((option) => option.code === code)) return []
          return [{ id, code, confidence: APPROVED_CONFIDENCE }]
        })
        const recalled = new Set(choices.map(({ id }) => id))
        const open = question.doubts.filter(({ id }) => !recalled.has(id))
        const answer =
          inner && open.length > 0 ? await inner.answerPlaces({ ...question, doubts: open }) : null
        if (!found || choices.length === 0) return answer ?? { choices }
        return {
          choices: [...choices, ...(answer?.choices ?? [])],
          answered: memoryAnswer(
            'place-resolution',
            found.layout.layout,
            answer && { answered: answer.answered, what: open.map(({ text }) => `"${text}": asked anew`) },
          ),
          findings: answer?.findings ?? [],
        }
      },
    },
  }
}

/** What a person accepted of the remembered table, at the columns where it lies now. */
export function acceptedOf(table: Table, recalled: RecalledTable | null): Acceptance[] {
  return (recalled?.remembered.accepted ?? []).flatMap(({ code, column, reason }): Acceptance[] => {
    if (column === null) return [{ code, range: null, reason }]
    const at = recalled!.match.was.indexOf(column)
    return at < 0 ? [] : [{ code, range: null, column: columnLetter(table.range.left + at), reason }]
  })
}
