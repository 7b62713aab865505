import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { recordAnswers } from '../src/answerers/given-answers.ts'
import { withMemory } from '../src/answerers/memory/layout-memory.ts'
import { rememberLayout } from '../src/answerers/memory/remember.ts'
import { familyOf } from '../src/labels/labelled.ts'
import { type Answerers, readRateSheet } from '../src/pipeline.ts'
import { evaluateWorkbook } from '../src/training/evaluation/evaluate.ts'
import { readGoldFolder } from '../src/training/evaluation/gold-folder.ts'
import { exactShare } from '../src/training/evaluation/score.ts'
import { loadGoldBooks } from '../src/training/gold-replies/gold-book.ts'
import { workbooksOf } from '../src/training/promotion/train-on-labels.ts'
import {
  DEFAULT_GENERATED,
  embeddedAnswerersOf,
  trainingSet,
  trainModels,
} from '../src/training/train-models.ts'
import { goldPerson, labelsOfPerson } from './gold-person.ts'

/**
 * What a correction is worth: for each pair of one sender's sheets, a month apart, models that never saw the sender read
 * the second month; then with the first month corrected and remembered; then with memory off, trained on the corrections.
 * `--young`: models that learned from made layouts alone, so that there is more to correct.
 *
 *     npm run bench:learning -- FOLDER-OF-FIRST-MONTHS FOLDER-OF-NEXT-MONTHS [NAME] [--seeds 1,2,3] [--young]
 */

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { seeds: { type: 'string', default: '1' }, young: { type: 'boolean', default: false } },
})
const [firstFolder = 'samples', nextFolder = 'tests/fixtures/next', only = ''] = positionals
const firsts = await readGoldFolder(firstFolder)
const books = await loadGoldBooks(firstFolder)

console.log('exact rates of the next month, %')
console.log('pair                              seed  unseen  remembered  trained on corrections   labels')
for (const seed of options.seeds.split(',').map(Number)) {
  const everything = await trainingSet(options.young ? [] : ['samples'], DEFAULT_GENERATED, seed)
  for (const next of await readGoldFolder(nextFolder)) {
    const family = familyOf(next.name)
    const first = firsts.find((one) => one.family === family)
    if (!first || !next.name.includes(only)) continue
    const unseen = everything.filter((one) => one.family !== family)
    const before = embeddedAnswerersOf(trainModels(unseen, seed))
    const exact = async (answerers: Answerers) => {
      const { score } = await evaluateWorkbook(next, (bytes, file) => readRateSheet(bytes, file, answerers))
      return 100 * exactShare(score)
    }
    const bytes = await readFile(first.path)
    const file = basename(first.path)
    const given = await readRateSheet(bytes, file, before)
    const { answerers, given: asked } = recordAnswers(goldPerson(books, before))
    const corrected = await readRateSheet(bytes, file, answerers)
    const layout = rememberLayout(family, { file, read: corrected, given: asked })

    const labels = labelsOfPerson(given.tables, corrected.tables, file, family)
    const stored = labels.map((label, i) => ({ id: String(i), path: String(i), label }))
    const after = embeddedAnswerersOf(trainModels([...unseen, ...workbooksOf(stored)], seed))
    const figures = [await exact(before), await exact(withMemory(before, [layout])), await exact(after)]
    console.log(
      `${next.name.padEnd(32)} ${String(seed).padStart(5)} ${figures.map((figure, i) => figure.toFixed(1).padStart([7, 11, 23][i]!)).join(' ')} ${String(labels.length).padStart(8)}`,
    )
  }
}
