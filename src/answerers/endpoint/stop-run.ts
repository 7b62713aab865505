/**
 * Why no further question needs to be asked: `quota` (nothing left to spend), `key` (missing or wrong), `permission`,
 * `model` (not there), `address` (nothing that answers at the base URL).
 */
export type StopCode = 'quota' | 'key' | 'permission' | 'model' | 'address'

/** Ends all asking of a run at once. The message says what is wrong and what to do; it never holds a key. */
export class StopRun extends Error {
  override name = 'StopRun'
  readonly code: StopCode
  /** Name of the endpoint in the configuration. */
  readonly endpoint: string

  constructor(code: StopCode, endpoint: string, message: string) {
    super(message)
    this.code = code
    this.endpoint = endpoint
  }
}

/** A request that came to nothing, in words for a person; others may still succeed. Never holds a key. */
export class EndpointError extends Error {
  override name = 'EndpointError'
  /** The HTTP status, null where no answer came. */
  readonly status: number | null

  constructor(message: string, status: number | null) {
    super(message)
    this.status = status
  }

  /** Whether the same request would come to nothing tomorrow, too. */
  get final(): boolean {
    return this.status !== null && this.status >= 400 && this.status < 500 && this.status !== 429
  }
}
