import { parentPort, workerData } from 'node:worker_threads'
import { readRateSheet } from '../../pipeline.ts'
import { embeddedAnswerersOf, trainingSet, trainModels } from '../train-models.ts'
import { type Evaluated, evaluateWorkbook } from './evaluate.ts'
import { readGoldFolder } from './gold-folder.ts'

/** What all folds of a worker share. */
export interface FoldSettings {
  readonly dir: string
  readonly seed: number
  readonly generated: number
}

export interface FoldRequest {
  readonly family: string
  /** Workbooks of the family to be read. */
  readonly names: readonly string[]
}

export interface FoldResult {
  readonly family: string
  readonly seconds: number
  readonly results: readonly Evaluated[]
}

const settings = workerData as FoldSettings
const set = await trainingSet([settings.dir], settings.generated, settings.seed)
const gold = await readGoldFolder(settings.dir)

parentPort!.on('message', async ({ family, names }: FoldRequest) => {
  const start = performance.now()
  const models = trainModels(
    set.filter((workbook) => workbook.family !== family),
    settings.seed,
  )
  const answerers = embeddedAnswerersOf(models)
  const results: Evaluated[] = []
  for (const workbook of gold.filter(({ name }) => names.includes(name))) {
    results.push(await evaluateWorkbook(workbook, (bytes, file) => readRateSheet(bytes, file, answerers)))
  }
  const fold: FoldResult = { family, seconds: (performance.now() - start) / 1000, results }
  parentPort!.postMessage(fold)
})
