import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { keepLabel } from '../src/labels/label-folder.ts'
import { familyOf, loadLabelled } from '../src/labels/labelled.ts'
import { readRateSheet } from '../src/pipeline.ts'
import { readGoldFolder } from '../src/training/evaluation/gold-folder.ts'
import { generateWorkbooks } from '../src/training/generator/generate.ts'
import { loadGoldBooks } from '../src/training/gold-replies/gold-book.ts'
import { DEFAULT_GENERATED, embeddedAnswerersOf, trainModels } from '../src/training/train-models.ts'
import { goldPerson, labelsOfPerson } from './gold-person.ts'

/**
 * Labels as they come out of work: a person who knows the answers corrects what models read that learned from other sheets. For
 * a learning curve with real labels:
 *
 *     node bench/labels-of-gold.ts samples samples/further out/labels
 *     npm run train -- --samples FOLDER-WITHOUT-THEM --labels out/labels --learning-curve curve.png
 */

const SEED = 1
const [learned = 'samples', sheets = 'samples/further', out = 'out/labels'] = process.argv.slice(2)
const workbooks = await readGoldFolder(sheets)
const families = new Set(workbooks.map(({ family }) => family))
const known = (await loadLabelled(learned)).filter(({ family }) => !families.has(family))
const models = embeddedAnswerersOf(
  trainModels([...known, ...generateWorkbooks(DEFAULT_GENERATED, SEED)], SEED),
)
const person = goldPerson(await loadGoldBooks(sheets), models)
let kept = 0
for (const { path, name } of workbooks) {
  const bytes = await readFile(path)
  const file = basename(path)
  const given = await readRateSheet(bytes, file, models)
  const corrected = await readRateSheet(bytes, file, person)
  for (const label of labelsOfPerson(given.tables, corrected.tables, file, familyOf(name)))
    if ((await keepLabel(out, label)).isNew) kept++
}
console.log(`${kept} labels of ${workbooks.length} workbooks in ${out}`)
