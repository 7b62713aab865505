import type { z } from 'zod'
import type { columnReplySchema } from '../../answerers/questions/column-roles.ts'
import { columnLetter } from '../../workbook/grid.ts'
import { roleOf } from '../column-examples.ts'
import type { GoldBook } from './gold-book.ts'
import { askedIds, goldTableOf, type QuestionLines } from './question-lines.ts'

type ColumnReply = z.infer<typeof columnReplySchema>

/** Kind and roles of a table; what is no table of the labels holds no rates. */
export function goldColumns(book: GoldBook, question: QuestionLines): ColumnReply {
  const table = goldTableOf(book, question)
  return {
    kind: table === null ? 'not_rates' : (table.kind ?? 'rates'),
    kind_sure: 'certain',
    columns: askedIds(question).map((id) => ({
      id,
      role: roleOf(table?.fields[columnLetter(id)]),
      second: null,
      sure: 'certain',
    })),
  }
}
