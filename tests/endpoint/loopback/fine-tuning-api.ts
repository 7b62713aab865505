import type { FilesApi } from './files-api.ts'
import { failure, type HttpAnswer, json } from './http-answer.ts'
import { page } from './page.ts'
import type { Received } from './received.ts'

/** How fine-tuning jobs at a loopback server go. */
export interface TuningPlan {
  /** How often a job is looked at before it has ended. @default 1 */
  readonly polls?: number
  /** @default 'succeeded' */
  readonly ends?: 'succeeded' | 'failed'
  /** Why it failed. */
  readonly error?: { readonly code: string; readonly message: string; readonly param: string | null }
  /** @default 12 */
  readonly steps?: number
  /** @default 3 */
  readonly epochs?: number
  /** The losses at a step, from 1; null where validation is not measured. @default falling, both */
  readonly loss?: (step: number) => { readonly training: number; readonly validation: number | null }
  /** In which form the losses are served as a file. @default 'csv' */
  readonly metrics?: 'csv' | 'base64' | 'none'
  /** Jobs are not taken: the vendor withdrew them, the account may not. */
  readonly refused?: { readonly status: number; readonly code: string; readonly message: string }
}

interface Job {
  readonly id: string
  readonly model: string
  readonly suffix: string | null
  readonly body: Readonly<Record<string, unknown>>
  status: 'validating_files' | 'running' | 'succeeded' | 'failed' | 'cancelled'
  looks: number
  step: number
  metricsFile: string | null
  readonly events: JobEvent[]
}

interface JobEvent {
  readonly id: string
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
  readonly type: 'message' | 'metrics'
  readonly data: unknown
}

const falling = (step: number) => ({ training: 2 / step, validation: 2.2 / step })

/** Fine-tuning jobs: made, followed by events, checkpoints and metrics, cancelled, failed by plan. */
export class FineTuningApi {
  readonly jobs: Job[] = []
  plan: TuningPlan
  readonly #files: FilesApi

  constructor(files: FilesApi, plan: TuningPlan) {
    this.#files = files
    this.plan = plan
  }

  async handle({ method, path, query, json: body }: Received): Promise<HttpAnswer> {
    const { refused } = this.plan
    if (refused) return failure(refused.status, refused.message, { code: refused.code })
    const [, , id, part] = path.slice(1).split('/')
    if (id === undefined && method === 'POST') return this.#create(body ?? {})
    if (id === undefined) return page(this.jobs.map((job) => this.#shown(job)).reverse(), query)
    const job = this.jobs.find((one) => one.id === id)
    if (!job) return failure(404, `Could not find fine tune: ${id}`, { code: 'fine_tune_not_found' })
    switch (part) {
      case 'events':
        // The newest first, as the vendor does.
        return page([...job.events].reverse().map(shownEvent), query)
      case 'checkpoints':
        return page(this.#checkpoints(job).reverse(), query)
      case 'cancel':
        if (hasEnded(job)) return failure(400, 'Job has already ended.', { code: 'invalid_state' })
        job.status = 'cancelled'
        this.#tell(job, 'info', 'Fine-tuning job cancelled')
        return json(this.#shown(job))
      default:
        this.#look(job)
        return json(this.#shown(job))
    }
  }

  #create(body: Readonly<Record<string, unknown>>): HttpAnswer {
    for (const key of ['training_file', 'validation_file']) {
      const file = body[key]
      if (file === undefined || file === null) continue
      if (!this.#files.files.some(({ id }) => id === file)) {
        return failure(400, `File ${file} does not exist.`, { code: 'invalid_training_file', param: key })
      }
    }
    const job: Job = {
      id: `ftjob-${this.jobs.length + 1}`,
      model: String(body.model),
      suffix: (body.suffix as string | undefined) ?? null,
      body,
      status: 'validating_files',
      looks: 0,
      step: 0,
      metricsFile: null,
      events: [],
    }
    this.jobs.push(job)
    this.#tell(job, 'info', `Created fine-tuning job: ${job.id}`)
    return json(this.#shown(job))
  }

  /** Each look finds the job further on; the last one at its end. */
  #look(job: Job): void {
    if (hasEnded(job)) return
    const { polls = 1, ends = 'succeeded', error, metrics = 'csv' } = this.plan
    job.looks++
    job.status = 'running'
    const share = Math.min(1, job.looks / polls)
    // A job that fails does so half way.
    const until = Math.round(this.#steps * share * (ends === 'failed' ? 0.5 : 1))
    while (job.step < until) this.#train(job)
    if (job.looks < polls) return
    job.status = ends
    if (ends === 'failed') this.#tell(job, 'error', error?.message ?? 'The job failed.')
    else this.#tell(job, 'info', 'The job has successfully completed')
    if (ends === 'succeeded' && metrics !== 'none') {
      const csv = this.#csv(job)
      const text = metrics === 'base64' ? Buffer.from(csv).toString('base64') : csv
      job.metricsFile = this.#files.store('step_metrics.csv', 'fine-tune-results', text).id
    }
  }

  get #steps(): number {
    return this.plan.steps ?? 12
  }

  #losses(step: number) {
    return (this.plan.loss ?? falling)(step)
  }

  #train(job: Job): void {
    const step = ++job.step
    const { training, validation } = this.#losses(step)
    const words = validation === null ? '' : `, validation loss=${validation.toFixed(2)}`
    this.#tell(job, 'info', `Step ${step}/${this.#steps}: training loss=${training.toFixed(2)}${words}`, {
      step,
      total_steps: this.#steps,
      train_loss: training,
      valid_loss: validation,
    })
  }

