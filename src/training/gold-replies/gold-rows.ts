import type { z } from 'zod'
import { LEARNED_LABELS } from '../../answerers/embedded/row-labels.ts'
import type { rowReplySchema } from '../../answerers/questions/row-labels.ts'
import { goldRowLabels } from '../row-label-examples.ts'
import type { GoldBook } from './gold-book.ts'
import { isSheet, type QuestionLines, shownRows } from './question-lines.ts'

type RowReply = z.infer<typeof rowReplySchema>

/** The labels of the rows that a question shows. */
export function goldRows(book: GoldBook, question: QuestionLines): RowReply | null {
  const grid = book.grids.find(({ sheet }) => isSheet(sheet, question.sheet))
  if (!grid || question.range === null) return null
  const labels = goldRowLabels(grid, question.range, book.gold)
  const runs: RowReply['runs'] = []
  const rowsOfBlock = [...labels.keys()]
  for (const row of shownRows(question)) {
    const label = LEARNED_LABELS.find((one) => one === labels.get(row))
    if (label === undefined) continue
    const run = runs.at(-1)
    const neighbours = run && rowsOfBlock.indexOf(row) === rowsOfBlock.indexOf(run.last) + 1
    if (run?.label === label && (neighbours || label === 'data')) run.last = row
    else runs.push({ first: row, last: row, label, sure: 'certain' })
  }
  return { runs }
}
