import { diverseExamples } from '../../columns/column-profile.ts'
import { type AnswerCheck, columnRange } from './answer-check.ts'

/** Every example of a column is a cell of it, in every word. An invented one is replaced by real cells. */
export const exampleGrounding: AnswerCheck = function* ({ table, understanding, wholes, columns }) {
  for (const [at, column] of understanding.columns.entries()) {
    const position = column.id - table.range.left
    const whole = wholes[position]
    const facts = columns[position]
    if (!whole || !facts) continue
    const missing = notAmong(column.examples.map(squeezed), whole.texts, facts.profile.texts)
    const invented = column.examples.filter(
      (example) => missing.has(squeezed(example)) && !standsIn(example, column.id, table),
    )
    if (invented.length === 0) continue
    yield {
      code: 'example-ungrounded',
      severity: 'warning',
      range: columnRange(table, column.id),
      message: `${invented.map((text) => `"${text.slice(0, 60)}"`).join(', ')} is given as an example of column ${column.letter}, but stands in no cell of it.`,
      value: invented[0]!,
      touches: 'nothing',
      repairs: [
        {
          stage: 'understanding',
          field: `columns.${at}.examples`,
          after: diverseExamples(whole.texts.length > 0 ? whole.texts : facts.profile.texts),
          certain: true,
        },
      ],
    }
  }
}

/** Those of a few texts that stand in no list. Most stand there to the letter: all others need not be squeezed. */
function notAmong(wanted: readonly string[], ...lists: readonly (readonly string[])[]): ReadonlySet<string> {
  const missing = new Set(wanted)
  for (const as of [asWritten, squeezed])
    for (const texts of lists)
      for (const text of texts) {
        if (missing.size === 0) return missing
        missing.delete(as(text))
      }
  return missing
}

const asWritten = (text: string): string => text

/** The slow look at every cell, for numbers whose displayed text no profile holds. */
function standsIn(text: string, column: number, table: Parameters<AnswerCheck>[0]['table']): boolean {
  const wanted = squeezed(text)
  if (!/\d/.test(wanted)) return false
  for (let row = table.firstDataRow; row <= table.lastDataRow; row++)
    if (squeezed(table.grid.text(row, column)) === wanted) return true
  return false
}

const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim()
