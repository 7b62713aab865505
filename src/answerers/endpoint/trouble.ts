import type { Lack } from './abilities.ts'
import { foreignBody } from './read-answer.ts'
import { publicAddress } from './secrets.ts'
import { type StopCode, StopRun } from './stop-run.ts'
import { ANSWER_TOO_LARGE, isFinal, type WireError, wireErrorOf } from './wire-error.ts'

/** What follows from a request that failed. */
export type Trouble =
  | { readonly kind: 'stop'; readonly error: StopRun }
  /** Something in the request is not taken there: it goes again without. */
  | { readonly kind: 'lack'; readonly lack: Lack; readonly remember: boolean; readonly reason: string }
  | { readonly kind: 'fail'; readonly status: 'failed' | 'refused'; readonly reason: string }

/** What a request was about. */
export interface Asked {
  readonly endpoint: string
  readonly baseUrl: string
  /** Null where no model was asked. */
  readonly model: string | null
  /** What in the request a model may refuse to take. */
  readonly refusable: readonly Lack[]
  /** Requests sent, retries included. */
  readonly requests: number
}

/** The last answer on the wire. */
export interface LastAnswer {
  readonly status: number
  readonly requestId: string | null
  readonly text: string
}

/** What is known of a failed request. */
export interface FailedRequest extends Asked {
  /** Whether the SDK gave up for want of time, for want of an answer, or over an answer. */
  readonly over: 'timeout' | 'connection' | 'answer'
  readonly timeoutSeconds: number
  /** Null where none came. */
  readonly last: LastAnswer | null
  /** Whether anything ever answered at this address in this run. */
  readonly reached: boolean
}

/** Judges a failed request by the error of the SDK and the last answer on the wire. */
export function troubleOf(error: unknown, failed: FailedRequest): Trouble {
  if (failed.last === null || failed.over !== 'answer') return unanswered(error, failed)
  // The SDK stumbles over bodies that are none of the API, a page for example.
  if (failed.last.status < 300) return { kind: 'fail', status: 'failed', reason: foreignBody('OpenAI') }
  return troubleOfAnswer(failed.last, failed)
}

/** Judges an answer that is an error. */
export function troubleOfAnswer(last: LastAnswer, asked: Asked): Trouble {
  const { status } = last
  const { endpoint, model } = asked
  const wire = wireErrorOf(last.text)
  const said = quote(wire, last)
  const stop = (code: StopCode, what: string): Trouble => ({
    kind: 'stop',
    error: new StopRun(code, endpoint, `Endpoint "${endpoint}": ${what}${said}`),
  })
  const fail = (what: string): Trouble => ({ kind: 'fail', status: 'failed', reason: `${what}${said}` })

  if (status === 402 || (status === 429 && isFinal(last.text))) {
    return stop(
      'quota',
      'its quota is used up. Add credit or raise the limit of the account, then run again.',
    )
  }
  if (status === 401) {
    return stop('key', 'it does not accept the key. Set the variable named by api_key_env to a valid one.')
  }
  if (isModeration(wire)) {
    return {
      kind: 'fail',
      status: 'refused',
      reason: `The content filter of the endpoint turned the question down.${said}`,
    }
  }
  if (status === 403) {
    return stop('permission', 'the key may not do this. Give it access to the model, or use another key.')
  }
  if (isModelMissing(status, wire, model)) {
    return stop(
      'model',
      `it has no model "${model}". Check the id (rateloom models), pull or deploy the model, or name another.`,
    )
  }
  if (status === 404 || status === 405 || status === 501) {
    if (model === null) return fail('The endpoint does not offer this.')
    return {
      kind: 'lack',
      lack: 'api',
      remember: true,
      reason: `Nothing at ${publicAddress(asked.baseUrl)} answers questions. Check base_url (most end in /v1) and api.${said}`,
    }
  }
  if (wire.code === ANSWER_TOO_LARGE) return fail('The answer is far too large and was not read to its end.')
  if (status === 413 || isTooLong(wire)) {
    return fail('The question is too long for the model. Use a model with a larger context window.')
  }
  if (status === 400 || status === 422) {
    const lack = lackOf(wire, asked.refusable)
    if (lack) {
      return {
        kind: 'lack',
        lack,
        // A schema that is refused for what is in it says nothing of other schemas.
        remember: !(lack === 'schema' && isSchemaFault(wire)),
        reason: `The endpoint cannot be asked in any form that it takes.${said}`,
      }
    }
    return fail('The endpoint did not accept the question.')
  }
  if (status === 429) return fail(`The endpoint was still over its rate limit after ${times(asked)}.`)
  if (status >= 500) return fail(`The endpoint failed (${status}) ${times(asked)}.`)
  if (status >= 300 && status < 400)
    return fail('The endpoint redirects. Put its final address into base_url.')
  return fail(`The endpoint answered with status ${status}.`)
}

