import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UsageError } from '../../config.ts'
import type { Label, TableLabel } from '../../labels/label.ts'
import { readLabels, type StoredLabel } from '../../labels/label-folder.ts'
import { type LabelledWorkbook, loadLabelled } from '../../labels/labelled.ts'
import { readDecided, type Split, splitLabels } from '../../labels/split.ts'
import { workbookOfLabel } from '../../labels/table-of-label.ts'
import { generateWorkbooks } from '../generator/generate.ts'
import { train } from '../train.ts'
import { decideStages, type StageDecision } from './decide.ts'
import { type StageFolders, TRAINED_STAGES, testFigures } from './test-figures.ts'
import { type ModelVersion, ModelVersions } from './versions.ts'

export interface TrainOnLabelsOptions {
  readonly workspace: string
  /** Folder of the labels. */
  readonly labels: string
  readonly samples: string
  readonly cases: string
  readonly generated: number
  readonly seed: number
  /** Whether the losses of the trainings are measured. @default true */
  readonly curves?: boolean
  readonly onStep?: (step: string) => void
}

export interface TrainedOnLabels {
  readonly learned: number
  readonly tested: number
  readonly decisions: readonly StageDecision[]
  /** Null when no stage was taken. */
  readonly version: ModelVersion | null
}

/** Layouts of another seed than any training has seen: what must not be forgotten for a few corrections. */
const TEST_SEED_STEP = 500_009
const TEST_GENERATED = 40

/**
 * Trains the embedded models with labels, holds each against the current one on the frozen test (the test part of the
 * labels, the samples, generated layouts of another seed), and takes what is not worse.
 */
export async function trainOnLabels(options: TrainOnLabelsOptions): Promise<TrainedOnLabels> {
  const { workspace, onStep = () => {} } = options
  const { learn, test } = await labelParts(options.labels)
  const versions = new ModelVersions(workspace)
  const { current } = await versions.read()
  const now = current === null ? undefined : versions.folderOf(current)
  await trainCandidate(learn, versions.candidate, options)
  onStep('comparing with the current models on the frozen test')
  const sets = await frozenTest(test, options)
  const figures = (folders: StageFolders) => sets.map((set) => testFigures(folders, set))
  const all = (folder: string | undefined): StageFolders =>
    Object.fromEntries(TRAINED_STAGES.map((stage) => [stage, folder]))
  const decisions = decideStages(figures(all(now)), figures(all(versions.candidate)))
  const promoted = decisions.filter((decision) => decision.promoted).map(({ stage }) => stage)
  const places = learn.some(({ label }) => label.stage === 'place-resolution')
  const version =
    promoted.length === 0
      ? null
      : await versions.promote({
          at: new Date().toISOString(),
          labels: learn.length,
          promoted: places ? [...promoted, 'place-resolution'] : promoted,
          kept_back: Object.fromEntries(
            decisions.filter((decision) => !decision.promoted).map(({ stage, why }) => [stage, why]),
          ),
        })
  return { learned: learn.length, tested: test.length, decisions, version }
}

/** What is learned from and what is frozen. Throws {@link UsageError} when nobody has accepted anything. */
export async function labelParts(folder: string): Promise<{ learn: StoredLabel[]; test: StoredLabel[] }> {
  const { labels, broken } = await readLabels(folder)
  if (broken.length > 0)
    throw new UsageError(`${broken[0]!.path}: ${broken[0]!.problem}. Look with "rateloom labels lint".`)
  const usable = labels.filter(({ label }) => label.state === 'accepted' || label.state === 'edited')
  const splits = splitLabels(labels, await readDecided(folder))
  const inTest = ({ label }: StoredLabel) => (splits.get(label.layout) satisfies Split | undefined) === 'test'
  // A few layouts cannot be divided: then all are learned from, and the test is what the models knew before.
  const layouts = new Set(usable.map(({ label }) => label.layout))
  const test = layouts.size < FEWEST_LAYOUTS ? [] : usable.filter(inTest)
  const learn = usable.filter((stored) => !test.includes(stored))
  if (learn.length === 0)
    throw new UsageError(`${folder} holds no accepted label to learn from. Look with "rateloom labels list".`)
  return { learn, test }
}

/** With fewer layouts the hash would hold back too much, or nothing. */
const FEWEST_LAYOUTS = 10

/** Trains with some labels into a folder. */
export async function trainCandidate(
  learn: readonly StoredLabel[],
  out: string,
  { samples, cases, generated, seed, curves = true, onStep }: TrainOnLabelsOptions,
): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'rateloom-'))
  try {
    const places = learn.filter(({ label }) => label.stage === 'place-resolution')
    const labelledCases = places.length === 0 ? null : join(scratch, 'place-cases.tsv')
    if (labelledCases !== null)
      await writeFile(
        labelledCases,
        (await readFile(cases, 'utf8')) + places.map(({ id, label }) => caseLine(id, label)).join(''),
      )
    await train({
      samples,
      cases: labelledCases,
      generated,
      seed,
      folds: 0,
      curves,
      out,
      labels: { workbooks: workbooksOf(learn), ids: learn.map(({ id }) => id) },
      ...(onStep ? { onStep } : {}),
    })
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** One workbook for each question: labels of several stages on one table teach the same table once. */
export function workbooksOf(labels: readonly StoredLabel[]): LabelledWorkbook[] {
  const tables = new Map<string, TableLabel>()
  for (const { label } of labels) {
    if (label.stage === 'place-resolution') continue
    const key = JSON.stringify([label.excerpt, label.right])
    // A corrected row label teaches rows too; the others only what a table is made of.
    if (label.stage === 'row-labels' || !tables.has(key)) tables.set(key, label)
  }
  return [...tables.values()].map((label) =>
    label.stage === 'row-labels'
      ? workbookOfLabel(label)
      : { ...workbookOfLabel(label), rowsUnknown: true as const },
  )
}

function caseLine(id: string, label: Label): string {
  if (label.stage !== 'place-resolution' || label.corrected.unlocode === null) return ''
  const { text, country } = label.question
  if (/[\t\n]/.test(text)) return ''
  return `label-${id}\t${text}\t${country ?? ''}\tplace\t${label.corrected.unlocode}\t\t\tlabel\n`
}

/** Sets that are measured apart, so that a gain on one does not hide a loss on another. */
export async function frozenTest(
  test: readonly StoredLabel[],
  { samples, seed }: Pick<TrainOnLabelsOptions, 'samples' | 'seed'>,
): Promise<LabelledWorkbook[][]> {
  const sets = [
    workbooksOf(test),
    await loadLabelled(samples),
    [...generateWorkbooks(TEST_GENERATED, seed + TEST_SEED_STEP)],
  ]
  return sets.filter((set) => set.length > 0)
}
