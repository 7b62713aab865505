import { z } from 'zod'

/** US dollars per million tokens. */
const priceSchema = z.strictObject({
  input: z.number().nonnegative().describe('USD per million input tokens.'),
  cached: z
    .number()
    .nonnegative()
    .optional()
    .describe('USD per million input tokens that the endpoint had in its cache; default: as input.'),
  cache_write: z
    .number()
    .nonnegative()
    .optional()
    .describe(
      'USD per million input tokens that the endpoint writes into its cache, where it takes more for that. All input that did not come from the cache is then counted at this price: an upper bound. Default: as input.',
    ),
  output: z.number().nonnegative().describe('USD per million output tokens, reasoning included.'),
  as_of: z.iso.date().describe('Day on which this price was looked up.'),
})
/** `prices:` of `rateloom.yaml`, by model id; goes before the built-in table. */
export const pricesSchema = z
  .record(z.string(), priceSchema)
  .default({})
  .describe('Prices of models, by id; they go before the built-in table. A local model costs 0.')

export type ModelPrice = z.infer<typeof priceSchema>
