import type { AnswerCost } from '../../answered.ts'
import type { ModelPrice } from '../../config/prices.ts'

/**
 * Published list prices in USD per million tokens, each with the day on which it held; `prices:` in rateloom.yaml goes before
 * them. Vendors change them and retire models: of the older ones the gpt-5 family ends on 2026-12-11 (gpt-5.1 on
 * 2027-04-01), the gpt-4.1 and gpt-4o families, with what was fine-tuned from them, on 2027-01-14.
 */
const BUILT_IN: Readonly<Record<string, ModelPrice>> = {
  // Questions of up to 272,000 tokens; longer ones cost more, and ours never are.
  ...table('2026-09-23', {
    'gpt-6-sol': [2, 0.2, 10, 2.5],
    'gpt-6-luna': [0.1, 0.01, 0.5, 0.125],
  }),
  ...table('2026-03-01', {
    'gpt-5.1': [1.25, 0.125, 10],
    'gpt-5': [1.25, 0.125, 10],
    'gpt-5-mini': [0.25, 0.025, 2],
    'gpt-5-nano': [0.05, 0.005, 0.4],
    'gpt-4.1': [2, 0.5, 8],
    'gpt-4.1-mini': [0.4, 0.1, 1.6],
    'gpt-4o': [2.5, 1.25, 10],
    'gpt-4o-mini': [0.15, 0.075, 0.6],
    'ft:gpt-4.1': [3, 0.75, 12],
    'ft:gpt-4.1-mini': [0.8, 0.2, 3.2],
    'ft:gpt-4o': [3.75, 1.875, 15],
    'ft:gpt-4o-mini': [0.3, 0.15, 1.2],
  }),
}

function table(
  as_of: string,
  rows: Readonly<
    Record<string, readonly [input: number, cached: number, output: number, cacheWrite?: number]>
  >,
): Record<string, ModelPrice> {
  return Object.fromEntries(
    Object.entries(rows).map(([model, [input, cached, output, cache_write]]) => [
      model,
      { input, cached, output, as_of, ...(cache_write === undefined ? {} : { cache_write }) },
    ]),
  )
}

/** What a vendor takes off for answers that may wait a day. */
const BATCH_SHARE = 0.5
const MILLION = 1_000_000

export type Prices = Readonly<Record<string, ModelPrice>>

/**
 * Price of a model by its id, null where none is known. A dated version (`gpt-6-luna-2026-09-22`) and a model fine-tuned
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
  const usd =
    (fresh * (price.cache_write ?? price.input) + cached + tokens.output_tokens * price.output) / MILLION
  return batch ? usd * BATCH_SHARE : usd
}
