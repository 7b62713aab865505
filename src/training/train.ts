import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { stringify } from 'yaml'
import type { LabelledWorkbook } from '../labels/labelled.ts'
import { VERSION } from '../package-info.ts'
import type { CalibrationBin } from './calibration.ts'
import { packColumnRoles } from './column-roles.ts'
import { keepCurve } from './curves/curve-files.ts'
import { packFieldMapping } from './field-mapping.ts'
import { foldsByFamily } from './folds.ts'
import { keptLanguageModel } from './kept-language-model.ts'
import { fitRateConfidence, type JudgedRate, judgeRates } from './rate-confidence.ts'
import { columnStageFigures, rowStageFigures } from './stage-figures.ts'
import { type TrainedModels, trainingCurves, trainingSet, trainModels } from './train-models.ts'
import { trainPlaces } from './train-places.ts'

export interface TrainOptions {
  /** Folder of labelled workbooks. */
  readonly samples: string
  /** Table of place cases (.tsv), for the model that resolves places; null leaves that model out. */
  readonly cases: string | null
  /** Generated workbooks to add. */
  readonly generated: number
  readonly seed: number
  /** Place texts made from the gazetteer. @default 6000 */
  readonly madePlaces?: number
  /** Groups of families that are held out in turn; 0 measures nothing. @default 3 */
  readonly folds?: number
  /** Whether the losses of each training are measured and kept beside its weights. @default true */
  readonly curves?: boolean
  /** Folder that gets a folder for each model. */
  readonly out: string
  /** Corrections to learn from too, with the ids of the labels that they come from. */
  readonly labels?: { readonly workbooks: readonly LabelledWorkbook[]; readonly ids: readonly string[] }
  readonly onStep?: (step: string) => void
}

/** What a card says of a model, snake_case as it is written. */
export interface ModelCard {
  readonly name: string
  readonly task: string
  readonly version: string
  readonly weights: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>
  /** Seed, number of generated examples, and the SHA-256 of everything that was learned from. */
  readonly trained_on: Readonly<Record<string, unknown>>
  /** On families that the model had not seen: the mean over all folds. */
  readonly held_out: Readonly<Record<string, number>>
  /** The shipped weights on the samples that they learned from: can be checked again at once. */
  readonly on_samples: Readonly<Record<string, number>>
  readonly calibration?: unknown
  /** Which language model answers the same stage: written by hand or by a fine-tuning, and kept by a training. */
  readonly language_model?: unknown
}

interface ModelFiles {
  readonly name: string
  readonly task: string
  readonly files: Readonly<Record<string, Uint8Array>>
  readonly heldOut: Readonly<Record<string, number>>
  readonly onSamples: Readonly<Record<string, number>>
  readonly calibration?: unknown
}

const HELD_OUT_FOLDS = 3
const TASKS = {
  'row-labels': 'What each row of a block is: title, heading, section caption, data, total, note.',
  'column-roles': 'Which field each column of a table holds, or that it holds prices.',
  'field-mapping': 'What a table is, which columns go together, what kind of price a price column holds.',
} as const

/**
 * Trains the models that read sheets, and writes weights and cards. The same samples, number of generated workbooks and
 * seed give the same bytes.
 */
export async function train(options: TrainOptions): Promise<ModelCard[]> {
  const { samples, cases, generated, seed, out, onStep = () => {} } = options
  onStep('reading samples and generating layouts')
  const sheets = await trainingSet([samples], generated, seed)
  const real = sheets.slice(0, sheets.length - generated)
  const synthetic = sheets.slice(sheets.length - generated)
  const corrected = options.labels?.workbooks ?? []
  const set = [...real, ...corrected, ...synthetic]
  const learned = corrected.length > 0 ? `, ${corrected.length} corrections` : ''
  onStep(`training on ${real.length} samples${learned} and ${synthetic.length} generated workbooks`)
  const models = trainModels(set, seed)
  const { stages: heldOut, judged } = await heldOutFigures(
    real,
    [...corrected, ...synthetic],
    options,
    onStep,
  )
  const trainedOn = {
    seed,
    generated,
    workbooks: await hashesOf(real),
    ...(options.labels ? { labels: options.labels.ids } : {}),
  }
  const cards: ModelCard[] = []
  for (const model of filesOf(models, real, heldOut)) {
    const folder = join(out, model.name)
    await mkdir(folder, { recursive: true })
    const weights: Record<string, { bytes: number; sha256: string }> = {}
    for (const [file, bytes] of Object.entries(model.files)) {
      await writeFileAtomic(join(folder, file), Buffer.from(bytes))
      weights[file] = { bytes: bytes.length, sha256: sha256(bytes) }
    }
    const { name, task, calibration } = model
    const card: ModelCard = {
      name,
      task,
      version: VERSION,
      weights,
      trained_on: trainedOn,
      held_out: model.heldOut,
      on_samples: model.onSamples,
      ...(calibration === undefined ? {} : { calibration }),
      ...keptLanguageModel(folder),
    }
    await writeFileAtomic(join(folder, 'card.yaml'), stringify(card))
    cards.push(card)
  }
  const confidence = await keepRateConfidence(out, judged, trainedOn)
  if (confidence) cards.push(confidence)
  if (options.curves ?? true) {
    onStep('losses by pass')
    for (const run of trainingCurves(set, seed)) await keepCurve(join(out, run.model), run)
  }
  if (cases === null) return cards
  onStep('training on places')
  const made = options.madePlaces === undefined ? {} : { made: options.madePlaces }
  cards.push(await trainPlaces({ samples, cases, seed, out: join(out, 'place-resolution'), ...made }))
  return cards
}

