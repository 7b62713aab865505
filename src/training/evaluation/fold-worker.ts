import { parentPort, workerData } from 'node:worker_threads'
import { readRateSheet } from '../../pipeline.ts'
import { embeddedAnswerersOf, trainingSet, trainModels } from '../train-models.ts'
import { type Evaluated, evaluateWorkbook } from './evaluate.ts'
import { type AskedShare, GoldEndpoint } from './gold-endpoint.ts'
import { readGoldFolder } from './gold-folder.ts'

/** What all folds of a worker share. */
export interface FoldSettings {
  readonly dir: string
  /** Folders of labelled workbooks that are trained on beside those of `dir`. */
  readonly others: readonly string[]
  readonly seed: number
  readonly generated: number
  /** An endpoint that answers from the labels stands behind the models that were trained. */
  readonly endpoint: { readonly unsureBelow: number | null } | null
}

export interface FoldRequest {
  /** Families that must not be trained on. */
  readonly families: readonly string[]
  /** Workbooks of the families, to be read. */
  readonly names: readonly string[]
}

export interface FoldResult {
  readonly families: readonly string[]
  readonly seconds: number
  readonly results: readonly Evaluated[]
  /** What was asked of the endpoint. */
  readonly shares: readonly AskedShare[]
}

const settings = workerData as FoldSettings
const set = await trainingSet([settings.dir, ...settings.others], settings.generated, settings.seed)
const gold = await readGoldFolder(settings.dir)

parentPort!.on('message', async ({ families, names }: FoldRequest) => {
  const start = performance.now()
  const models = trainModels(
    set.filter((workbook) => !families.includes(workbook.family)),
    settings.seed,
  )
  const embedded = embeddedAnswerersOf(models)
  const endpoint = settings.endpoint && (await GoldEndpoint.open(settings.dir, settings.endpoint.unsureBelow))
  const answerers = endpoint?.behind(embedded) ?? embedded
  const results: Evaluated[] = []
  for (const workbook of gold.filter(({ name }) => names.includes(name))) {
    results.push(await evaluateWorkbook(workbook, (bytes, file) => readRateSheet(bytes, file, answerers)))
  }
  const fold: FoldResult = {
    families,
    seconds: (performance.now() - start) / 1000,
    results,
    shares: endpoint?.shares ?? [],
  }
  parentPort!.postMessage(fold)
})
