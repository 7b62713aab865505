import { isDeepStrictEqual } from 'node:util'
import type OpenAI from 'openai'
import type { ModelQuestion, ModelReply, MostBilled } from '../desk.ts'
import { type Abilities, interfacesOf, without } from './abilities.ts'
import { AbilityStore, type FineTuningAbility, today } from './ability-store.ts'
import { Breaker } from './breaker.ts'
import {
  type EndpointOptions,
  type ModelParameters,
  type ResolvedOptions,
  resolveOptions,
} from './endpoint-options.ts'
import { type ReadAnswer, readCompletion, readResponse } from './read-answer.ts'
import { NOTHING_SPENT, replyOf, withUsage } from './reply.ts'
import { chatBody, formatOf, outputTokens, responsesBody, THINKING_TOKENS } from './request-body.ts'
import { EndpointError, StopRun } from './stop-run.ts'
import { MOST_TOOL_TURNS, runCalls, type ToolTurn } from './tools.ts'
import { nothingLeft } from './trouble.ts'
import { type Attempt, Wire } from './wire.ts'

/** Rough, for the pace only: the endpoint counts for itself, and the desk before it sends. */
const CHARACTERS_A_TOKEN = 3.5

const UNAFFORDABLE = `Not asked (again): the model thinks before it answers, and with up to ${THINKING_TOKENS} tokens of thoughts the run might cost more than the limit. Raise --max-cost, or max_cost_usd.`

/** Whether a question may be billed for so much, which is more than what it was asked about before. */
type Afford = (most: MostBilled) => boolean

/**
 * Asks one endpoint: OpenAI by its Responses API, compatible servers by Chat Completions. Learns what each model takes, keeps
 * to the pace that is allowed, and says of every question what came of it. Retries of the transport are the SDK's; whether
 * an answer is any good is for others to judge.
 */
export class EndpointClient {
  /** The name in the configuration. */
  readonly name: string
  readonly options: ResolvedOptions
  readonly #abilities: AbilityStore
  readonly #wire: Wire
  readonly #breaker = new Breaker()
  /** Models whose abilities are being found out: one question goes ahead, the others wait for what it learns. */
  readonly #learning = new Map<string, Promise<unknown>>()

  constructor(options: EndpointOptions) {
    this.name = options.name
    this.options = resolveOptions(options)
    this.#abilities = options.abilities ?? new AbilityStore()
    this.#wire = new Wire(this.options)
  }

  /** Where it is. */
  get baseUrl(): string {
    return this.options.baseUrl
  }

  /** How its models are to answer: another setting gives other answers. */
  get parameters(): Required<ModelParameters> {
    return this.options.parameters
  }

  /** Why nothing is asked any more; null while asking goes on. */
  get stopped(): StopRun | null {
    const { stopped } = this.#wire
    return stopped.aborted ? stopped.reason : null
  }

  /**
   * Asks a question. Whatever becomes of it is in the reply; its cost has no price. Rejects with {@link StopRun} when no
   * further question of the run needs to be asked, at once also for those that wait; and with the reason of the signal.
   * `afford` is asked before every request whether the question may cost so much; a request that it denies is not made.
   */
  async send(
    question: ModelQuestion,
    signal?: AbortSignal,
    afford: Afford = () => true,
  ): Promise<ModelReply> {
    const alive = this.#alive(signal)
    for (;;) {
      alive.throwIfAborted()
      const known = await this.abilitiesOf(question.model)
      if (known.settled) return this.#ask(question, known, alive, afford)
      const ahead = this.#learning.get(question.model)
      if (ahead) {
        await ahead
        continue
      }
      const asking = this.#ask(question, known, alive, afford)
      const settled = asking.catch(() => {}).finally(() => this.#learning.delete(question.model))
      this.#learning.set(question.model, settled)
      return asking
    }
  }

  /** How a model is asked, as far as is known. */
  abilitiesOf(model: string): Promise<Abilities> {
    return this.#abilities.model(this.options, model)
  }

  /** Remembers how a model is to be asked. */
  learn(model: string, abilities: Abilities): Promise<void> {
    return this.#abilities.learn(this.options.baseUrl, model, abilities)
  }

  /** The ids of the models there. Throws {@link StopRun} and {@link EndpointError}. */
  async models(signal?: AbortSignal): Promise<string[]> {
    const page = await this.request((sdk, options) => sdk.models.list(options), signal)
    return page.data.map(({ id }) => id)
  }

  /** Whether fine-tuning jobs can be made there, found out by asking for the list of them. */
  async fineTuning(signal?: AbortSignal): Promise<FineTuningAbility> {
    const known = await this.#abilities.fineTuning(this.options.baseUrl)
    if (known) return known
    let ability: FineTuningAbility
    try {
      await this.request((sdk, options) => sdk.fineTuning.jobs.list({ limit: 1 }, options), signal)
      ability = { able: true, reason: 'It lists fine-tuning jobs.' }
    } catch (error) {
      if (error instanceof EndpointError || (error instanceof StopRun && error.code === 'permission')) {
        ability = { able: false, reason: error.message }
        // A server that fails today may list jobs tomorrow.
        if (error instanceof EndpointError && !error.final) return ability
      } else throw error
    }
    await this.#abilities.learnFineTuning(this.options.baseUrl, ability)
    return ability
  }

  /**
   * Any other request to the endpoint, under the same pace, limits and rules. Throws {@link StopRun}, and
   * {@link EndpointError} with what went wrong in words. `json: false` for files.
   */
  async request<T>(
    ask: (sdk: OpenAI, options: { signal: AbortSignal }) => PromiseLike<T>,
    signal?: AbortSignal,
    { json = true }: { readonly json?: boolean } = {},
  ): Promise<T> {
    const alive = this.#alive(signal)
    const attempt = await this.#wire.run(0, alive, () =>
      this.#wire.attempt(ask, alive, { model: null, refusable: [], json }),
    )
    if (attempt.done) return attempt.data
    alive.throwIfAborted()
    const { trouble, failed } = attempt
    if (trouble.kind === 'stop') throw trouble.error
    throw new EndpointError(trouble.reason, failed.last?.status ?? null)
  }

