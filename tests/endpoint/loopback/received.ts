import type { IncomingHttpHeaders } from 'node:http'

/** A request as it arrived. */
export interface Received {
  readonly method: string
  /** Without the `/v1` and the query, as `/responses`. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer<ArrayBuffer>
  /** The body where it is JSON, else null. */
  readonly json: Readonly<Record<string, unknown>> | null
  /** When it arrived, in milliseconds of `performance.now()`. */
  readonly at: number
  /** Counts requests from 1. */
  readonly n: number
}
