/** What can go wrong with the answer to one request. */
export type Fault =
  /** Any error of the API, in its own form. */
  | {
      readonly kind: 'error'
      readonly status: number
      readonly code?: string | null
      readonly type?: string
      readonly param?: string | null
      readonly message?: string
      readonly headers?: Readonly<Record<string, string>>
    }
  /** A bare body with a status of its own: the page of a proxy, an error in another server's form. */
  | {
      readonly kind: 'raw'
      readonly status: number
      readonly body: string
      readonly contentType?: string
      readonly headers?: Readonly<Record<string, string>>
    }
  /** Nothing comes, and the connection stays open. */
  | { readonly kind: 'hang' }
  /** The connection is closed before anything was sent, or in the middle of the body. */
  | { readonly kind: 'reset'; readonly when: 'before_headers' | 'mid_body' }
  /** The body stops being JSON half way. */
  | { readonly kind: 'invalid_json' }
  /** The body comes in small pieces, so many milliseconds apart. */
  | { readonly kind: 'drip'; readonly everyMilliseconds: number; readonly pieces: number }
  /** The answer goes on and on, until so many bytes were sent or the client has enough. */
  | { readonly kind: 'huge'; readonly bytes: number }
  /** The model stopped at its limit. */
  | { readonly kind: 'truncated' }
  | { readonly kind: 'refusal'; readonly words: string }
  | { readonly kind: 'content_filter' }
  /** Status 200, and the body says that it failed (Responses). */
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }
  /** The model says something else than it was asked for. */
  | { readonly kind: 'says'; readonly text: string }

/** Which fault, if any, meets a request: by its number or by what is asked. */
export type FaultPlan<Subject> = (subject: Subject) => Fault | null | undefined

/** Faults by the number of the question, from 1; further questions go well. */
export function inOrder(...faults: readonly (Fault | null)[]): FaultPlan<{ readonly n: number }> {
  return ({ n }) => faults[n - 1]
}

export const rateLimited = (headers: Readonly<Record<string, string>> = {}): Fault => ({
  kind: 'error',
  status: 429,
  code: 'rate_limit_exceeded',
  type: 'requests',
  message: 'Rate limit reached for requests.',
  headers,
})

export const insufficientQuota: Fault = {
  kind: 'error',
  status: 429,
  code: 'insufficient_quota',
  type: 'insufficient_quota',
  message: 'You exceeded your current quota, please check your plan and billing details.',
}

export const unsupportedParameter = (param: string): Fault => ({
  kind: 'error',
  status: 400,
  code: 'unsupported_parameter',
  type: 'invalid_request_error',
  param,
  message: `Unsupported parameter: '${param}' is not supported with this model.`,
})
