import type { MappingAnswer, MappingQuestion } from '../../mapping/answerer.ts'
import type { Mapping } from '../../mapping/mapping.ts'
import type { ContextCell } from '../../tables/table.ts'
import type { RememberedLiteral } from './layout.ts'
import { skeleton } from './skeleton.ts'

/** Captions over a table that its prices depend on are kept up to this number, nearest first. */
const CAPTIONS = 12
const DATED = new Set(['effective_date', 'expiry_date'])

/** What stands over a table, without dates and numbers. */
export function tableCaptions(context: readonly ContextCell[]): string[] {
  return context
    .filter(({ position, kind }) => position === 'above' && kind !== 'note')
    .slice(0, CAPTIONS)
    .map(({ text, key }) => skeleton(key === null ? text : key))
    .filter((text) => text !== '')
}

/** Where each literal of a mapping was taken from, in terms that hold next month. */
export function rememberLiterals(
  question: MappingQuestion,
  answer: MappingAnswer,
  mapping: Mapping,
): RememberedLiteral[] {
  const remembered: RememberedLiteral[] = []
  for (const literal of answer.literals) {
    const cell = question.context[literal.context]
    if (!cell || mapping[literal.field] !== literal.text) continue
    if (remembered.some(({ field }) => field === literal.field)) continue
    const whole = literal.text.trim() === cell.text.trim()
    // Behind its key a value may change; a caption has to say the same words.
    const take = DATED.has(literal.field) ? 'dates' : whole && cell.key !== null ? 'whole' : 'words'
    remembered.push({
      field: literal.field,
      cell: {
        kind: cell.kind,
        key: cell.key === null ? null : skeleton(cell.key),
        text: skeleton(cell.text),
        own: literal.context < question.ownContext,
      },
      take,
      words: take === 'words' ? literal.text : null,
    })
  }
  return remembered
}
