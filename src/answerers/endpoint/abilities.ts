import { z } from 'zod'
import type { ResolvedOptions } from './endpoint-options.ts'

/** How the form of the answer can be asked for, from the strictest to a request in the prompt. */
const ANSWER_FORMATS = ['json_schema', 'json_object', 'yaml'] as const

/** What may be left out of a request to a model that does not take it. */
const OPTIONAL_PARTS = ['temperature', 'seed', 'reasoning_effort', 'store', 'system_role', 'tools'] as const
type OptionalPart = (typeof OPTIONAL_PARTS)[number]

export const abilitiesSchema = z.strictObject({
  api: z.enum(['responses', 'chat']),
  format: z.enum(ANSWER_FORMATS),
  without: z.array(z.enum(OPTIONAL_PARTS)),
  /** What Chat Completions calls the limit of the answer there; null: it takes none. */
  output_limit: z.enum(['max_tokens', 'max_completion_tokens']).nullable(),
  /** It thinks before it answers, and its thoughts count as output. */
  thinks: z.boolean(),
  /** An answer came that was asked for in this way. */
  settled: z.boolean(),
  /** ISO day. */
  learned_on: z.iso.date(),
})

/** What a model at an address can be asked, as far as was learned from its answers. */
export type Abilities = z.infer<typeof abilitiesSchema>

/** Where a model is, and how it is asked. */
export type Place = Pick<ResolvedOptions, 'api' | 'baseUrl' | 'parameters'>

/** What a refused request showed that the model or its server lacks. */
export type Lack = 'api' | 'schema' | OptionalPart | NonNullable<Abilities['output_limit']>

/** The two interfaces in the order in which they are tried. */
export function interfacesOf(
  api: 'auto' | 'responses' | 'chat',
  baseUrl: string,
): readonly ('responses' | 'chat')[] {
  if (api !== 'auto') return [api]
  return isOpenAi(baseUrl) ? ['responses', 'chat'] : ['chat', 'responses']
}

/** Whether the vendor itself is asked, who documents Responses first; compatible servers know Chat Completions best. */
export function isOpenAi(baseUrl: string): boolean {
  const { hostname } = new URL(baseUrl)
  return /(^|\.)openai\.(com|azure\.com)$/.test(hostname)
}

/** Models of this vendor that think unless they are told not to. */
const THINKING_MODELS = /^(ft:)?(gpt-[5-9]|o\d)/

/** Whether a model thinks before it answers, as its name tells; where it is not known, it is taken not to. */
export const expectedToThink = (model: string): boolean => THINKING_MODELS.test(model)

/** What a model is taken to be able to do before it was asked: everything. */
export function firstAbilities(model: string, { api, baseUrl, parameters }: Place, today: string): Abilities {
  return {
    api: interfacesOf(api, baseUrl)[0]!,
    format: 'json_schema',
    without: [],
    // Ollama knows only the old name and ignores the new one, which would leave its answers without a limit.
    output_limit: isOpenAi(baseUrl) ? 'max_completion_tokens' : 'max_tokens',
    thinks: parameters.reasoningEffort !== 'none' && isOpenAi(baseUrl) && expectedToThink(model),
    settled: false,
    learned_on: today,
  }
}

/** The abilities without what is lacking; null when nothing can be left out any more. */
export function without(
  abilities: Abilities,
  lack: Lack,
  interfaces: readonly ('responses' | 'chat')[],
): Abilities | null {
  switch (lack) {
    case 'api': {
      const next = interfaces[interfaces.indexOf(abilities.api) + 1]
      return next === undefined ? null : { ...abilities, api: next }
    }
    case 'schema': {
      const next = ANSWER_FORMATS[ANSWER_FORMATS.indexOf(abilities.format) + 1]
      return next === undefined ? null : { ...abilities, format: next }
    }
    case 'max_tokens':
      return abilities.output_limit === lack ? { ...abilities, output_limit: 'max_completion_tokens' } : null
    case 'max_completion_tokens':
      return abilities.output_limit === lack ? { ...abilities, output_limit: null } : null
    default:
      return abilities.without.includes(lack) ? null : { ...abilities, without: [...abilities.without, lack] }
  }
}
