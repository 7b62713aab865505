import { z } from 'zod'
import { type AnswerCost, STAGES, stageSchema } from '../../answered.ts'
import type { ModelQuestion, ModelReply } from '../desk.ts'

/** What one stage asked of one model, and what that cost. */
export const stageCostSchema = z.strictObject({
  stage: stageSchema,
  model: z.string(),
  /** Questions handed in, whoever answered them. */
  questions: z.int().nonnegative(),
  /** Of these, answered from the cache or by an answer that another one had just asked for. */
  from_cache: z.int().nonnegative(),
  /** Of these, left without an answer. */
  unanswered: z.int().nonnegative(),
  calls: z.int().nonnegative(),
  input_tokens: z.int().nonnegative(),
  cached_tokens: z.int().nonnegative(),
  output_tokens: z.int().nonnegative(),
  /** Null where the price of the model is not known. */
  usd: z.number().nonnegative().nullable(),
})
export type StageCost = z.infer<typeof stageCostSchema>

export const NO_COST: AnswerCost = {
  calls: 0,
  input_tokens: 0,
  cached_tokens: 0,
  output_tokens: 0,
  usd: 0,
}

/** The sum of two costs; unknown and known is unknown. */
export function addCosts(a: AnswerCost, b: AnswerCost): AnswerCost {
  return {
    calls: a.calls + b.calls,
    input_tokens: a.input_tokens + b.input_tokens,
    cached_tokens: a.cached_tokens + b.cached_tokens,
    output_tokens: a.output_tokens + b.output_tokens,
    usd: a.usd === null || b.usd === null ? null : roundUsd(a.usd + b.usd),
  }
}

/** A millionth of a cent: sums do not depend on the order in which answers came. */
const roundUsd = (usd: number) => Math.round(usd * 1e8) / 1e8

/** Adds up what questions cost, by stage and model. */
export class CostLedger {
  readonly #entries = new Map<string, StageCost>()

  add({ stage, model }: Pick<ModelQuestion, 'stage' | 'model'>, reply: ModelReply): void {
    const answered = reply.status === 'answered'
    this.merge({
      stage,
      model,
      questions: 1,
      from_cache: answered && reply.from === 'cache' ? 1 : 0,
      unanswered: answered ? 0 : 1,
      ...reply.cost,
    })
  }

  merge(cost: StageCost): void {
    const key = `${cost.stage} ${cost.model}`
    const known = this.#entries.get(key)
    this.#entries.set(
      key,
      known
        ? {
            ...known,
            questions: known.questions + cost.questions,
            from_cache: known.from_cache + cost.from_cache,
            unanswered: known.unanswered + cost.unanswered,
            ...addCosts(known, cost),
          }
        : cost,
    )
  }

  /** In the order of the stages, then of the models' ids. */
  get costs(): StageCost[] {
    return [...this.#entries.values()].sort(
      (a, b) =>
        STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage) ||
        (a.model < b.model ? -1 : a.model > b.model ? 1 : 0),
    )
  }
}

/** Costs of many workbooks as those of one. */
export function sumCosts(costs: Iterable<StageCost>): StageCost[] {
  const ledger = new CostLedger()
  for (const cost of costs) ledger.merge(cost)
  return ledger.costs
}
