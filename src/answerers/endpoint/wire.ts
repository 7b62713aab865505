import type OpenAI from 'openai'
import { isOpenAi, type Lack } from './abilities.ts'
import type { ResolvedOptions } from './endpoint-options.ts'
import { Exchange } from './exchange.ts'
import { Pace } from './pace.ts'
import { withoutSecrets } from './secrets.ts'
import { StopRun } from './stop-run.ts'
import { type FailedRequest, type Trouble, troubleOf } from './trouble.ts'

/** Bytes of a file that is fetched from an endpoint above which it is not read on. */
const MAX_FILE_BYTES = 1_000_000_000

/** Stands where the SDK wants a key and the server asks for none. */
const NO_KEY = 'none'

/** What came of a request and its retries. */
export type Attempt<T> =
  | { readonly done: true; readonly data: T; readonly requests: number }
  | { readonly done: false; readonly trouble: Trouble; readonly failed: FailedRequest }

/** What a request is about, for the judgement of its failure. */
export interface About {
  readonly model: string | null
  readonly refusable: readonly Lack[]
  /** Whether the answer is JSON; else a file. */
  readonly json: boolean
}

/** The SDK for one endpoint, with our limits below it and our judgement above it. */
export class Wire {
  readonly #options: ResolvedOptions
  /** Made with the first request: loading the SDK takes longer than reading a small workbook. */
  #sdk: Promise<Sdk> | null = null
  readonly #pace: Pace
  readonly #stop = new AbortController()
  #reached = false

  constructor(options: ResolvedOptions) {
    this.#options = options
    this.#pace = new Pace({
      concurrency: options.concurrency,
      requests: options.requestsPerMinute,
      tokens: options.tokensPerMinute,
    })
  }

  /** Aborts with the {@link StopRun} that ended all asking. */
  get stopped(): AbortSignal {
    return this.#stop.signal
  }

  /** Ends all that waits and all that runs here. */
  stop(error: StopRun): void {
    this.#stop.abort(error)
  }

  /** Waits for the turn of a request of about so many tokens, then runs it. */
  run<T>(tokens: number, signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    return this.#pace.run(tokens, signal, task)
  }

  /** One request with the SDK's retries. Does not reject; whether it was aborted, the signal tells. */
  async attempt<T>(
    ask: (sdk: OpenAI, options: { signal: AbortSignal }) => PromiseLike<T>,
    signal: AbortSignal,
    { model, refusable, json }: About,
  ): Promise<Attempt<T>> {
    const maxBytes = json ? this.#options.maxAnswerBytes : MAX_FILE_BYTES
    this.#sdk ??= openSdk(this.#options)
    const { client, wayOf, go } = await this.#sdk
    const heed = (status: number, headers: Headers) => {
      this.#reached = true
      this.#pace.heed(status, headers)
    }
    const exchange = new Exchange({ maxBytes, json }, heed, go)
    try {
      const data = await ask(client.withOptions({ fetch: exchange.fetch }), { signal })
      return { done: true, data, requests: exchange.requests }
    } catch (error) {
      const failed: FailedRequest = {
        endpoint: this.#options.name,
        baseUrl: this.#options.baseUrl,
        model,
        refusable,
        over: wayOf(error),
        requests: exchange.requests,
        timeoutSeconds: this.#options.timeoutSeconds,
        last: exchange.last,
        reached: this.#reached,
      }
      return { done: false, trouble: this.#clean(troubleOf(error, failed)), failed }
    }
  }

  /** Servers repeat what was sent, the key included; what we say never does. */
  #clean(trouble: Trouble): Trouble {
    const clean = (text: string) => withoutSecrets(text, [this.#options.apiKey])
    if (trouble.kind !== 'stop') return { ...trouble, reason: clean(trouble.reason) }
    const { code, endpoint, message } = trouble.error
    return { kind: 'stop', error: new StopRun(code, endpoint, clean(message)) }
  }
}

interface Sdk {
  readonly client: OpenAI
  readonly wayOf: (error: unknown) => FailedRequest['over']
  readonly go: typeof fetch
}

/** The SDK for an endpoint, nothing of it left to variables of its own, and what sends its requests with patience. */
export async function openSdk(options: ResolvedOptions): Promise<Sdk> {
  const {
    default: Client,
    AzureOpenAI,
    APIConnectionError,
    APIConnectionTimeoutError,
  } = await import('openai')
  // Nothing is left to the SDK's own variables: OPENAI_BASE_URL would send one vendor's questions to another, and
  // OPENAI_LOG would print cells.
  const common = {
    baseURL: options.baseUrl,
    apiKey: options.apiKey ?? NO_KEY,
    adminAPIKey: null,
    maxRetries: options.maxRetries,
    timeout: Math.round(options.timeoutSeconds * 1000),
    logLevel: 'off' as const,
    ...(isOpenAi(options.baseUrl) ? {} : { organization: null, project: null }),
  }
  return {
    client:
      options.azureApiVersion === null
        ? new Client(common)
        : new AzureOpenAI({ ...common, apiVersion: options.azureApiVersion }),
    go: await senderFor(options.timeoutSeconds),
    wayOf: (error) =>
      error instanceof APIConnectionTimeoutError
        ? 'timeout'
        : error instanceof APIConnectionError
          ? 'connection'
          : 'answer',
  }
}

/** Node's own fetch gives up an answer that has not begun by then, whatever it is told. */
const NODE_PATIENCE_SECONDS = 300

/** Sends requests that may take so long: a large model on a small machine thinks for many minutes. */
async function senderFor(timeoutSeconds: number): Promise<typeof fetch> {
  if (timeoutSeconds < NODE_PATIENCE_SECONDS) return fetch
  const { Agent, fetch: patientFetch } = await import('undici')
  const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0 })
  // A form of Node's own is none for this fetch. Uploads are answered at once, so that they need no patience.
  return (input, init) =>
    init?.body instanceof FormData
      ? fetch(input, init)
      : (patientFetch(input as string, { ...init, dispatcher } as object) as unknown as Promise<Response>)
}
