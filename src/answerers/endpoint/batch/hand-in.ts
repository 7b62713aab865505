import type OpenAI from 'openai'
import type { Batch } from 'openai/resources/batches'
import type { ModelQuestion } from '../../desk.ts'
import type { EndpointClient } from '../endpoint-client.ts'
import { EndpointError, StopRun } from '../stop-run.ts'
import { BATCH_PATHS, batchLine } from './batch-lines.ts'
import type { BatchRecord, BatchRecords } from './batch-records.ts'

/** How far back what a cut off run left at the endpoint is looked for. */
const MOST_LOOKED_AT = 1000

/** Brings a batch to its endpoint: the file, then the job, each of them once however often a run is cut off. */
export class HandIn {
  readonly #client: EndpointClient
  readonly #records: BatchRecords

  constructor(client: EndpointClient, records: BatchRecords) {
    this.#client = client
    this.#records = records
  }

  /** Takes the steps that are not taken yet. Returns the record of a batch that the endpoint has. */
  async run(
    record: BatchRecord,
    questions: readonly ModelQuestion[],
    { isNew }: { isNew: boolean },
    signal: AbortSignal | undefined,
  ): Promise<BatchRecord> {
    let now = record
    const filename = `rateloom-${now.key}.jsonl`
    if (now.batch_id === null) {
      // A run that was cut off after the endpoint did its part left something to be found there.
      const found = isNew ? null : await this.#findBatch(now.key, signal)
      if (found) now = { ...now, input_file_id: found.input_file_id, batch_id: found.id }
    }
    try {
      if (now.input_file_id === null) {
        const found = isNew ? null : await this.#findFile(filename, signal)
        now = { ...now, input_file_id: found ?? (await this.#upload(filename, now, questions, signal)) }
        await this.#records.keep(now)
      }
      if (now.batch_id === null) now = { ...now, batch_id: await this.#create(now, signal) }
    } catch (error) {
      // Where it can never be made, its questions wait for nothing.
      const never = error instanceof EndpointError ? error.final : isNew && error instanceof StopRun
      if (never) await this.#records.remove(record)
      throw error
    }
    await this.#records.keep(now)
    return now
  }

  async #upload(
    filename: string,
    { abilities }: BatchRecord,
    questions: readonly ModelQuestion[],
    signal: AbortSignal | undefined,
  ): Promise<string> {
    const lines = questions.map((question) => `${batchLine(question, abilities, this.#client.parameters)}\n`)
    const file = new File(lines, filename, { type: 'application/jsonl' })
    const stored = await this.#request(
      (sdk, options) => sdk.files.create({ file, purpose: 'batch' }, options),
      signal,
    )
    return stored.id
  }

  /** Makes the job, once: whether one was made that we did not hear of is looked up before it is tried again. */
  async #create(
    { key, abilities, input_file_id }: BatchRecord,
    signal: AbortSignal | undefined,
  ): Promise<string> {
    const body = {
      endpoint: BATCH_PATHS[abilities.api],
      input_file_id: input_file_id!,
      completion_window: '24h' as const,
      metadata: { rateloom_batch: key },
    }
    const create = () =>
      this.#request((sdk, options) => sdk.batches.create(body, { ...options, maxRetries: 0 }), signal)
    try {
      return (await create()).id
    } catch (error) {
      if (!(error instanceof EndpointError) || error.final) throw error
      return ((await this.#findBatch(key, signal)) ?? (await create())).id
    }
  }

  #findBatch(key: string, signal: AbortSignal | undefined): Promise<Batch | null> {
    return this.#request(async (sdk, options) => {
      let looked = 0
      for await (const batch of sdk.batches.list({ limit: 100 }, options)) {
        if (batch.metadata?.rateloom_batch === key) return batch
        if (++looked >= MOST_LOOKED_AT) break
      }
      return null
    }, signal)
  }

  #findFile(filename: string, signal: AbortSignal | undefined): Promise<string | null> {
    return this.#request(async (sdk, options) => {
      let looked = 0
      for await (const file of sdk.files.list({ purpose: 'batch', limit: 100, order: 'desc' }, options)) {
        if (file.filename === filename) return file.id
        if (++looked >= MOST_LOOKED_AT) break
      }
      return null
    }, signal)
  }

  async #request<T>(
    ask: (sdk: OpenAI, options: { signal: AbortSignal }) => PromiseLike<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    try {
      return await this.#client.request(ask, signal)
    } catch (error) {
      if (!(error instanceof EndpointError) || (error.status !== 404 && error.status !== 405)) throw error
      throw new EndpointError(
        `Endpoint "${this.#client.name}" takes no batches. Run without --batch.`,
        error.status,
      )
    }
  }
}
