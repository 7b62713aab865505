import type { LastAnswer } from './trouble.ts'
import { ANSWER_TOO_LARGE, isFinal } from './wire-error.ts'

/** Statuses that carry no body; a `Response` refuses to be made with one. */
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304])

export interface ExchangeLimits {
  readonly maxBytes: number
  /** Whether answers that call themselves JSON have to be. */
  readonly json: boolean
}

/**
 * The wire below the SDK, for one request and its retries. An answer is handed up when its whole body has arrived, so that
 * the SDK's timeout and its retries hold for the body too: for a connection reset in the middle of it, for one that drips,
 * for JSON that is none. What waiting does not mend is marked so that the SDK does not wait, and an answer that grows
 * beyond all measure is not read to its end.
 */
export class Exchange {
  /** Requests sent so far. */
  requests = 0
  last: LastAnswer | null = null
  readonly #limits: ExchangeLimits
  readonly #heed: (status: number, headers: Headers) => void
  readonly #go: typeof fetch

  /** `heed` is told of every answer; `go` sends. */
  constructor(
    limits: ExchangeLimits,
    heed: (status: number, headers: Headers) => void,
    go: typeof fetch = fetch,
  ) {
    this.#limits = limits
    this.#heed = heed
    this.#go = go
  }

  readonly fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    this.requests++
    const response = await this.#go(input, init)
    this.#heed(response.status, response.headers)
    const body = await readBody(response, this.#limits.maxBytes)
    const requestId = response.headers.get('x-request-id')
    if (body === null) return this.#tooLarge(requestId)

    const isJson = /\bjson\b/i.test(response.headers.get('content-type') ?? '')
    const text = response.ok && !this.#limits.json ? '' : new TextDecoder().decode(body)
    this.last = { status: response.status, requestId, text }
    if (response.ok && this.#limits.json && isJson && body.length > 0 && !isValidJson(text)) {
      throw new Error('The body of the answer is no valid JSON.')
    }
    const headers = new Headers(response.headers)
    if (!response.ok && isFinal(text)) headers.set('x-should-retry', 'false')
    const content = WITHOUT_BODY.has(response.status) ? null : body
    return new Response(content, { status: response.status, statusText: response.statusText, headers })
  }

  /** In the words of the API itself, so that it takes the way of all its errors. */
  #tooLarge(requestId: string | null): Response {
    const text = JSON.stringify({
      error: { code: ANSWER_TOO_LARGE, message: `The answer is larger than ${this.#limits.maxBytes} bytes.` },
    })
    this.last = { status: 413, requestId, text }
    const headers = { 'content-type': 'application/json', 'x-should-retry': 'false' }
    return new Response(text, { status: 413, headers })
  }
}

/** Null when there is more than may be read. */
async function readBody(response: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!response.body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let bytes = 0
  // Leaving the loop cancels the stream, and with it the connection.
  for await (const chunk of response.body) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) return null
    chunks.push(chunk)
  }
  const body = new Uint8Array(bytes)
  let at = 0
  for (const chunk of chunks) {
    body.set(chunk, at)
    at += chunk.byteLength
  }
  return body
}

function isValidJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
