import { availableParallelism } from 'node:os'
import type { StageCost } from '../answerers/asking/cost-ledger.ts'
import { promotedModels } from '../answerers/embedded/workspace-models.ts'
import { readLayouts } from '../answerers/memory/layouts-folder.ts'
import type { Config } from '../config.ts'
import { handOut } from './hand-out.ts'
import { answeringOf, pipelineOptions } from './run-options.ts'
import { findSources } from './sources.ts'
import { Threads } from './threads.ts'

export interface EstimateOptions {
  readonly paths: readonly string[]
  readonly config: Config
  /** At the price of the Batch API. @default false */
  readonly batch?: boolean
  readonly signal?: AbortSignal
}

export interface Estimate {
  readonly files: number
  readonly tables: number
  /** By stage and model; empty where no stage asks an endpoint. */
  readonly costs: readonly StageCost[]
}

/**
 * What reading these workbooks would cost, stage by stage. Nothing is asked and nothing is written. Stages that follow on
 * answers which are not there yet are estimated from those of the embedded models.
 */
export async function estimateBatch({ paths, config, batch, signal }: EstimateOptions): Promise<Estimate> {
  const { sources } = await findSources(paths)
  const answering = answeringOf(config)
  if (!answering) return { files: sources.length, tables: 0, costs: [] }
  const { openEstimateDesk } = await import('../answerers/asking/open-desk.ts')
  const desk = openEstimateDesk(config, batch ?? false)
  const jobs = Math.max(1, Math.min(config.jobs ?? availableParallelism(), sources.length))
  const threads = new Threads({ jobs, limits: config.limits, signal, desk })
  let tables = 0
  try {
    const layouts = await readLayouts(config.workspace)
    const workspace = layouts.length > 0 ? config.workspace : null
    const pipeline = pipelineOptions(config)
    const task = {
      out: '',
      scratch: '',
      formats: [],
      pipeline,
      answering,
      workspace,
      models: promotedModels(config.workspace),
    }
    const open = sources.map((source) => ({ source }))
    await handOut(open, jobs, async ({ source }, thread) => {
      const { path, name } = source
      const seen = await threads.preview(
        source,
        { ...task, path, name, output: name, run: '', earlier: [] },
        thread,
      )
      tables += seen?.tables ?? 0
    })
  } finally {
    await threads.close()
  }
  return { files: sources.length, tables, costs: desk.costs }
}
