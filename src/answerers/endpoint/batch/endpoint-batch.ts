import { randomUUID } from 'node:crypto'
import type { Batch } from 'openai/resources/batches'
import type { ModelQuestion, ModelReply } from '../../desk.ts'
import type { Abilities } from '../abilities.ts'
import { today } from '../ability-store.ts'
import type { EndpointClient } from '../endpoint-client.ts'
import { EndpointError } from '../stop-run.ts'
import { type BatchResult, batchLine, readResults } from './batch-lines.ts'
import { type BatchRecord, BatchRecords } from './batch-records.ts'
import { batchReply } from './batch-reply.ts'
import { HandIn } from './hand-in.ts'
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

const GOES_ON: ReadonlySet<string> = new Set(['validating', 'in_progress', 'finalizing', 'cancelling'])

/**
 * Asks many questions at half the price, within a day: hands them in, and collects the replies in the same or a later run. A
 * question is in one open batch at most; what a batch leaves unanswered comes back as failed, and is all that has to be
 * handed in again. All methods throw `StopRun` and
 * {@link EndpointError}.
 */
export class EndpointBatch {
  readonly #client: EndpointClient
  readonly #records: BatchRecords
  readonly #handIn: HandIn
  readonly #maxQuestions: number
  readonly #maxBytes: number

  constructor(client: EndpointClient, options: BatchOptions) {
    this.#client = client
    this.#records = new BatchRecords(options.folder)
    this.#handIn = new HandIn(client, this.#records)
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
        const record = this.#record(model, abilities)
        await this.#records.begin(record, part)
        await this.#handIn.run(record, part, { isNew: true }, signal)
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

  #record(model: string, abilities: Abilities): BatchRecord {
    return {
      version: 1,
      // Not made of its questions: the same ones may go again after a batch that failed.
      key: randomUUID().replaceAll('-', ''),
      endpoint: this.#client.name,
      base_url: this.#client.baseUrl,
      model,
      abilities,
      input_file_id: null,
      batch_id: null,
    }
  }

  /** The batch as it stands; null when the endpoint does not know it any more. */
  async #batchOf(
    record: BatchRecord,
    questions: readonly ModelQuestion[],
    signal: AbortSignal | undefined,
  ): Promise<Batch | null> {
    const { batch_id } = record.batch_id
      ? record
      : await this.#handIn.run(record, questions, { isNew: false }, signal)
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
      await take(question, batchReply(question, result, batch, record, this.#client, learned))
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

  /** What was sent does not stay at the endpoint longer than it is needed there. */
  async #tidy(batch: Batch | null, signal: AbortSignal | undefined): Promise<void> {
    if (!batch) return
    for (const file of [batch.input_file_id, batch.output_file_id, batch.error_file_id]) {
      if (!file) continue
      await this.#client.request((sdk, options) => sdk.files.delete(file, options), signal).catch(() => {})
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
