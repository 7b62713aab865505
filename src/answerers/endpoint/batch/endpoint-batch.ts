import { createHash } from 'node:crypto'
import type OpenAI from 'openai'
import type { Batch } from 'openai/resources/batches'
import type { ModelQuestion, ModelReply } from '../../desk.ts'
import { type Abilities, interfacesOf, without } from '../abilities.ts'
import { today } from '../ability-store.ts'
import type { EndpointClient } from '../endpoint-client.ts'
import { readCompletion, readResponse } from '../read-answer.ts'
import { NOTHING_SPENT, replyOf } from '../reply.ts'
import { requestBody } from '../request-body.ts'
import { withoutSecrets } from '../secrets.ts'
import { EndpointError, StopRun } from '../stop-run.ts'
import { troubleOfAnswer } from '../trouble.ts'
import { BATCH_PATHS, type BatchResult, batchLine, readResults } from './batch-lines.ts'
import { type BatchRecord, BatchRecords } from './batch-records.ts'
import { questionId } from './question-id.ts'

export interface BatchOptions {
  /** Folder for what has to outlive the run. */
  readonly folder: string
  /** Questions in one batch, 1 to 50000, which is the most that OpenAI takes. @default 50000 */
  readonly maxQuestions?: number
  /** Bytes of one input file; OpenAI takes 200 MB. @default 150 MB */
  readonly maxBytes?: number
}

/** Where a batch stands. */
export interface BatchProgress {
  readonly id: string
  /** In the endpoint's words: `validating`, `in_progress`, `completed`, `expired` … */
  readonly status: string
  readonly questions: number
  /** Of them finished, as far as the endpoint says. */
  readonly finished: number
}

export interface Collected {
  /** Batches that go on. */
  readonly open: readonly BatchProgress[]
  /** Batches whose replies were all handed over in this call. */
  readonly ended: readonly BatchProgress[]
}

/** Takes the replies of a batch, one by one. A batch is forgotten when it has taken all of them. */
export type TakeReply = (question: ModelQuestion, reply: ModelReply) => void | Promise<void>

/** How far back what a cut off run left at the endpoint is looked for. */
const MOST_LOOKED_AT = 1000

const GOES_ON: ReadonlySet<string> = new Set(['validating', 'in_progress', 'finalizing', 'cancelling'])

/**
 * Asks many questions at half the price, within a day: hands them in, and collects the replies in the same or a later run. A
 * question is in one open batch at most; what a batch leaves unanswered comes back as failed, and is all that has to be
 * handed in again. All methods throw {@link StopRun} and
 * {@link EndpointError}.
 */
export class EndpointBatch {
  readonly #client: EndpointClient
  readonly #records: BatchRecords
  readonly #maxQuestions: number
  readonly #maxBytes: number

  constructor(client: EndpointClient, options: BatchOptions) {
    this.#client = client
    this.#records = new BatchRecords(options.folder)
    this.#maxQuestions = options.maxQuestions ?? 50_000
    this.#maxBytes = options.maxBytes ?? 150_000_000
  }

  /** Ids of the questions that are in a batch which was not collected yet; see {@link questionId}. */
  async waiting(): Promise<Set<string>> {
    const ids = new Set<string>()
    for (const record of await this.#records.of(this.#client.baseUrl)) {
      for (const question of await this.#records.questions(record)) ids.add(questionId(question))
    }
    return ids
  }

  /** Hands in those of the questions that wait in no batch. Returns how many these were. */
  async submit(questions: readonly ModelQuestion[], signal?: AbortSignal): Promise<number> {
    const waiting = await this.waiting()
    const unasked = new Map<string, ModelQuestion>()
    for (const question of questions) {
      const id = questionId(question)
      if (!waiting.has(id)) unasked.set(id, question)
    }
    for (const [model, ofModel] of Map.groupBy(unasked.values(), (question) => question.model)) {
      const abilities = await this.#client.abilitiesOf(model)
      for (const part of this.#parts(ofModel, abilities)) {
        const record = this.#record(model, part, abilities)
        await this.#records.begin(record, part)
        await this.#handIn(record, part, { isNew: true }, signal)
      }
    }
    return unasked.size
  }

  /** Looks once at every batch that was handed in, and hands over the replies of those that have ended. */
  async collect(take: TakeReply, signal?: AbortSignal): Promise<Collected> {
    const open: BatchProgress[] = []
    const ended: BatchProgress[] = []
    for (const record of await this.#records.of(this.#client.baseUrl)) {
      const questions = await this.#records.questions(record)
      const batch = await this.#batchOf(record, questions, signal)
      const progress = progressOf(record, batch, questions.length)
      if (batch && GOES_ON.has(batch.status)) {
        open.push(progress)
        continue
      }
      await this.#handOver(record, batch, questions, take, signal)
      await this.#records.remove(record)
      await this.#tidy(batch, signal)
      ended.push(progress)
    }
    return { open, ended }
  }

  /** Questions that fit into one batch each. */
  *#parts(questions: readonly ModelQuestion[], abilities: Abilities): Generator<ModelQuestion[]> {
    let part: ModelQuestion[] = []
    let bytes = 0
    for (const question of questions) {
      const size = Buffer.byteLength(batchLine(question, abilities, this.#client.parameters)) + 1
      if (part.length > 0 && (part.length === this.#maxQuestions || bytes + size > this.#maxBytes)) {
        yield part
        part = []
        bytes = 0
      }
      part.push(question)
      bytes += size
    }
    if (part.length > 0) yield part
  }

  #record(model: string, questions: readonly ModelQuestion[], abilities: Abilities): BatchRecord {
    const base_url = this.#client.baseUrl
    const ids = questions.map(questionId).sort()
    const key = createHash('sha256')
      .update(JSON.stringify([base_url, model, ids]))
      .digest('hex')
      .slice(0, 32)
    return {
      version: 1,
      key,
      endpoint: this.#client.name,
      base_url,
      model,
      abilities,
      input_file_id: null,
      batch_id: null,
    }
  }

  /** Takes the steps that are not taken yet. Returns the record of a batch that the endpoint has. */
  async #handIn(
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

  /** The batch as it stands; null when the endpoint does not know it any more. */
  async #batchOf(
    record: BatchRecord,
    questions: readonly ModelQuestion[],
    signal: AbortSignal | undefined,
  ): Promise<Batch | null> {
    const { batch_id } = record.batch_id
      ? record
      : await this.#handIn(record, questions, { isNew: false }, signal)
    try {
      return await this.#client.request((sdk, options) => sdk.batches.retrieve(batch_id!, options), signal)
    } catch (error) {
      if (error instanceof EndpointError && error.status === 404) return null
      throw error
    }
  }

  async #handOver(
    record: BatchRecord,
    batch: Batch | null,
    questions: readonly ModelQuestion[],
    take: TakeReply,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const results = new Map([
      ...(await this.#results(batch?.error_file_id, signal)),
      ...(await this.#results(batch?.output_file_id, signal)),
    ])
    const learned = { abilities: record.abilities }
    for (const question of questions) {
      const result = results.get(questionId(question))
      await take(question, this.#reply(question, result, batch, record, learned))
    }
    if (learned.abilities !== record.abilities) {
      await this.#client.learn(record.model, { ...learned.abilities, learned_on: today() })
    }
  }

  async #results(file: string | undefined | null, signal: AbortSignal | undefined) {
    if (!file) return new Map<string, BatchResult>()
    const content = await this.#client.request((sdk, options) => sdk.files.content(file, options), signal, {
      json: false,
    })
    return readResults(await content.text())
  }