type StageFigures = Readonly<Record<keyof typeof TASKS, Readonly<Record<string, number>>>>

function figuresOf(
  { rows, columns, mapping }: TrainedModels,
  workbooks: readonly LabelledWorkbook[],
): StageFigures {
  const figures = columnStageFigures(columns.weights, mapping.weights, workbooks)
  return {
    'row-labels': { ...rowStageFigures(rows.weights, workbooks) },
    'column-roles': { ...figures.columns },
    'field-mapping': { ...figures.mapping },
  }
}

/** Each sample is read once, by models that were trained without its family. */
async function heldOutFigures(
  real: readonly LabelledWorkbook[],
  synthetic: readonly LabelledWorkbook[],
  { seed, folds: count = HELD_OUT_FOLDS }: TrainOptions,
  onStep: (step: string) => void,
): Promise<{ readonly stages: StageFigures; readonly judged: readonly JudgedRate[] }> {
  const folds = foldsByFamily(real, count, seed)
  const figures: StageFigures[] = []
  const judged: JudgedRate[] = []
  for (const [index, { train: seen, test }] of folds.entries()) {
    onStep(`held-out figures, ${index + 1} of ${folds.length}`)
    const models = trainModels([...seen, ...synthetic], seed)
    figures.push(figuresOf(models, test))
    judged.push(...(await judgeRates(models, test, index)))
  }
  const stages: StageFigures = {
    'row-labels': meanOf(figures.map((fold) => fold['row-labels'])),
    'column-roles': meanOf(figures.map((fold) => fold['column-roles'])),
    'field-mapping': meanOf(figures.map((fold) => fold['field-mapping'])),
  }
  return { stages, judged }
}

/** Writes what rates read their confidence off; null where too few rates were judged. */
async function keepRateConfidence(
  out: string,
  judged: readonly JudgedRate[],
  trainedOn: ModelCard['trained_on'],
): Promise<ModelCard | null> {
  const fitted = fitRateConfidence(judged)
  if (!fitted) return null
  const { weights, figures } = fitted
  const bytes = Buffer.from(`${JSON.stringify(weights)}\n`)
  const card: ModelCard = {
    name: 'rate-confidence',
    task: 'How often a rate is exactly right whose parts are this sure, and about which there are these doubts.',
    version: VERSION,
    weights: { 'weights.json': { bytes: bytes.length, sha256: sha256(bytes) } },
    trained_on: trainedOn,
    held_out: {
      rates: figures.rates,
      workbooks: figures.workbooks,
      error_before: figures.errorBefore.lines,
      error_after: figures.errorAfter.lines,
      error_before_by_workbook: figures.errorBefore.workbooks,
      error_after_by_workbook: figures.errorAfter.workbooks,
      accepted: figures.accepted.share,
      accepted_exact: figures.accepted.exact,
      ...Object.fromEntries(
        Object.entries(figures.slipsHeldBack).map(([what, share]) => [`slip_${what}_held_back`, share]),
      ),
    },
    on_samples: {},
    calibration: { before: binsOf(figures.before), after: binsOf(figures.after) },
  }
  const folder = join(out, card.name)
  await mkdir(folder, { recursive: true })
  await writeFileAtomic(join(folder, 'weights.json'), bytes)
  await writeFileAtomic(join(folder, 'card.yaml'), stringify(card))
  return card
}

/** Counts are added, shares averaged. */
function meanOf(figures: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const names = Object.keys(figures[0] ?? {})
  return Object.fromEntries(
    names.map((name) => {
      const sum = figures.reduce((total, figure) => total + figure[name]!, 0)
      return [name, name.endsWith('_right') ? Math.round((sum / figures.length) * 1e4) / 1e4 : sum]
    }),
  )
}

function filesOf(
  models: TrainedModels,
  real: readonly LabelledWorkbook[],
  heldOut: StageFigures,
): ModelFiles[] {
  const onSamples = figuresOf(models, real)
  const { rows, columns, mapping } = models
  const model = (
    name: keyof typeof TASKS,
    files: ModelFiles['files'],
    calibration?: unknown,
  ): ModelFiles => ({
    name,
    task: TASKS[name],
    files,
    heldOut: heldOut[name],
    onSamples: onSamples[name],
    ...(calibration === undefined ? {} : { calibration }),
  })
  return [
    model('row-labels', { 'weights.json': new TextEncoder().encode(`${JSON.stringify(rows.weights)}\n`) }),
    model('column-roles', packColumnRoles(columns.weights), binsOf(columns.figures.calibration)),
    model('field-mapping', packFieldMapping(mapping.weights), {
      kind: binsOf(mapping.figures.kindCalibration),
      charge_type: binsOf(mapping.figures.chargeTypeCalibration),
    }),
  ]
}

function binsOf(bins: readonly CalibrationBin[]): Record<string, number>[] {
  return bins.map(({ from, to, answers, meanConfidence, right }) => ({
    from,
    to,
    answers,
    mean_confidence: meanConfidence,
    right,
  }))
}

async function hashesOf(real: readonly LabelledWorkbook[]): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {}
  for (const { name, gold, folder = '' } of real) {
    const parts = await Promise.all(
      [gold.file, `${name}.gold.yaml`].map((file) => readFile(join(folder, file))),
    )
    hashes[name] = sha256(Buffer.concat(parts))
  }
  return hashes
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
