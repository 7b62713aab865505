import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Desk } from '../src/answerers/desk.ts'
import { recordAnswers } from '../src/answerers/given-answers.ts'
import { EndpointColumnAnswerer } from '../src/answerers/language-model/columns.ts'
import { EndpointMappingAnswerer } from '../src/answerers/language-model/mapping.ts'
import { EndpointRowAnswerer } from '../src/answerers/language-model/rows.ts'
import { withMemory } from '../src/answerers/memory/layout-memory.ts'
import { rememberLayout } from '../src/answerers/memory/remember.ts'
import { loadPrompt } from '../src/answerers/questions/prompt.ts'
import { labelsOfCorrection, otherRanges } from '../src/labels/label-of-correction.ts'
import { familyOf } from '../src/labels/labelled.ts'
import { type Answerers, type ReadTable, readRateSheet } from '../src/pipeline.ts'
import { evaluateWorkbook } from '../src/training/evaluation/evaluate.ts'
import { readGoldFolder } from '../src/training/evaluation/gold-folder.ts'
import { exactShare } from '../src/training/evaluation/score.ts'
import { loadGoldBooks } from '../src/training/gold-replies/gold-book.ts'
import { goldReply } from '../src/training/gold-replies/gold-reply.ts'
import { workbooksOf } from '../src/training/promotion/train-on-labels.ts'
import {
  DEFAULT_GENERATED,
  embeddedAnswerersOf,
  trainingSet,
  trainModels,
} from '../src/training/train-models.ts'

/**
 * What a correction is worth: for each pair of one sender's sheets, a month apart, models that never saw the sender read
 * the second month; then with the first month corrected and remembered; then with memory off, trained on the corrections.
 *
 *     npm run bench:learning -- FOLDER-OF-FIRST-MONTHS FOLDER-OF-NEXT-MONTHS
 */

const SEED = 1
const [firstFolder = 'samples', nextFolder = 'tests/fixtures/next', only = ''] = process.argv.slice(2)
const firsts = await readGoldFolder(firstFolder)
const books = await loadGoldBooks(firstFolder)
const everything = await trainingSet(['samples'], DEFAULT_GENERATED, SEED)

console.log('exact rates of the next month, %')
console.log('pair                              unseen  remembered  trained on corrections   labels')
for (const next of await readGoldFolder(nextFolder)) {
  const family = familyOf(next.name)
  const first = firsts.find((one) => one.family === family)
  if (!first || !next.name.includes(only)) continue
  const unseen = everything.filter((one) => one.family !== family)
  const before = embeddedAnswerersOf(trainModels(unseen, SEED))
  const exact = async (answerers: Answerers) => {
    const { score } = await evaluateWorkbook(next, (bytes, file) => readRateSheet(bytes, file, answerers))
    return 100 * exactShare(score)
  }
  const bytes = await readFile(first.path)
  const file = basename(first.path)
  const given = await readRateSheet(bytes, file, before)
  const { answerers, given: asked } = recordAnswers(person(before))
  const corrected = await readRateSheet(bytes, file, answerers)
  const layout = rememberLayout(family, { file, read: corrected, given: asked })

  const labels = corrected.tables.flatMap((right) =>
    labelsOf(given.tables, corrected.tables, right, file, family),
  )
  const stored = labels.map((label, i) => ({ id: String(i), path: String(i), label }))
  const after = embeddedAnswerersOf(trainModels([...unseen, ...workbooksOf(stored)], SEED))
  const figures = [await exact(before), await exact(withMemory(before, [layout])), await exact(after)]
  console.log(
    `${next.name.padEnd(32)} ${figures.map((figure, i) => figure.toFixed(1).padStart([7, 11, 23][i]!)).join(' ')} ${String(labels.length).padStart(8)}`,
  )
}

/** A person who knows the sheet: every question is answered from its gold. */
function person(models: Answerers): Answerers {
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

function labelsOf(
  given: readonly ReadTable[],
  all: readonly ReadTable[],
  right: ReadTable,
  file: string,
  layout: string,
) {
  const was = given.find(
    ({ table }) =>
      table.sheet === right.table.sheet &&
      table.range.top <= right.table.range.bottom &&
      table.range.bottom >= right.table.range.top,
  )
  const facts = {
    others: otherRanges(all, right.table),
    file,
    layout,
    reason: 'Right by the gold.',
    source: 'correction',
    state: 'accepted',
    date: '2026-01-01',
  } as const
  return labelsOfCorrection(was ?? right, right, facts)
}