  #reply(
    question: ModelQuestion,
    result: BatchResult | undefined,
    batch: Batch | null,
    { abilities, model }: BatchRecord,
    learned: { abilities: Abilities },
  ): ModelReply {
    const { apiKey, api } = this.#client.options
    const failed = (reason: string): ModelReply => ({
      status: 'failed',
      reason: withoutSecrets(reason, [apiKey]),
      cost: NOTHING_SPENT,
    })
    if (!result?.response) return failed(unansweredReason(batch, result))
    const { status_code, body } = result.response
    if (status_code < 300) {
      const read =
        abilities.api === 'responses' ? readResponse(body, question) : readCompletion(body, question)
      const thinks = learned.abilities.thinks || read.thought
      learned.abilities = { ...learned.abilities, thinks, settled: true }
      return replyOf(question, read, { ...NOTHING_SPENT, calls: 1 }, 'batch', apiKey).reply
    }
    const last = { status: status_code, requestId: null, text: JSON.stringify(body) }
    const trouble = troubleOfAnswer(last, {
      endpoint: this.#client.name,
      baseUrl: this.#client.baseUrl,
      model,
      refusable: requestBody(question, abilities, this.#client.parameters).refusable,
      requests: 1,
    })
    if (trouble.kind === 'stop') return failed(trouble.error.message)
    if (trouble.kind === 'lack' && trouble.remember) {
      // What the model does not take is left out when the question goes again.
      const interfaces = interfacesOf(api, this.#client.baseUrl)
      learned.abilities = without(learned.abilities, trouble.lack, interfaces) ?? learned.abilities
    }
    const reply = failed(trouble.reason)
    return trouble.kind === 'fail' && reply.status !== 'answered'
      ? { ...reply, status: trouble.status }
      : reply
  }

  /** What was sent does not stay at the endpoint longer than it is needed there. */
  async #tidy(batch: Batch | null, signal: AbortSignal | undefined): Promise<void> {
    if (!batch) return
    for (const file of [batch.input_file_id, batch.output_file_id, batch.error_file_id]) {
      if (!file) continue
      await this.#client.request((sdk, options) => sdk.files.delete(file, options), signal).catch(() => {})
    }
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

function progressOf(record: BatchRecord, batch: Batch | null, questions: number): BatchProgress {
  const { completed = 0, failed = 0 } = batch?.request_counts ?? {}
  return {
    id: batch?.id ?? record.batch_id ?? record.key,
    status: batch?.status ?? 'unknown',
    questions,
    finished: completed + failed,
  }
}

function unansweredReason(batch: Batch | null, result: BatchResult | undefined): string {
  const error = result?.error ?? batch?.errors?.data?.[0]
  const said = error ? ` (${[error.code, error.message].filter(Boolean).join(': ')})` : ''
  if (!batch) return 'The endpoint does not know the batch any more. The question has to be asked again.'
  const why =
    batch.status === 'expired'
      ? 'was not answered before the batch expired'
      : batch.status === 'failed'
        ? 'was not looked at, for the batch failed'
        : batch.status === 'cancelled'
          ? 'was not answered before the batch was cancelled'
          : 'was left out of the results of the batch'
  return `The question ${why}${said}. It has to be asked again.`
}
