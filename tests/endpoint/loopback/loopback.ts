import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerBody, type Said } from './answer-body.ts'
import { type Asked, askedOf } from './asked.ts'
import { BatchesApi, type BatchPlan } from './batches-api.ts'
import { type Fault, type FaultPlan, unsupportedParameter } from './faults.ts'
import { FilesApi } from './files-api.ts'
import { FineTuningApi, type TuningPlan } from './fine-tuning-api.ts'
import { bodyOf, failure, type HttpAnswer, json, send, sendBroken } from './http-answer.ts'
import type { Received } from './received.ts'

export type LoopbackPart = 'responses' | 'chat' | 'models' | 'files' | 'batches' | 'fine_tuning'

export interface LoopbackOptions {
  /** What the model says to a question: the text, or the text with what it is said to have used. */
  readonly answer: (asked: Asked) => string | Said | Promise<string | Said>
  /** Which fault meets which question. @default none */
  readonly faults?: FaultPlan<Asked>
  /** Parts of the API that this server does not have: they answer 404. */
  readonly lacks?: readonly LoopbackPart[]
  /** Parameters that the model refuses with a 400 that names them, as `temperature`. */
  readonly refuses?: readonly string[]
  /** Forms of answer that the server takes; others are refused. @default all */
  readonly formats?: readonly Asked['format'][]
  /** The only key that is accepted. @default any */
  readonly apiKey?: string
  /** @default ['loop-1'] */
  readonly models?: readonly string[]
  /**
   * Which fault meets the answer to any request, after the server did what was asked: the client does not learn of it.
   * @default none
   */
  readonly breaks?: FaultPlan<Received>
  /** Headers of every good answer, such as those of a rate limit. */
  readonly headers?: (asked: Asked) => Readonly<Record<string, string>>
  readonly batches?: BatchPlan
  readonly fineTuning?: TuningPlan
}

/** A server on the loopback interface that speaks the API over real HTTP. */
export interface Loopback {
  /** With its `/v1`. */
  readonly baseUrl: string
  /** Every request, in the order of arrival. */
  readonly requests: readonly Received[]
  /** Every question that came singly, in the order of arrival. */
  readonly asked: readonly Asked[]
  readonly files: FilesApi
  readonly batches: BatchesApi
  readonly fineTuning: FineTuningApi
  close(): Promise<void>
}

export async function startLoopback(options: LoopbackOptions): Promise<Loopback> {
  const requests: Received[] = []
  const asked: Asked[] = []
  const answer = async (question: Asked): Promise<Said> => {
    const said = await options.answer(question)
    return typeof said === 'string' ? { text: said } : said
  }
  const files = new FilesApi()
  const batches = new BatchesApi(files, answer, options.batches ?? {})
  const fineTuning = new FineTuningApi(files, options.fineTuning ?? {})

  const models = (options.models ?? ['loop-1']).map((id) => ({ id, object: 'model' }))
  const parts = {
    models: async () => json({ object: 'list', data: models }),
    files: (received: Received) => files.handle(received),
    batches: (received: Received) => batches.handle(received),
    fine_tuning: (received: Received) => fineTuning.handle(received),
  }

  async function question(api: Asked['api'], received: Received): Promise<[HttpAnswer, Fault | null]> {
    const one = askedOf(api, { ...received.json }, asked.length + 1)
    asked.push(one)
    const fault = options.faults?.(one) ?? refusalOf(one, options)
    const body = answerBody(one, await answer(one), fault)
    return [json(body, 200, options.headers?.(one)), fault]
  }

  async function answerTo(received: Received): Promise<[HttpAnswer, Fault | null]> {
    const part = partOf(received.path)
    if (part === null || options.lacks?.includes(part)) {
      return [{ status: 404, body: '404 page not found', contentType: 'text/plain' }, null]
    }
    const key = options.apiKey
    const given = received.headers.authorization?.slice('Bearer '.length)
    if (key !== undefined && given !== key) {
      return [failure(401, `Incorrect API key provided: ${given}.`, { code: 'invalid_api_key' }), null]
    }
    if (part === 'responses' || part === 'chat') return question(part, received)
    return [await parts[part](received), null]
  }

  const server = createServer(async (request, response) => {
    const at = performance.now()
    const bytes = await bodyOf(request)
    const url = new URL(request.url ?? '/', 'http://loopback')
    const isJson = request.headers['content-type']?.includes('json')
    const received: Received = {
      method: request.method ?? 'GET',
      path: url.pathname.replace(/^\/v1/, ''),
      query: url.searchParams,
      headers: request.headers,
      bytes,
      json: isJson && bytes.length > 0 ? JSON.parse(bytes.toString()) : null,
      at,
      n: requests.length + 1,
    }
    requests.push(received)
    const [answered, fault] = await answerTo(received)
    const broken = fault ?? options.breaks?.(received)
    if (!broken || !(await sendBroken(response, broken, answered.body))) send(response, answered)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    asked,
    files,
    batches,
    fineTuning,
    close: () => close(server),
  }
}

function partOf(path: string): LoopbackPart | null {
  if (path === '/responses') return 'responses'
  if (path === '/chat/completions') return 'chat'
  const [, first] = path.split('/')
  return first === 'models' || first === 'files' || first === 'batches' || first === 'fine_tuning'
    ? first
    : null
}

/** The fault of a model that does not take what it was sent. */
function refusalOf(asked: Asked, { refuses = [], formats }: LoopbackOptions) {
  const refused = refuses.find((name) => name in asked.body)
  if (refused) return unsupportedParameter(refused)
  if (formats && !formats.includes(asked.format)) {
    return unsupportedParameter(asked.api === 'chat' ? 'response_format' : 'text.format')
  }
  return null
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
}
