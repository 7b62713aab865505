import type { AnswerCost } from '../../answered.ts'
import type { ModelPrice } from '../../config/prices.ts'

/** Published list prices in USD per million tokens as of 2026-03-01; `prices:` in rateloom.yaml goes before them. */
const BUILT_IN: Readonly<Record<string, ModelPrice>> = table('2026-03-01', {
  'gpt-5.1': [1.25, 0.125, 10],
  'gpt-5': [1.25, 0.125, 10],
  'gpt-5-mini': [0.25, 0.025, 2],
  'gpt-5-nano': [0.05, 0.005, 0.4],
  'gpt-4.1': [2, 0.5, 8],
  'gpt-4.1-mini': [0.4, 0.1, 1.6],
  'gpt-4.1-nano': [0.1, 0.025, 0.4],
  'gpt-4o': [2.5, 1.25, 10],
  'gpt-4o-mini': [0.15, 0.075, 0.6],
  'o4-mini': [1.1, 0.275, 4.4],
  'ft:gpt-4.1': [3, 0.75, 12],
  'ft:gpt-4.1-mini': [0.8, 0.2, 3.2],
  'ft:gpt-4.1-nano': [0.2, 0.05, 0.8],
  'ft:gpt-4o': [3.75, 1.875, 15],
  'ft:gpt-4o-mini': [0.3, 0.15, 1.2],
})

function table(
  as_of: string,
  rows: Readonly<Record<string, readonly [input: number, cached: number, output: number]>>,
): Record<string, ModelPrice> {
  return Object.fromEntries(
    Object.entries(rows).map(([model, [input, cached, output]]) => [model, { input, cached, output, as_of }]),
  )
}

/** What a vendor takes off for answers that may wait a day. */
const BATCH_SHARE = 0.5
const MILLION = 1_000_000

export type Prices = Readonly<Record<string, ModelPrice>>

/**
 * Price of a model by its id, null where none is known. A dated version (`gpt-5-mini-2026-01-20`) and a model fine-tuned
 * from one (`ft:gpt-4.1-mini-2025-04-14:acme::abc`) have the price of their family.
 */
export function priceOf(model: string, own: Prices = {}): ModelPrice | null {
  const base = /^ft:[^:]+/.exec(model)?.[0] ?? model
  const undated = base.replace(/-\d{4}-?\d{2}-?\d{2}$/, '')
  for (const id of [model, base, undated]) {
    const price = own[id] ?? BUILT_IN[id]
    if (price) return price
  }
  return null
}

export type TokenCounts = Pick<AnswerCost, 'input_tokens' | 'cached_tokens' | 'output_tokens'>

/** USD that so many tokens cost; null where the price is not known. */
export function usdOf(tokens: TokenCounts, price: ModelPrice | null, batch = false): number | null {
  if (!price) return null
  const fresh = tokens.input_tokens - tokens.cached_tokens
  const cached = tokens.cached_tokens * (price.cached ?? price.input)
  const usd = (fresh * price.input + cached + tokens.output_tokens * price.output) / MILLION
  return batch ? usd * BATCH_SHARE : usd
}
