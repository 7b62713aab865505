import { setTimeout as wait } from 'node:timers/promises'
import PQueue from 'p-queue'
import { LONGEST_WAIT_SECONDS } from './endpoint-options.ts'

export interface PaceLimits {
  /** Requests in flight at the same time. */
  readonly concurrency: number
  /** Requests that start within a window; null for no limit. */
  readonly requests: number | null
  /** Tokens sent within a window; null for no limit. */
  readonly tokens: number | null
  /** @default 60_000: a minute, which is how endpoints count */
  readonly windowMilliseconds?: number
}

/** When requests may start: so many at once, so many and so many tokens a minute, and not before the endpoint's headers allow. */
export class Pace {
  readonly #queue: PQueue
  readonly #limits: PaceLimits
  readonly #window: number
  /** Tokens of requests that started within the window, oldest first. */
  readonly #spent: { at: number; tokens: number }[] = []
  #heldUntil = 0
  /** What the endpoint said is left of its tokens, and until when that holds. */
  #left: { tokens: number; until: number } | null = null

  constructor(limits: PaceLimits) {
    this.#limits = limits
    this.#window = limits.windowMilliseconds ?? 60_000
    const perWindow =
      limits.requests === null
        ? {}
        : { interval: this.#window, intervalCap: limits.requests, strict: true as const }
    this.#queue = new PQueue({ concurrency: limits.concurrency, ...perWindow })
  }

  /** Runs the task when its turn has come; rejects with the reason of the signal when that comes first. */
  async run<T>(tokens: number, signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    signal.throwIfAborted()
    return this.#queue.add(
      async () => {
        await this.#turn(tokens, signal)
        return task()
      },
      { signal },
    )
  }

  /** Takes in what the headers of an answer say of limits. */
  heed(status: number, headers: Headers): void {
    const now = Date.now()
    const retryAfter = retryAfterMilliseconds(headers, now)
    if ((status === 429 || status === 503) && retryAfter !== null) this.#hold(now + retryAfter)
    const requestsReset = durationMilliseconds(headers.get('x-ratelimit-reset-requests'))
    if (headers.get('x-ratelimit-remaining-requests') === '0' && requestsReset !== null) {
      this.#hold(now + requestsReset)
    }
    const tokensReset = durationMilliseconds(headers.get('x-ratelimit-reset-tokens'))
    const tokensLeft = Number.parseInt(headers.get('x-ratelimit-remaining-tokens') ?? '', 10)
    if (tokensReset !== null && Number.isFinite(tokensLeft)) {
      this.#left = { tokens: tokensLeft, until: this.#atMost(now + tokensReset) }
    }
  }

  async #turn(tokens: number, signal: AbortSignal): Promise<void> {
    for (;;) {
      const now = Date.now()
      const start = Math.max(this.#heldUntil, this.#whenTokensAllow(tokens, now))
      if (start <= now) break
      await wait(start - now, undefined, { signal })
    }
    if (this.#limits.tokens !== null) this.#spent.push({ at: Date.now(), tokens })
    if (this.#left) this.#left = { ...this.#left, tokens: this.#left.tokens - tokens }
  }

  #whenTokensAllow(tokens: number, now: number): number {
    let start = 0
    if (this.#left && this.#left.until > now && this.#left.tokens < tokens) start = this.#left.until
    const { tokens: most } = this.#limits
    if (most === null) return start
    while (this.#spent.length > 0 && this.#spent[0]!.at + this.#window <= now) this.#spent.shift()
    let within = this.#spent.reduce((sum, one) => sum + one.tokens, 0)
    // A question larger than the limit goes when nothing else is within the window.
    for (const one of this.#spent) {
      if (within + tokens <= most) break
      within -= one.tokens
      start = Math.max(start, one.at + this.#window)
    }
    return start
  }

  #hold(until: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, this.#atMost(until))
  }

  #atMost(until: number): number {
    return Math.min(until, Date.now() + LONGEST_WAIT_SECONDS * 1000)
  }
}

/** Milliseconds of `retry-after-ms` or `retry-after` (seconds or a date). */
function retryAfterMilliseconds(headers: Headers, now: number): number | null {
  const exact = Number.parseFloat(headers.get('retry-after-ms') ?? '')
  if (Number.isFinite(exact)) return Math.max(0, exact)
  const after = headers.get('retry-after')
  if (after === null) return null
  const seconds = Number.parseFloat(after)
  const milliseconds = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(after) - now
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : null
}

const UNIT_MILLISECONDS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** Milliseconds of a duration as endpoints write it: `1s`, `6m0s`, `20ms`; a bare number is seconds. */
export function durationMilliseconds(text: string | null): number | null {
  if (text === null) return null
  if (/^\d+(\.\d+)?$/.test(text.trim())) return Number.parseFloat(text) * 1000
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)]
  if (parts.length === 0) return null
  return parts.reduce(
    (sum, [, number, unit]) => sum + Number.parseFloat(number!) * UNIT_MILLISECONDS[unit!]!,
    0,
  )
}
