import type { RowAnswer, RowQuestion } from '../tables/row-question.ts'
import type { RowLabel } from '../tables/table.ts'
import { parseRange } from '../workbook/grid.ts'
import type { TableEdits } from './edits.ts'
import { person, SAID } from './person.ts'

const REPEATED: ReadonlySet<RowLabel> = new Set<RowLabel>(['header', 'code_row', 'total', 'note'])

/** Labels that make the tables as a person said: their headings, their data, and nothing of them outside. */
export function correctRows(
  question: RowQuestion,
  answer: RowAnswer,
  edits: readonly TableEdits[],
): RowAnswer {
  const own = edits.filter(({ was, rows }) => {
    if (rows === null || was.sheet !== question.sheet) return false
    const { left, right } = parseRange(was.range)
    return question.block.left <= right && question.block.right >= left
  })
  if (own.length === 0) return answer
  const labels = [...answer.labels]
  const confidences = [...answer.confidences]
  let changed = false
  question.asked.forEach((i, k) => {
    const row = question.blockRows[i]!
    const label = labelOf(row, labels[k]!, own)
    if (label === null) return
    changed ||= label !== labels[k]
    labels[k] = label
    confidences[k] = SAID
  })
  return changed
    ? { ...answer, labels, confidences, answered: person('row-labels', answer.answered, []) }
    : answer
}

/** What a row is by the corrections; null where they say nothing of it. */
function labelOf(row: number, given: RowLabel, edits: readonly TableEdits[]): RowLabel | null {
  for (const { rows } of edits) {
    const { header_rows, data_rows, section_rows, left_out_rows } = rows!
    if (header_rows.includes(row)) return 'header'
    if (row < data_rows[0] || row > data_rows[1]) continue
    if (section_rows.includes(row)) return 'section'
    if (left_out_rows.includes(row)) return REPEATED.has(given) ? given : 'note'
    return 'data'
  }
  for (const { was, rows } of edits) {
    const top = was.header_rows[0] ?? was.data_rows[0]
    if (row < top || row > was.data_rows[1]) continue
    return row < rows!.data_rows[0] ? 'title' : 'note'
  }
  return null
}