/** No answer, or none that could be read to its end. */
function unanswered(error: unknown, failed: FailedRequest): Trouble {
  const { endpoint, baseUrl, timeoutSeconds } = failed
  const causes = causesOf(error)
  const codes = causes.map(({ code }) => code)
  if (failed.over === 'timeout') {
    return {
      kind: 'fail',
      status: 'failed',
      reason: `No whole answer within ${timeoutSeconds} seconds, ${times(failed)}. Raise timeout_seconds, or use a faster model.`,
    }
  }
  if (!failed.reached && codes.some((code) => code === 'ENOTFOUND' || code === 'ECONNREFUSED')) {
    return {
      kind: 'stop',
      error: new StopRun(
        'address',
        endpoint,
        `Endpoint "${endpoint}": nothing answers at ${publicAddress(baseUrl)}. Check base_url and that the server runs.`,
      ),
    }
  }
  const why =
    causes.find(({ message }) => message.includes('no valid JSON'))?.message ??
    (codes.includes('UND_ERR_SOCKET') || codes.includes('ECONNRESET')
      ? 'The connection was closed in the middle of the answer.'
      : 'The connection failed.')
  return { kind: 'fail', status: 'failed', reason: `${why} Tried ${times(failed)}.` }
}

function times({ requests }: Asked): string {
  return requests === 1 ? 'once' : `${requests} times`
}

function quote(wire: WireError, { requestId }: LastAnswer): string {
  const words = wire.message ? ` It says: "${wire.message}"` : ''
  const request = requestId ? ` (request ${requestId.slice(0, 80)})` : ''
  return `${words}${request}`
}

function causesOf(error: unknown): { code: string; message: string }[] {
  const causes: { code: string; message: string }[] = []
  let at = error
  for (let depth = 0; at instanceof Error && depth < 5; depth++) {
    causes.push({ code: 'code' in at ? String(at.code) : '', message: at.message })
    if (at instanceof AggregateError) {
      for (const one of at.errors) causes.push({ code: String(one?.code ?? ''), message: '' })
    }
    at = at.cause
  }
  return causes
}

function isModeration({ code, type, message }: WireError): boolean {
  const named = [code, type].some((word) => /content_filter|content_policy|moderation/i.test(word))
  return named || /\bcontent (management )?policy\b|\bflagged\b/i.test(message)
}

function isModelMissing(status: number, { code, param, message }: WireError, model: string | null): boolean {
  if (model === null || (status !== 404 && status !== 400)) return false
  if (code === 'model_not_found' || code === 'DeploymentNotFound') return true
  const missing = /not found|does not exist|no such|unknown model|not supported|invalid model/i.test(message)
  return missing && (param === 'model' || (/\bmodel\b/i.test(message) && message.includes(model)))
}

function isTooLong({ code, message }: WireError): boolean {
  return (
    code === 'context_length_exceeded' ||
    /context (length|window|size)|maximum context|too many tokens|exceeds? the available context/i.test(
      message,
    )
  )
}

function isSchemaFault({ code, message }: WireError): boolean {
  return (
    code === 'invalid_json_schema' || /invalid schema|grammar|schema.*(conver|compil|pars)/i.test(message)
  )
}

/** How servers speak of what can be left out. */
const NAMES: Readonly<Record<Exclude<Lack, 'api'>, RegExp>> = {
  schema: /response_format|text\.format|json_schema|json_object|structured output|guided|grammar/i,
  temperature: /\btemperature\b/i,
  seed: /\bseed\b/i,
  reasoning_effort: /\breasoning(_effort|\.effort)?\b/i,
  store: /\bstore\b/i,
  max_tokens: /\bmax_tokens\b/i,
  max_completion_tokens: /\bmax_completion_tokens\b/i,
  tools: /\btools?\b|\btool_choice\b|\bfunction.?call/i,
  system_role: /\bsystem (role|message|prompt)|\brole.{0,12}system\b|roles must alternate/i,
}

/** What the refusal names, first by its `param`, then in its words; null when it names nothing that could be left out. */
function lackOf({ param, message }: WireError, refusable: readonly Lack[]): Lack | null {
  const named = refusable.filter((lack): lack is Exclude<Lack, 'api'> => lack !== 'api')
  if (param !== '') {
    const byParam = named.find((lack) => NAMES[lack].test(param) || (lack === 'schema' && param === 'text'))
    if (byParam) return byParam
  }
  return named.find((lack) => NAMES[lack].test(message)) ?? null
}

/** The reply's reason when nothing is left to leave out. */
export function nothingLeft(
  trouble: Extract<Trouble, { kind: 'lack' }>,
  asked: Asked,
): Exclude<Trouble, { kind: 'lack' }> {
  return trouble.lack === 'api'
    ? {
        kind: 'stop',
        error: new StopRun('address', asked.endpoint, `Endpoint "${asked.endpoint}": ${trouble.reason}`),
      }
    : { kind: 'fail', status: 'failed', reason: trouble.reason }
}
