import { rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import type { StageCost } from '../answerers/asking/cost-ledger.ts'
import type { DeskReport, RunDesk } from '../answerers/asking/run-desk.ts'
import type { Answering } from '../answerers/cascade/answering.ts'
import { promotedModels } from '../answerers/embedded/workspace-models.ts'
import { readLayouts } from '../answerers/memory/layouts-folder.ts'
import type { Config, OutputFormat } from '../config.ts'
import { type DoneMarker, forget, markerHolds, readMarkers } from './done-marker.ts'
import type { FileResult } from './file-result.ts'
import type { FileTask } from './file-task.ts'
import { runFingerprint } from './fingerprint.ts'
import { handOut } from './hand-out.ts'
import { writeOutput } from './output-file.ts'
import { nameOutputs } from './output-names.ts'
import { type RunFolder, takeFolder } from './run-folder.ts'
import { answeringOf, pipelineOptions } from './run-options.ts'
import { findSources, type Source } from './sources.ts'
import { type Summary, summarize } from './summary.ts'
import { Threads } from './threads.ts'

export interface BatchOptions {
  /** Files and folders to read. */
  readonly paths: readonly string[]
  /** Output folder; made when missing. */
  readonly out: string
  readonly config: Config
  /** Leave alone what an earlier run finished and nobody changed since. @default false */
  readonly resume?: boolean
  /** Workbooks of an earlier run to read again, instead of `paths`; the others stay, in the summary too. */
  readonly again?: readonly Source[]
  /** Questions to language models are collected and asked by the Batch API: half the price, within a day. @default false */
  readonly batch?: boolean
  /** Stops the run: files under way are abandoned, finished ones stay. */
  readonly signal?: AbortSignal
  readonly observer?: BatchObserver
}

export interface BatchObserver {
  /** Called once, before the first file; `done` were finished by an earlier run. */
  planned?(plan: { readonly files: number; readonly done: number; readonly jobs: number }): void
  /** Called after each file that this run read, with the seconds that it took. */
  finished?(result: FileResult, seconds: number): void
}

export interface BatchResult {
  readonly summary: Summary
  /** Seconds for each file read in this run, by output name. */
  readonly seconds: ReadonlyMap<string, number>
  /** Files that an earlier run had finished. */
  readonly resumed: number
  /** Files in the folders that are no workbooks by their ending. */
  readonly ignored: readonly string[]
  readonly interrupted: boolean
  /** What language models cost in this run, workbooks that came to nothing included. */
  readonly costs: readonly StageCost[]
  /** Why language models were not asked any more; null when all went well. */
  readonly stopped: string | null
  /** What waits for a batch: to be read by a later run. */
  readonly pending: DeskReport['pending']
}

const SUMMARY_FILE = 'summary.json'

/**
 * Reads many workbooks, each in a thread of its own, and writes their outputs below `out`. A bad file costs only
 * itself. Throws {@link UsageError} when the folder cannot be used; for nothing that a file contains.
 */
export async function runBatch(options: BatchOptions): Promise<BatchResult> {
  const out = resolve(options.out)
  const { sources, ignored } = options.again
    ? { sources: options.again, ignored: [] }
    : await findSources(options.paths, [out])
  const folder = takeFolder(out)
  try {
    const { results, ...run } = await ingestAll(options, sources, folder)
    const all = options.again ? (await readMarkers(out)).map((marker) => marker.result) : results
    const summary = summarize(all)
    if (!run.interrupted) {
      writeOutput(out, SUMMARY_FILE, folder.scratch, `${JSON.stringify(summary, null, 2)}\n`)
    }
    return { summary, ignored, ...run }
  } finally {
    folder.release()
  }
}

async function ingestAll(options: BatchOptions, sources: readonly Source[], folder: RunFolder) {
  const formats = withJsonl(options.config.output.formats)
  const pipeline = pipelineOptions(options.config)
  const answering = answeringOf(options.config)
  const layouts = await readLayouts(options.config.workspace)
  const workspace = layouts.length > 0 ? options.config.workspace : null
  const models = promotedModels(options.config.workspace)
  const kind = { formats, pipeline, layouts, ...(answering ? { answering } : {}) }
  const run = await runFingerprint(kind, models)
  const tasks = await plan(sources, folder, { formats, pipeline, answering, workspace, models, run })
  rmSync(join(folder.out, SUMMARY_FILE), { force: true })

  const results: FileResult[] = []
  const open: Planned[] = []
  for (const one of tasks) {
    const { marker, source, task } = one
    const holds =
      options.resume &&
      marker &&
      (await markerHolds(marker, { out: folder.out, run: task.run, path: source.path, bytes: source.size }))
    if (holds) results.push(marker.result)
    else open.push(one)
  }
  const resumed = results.length
  const jobs = Math.max(1, Math.min(options.config.jobs ?? defaultJobs(answering), open.length))
  options.observer?.planned?.({ files: sources.length, done: resumed, jobs })

  const seconds = new Map<string, number>()
  const halt = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, halt.signal]) : halt.signal
  const desk = answering && open.length > 0 ? await openDesk(options, () => halt.abort()) : null
  const threads = new Threads({ jobs, limits: options.config.limits, signal, desk })
  try {
    await handOut(open, jobs, async ({ source, task }, thread) => {
      if (signal.aborted) return
      const start = performance.now()
      const result = await threads.ingest(source, task, thread)
      if (result === null) return
      const took = (performance.now() - start) / 1000
      results.push(result)
      seconds.set(task.output, took)
      options.observer?.finished?.(result, took)
    })
  } finally {
    await threads.close()
  }
  const report = await desk?.close()
  return {
    results,
    seconds,
    resumed,
    interrupted: signal.aborted,
    costs: desk?.costs ?? [],
    stopped: desk?.stopped?.message ?? null,
    pending: report?.pending ?? null,
  }
}

