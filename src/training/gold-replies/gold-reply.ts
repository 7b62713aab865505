import type { Stage } from '../../answered.ts'
import type { GoldBook } from './gold-book.ts'
import { goldColumns } from './gold-columns.ts'
import { goldMapping } from './gold-mapping.ts'
import { goldPlaces } from './gold-places.ts'
import { goldRows } from './gold-rows.ts'
import { type QuestionLines, readQuestion } from './question-lines.ts'

const REPLIES: Readonly<Record<Stage, (book: GoldBook, question: QuestionLines) => object | null>> = {
  'row-labels': goldRows,
  'column-roles': goldColumns,
  'field-mapping': goldMapping,
  'place-resolution': goldPlaces,
}

/**
 * What a perfect model would reply to a question, from the labelled workbooks; null where the labels do not say (the
 * file is not among them, or the table lies on its side). It points only to what the question shows.
 */
export function goldReply(stage: Stage, input: string, books: ReadonlyMap<string, GoldBook>): string | null {
  const question = readQuestion(input)
  const book = question ? books.get(question.file) : undefined
  if (!question || !book || question.turned) return null
  const reply = REPLIES[stage](book, question)
  return reply === null ? null : JSON.stringify(reply)
}
