import type { z } from 'zod'
import type { placeReplySchema } from '../../answerers/questions/place-resolution.ts'
import { asShown } from '../../answerers/questions/quoted.ts'
import type { GoldPlace } from '../../labels/gold.ts'
import { PLACE_FIELDS } from '../../places/answerer.ts'
import type { GoldBook } from './gold-book.ts'
import { isSheet, type QuestionLines, type ShownPlace, shownPlaces } from './question-lines.ts'

type PlaceReply = z.infer<typeof placeReplySchema>

/** The candidate that each text means, by the lanes of the sheet. */
export function goldPlaces(book: GoldBook, question: QuestionLines): PlaceReply {
  const own = book.lines.filter(({ sheet }) => isSheet(sheet, question.sheet))
  return {
    places: shownPlaces(question).map((shown) => ({
      id: shown.id,
      pick: pickOf(
        shown,
        own.flatMap((line) => PLACE_FIELDS.map((field) => ({ field, place: line[field] }))),
      ),
      sure: 'certain',
    })),
  }
}

function pickOf(
  { field, text, codes }: ShownPlace,
  places: readonly { readonly field: string; readonly place: GoldPlace | null }[],
): string | null {
  const wanted = asShown(text).toLowerCase()
  const meant = places.filter(
    ({ place }) => place !== null && asShown(place.text).toLowerCase().startsWith(wanted),
  )
  // The same name at the other end of a lane may be another place.
  for (const { place } of [...meant.filter((one) => one.field === field), ...meant]) {
    if (place === null || !('unlocode' in place)) continue
    const code = place.unlocode.find((one) => codes.includes(one))
    if (code !== undefined) return code
  }
  return null
}
