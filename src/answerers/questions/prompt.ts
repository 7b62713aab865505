import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Stage } from '../../answered.ts'
import { packageRoot } from '../../package-info.ts'

/** How much of a sheet goes with a question: a fine-tuned model needs to see less of it. */
export type Detail = 'full' | 'lean'

/** What a model is told before its question, from `models/STAGE/prompt.md` or `prompt.VARIANT.md`. */
export interface Prompt {
  readonly stage: Stage
  /** `zero-shot` for `prompt.md`, else the middle of the file name. */
  readonly variant: string
  /** First twelve hex digits of the file's SHA-256: part of the identity of an answer. */
  readonly version: string
  readonly text: string
  readonly detail: Detail
  /** Whether the JSON Schema of the answer goes with the question; a model that was fine-tuned on such answers knows it. */
  readonly sendsSchema: boolean
}

const DEFAULT_VARIANT = 'zero-shot'
const FILE = /^prompt(?:\.([a-z0-9-]+))?\.md$/
/** Prompts of this variant are for fine-tuned models. */
const LEAN_VARIANT = 'short'
/** Prompt of models that call tools. */
export const TOOL_VARIANT = 'tools'
const VERSION_DIGITS = 12

/** Variants of the prompt of a stage, by name. */
export function promptVariants(stage: Stage, models: URL = new URL('models/', packageRoot)): string[] {
  return readdirSync(new URL(`${stage}/`, models))
    .flatMap((file) => {
      const match = FILE.exec(file)
      return match ? [match[1] ?? DEFAULT_VARIANT] : []
    })
    .sort()
}

/** Reads a prompt. Throws where there is no such variant, with those that there are. */
export function loadPrompt(
  stage: Stage,
  variant: string = DEFAULT_VARIANT,
  models: URL = new URL('models/', packageRoot),
): Prompt {
  const variants = promptVariants(stage, models)
  if (!variants.includes(variant))
    throw new Error(`models/${stage} has no prompt "${variant}"; it has ${variants.join(', ')}`)
  const file = variant === DEFAULT_VARIANT ? 'prompt.md' : `prompt.${variant}.md`
  const bytes = readFileSync(new URL(`${stage}/${file}`, models))
  return {
    stage,
    variant,
    version: createHash('sha256').update(bytes).digest('hex').slice(0, VERSION_DIGITS),
    text: bytes.toString('utf8').trim(),
    detail: variant === LEAN_VARIANT ? 'lean' : 'full',
    sendsSchema: variant !== LEAN_VARIANT,
  }
}

/** The part of `models/STAGE/card.yaml` that says which language model answers the stage, where one does. */
export const languageModelSchema = z.strictObject({
  task: z.string(),
  /** Id of a model that the prompts suit, as an example: which one is asked is said in `rateloom.yaml`. */
  base_model: z.string(),
  /** Id of the fine-tuned model, null while there is none. */
  fine_tuned: z.string().nullable(),
  /** Sent where the endpoint takes them. */
  parameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  /** Tokens of question and answer together. */
  context_window: z.int().positive(),
  /** Variant of the prompt: `zero-shot` is `prompt.md`, another NAME is `prompt.NAME.md`. */
  prompt: z.string(),
})
export type LanguageModel = z.infer<typeof languageModelSchema>

/** The language model of a stage, as its card says. Throws where the card says none. */
export function loadLanguageModel(
  stage: Stage,
  models: URL = new URL('models/', packageRoot),
): LanguageModel {
  const card = parse(readFileSync(new URL(`${stage}/card.yaml`, models), 'utf8')) as Record<string, unknown>
  return languageModelSchema.parse(card.language_model)
}