  #alive(signal: AbortSignal | undefined): AbortSignal {
    const { stopped } = this.#wire
    return signal ? AbortSignal.any([signal, stopped]) : stopped
  }

  async #ask(
    question: ModelQuestion,
    known: Abilities,
    alive: AbortSignal,
    afford: Afford,
  ): Promise<ModelReply> {
    const characters = question.instructions.length + question.input.length
    const tokens = Math.ceil(characters / CHARACTERS_A_TOKEN) + question.maxOutputTokens
    return this.#wire.run(tokens, alive, async () => {
      const refusal = this.#breaker.refusal()
      if (refusal !== null) return { status: 'failed', reason: refusal, cost: NOTHING_SPENT }
      return this.#askUntilTaken(question, known, alive, afford)
    })
  }

  /** Asks again without what the model does not take, until it takes the question or nothing is left to leave out. */
  async #askUntilTaken(
    question: ModelQuestion,
    known: Abilities,
    alive: AbortSignal,
    afford: Afford,
  ): Promise<ModelReply> {
    const { deadlineSeconds } = this.options
    const signal = AbortSignal.any([alive, AbortSignal.timeout(deadlineSeconds * 1000)])
    const interfaces = interfacesOf(this.options.api, this.options.baseUrl)
    let cost = NOTHING_SPENT
    let now = known
    // What holds for the model, without what this one question could not have.
    let lasting = known
    let billed = 0
    let turns: readonly ToolTurn[] = []
    for (;;) {
      const most = { requests: billed + 1, outputTokens: cost.output_tokens + outputTokens(question, now) }
      if (!afford(most)) {
        if (lasting !== known) await this.learn(question.model, { ...lasting, learned_on: today() })
        return { status: 'over_budget', reason: UNAFFORDABLE, cost }
      }
      const attempt = await this.#attempt(question, now, turns, signal)
      const requests = attempt.done ? attempt.requests : attempt.failed.requests
      cost = { ...cost, calls: cost.calls + requests }
      if (!alive.aborted) this.#breaker.heed(attempt.done || attempt.failed.last !== null)
      if (attempt.done) {
        const read = attempt.data
        if (read.thought) lasting = { ...lasting, thinks: true }
        if (read.thought && read.status === 'truncated' && !now.thinks) {
          // Its thoughts took the room of the answer.
          cost = withUsage(cost, read)
          billed++
          now = { ...now, thinks: true }
          continue
        }
        if (read.status === 'called' && turns.length < MOST_TOOL_TURNS) {
          cost = withUsage(cost, read)
          billed++
          turns = [...turns, runCalls(read.calls)]
          continue
        }
        const { reply, complete } = replyOf(question, read, cost, 'endpoint', this.options.apiKey)
        // Who keeps to schemas cannot leave a required key out: this server took it and did not look at it.
        if (formatOf(question, now) === 'json_schema' && read.status === 'answered' && !complete) {
          lasting = without(lasting, 'schema', interfaces) ?? lasting
        }
        if (!isDeepStrictEqual(lasting, known) || !known.settled) {
          await this.learn(question.model, { ...lasting, settled: true, learned_on: today() })
        }
        return reply
      }
      alive.throwIfAborted()
      if (signal.aborted) {
        return {
          status: 'failed',
          reason: `No answer within ${deadlineSeconds} seconds, retries included. Raise timeout_seconds, or use a faster model.`,
          cost,
        }
      }
      let { trouble } = attempt
      if (trouble.kind === 'lack') {
        const less = without(now, trouble.lack, interfaces)
        if (less) {
          if (trouble.remember) lasting = without(lasting, trouble.lack, interfaces) ?? lasting
          now = less
          continue
        }
        trouble = nothingLeft(trouble, attempt.failed)
      }
      if (trouble.kind === 'stop') {
        this.#wire.stop(trouble.error)
        throw trouble.error
      }
      if (lasting !== known) await this.learn(question.model, { ...lasting, learned_on: today() })
      return { status: trouble.status, reason: trouble.reason, cost }
    }
  }

  #attempt(
    question: ModelQuestion,
    abilities: Abilities,
    turns: readonly ToolTurn[],
    signal: AbortSignal,
  ): Promise<Attempt<ReadAnswer>> {
    const { model } = question
    const { parameters } = this.options
    if (abilities.api === 'responses') {
      const { body, refusable } = responsesBody(question, abilities, parameters, turns)
      return this.#wire.attempt(
        async (sdk, options) => readResponse(await sdk.responses.create(body, options), question),
        signal,
        { model, refusable, json: true },
      )
    }
    const { body, refusable } = chatBody(question, abilities, parameters, turns)
    return this.#wire.attempt(
      async (sdk, options) => readCompletion(await sdk.chat.completions.create(body, options), question),
      signal,
      { model, refusable, json: true },
    )
  }
}
