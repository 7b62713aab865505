import type { Desk } from '../src/answerers/desk.ts'
import { EndpointColumnAnswerer } from '../src/answerers/language-model/columns.ts'
import { EndpointMappingAnswerer } from '../src/answerers/language-model/mapping.ts'
import { EndpointRowAnswerer } from '../src/answerers/language-model/rows.ts'
import { loadPrompt } from '../src/answerers/questions/prompt.ts'
import type { TableLabel } from '../src/labels/label.ts'
import { labelsOfCorrection, otherRanges } from '../src/labels/label-of-correction.ts'
import type { Answerers, ReadTable } from '../src/pipeline.ts'
import type { GoldBook } from '../src/training/gold-replies/gold-book.ts'
import { goldReply } from '../src/training/gold-replies/gold-reply.ts'

/** A person who knows the sheets: every question is answered from their gold. */
export function goldPerson(books: ReadonlyMap<string, GoldBook>, models: Answerers): Answerers {
  const desk: Desk = {
    async ask({ stage, input }) {
      const text = goldReply(stage, input, books)
      const cost = { calls: 0, input_tokens: 0, cached_tokens: 0, output_tokens: 0, usd: 0 }
      return text === null
        ? { status: 'failed', reason: 'The gold does not say.', cost }
        : { status: 'answered', text, from: 'endpoint', cost }
    },
  }
  const asking = (stage: 'row-labels' | 'column-roles' | 'field-mapping') => ({
    desk,
    endpoint: 'person',
    model: 'person',
    prompt: loadPrompt(stage),
    window: 1_000_000,
  })
  return {
    rows: new EndpointRowAnswerer(asking('row-labels')),
    columns: new EndpointColumnAnswerer(asking('column-roles')),
    mapping: {
      // What a person is not asked for (minimum columns, weight breaks) stays as the models say.
      async answerMapping(question) {
        const known = await models.mapping.answerMapping(question)
        return (await new EndpointMappingAnswerer(asking('field-mapping')).ask(question, { known })).answer
      },
    },
  }
}

/** The labels of a person's reading of a workbook, held against what the models read. */
export function labelsOfPerson(
  given: readonly ReadTable[],
  corrected: readonly ReadTable[],
  file: string,
  layout: string,
): TableLabel[] {
  return corrected.flatMap((right) => {
    const was = given.find(
      ({ table }) =>
        table.sheet === right.table.sheet &&
        table.range.top <= right.table.range.bottom &&
        table.range.bottom >= right.table.range.top,
    )
    return labelsOfCorrection(was ?? right, right, {
      others: otherRanges(corrected, right.table),
      file,
      layout,
      reason: 'Right by the gold.',
      source: 'correction',
      state: 'accepted',
      date: '2026-01-01',
    })
  })
}
