import { Worker } from 'node:worker_threads'
import type { Evaluated } from './evaluate.ts'
import type { FoldRequest, FoldResult, FoldSettings } from './fold-worker.ts'
import type { GoldWorkbook } from './gold-folder.ts'

export interface LeaveOneOutOptions {
  /** Folder of the workbooks under test; those of other families are trained on. */
  readonly dir: string
  /** Further folders to train on; a name that `dir` has too counts once. @default none */
  readonly others?: readonly string[]
  readonly seed: number
  /** Generated workbooks in each training. */
  readonly generated: number
  /** Trainings at a time, each on a core of its own. */
  readonly jobs: number
  /** Leaves out families in so many groups instead of one by one: quicker, and a little harsher. */
  readonly folds?: number
  /** An endpoint that answers from the labels stands behind the models that are trained. @default none */
  readonly endpoint?: FoldSettings['endpoint']
  readonly onFold?: (fold: Omit<FoldResult, 'results'>) => void
}

/** The worker lies beside this file, in the form (source or compiled) that this file has. */
const WORKER = new URL(`./fold-worker${import.meta.url.slice(-3)}`, import.meta.url)

/**
 * Reads each workbook with models that never saw its family. Results come in the order of `workbooks`; the same seed
 * gives the same figures, however many jobs run.
 */
export async function evaluateLeaveOneOut(
  workbooks: readonly GoldWorkbook[],
  options: LeaveOneOutOptions,
): Promise<Evaluated[]> {
  const families = [...new Set(workbooks.map(({ family }) => family))]
  const folds = dealt(families, options.folds ?? families.length)
  const results = new Map<string, Evaluated>()
  const { dir, others = [], seed, generated, endpoint = null } = options
  const settings: FoldSettings = { dir, others, seed, generated, endpoint }
  const jobs = Math.min(options.jobs, folds.length)
  await Promise.all(
    Array.from({ length: jobs }, () => runFolds(settings, folds, workbooks, results, options)),
  )
  return workbooks.map(({ name }) => results.get(name)!)
}

/** Divides families into groups of equal size, neighbours apart. */
function dealt(families: readonly string[], count: number): string[][] {
  const groups = Array.from({ length: Math.min(count, families.length) }, (): string[] => [])
  for (const [at, family] of families.entries()) groups[at % groups.length]!.push(family)
  return groups
}

/** One worker takes folds off the queue until it is empty. */
function runFolds(
  settings: FoldSettings,
  queue: string[][],
  workbooks: readonly GoldWorkbook[],
  results: Map<string, Evaluated>,
  options: LeaveOneOutOptions,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData: settings })
    const next = (): void => {
      const left = queue.shift()
      if (left === undefined) {
        worker.terminate().then(() => resolve(), reject)
        return
      }
      const names = workbooks.filter((workbook) => left.includes(workbook.family)).map(({ name }) => name)
      const request: FoldRequest = { families: left, names }
      worker.postMessage(request)
    }
    worker.on('message', (fold: FoldResult) => {
      for (const result of fold.results) results.set(result.score.name, result)
      const { results: _, ...facts } = fold
      options.onFold?.(facts)
      next()
    })
    worker.on('error', reject)
    next()
  })
}
