import { answerBody, type Said } from './answer-body.ts'
import { type Asked, askedOf } from './asked.ts'
import type { FilesApi } from './files-api.ts'
import { failure, type HttpAnswer, json } from './http-answer.ts'
import { page } from './page.ts'
import type { Received } from './received.ts'

/** How the batches at a loopback server go. */
export interface BatchPlan {
  /** How often a batch is looked at before it has ended. @default 1 */
  readonly polls?: number
  /** How a batch ends. @default 'completed' */
  readonly ends?: 'completed' | 'expired' | 'failed' | 'cancelled'
  /** What becomes of an item: an error of its own, no answer before the batch expired, no line at all. */
  readonly item?: (
    asked: Asked,
  ) =>
    | { readonly status: number; readonly code: string; readonly message: string }
    | 'expired'
    | 'missing'
    | null
}

interface Batch {
  readonly id: string
  readonly endpoint: string
  readonly input_file_id: string
  readonly metadata: unknown
  status: string
  polls: number
  output_file_id: string | null
  error_file_id: string | null
  errors: { object: 'list'; data: { code: string; message: string }[] } | null
}

/** Batches of questions: answered by the same function as single ones. */
export class BatchesApi {
  readonly batches: Batch[] = []
  plan: BatchPlan
  readonly #files: FilesApi
  readonly #answer: (asked: Asked) => Promise<Said>

  constructor(files: FilesApi, answer: (asked: Asked) => Promise<Said>, plan: BatchPlan) {
    this.#files = files
    this.#answer = answer
    this.plan = plan
  }

  async handle({ method, path, query, json: body }: Received): Promise<HttpAnswer> {
    const [, id, verb] = path.slice(1).split('/')
    if (method === 'POST' && id === undefined) return json(shown(this.#create(body ?? {})))
    if (id === undefined) return page(this.batches.map(shown).reverse(), query)
    const batch = this.batches.find((one) => one.id === id)
    if (!batch) return failure(404, `No batch found with id '${id}'.`)
    if (verb === 'cancel') batch.status = 'cancelled'
    else await this.#poll(batch)
    return json(shown(batch))
  }

  #create(body: Readonly<Record<string, unknown>>): Batch {
    const batch: Batch = {
      id: `batch_${this.batches.length + 1}`,
      endpoint: String(body.endpoint),
      input_file_id: String(body.input_file_id),
      metadata: body.metadata ?? null,
      status: 'validating',
      polls: 0,
      output_file_id: null,
      error_file_id: null,
      errors: null,
    }
    this.batches.push(batch)
    return batch
  }

  async #poll(batch: Batch): Promise<void> {
    if (batch.status !== 'validating' && batch.status !== 'in_progress') return
    batch.polls++
    if (batch.polls < (this.plan.polls ?? 1)) {
      batch.status = 'in_progress'
      return
    }
    batch.status = this.plan.ends ?? 'completed'
    if (batch.status === 'failed') {
      batch.errors = {
        object: 'list',
        data: [{ code: 'token_limit_exceeded', message: 'Enqueued token limit reached.' }],
      }
      return
    }
    await this.#work(batch)
  }

  async #work(batch: Batch): Promise<void> {
    const input = this.#files.files.find(({ id }) => id === batch.input_file_id)
    const lines = (input?.text ?? '').split('\n').filter((line) => line !== '')
    const answers: string[] = []
    const errors: string[] = []
    for (const [index, line] of lines.entries()) {
      const { custom_id, body } = JSON.parse(line)
      const asked = askedOf(batch.endpoint.endsWith('/responses') ? 'responses' : 'chat', body, index + 1)
      const fate = this.plan.item?.(asked) ?? null
      const id = `batch_req_${index}`
      if (fate === 'missing') continue
      if (fate === 'expired') {
        const error = { code: 'batch_expired', message: 'This request could not be executed in time.' }
        errors.push(JSON.stringify({ id, custom_id, response: null, error }))
      } else if (fate) {
        const { status: status_code, code, message } = fate
        const failed = { status_code, request_id: id, body: { error: { code, message, param: null } } }
        errors.push(JSON.stringify({ id, custom_id, response: failed, error: null }))
      } else {
        const said = answerBody(asked, await this.#answer(asked), null)
        const response = { status_code: 200, request_id: id, body: said }
        answers.push(JSON.stringify({ id, custom_id, response, error: null }))
      }
    }
    // Answers come in no order that a client may rely on.
    answers.reverse()
    if (answers.length > 0) {
      batch.output_file_id = this.#files.store('output.jsonl', 'batch_output', `${answers.join('\n')}\n`).id
    }
    if (errors.length > 0) {
      batch.error_file_id = this.#files.store('errors.jsonl', 'batch_output', `${errors.join('\n')}\n`).id
    }
  }
}

function shown({ polls: _, ...batch }: Batch) {
  return { object: 'batch', completion_window: '24h', created_at: 1_700_000_000, ...batch }
}
