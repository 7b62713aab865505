import type { ModelQuestion, ModelReply, MostBilled } from '../desk.ts'
import { type AnswerCache, type AskedWhere, cacheKey } from './answer-cache.ts'
import type { Budget } from './budget.ts'
import { NO_COST } from './cost-ledger.ts'
import { type Prices, priceOf, usdOf } from './model-prices.ts'

/** Who carries a question to an endpoint, paced as that one allows. */
export interface Sender extends AskedWhere {
  /**
   * Throws only for what makes all further questions pointless; its message says what to do. Makes no request that
   * `afford` denies.
   */
  send(
    question: ModelQuestion,
    signal: AbortSignal | undefined,
    afford: (most: MostBilled) => boolean,
  ): Promise<ModelReply>
}

export interface DeskOptions {
  /** By the name that questions give. */
  readonly senders: ReadonlyMap<string, Sender>
  readonly cache: AnswerCache
  readonly budget: Budget
  readonly prices: Prices
  readonly countTokens: (text: string) => number
  /** Whether a text has the form that was asked for: what has not is no answer, and is asked for again by the next run. */
  readonly isWhole: (question: ModelQuestion, text: string) => boolean
  /** Called once, with the error that ended all asking. */
  readonly onStop?: (error: Error) => void
}

/**
 * Where all questions of a run are handed in. In this order: one that is being asked already is not asked twice; one that
 * was answered before costs nothing; one that would pass the budget is not sent. Errors are never kept.
 */
export class EndpointDesk {
  readonly #options: DeskOptions
  readonly #underWay = new Map<string, Promise<ModelReply>>()
  #stopped: Error | null = null

  constructor(options: DeskOptions) {
    this.#options = options
  }

  /** Null while questions are asked; else why none is any more. */
  get stopped(): Error | null {
    return this.#stopped
  }

  async ask(question: ModelQuestion, signal?: AbortSignal): Promise<ModelReply> {
    const sender = this.#options.senders.get(question.endpoint)
    if (!sender) return failed(`There is no endpoint "${question.endpoint}".`)
    const key = cacheKey(question, sender)
    for (;;) {
      const other = this.#underWay.get(key)
      if (other) {
        const reply = await other
        // The one who asked first may have been called off; that is no answer for the others.
        if (reply.status !== 'answered' && !signal?.aborted && reply.reason === CALLED_OFF) continue
        return shared(reply)
      }
      const reply = this.#answer(question, key, sender, signal)
      this.#underWay.set(key, reply)
      try {
        return await reply
      } finally {
        this.#underWay.delete(key)
      }
    }
  }

  async #answer(
    question: ModelQuestion,
    key: string,
    sender: Sender,
    signal: AbortSignal | undefined,
  ): Promise<ModelReply> {
    const known = await this.#options.cache.read(key)
    if (known) return { status: 'answered', text: known.text, from: 'cache', cost: NO_COST }
    if (this.#stopped) return failed(this.#stopped.message)
    if (signal?.aborted) return failed(CALLED_OFF)
    const { budget, cache, isWhole } = this.#options
    let reserved = this.#dearest(question)
    if (!budget.reserve(reserved))
      return {
        status: 'over_budget',
        reason: `Not asked: with this question the run might cost more than the limit (${dollars(budget.spent)} spent, up to ${dollars(reserved)} for this one). Raise --max-cost, or max_cost_usd.`,
        cost: NO_COST,
      }
    const afford = (most: MostBilled) => {
      const more = this.#dearest(question, most) - reserved
      if (more <= 0) return true
      if (!budget.reserve(more)) return false
      reserved += more
      return true
    }
    let used = 0
    try {
      const reply = this.#priced(question, await sender.send(question, signal, afford))
      used = reply.cost.usd ?? 0
      // A disk that is full costs the next run a question, not this one its answer.
      if (reply.status === 'answered' && isWhole(question, reply.text))
        await cache.write(key, question, reply).catch(() => {})
      return reply
    } catch (error) {
      if (signal?.aborted) return failed(CALLED_OFF)
      this.#stop(error instanceof Error ? error : new Error(String(error)))
      return failed(this.#stopped!.message)
    } finally {
      budget.settle(reserved, used)
    }
  }

  /** What the question costs if nothing of it is cached and the answers are as long as they may be. */
  #dearest(question: ModelQuestion, most?: MostBilled): number {
    const price = priceOf(question.model, this.#options.prices)
    return price ? (usdOf(mostTokens(question, this.#options.countTokens, most), price) ?? 0) : 0
  }

  #priced(question: ModelQuestion, reply: ModelReply): ModelReply {
    const price = priceOf(question.model, this.#options.prices)
    const batch = reply.status === 'answered' && reply.from === 'batch'
    return { ...reply, cost: { ...reply.cost, usd: usdOf(reply.cost, price, batch) } }
  }

  #stop(error: Error): void {
    if (this.#stopped) return
    this.#stopped = error
    this.#options.onStop?.(error)
  }
}

/** Other models cut texts into up to a fifth more tokens than the vocabulary that is counted with. */
const OTHER_TOKENIZERS = 1.2
/** The frame of a conversation. */
const FRAME_TOKENS = 60

/** The most tokens that a question may be billed for; by one request without thoughts, if nothing else is said. */
export function mostTokens(
  question: ModelQuestion,
  countTokens: (text: string) => number,
  { requests, outputTokens }: MostBilled = { requests: 1, outputTokens: question.maxOutputTokens },
) {
  const input = Math.ceil(countTokens(textOf(question)) * OTHER_TOKENIZERS) + FRAME_TOKENS
  return { input_tokens: requests * input, cached_tokens: 0, output_tokens: outputTokens }
}

/** All of a question that a model reads. */
export function textOf({ instructions, input, schema }: ModelQuestion): string {
  return [instructions, input, ...(schema.known ? [] : [JSON.stringify(schema.json)])].join('\n')
}

const CALLED_OFF = 'Called off.'

const failed = (reason: string): ModelReply => ({ status: 'failed', reason, cost: NO_COST })

/** A reply that another one paid for. */
const shared = (reply: ModelReply): ModelReply =>
  reply.status === 'answered' ? { ...reply, from: 'cache', cost: NO_COST } : { ...reply, cost: NO_COST }

const dollars = (usd: number) => `$${usd.toFixed(4)}`
