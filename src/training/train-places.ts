import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import writeFileAtomic from 'write-file-atomic'
import { stringify } from 'yaml'
import { VERSION } from '../package-info.ts'
import { readPlaceCases } from '../places/score-cases.ts'
import { PLACES_FILE } from '../reference/places-format.ts'
import { keepCurve } from './curves/curve-files.ts'
import { keptLanguageModel } from './kept-language-model.ts'
import { goldFiles, readLabelledPlaces } from './place-examples.ts'
import { trainPlaceResolution } from './place-resolution.ts'

export interface TrainPlacesOptions {
  /** Folder with gold answers: their places are learned from. */
  readonly samples: string
  /** Table of place cases (.tsv). */
  readonly cases: string
  readonly seed: number
  /** Folder of the model. */
  readonly out: string
  /** Texts made from the gazetteer. @default 6000 */
  readonly made?: number
}

/** Trains `place-resolution` and writes its weights and card. The same data and seed give the same bytes. */
export async function trainPlaces({ samples, cases, seed, out, made = 6000 }: TrainPlacesOptions) {
  const { weights, figures, curve } = trainPlaceResolution(
    { cases: readPlaceCases(cases), sheets: readLabelledPlaces(samples), made },
    seed,
  )
  const bytes = Buffer.from(`${JSON.stringify(weights)}\n`)
  const sources = [
    cases,
    fileURLToPath(PLACES_FILE),
    ...goldFiles(samples).map((file) => join(samples, file)),
  ]
  const card = {
    name: 'place-resolution',
    task: 'Which place of the gazetteer a name in a sheet means, or that none of them is.',
    version: VERSION,
    weights: { 'weights.json': { bytes: bytes.length, sha256: sha256(bytes) } },
    trained_on: {
      seed,
      generated: made,
      examples: figures.examples,
      files: Object.fromEntries(sources.map((file) => [basename(file), sha256(readFileSync(file))])),
    },
    held_out: {
      cases_right: figures.crossValidated.right,
      cases_wrong: figures.crossValidated.wrong,
      cases_unanswered: figures.crossValidated.unanswered,
      first_of_cases_right: figures.heldOutRight.case,
      first_of_sheets_right: figures.heldOutRight.sheet,
      first_of_made_right: figures.heldOutRight.made,
    },
    on_samples: {
      cases_right: figures.trained.right,
      cases_wrong: figures.trained.wrong,
      cases_unanswered: figures.trained.unanswered,
    },
    calibration: figures.calibration,
    ...keptLanguageModel(out),
  }
  mkdirSync(out, { recursive: true })
  writeFileAtomic.sync(join(out, 'weights.json'), bytes)
  writeFileAtomic.sync(join(out, 'card.yaml'), stringify(card))
  await keepCurve(out, curve)
  return card
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