  #csv(job: Job): string {
    const rows = Array.from({ length: job.step }, (_, at) => {
      const { training, validation } = this.#losses(at + 1)
      return `${at + 1},${training},,${validation ?? ''},`
    })
    return `step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy\n${rows.join('\n')}\n`
  }

  /** One at the end of each epoch that is done, oldest first. */
  #checkpoints(job: Job) {
    const { epochs = 3 } = this.plan
    const perEpoch = this.#steps / epochs
    return Array.from({ length: Math.floor(job.step / perEpoch) }, (_, at) => {
      const step = Math.round(perEpoch * (at + 1))
      const { training, validation } = this.#losses(step)
      return {
        id: `ftckpt_${job.id}_${step}`,
        object: 'fine_tuning.job.checkpoint',
        created_at: 1_700_000_000 + step,
        fine_tuning_job_id: job.id,
        fine_tuned_model_checkpoint: `${modelOf(job)}:ckpt-step-${step}`,
        step_number: step,
        metrics: { step, train_loss: training, full_valid_loss: validation },
      }
    })
  }

  #tell(job: Job, level: JobEvent['level'], message: string, data: unknown = {}): void {
    const type = message.startsWith('Step ') ? 'metrics' : 'message'
    job.events.push({ id: `ftevent-${job.id}-${job.events.length + 1}`, level, message, type, data })
  }

  #shown(job: Job) {
    const { epochs = 3, error } = this.plan
    const done = job.status === 'succeeded'
    return {
      id: job.id,
      object: 'fine_tuning.job',
      created_at: 1_700_000_000,
      finished_at: hasEnded(job) ? 1_700_003_600 : null,
      model: job.model,
      fine_tuned_model: done ? modelOf(job) : null,
      organization_id: 'org-loopback',
      status: job.status,
      hyperparameters: { n_epochs: epochs, batch_size: 1, learning_rate_multiplier: 1 },
      method: job.body.method ?? null,
      metadata: job.body.metadata ?? null,
      seed: job.body.seed ?? 0,
      training_file: job.body.training_file,
      validation_file: job.body.validation_file ?? null,
      result_files: job.metricsFile ? [job.metricsFile] : [],
      trained_tokens: done ? 1000 * job.step : null,
      error:
        job.status === 'failed'
          ? (error ?? { code: 'server_error', message: 'It failed.', param: null })
          : null,
    }
  }
}

function modelOf({ model, suffix, id }: Job): string {
  return `ft:${model}:loopback:${suffix ?? ''}:${id.replace('ftjob-', '')}`
}

function hasEnded({ status }: Job): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'cancelled'
}

function shownEvent(event: JobEvent, at: number) {
  return { object: 'fine_tuning.job.event', created_at: 1_700_000_000 - at, ...event }
}
