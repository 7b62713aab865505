import { setTimeout as wait } from 'node:timers/promises'
import type OpenAI from 'openai'
import { UsageError } from '../../config.ts'
import { keepCurve } from '../curves/curve-files.ts'
import type { LossPoint, TrainingRun } from '../curves/training-run.ts'
import { plainReason } from './failures.ts'
import { joinPoints, pointOf, readMetricsFile } from './metrics.ts'
import { statusOf } from './submit-tune.ts'
import { hasEnded, type Tune, type TuneFolder } from './tune.ts'

export interface FollowOptions {
  /** Seconds between two looks. @default 15 */
  readonly everySeconds?: number
  /** Look once instead of until the end. @default false */
  readonly once?: boolean
  readonly signal?: AbortSignal
  /** Called with each event once, oldest first. */
  readonly onEvent?: (event: { readonly level: string; readonly message: string; readonly at: Date }) => void
  /** Called after each look; `share` of the steps that are done, null when not known. */
  readonly onLook?: (tune: Tune, share: number | null) => void
}

const DEFAULT_EVERY_SECONDS = 15

/**
 * Follows the job of a fine-tuning to its end: state and losses are written after every look, so that it may be stopped
 * and started at any time, and by anybody who has the folder.
 */
export async function followTune(
  folder: TuneFolder,
  client: OpenAI,
  options: FollowOptions = {},
): Promise<Tune> {
  let tune = await folder.load()
  if (tune.job === null) throw new UsageError(`${tune.name} was not submitted yet: "rateloom tune submit".`)
  let told: string | null = null
  for (;;) {
    const job = await client.fineTuning.jobs.retrieve(tune.job!)
    const events = await eventsOf(client, tune.job!)
    const start = told === null ? 0 : events.findIndex(({ id }) => id === told) + 1
    for (const event of events.slice(start))
      options.onEvent?.({ level: event.level, message: event.message, at: new Date(event.created_at * 1000) })
    told = events.at(-1)?.id ?? told

    tune = {
      ...tune,
      status: statusOf(job.status),
      fine_tuned_model: job.fine_tuned_model,
      trained_tokens: job.trained_tokens,
      reason:
        job.status === 'failed' ? plainReason(job.error?.code ?? null, job.error?.message ?? null) : null,
    }
    const rows = events.map(({ data }) => (data ?? {}) as Record<string, unknown>)
    const total = numberOf(rows.findLast((row) => numberOf(row.total_steps) !== null)?.total_steps)
    const epochs = epochsOf(job, tune)
    const perEpoch = total !== null && epochs !== null ? total / epochs : null
    let points = rows.flatMap((row) => pointOf(row, perEpoch) ?? [])
    if (hasEnded(tune)) points = [...points, ...(await metricsOf(client, job.result_files, perEpoch))]
    points = joinPoints(points)
    await saveCurve(folder, tune, points, epochs)
    await folder.save(tune)
    const step = points.at(-1)?.step
    options.onLook?.(tune, total !== null && step !== undefined ? Math.min(1, step / total) : null)
    if (hasEnded(tune) || options.once) return tune
    await wait((options.everySeconds ?? DEFAULT_EVERY_SECONDS) * 1000, undefined, {
      ...(options.signal ? { signal: options.signal } : {}),
    })
  }
}

/** Asks the endpoint to stop a job. A job that has ended is left as it is. */
export async function cancelTune(folder: TuneFolder, client: OpenAI): Promise<Tune> {
  const tune = await folder.load()
  if (tune.job === null) throw new UsageError(`${tune.name} was not submitted: there is nothing to cancel.`)
  if (!hasEnded(tune)) await client.fineTuning.jobs.cancel(tune.job)
  return followTune(folder, client, { once: true })
}

/** The models that a job left on its way, by step, oldest first: one of them may be better than the last. */
export async function checkpointsOf(
  tune: Tune,
  client: OpenAI,
): Promise<{ step: number; model: string; validationLoss: number | null }[]> {
  if (tune.job === null) return []
  const found = []
  for await (const checkpoint of client.fineTuning.jobs.checkpoints.list(tune.job)) {
    found.push({
      step: checkpoint.step_number,
      model: checkpoint.fine_tuned_model_checkpoint,
      validationLoss: checkpoint.metrics.full_valid_loss ?? checkpoint.metrics.valid_loss ?? null,
    })
  }
  return found.sort((a, b) => a.step - b.step)
}

/** All events, oldest first; the endpoint gives the newest first. */
async function eventsOf(client: OpenAI, job: string) {
  const events = []
  for await (const event of client.fineTuning.jobs.listEvents(job, { limit: 100 })) events.push(event)
  return events.reverse()
}

async function metricsOf(
  client: OpenAI,
  files: readonly string[],
  perEpoch: number | null,
): Promise<LossPoint[]> {
  const points: LossPoint[] = []
  for (const file of files) {
    const content = await client.files.content(file)
    points.push(...readMetricsFile(await content.text(), perEpoch))
  }
  return points
}

function epochsOf(job: OpenAI.FineTuning.FineTuningJob, tune: Tune): number | null {
  return numberOf(job.hyperparameters?.n_epochs) ?? tune.epochs
}

async function saveCurve(
  folder: TuneFolder,
  tune: Tune,
  points: readonly LossPoint[],
  epochs: number | null,
): Promise<void> {
  const run: TrainingRun = {
    name: tune.name,
    model: tune.base_model,
    examples: tune.training.examples,
    epochs,
    points: [...points],
    hardest: [],
  }
  await keepCurve(folder.path, run)
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
