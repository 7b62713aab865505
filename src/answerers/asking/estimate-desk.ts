import type { Stage } from '../../answered.ts'
import type { ModelQuestion, ModelReply } from '../desk.ts'
import { THINKING_TOKENS } from '../endpoint/request-body.ts'
import { type AnswerCache, type AskedWhere, cacheKey } from './answer-cache.ts'
import { CostLedger, NO_COST } from './cost-ledger.ts'
import { textOf } from './endpoint-desk.ts'
import { type Prices, priceOf, usdOf } from './model-prices.ts'
import type { RunDesk } from './run-desk.ts'

/** An endpoint that is not asked. */
export interface EstimatedSender extends AskedWhere {
  /** Whether the model is known, or by its name expected, to think before it answers. */
  thinks(model: string): Promise<boolean>
}

export interface EstimateOptions {
  /** By the name that questions give. */
  readonly senders: ReadonlyMap<string, EstimatedSender>
  readonly cache: AnswerCache
  readonly prices: Prices
  readonly countTokens: (text: string) => number
  /** By the Batch API, at its price. @default false */
  readonly batch?: boolean
}

/** Of the longest answer that a question allows, so much is used: measured on right answers to all questions of the samples. */
const USUAL_SHARE: Readonly<Record<Stage, number>> = {
  'row-labels': 0.15,
  'column-roles': 0.55,
  'field-mapping': 0.45,
  'place-resolution': 0.35,
}

/** Half of the room that thoughts have: a guess, for it was never measured. */
export const USUAL_THOUGHTS = THINKING_TOKENS / 2

/** What a question is billed for as a rule, in tokens. */
export function usualTokens(question: ModelQuestion, countTokens: (text: string) => number, thinks: boolean) {
  return {
    input_tokens: countTokens(textOf(question)),
    cached_tokens: 0,
    output_tokens:
      Math.ceil(question.maxOutputTokens * USUAL_SHARE[question.stage]) + (thinks ? USUAL_THOUGHTS : 0),
  }
}

/**
 * A desk that asks nobody: it counts what would be asked and what that would cost. Answers that were paid for before are
 * given; the others stay away, so that later stages are estimated from what the embedded models say.
 */
export class EstimateDesk implements RunDesk {
  readonly stopped = null
  readonly #options: EstimateOptions
  readonly #ledger = new CostLedger()
  readonly #counted = new Set<string>()

  constructor(options: EstimateOptions) {
    this.#options = options
  }

  async ask(question: ModelQuestion): Promise<ModelReply> {
    const { senders, cache, prices, countTokens, batch } = this.#options
    const sender = senders.get(question.endpoint)!
    const key = cacheKey(question, sender)
    const known = await cache.read(key)
    if (known) {
      const reply: ModelReply = { status: 'answered', text: known.text, from: 'cache', cost: NO_COST }
      this.#ledger.add(question, reply)
      return reply
    }
    const thinks = await sender.thinks(question.model)
    const again = this.#counted.has(key)
    this.#counted.add(key)
    const tokens = usualTokens(question, countTokens, thinks)
    const usd = usdOf(tokens, priceOf(question.model, prices), batch)
    const { stage, model } = question
    this.#ledger.merge({
      stage,
      model,
      questions: 1,
      // The second time it would be in the cache.
      from_cache: again ? 1 : 0,
      unanswered: 0,
      ...(again ? NO_COST : { ...tokens, calls: 1, usd }),
    })
    return { status: 'pending', reason: 'Only counted, not asked.', cost: NO_COST }
  }

  get costs() {
    return this.#ledger.costs
  }

  async close() {
    return { pending: null }
  }
}
