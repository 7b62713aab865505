import type { REASONING_EFFORTS } from '../../config/endpoints.ts'
import type { AbilityStore } from './ability-store.ts'

/** Which of the two interfaces an endpoint is asked by; `auto` finds out. */
export type EndpointApi = 'auto' | 'responses' | 'chat'

/** How models are to answer; each is sent only to models that take it. */
export type ModelParameters = {
  /** 0..2; 0 gives the same answer again as far as the endpoint can. @default 0 */
  readonly temperature?: number | null
  /** Chat Completions only. @default 1 */
  readonly seed?: number | null
  /** How long a reasoning model thinks; null leaves it to the model. @default null */
  readonly reasoningEffort?: (typeof REASONING_EFFORTS)[number] | null
}

export interface EndpointOptions {
  /** The name in the configuration: messages speak of the endpoint by it. */
  readonly name: string
  /** With its `/v1`, as `https://api.openai.com/v1` or `http://127.0.0.1:11434/v1`. */
  readonly baseUrl: string
  /** The key itself, read from the environment by the caller; null for servers that ask for none. */
  readonly apiKey: string | null
  /** @default 'auto' */
  readonly api?: EndpointApi
  /** Makes it an Azure endpoint of the kind that dates its versions, as `2024-10-21`. */
  readonly azureApiVersion?: string | null
  /** Seconds until a request must have its whole answer, 1 to 3600. @default 120 */
  readonly timeoutSeconds?: number
  /** How often a request that failed on the way is sent again, 0 to 10. @default 3 */
  readonly maxRetries?: number
  /** Questions in flight at the same time, 1 to 256. @default 4 */
  readonly concurrency?: number
  /** @default null: no limit but what the endpoint's own headers ask for */
  readonly requestsPerMinute?: number | null
  /** @default null */
  readonly tokensPerMinute?: number | null
  /**
   * Seconds after which a question is given up whatever happens, retries and waits between them included.
   * @default every attempt at its timeout, and a minute before each retry
   */
  readonly deadlineSeconds?: number
  /** Bytes of an answer above which it is not read on. @default 4 MB */
  readonly maxAnswerBytes?: number
  readonly parameters?: ModelParameters
  /** What is known of models; shared by all endpoints of a run. @default in memory only */
  readonly abilities?: AbilityStore
}

/** The longest wait that a header may impose; the SDK ignores a longer `retry-after`, too. */
export const LONGEST_WAIT_SECONDS = 60

/** So that an attempt that runs out of time is told as that. */
const GRACE_SECONDS = 5

const DEFAULT_TIMEOUT_SECONDS = 120
const DEFAULT_MAX_RETRIES = 3
const DEFAULT_CONCURRENCY = 4
const DEFAULT_MAX_ANSWER_BYTES = 4_000_000

/** The options with their defaults. */
export type ResolvedOptions = Required<Omit<EndpointOptions, 'abilities' | 'parameters'>> & {
  readonly parameters: Required<ModelParameters>
}

export function resolveOptions(options: EndpointOptions): ResolvedOptions {
  const timeoutSeconds = options.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS
  const maxRetries = options.maxRetries ?? DEFAULT_MAX_RETRIES
  return {
    name: options.name,
    baseUrl: options.baseUrl.replace(/\/+$/, ''),
    apiKey: options.apiKey,
    api: options.api ?? 'auto',
    azureApiVersion: options.azureApiVersion ?? null,
    timeoutSeconds,
    maxRetries,
    concurrency: options.concurrency ?? DEFAULT_CONCURRENCY,
    requestsPerMinute: options.requestsPerMinute ?? null,
    tokensPerMinute: options.tokensPerMinute ?? null,
    deadlineSeconds:
      options.deadlineSeconds ??
      timeoutSeconds * (maxRetries + 1) + LONGEST_WAIT_SECONDS * maxRetries + GRACE_SECONDS,
    maxAnswerBytes: options.maxAnswerBytes ?? DEFAULT_MAX_ANSWER_BYTES,
    parameters: {
      temperature: options.parameters?.temperature === undefined ? 0 : options.parameters.temperature,
      seed: options.parameters?.seed === undefined ? 1 : options.parameters.seed,
      reasoningEffort: options.parameters?.reasoningEffort ?? null,
    },
  }
}
