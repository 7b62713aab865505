import { createReadStream } from 'node:fs'
import type OpenAI from 'openai'
import { UsageError } from '../../config.ts'
import { plainReason } from './failures.ts'
import { type DataFile, hasEnded, type Tune, type TuneFolder } from './tune.ts'
import { refusalOf, whyNoTuning } from './tuning-client.ts'

/** How a job says to which fine-tuning and attempt it belongs. */
const NAME_KEY = 'rateloom_tune'
/** How far back files and jobs of an interrupted submission are looked for. */
const LOOKED_AT = 200

/**
 * Uploads the data and creates the job, or goes on where an interrupted submission stopped. Before anything is created
 * at the endpoint, it is looked for there: a program that was killed between the endpoint's doing and its own note of it
 * uploads nothing twice and starts no second job. A failed or cancelled one is followed by a new job on the same files.
 */
export async function submitTune(
  folder: TuneFolder,
  client: OpenAI,
  onStep: (step: string) => void = () => {},
): Promise<Tune> {
  let tune = await folder.load()
  if (tune.status === 'succeeded')
    throw new UsageError(`${tune.name} has succeeded: its model is ${tune.fine_tuned_model}.`)
  if (hasEnded(tune))
    tune = { ...tune, attempt: tune.attempt + 1, job: null, status: 'prepared', reason: null }
  if (tune.job !== null) return tune
  const refusal = await whyNoTuning(client)
  if (refusal !== null) throw new UsageError(refusal)

  for (const which of ['training', 'validation'] as const) {
    const data = tune[which]
    if (data === null || tune.uploaded[which] !== null) continue
    onStep(`uploading ${data.file}: ${data.examples} examples, ${data.bytes.toLocaleString('en')} bytes`)
    const id = await uploaded(folder, client, data)
    tune = { ...tune, uploaded: { ...tune.uploaded, [which]: id } }
    await folder.save(tune)
  }
  onStep(`creating the job on ${tune.base_model}`)
  const job = (await findJob(client, tune)) ?? (await createJob(client, tune))
  tune = { ...tune, job: job.id, status: statusOf(job.status) }
  await folder.save(tune)
  return tune
}

/** The name at the endpoint tells the content, so that a file can be found again. */
const remoteName = (data: DataFile): string => `rateloom-${data.sha256.slice(0, 32)}.jsonl`

async function uploaded(folder: TuneFolder, client: OpenAI, data: DataFile): Promise<string> {
  const name = remoteName(data)
  const known = await findFile(client, name, data.bytes)
  if (known !== null) return known
  const { toFile } = await import('openai')
  const file = await toFile(createReadStream(folder.file(data.file)), name)
  try {
    // The SDK would send again what may have arrived: once, and then look.
    return (await client.files.create({ file, purpose: 'fine-tune' }, { maxRetries: 0 })).id
  } catch (error) {
    const arrived = await findFile(client, name, data.bytes)
    if (arrived !== null) return arrived
    throw error
  }
}

async function findFile(client: OpenAI, name: string, bytes: number): Promise<string | null> {
  let looked = 0
  for await (const file of client.files.list({ purpose: 'fine-tune', limit: 100 })) {
    if (file.filename === name && file.bytes === bytes && file.status !== 'error') return file.id
    if (++looked >= LOOKED_AT) break
  }
  return null
}

const markOf = (tune: Tune): string => `${tune.name}#${tune.attempt}#${tune.training.sha256.slice(0, 16)}`

async function findJob(client: OpenAI, tune: Tune) {
  let looked = 0
  for await (const job of client.fineTuning.jobs.list({ limit: 100 })) {
    if (job.metadata?.[NAME_KEY] === markOf(tune)) return job
    if (++looked >= LOOKED_AT) break
  }
  return null
}

async function createJob(client: OpenAI, tune: Tune) {
  const hyperparameters = {
    ...(tune.epochs === null ? {} : { n_epochs: tune.epochs }),
    ...(tune.batch_size === null ? {} : { batch_size: tune.batch_size }),
    ...(tune.learning_rate_multiplier === null
      ? {}
      : { learning_rate_multiplier: tune.learning_rate_multiplier }),
  }
  try {
    return await client.fineTuning.jobs.create(
      {
        model: tune.base_model,
        training_file: tune.uploaded.training!,
        ...(tune.uploaded.validation === null ? {} : { validation_file: tune.uploaded.validation }),
        ...(tune.suffix === null ? {} : { suffix: tune.suffix }),
        ...(tune.seed === null ? {} : { seed: tune.seed }),
        metadata: { [NAME_KEY]: markOf(tune) },
        method:
          tune.method === 'supervised'
            ? { type: 'supervised', supervised: { hyperparameters } }
            : { type: 'dpo', dpo: { hyperparameters } },
      },
      { maxRetries: 0 },
    )
  } catch (error) {
    const { status, code, message } = error as { status?: number; code?: string; message?: string }
    if (status === 400 || status === 422 || status === 429)
      throw new UsageError(`The job was not taken. ${plainReason(code ?? null, message ?? null)}`)
    if (status === 401 || status === 403 || status === 404) throw new UsageError(refusalOf(error))
    const arrived = await findJob(client, tune)
    if (arrived !== null) return arrived
    throw error
  }
}

/** The endpoint's word for a status, as far as it is one of ours. */
export function statusOf(word: string): Tune['status'] {
  const known: readonly Tune['status'][] = [
    'validating_files',
    'queued',
    'running',
    'paused',
    'succeeded',
    'failed',
    'cancelled',
  ]
  return known.find((status) => status === word) ?? 'running'
}
