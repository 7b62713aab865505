import type { ModelQuestion, ModelReply } from '../desk.ts'
import type { BatchProgress, EndpointBatch } from '../endpoint/batch/endpoint-batch.ts'
import { questionId } from '../endpoint/batch/question-id.ts'
import { type AnswerCache, type AskedWhere, cacheKey } from './answer-cache.ts'
import type { BatchLeftovers } from './batch-leftovers.ts'
import type { Budget } from './budget.ts'
import { CostLedger, NO_COST } from './cost-ledger.ts'
import { mostTokens } from './endpoint-desk.ts'
import { type Prices, priceOf, usdOf } from './model-prices.ts'
import type { DeskReport, RunDesk } from './run-desk.ts'

/** An endpoint that takes batches. */
export interface BatchPlace extends AskedWhere {
  readonly batch: EndpointBatch
  /** The longest answer to a question, thoughts included. */
  outputTokens(question: ModelQuestion): Promise<number>
}

export interface BatchDeskOptions {
  /** By the name that questions give. */
  readonly places: ReadonlyMap<string, BatchPlace>
  readonly cache: AnswerCache
  readonly leftovers: BatchLeftovers
  readonly budget: Budget
  readonly prices: Prices
  readonly countTokens: (text: string) => number
  readonly isWhole: (question: ModelQuestion, text: string) => boolean
  readonly signal?: AbortSignal | undefined
}

/**
 * A desk that collects questions and hands them in together when all workbooks were read: half the price, within a day. The
 * next run finds the answers in the cache and goes on from there, round by round, until no question is left. A batch that is
 * under way is kept on disk by its endpoint's records, so that nothing is handed in twice.
 */
export class BatchDesk implements RunDesk {
  readonly #options: BatchDeskOptions
  readonly #ledger = new CostLedger()
  /** What collected answers cost, until the first who asks for one books it. */
  readonly #collected = new Map<string, { readonly question: ModelQuestion; readonly reply: ModelReply }>()
  readonly #waiting = new Set<string>()
  readonly #handIn = new Map<string, ModelQuestion>()
  #open: BatchProgress[] = []
  #stopped: Error | null = null

  private constructor(options: BatchDeskOptions) {
    this.#options = options
  }

  /** Collects what earlier runs handed in. Throws what the endpoint says when it takes no batches at all. */
  static async open(options: BatchDeskOptions): Promise<BatchDesk> {
    const desk = new BatchDesk(options)
    await desk.#collect()
    return desk
  }

  async ask(question: ModelQuestion): Promise<ModelReply> {
    const reply = await this.#reply(question)
    this.#ledger.add(question, reply)
    return reply
  }

  async #reply(question: ModelQuestion): Promise<ModelReply> {
    const { places, cache, leftovers, budget, countTokens, prices } = this.#options
    const place = places.get(question.endpoint)!
    const key = cacheKey(question, place)
    const known = await cache.read(key)
    if (known) {
      const collected = this.#collected.get(key)
      this.#collected.delete(key)
      if (collected) return collected.reply
      return { status: 'answered', text: known.text, from: 'cache', cost: NO_COST }
    }
    const left = leftovers.reply(key)
    if (left) return left
    const outputTokens = await place.outputTokens(question)
    if (this.#waiting.has(questionId(question)) || this.#handIn.has(key)) return PENDING
    const price = priceOf(question.model, prices)
    const dearest = usdOf(mostTokens(question, countTokens, { requests: 1, outputTokens }), price, true) ?? 0
    if (!budget.reserve(dearest))
      return {
        status: 'over_budget',
        reason:
          'Not asked: with this question the batch might cost more than the limit. Raise --max-cost, or max_cost_usd.',
        cost: NO_COST,
      }
    this.#handIn.set(key, question)
    return PENDING
  }

  get stopped() {
    return this.#stopped
  }

  get costs() {
    return this.#ledger.costs
  }

  /** Hands in what was collected. */
  async close(): Promise<DeskReport> {
    // Paid for, although no workbook of this run has asked for it.
    for (const { question, reply } of this.#collected.values()) this.#ledger.add(question, reply)
    this.#collected.clear()
    let handedIn = 0
    try {
      for (const [name, { batch }] of this.#options.places) {
        const questions = [...this.#handIn.values()].filter(({ endpoint }) => endpoint === name)
        if (questions.length > 0) handedIn += await batch.submit(questions, this.#options.signal)
      }
    } catch (error) {
      this.#stopped = error as Error
    }
    const underWay = this.#open.reduce((sum, { questions }) => sum + questions, 0)
    if (handedIn + underWay === 0) {
      if (this.#stopped === null) await this.#options.leftovers.clear()
      return { pending: null }
    }
    const words = [
      ...(handedIn > 0 ? [`${handedIn} questions were handed in as a batch.`] : []),
      ...this.#open.map(
        ({ id, status, finished, questions }) =>
          `Batch ${id} is ${status.replaceAll('_', ' ')}: ${finished} of ${questions} questions.`,
      ),
      'Answers come within a day. Run the same command again to go on; nothing is asked twice.',
    ]
    return { pending: { questions: handedIn + underWay, message: words.join('\n') } }
  }

  async #collect(): Promise<void> {
    const { places, cache, leftovers, budget, prices, isWhole, signal } = this.#options
    for (const place of places.values()) {
      const { open } = await place.batch.collect(async (question, reply) => {
        const key = cacheKey(question, place)
        const usd = usdOf(reply.cost, priceOf(question.model, prices), true)
        const priced: ModelReply = { ...reply, cost: { ...reply.cost, usd } }
        budget.settle(0, usd ?? 0)
        if (priced.status === 'answered' && isWhole(question, priced.text)) {
          await cache.write(key, question, priced)
          this.#collected.set(key, { question, reply: priced })
          return
        }
        // Paid for, and of no use.
        this.#ledger.merge({ ...unanswered(question), ...priced.cost })
        if (priced.status === 'answered')
          await leftovers.note(key, { status: 'failed', reason: UNREADABLE, cost: priced.cost }, true)
        else await leftovers.note(key, priced, priced.status !== 'failed')
      }, signal)
      this.#open.push(...open)
      for (const id of await place.batch.waiting()) this.#waiting.add(id)
    }
  }
}

const UNREADABLE = 'The reply of the batch has not the form that was asked for.'

const unanswered = ({ stage, model }: ModelQuestion) => ({
  stage,
  model,
  questions: 0,
  from_cache: 0,
  unanswered: 0,
})

const PENDING: ModelReply = {
  status: 'pending',
  reason: 'It waits for a batch. Run the same command again to go on.',
  cost: NO_COST,
}