/** Threads that wait for answers take no processor time from one another. */
const defaultJobs = (answering: Answering | null) => availableParallelism() * (answering ? 2 : 1)

async function openDesk({ config, batch, signal }: BatchOptions, halt: () => void): Promise<RunDesk> {
  const { openBatchDesk, openRunDesk } = await import('../answerers/asking/open-desk.ts')
  if (batch) return openBatchDesk(config, signal)
  return openRunDesk(config, {
    signal,
    onStop: () => {
      if (config.without_endpoint === 'stop') halt()
    },
  })
}

interface Planned {
  readonly source: Source
  readonly task: FileTask
  readonly marker: DoneMarker | undefined
}

async function plan(
  sources: readonly Source[],
  folder: RunFolder,
  shared: Pick<FileTask, 'formats' | 'pipeline' | 'answering' | 'workspace' | 'models' | 'run'>,
): Promise<Planned[]> {
  const markers = await readMarkers(folder.out)
  const names = nameOutputs(
    sources,
    markers.map(({ source, result }) => ({ output: result.output, source: source.name })),
  )
  const current = new Map([...names].map(([source, output]) => [output, source.name]))
  const here = new Set(current.values())
  for (const marker of markers) {
    if (here.has(marker.source.name) && current.get(marker.result.output) !== marker.source.name) {
      await forget(folder.out, marker)
    }
  }
  const { out, scratch } = folder
  return sources.map((source) => {
    const output = names.get(source)!
    const marker = markers.find((one) => one.result.output === output && one.source.name === source.name)
    const earlier = marker?.outputs.map(({ file }) => file) ?? []
    return {
      source,
      marker,
      task: { ...shared, path: source.path, name: source.name, output, out, scratch, earlier },
    }
  })
}

const withJsonl = (formats: readonly OutputFormat[]): OutputFormat[] => [
  ...new Set(['jsonl' as const, ...formats]),
]
