import { z } from 'zod'

/** The stages that are answered, by the names of their folders in `models/`. */
export const STAGES = ['row-labels', 'column-roles', 'field-mapping', 'place-resolution'] as const
export const stageSchema = z.enum(STAGES)
export type Stage = z.infer<typeof stageSchema>

/** Who may answer: a layout that was approved before, a model in `models/`, a language model, a person. */
const answererSchema = z.enum(['memory', 'embedded', 'endpoint', 'person'])

/** What an answer cost. Tokens of all attempts; `usd` is null where the price of the model is not known. */
export const answerCostSchema = z.strictObject({
  calls: z.int().nonnegative(),
  input_tokens: z.int().nonnegative(),
  /** The part of the input tokens that the endpoint took from its own cache. */
  cached_tokens: z.int().nonnegative(),
  output_tokens: z.int().nonnegative(),
  usd: z.number().nonnegative().nullable(),
})
export type AnswerCost = z.infer<typeof answerCostSchema>

/** Who gave an answer of a stage, how sure, what it cost, and what others said. */
export const answeredSchema = z.strictObject({
  stage: stageSchema,
  by: answererSchema,
  /** The model: its folder in `models/`, the id at the endpoint, the layout that was remembered. */
  model: z.string(),
  confidence: z.number().min(0).max(1),
  /** Null where nothing had to be asked for. */
  cost: answerCostSchema.nullable(),
  /** Those who were asked too, with the points on which they say something else ("C: destination, not origin"). */
  others: z.array(
    z.strictObject({
      by: answererSchema,
      model: z.string(),
      confidence: z.number().min(0).max(1),
      differs: z.array(z.string()),
    }),
  ),
})
export type Answered = z.infer<typeof answeredSchema>
