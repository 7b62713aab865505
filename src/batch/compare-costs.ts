import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { STAGES, type Stage } from '../answered.ts'
import { NO_COST } from '../answerers/asking/cost-ledger.ts'
import { USUAL_THOUGHTS, usualTokens } from '../answerers/asking/estimate-desk.ts'
import { type Prices, priceOf, type TokenCounts, usdOf } from '../answerers/asking/model-prices.ts'
import { cascadeAnswerers } from '../answerers/cascade/cascade-answerers.ts'
import type { Desk } from '../answerers/desk.ts'
import { embeddedAnswerers } from '../answerers/embedded/embedded-answerers.ts'
import { expectedToThink } from '../answerers/endpoint/abilities.ts'
import { countTokens } from '../answerers/questions/tokens.ts'
import { stagesSchema } from '../config/stages.ts'
import { readRateSheet } from '../pipeline.ts'
import { findSources } from './sources.ts'

/** Prompts that are compared: with examples for a base model, short for one that was fine-tuned. */
const PROMPTS = ['few-shot', 'short'] as const
export const COMPARED_TABLES = 10_000

export interface ComparedCost {
  /** `embedded`, or the id of a model. */
  readonly model: string
  readonly prompt: (typeof PROMPTS)[number] | null
  /** For one table, all stages together: a mean over the data set. */
  readonly input_tokens: number
  readonly output_tokens: number
  /** For {@link COMPARED_TABLES} tables; null where the price is not known. */
  readonly usd: number | null
}

export interface CostComparison {
  readonly files: number
  readonly tables: number
  readonly costs: readonly ComparedCost[]
}

/**
 * What it costs to have every stage of every table answered by each of the models: with examples in the prompt, with the
 * short prompt of a fine-tuned model, and by the embedded models. Questions are rendered and counted, nobody is asked.
 */
export async function compareCosts(
  paths: readonly string[],
  models: readonly string[],
  prices: Prices,
): Promise<CostComparison> {
  const { sources } = await findSources(paths)
  let tables = 0
  const used = new Map<string, TokenCounts & { readonly questions: number }>()
  for (const prompt of PROMPTS) {
    const sum = { questions: 0, input_tokens: 0, cached_tokens: 0, output_tokens: 0 }
    const counting: Desk = {
      async ask(question) {
        const { input_tokens, output_tokens } = usualTokens(question, countTokens, false)
        sum.questions++
        sum.input_tokens += input_tokens
        sum.output_tokens += output_tokens
        return { status: 'pending', reason: 'Only counted.', cost: NO_COST }
      },
    }
    const stage = { answer: 'always', endpoint: 'counted', model: 'counted', prompt }
    const stages = stagesSchema.parse(Object.fromEntries(STAGES.map((name: Stage) => [name, stage])))
    const answerers = cascadeAnswerers(embeddedAnswerers(), { stages, disagreementBelow: 0 }, counting)
    tables = 0
    for (const { path, exists } of sources) {
      if (!exists) continue
      const read = await readRateSheet(await readFile(path), basename(path), answerers)
      tables += read.tables.length
    }
    used.set(prompt, sum)
  }
  const each = (count: number) => Math.round(count / Math.max(1, tables))
  const costs = models.flatMap((model) =>
    PROMPTS.map((prompt): ComparedCost => {
      const { questions, ...spoken } = used.get(prompt)!
      const thoughts = expectedToThink(model) ? questions * USUAL_THOUGHTS : 0
      const tokens = { ...spoken, output_tokens: spoken.output_tokens + thoughts }
      const usd = usdOf(tokens, priceOf(model, prices))
      return {
        model,
        prompt,
        input_tokens: each(tokens.input_tokens),
        output_tokens: each(tokens.output_tokens),
        usd: usd === null || tables === 0 ? null : (usd / tables) * COMPARED_TABLES,
      }
    }),
  )
  const embedded: ComparedCost = {
    model: 'embedded',
    prompt: null,
    input_tokens: 0,
    output_tokens: 0,
    usd: 0,
  }
  return { files: sources.length, tables, costs: [...costs, embedded] }
}
