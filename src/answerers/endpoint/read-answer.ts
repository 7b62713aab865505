import { z } from 'zod'
import type { AnswerCost } from '../../answered.ts'
import type { ModelQuestion } from '../desk.ts'
import { THINKING_TOKENS } from './request-body.ts'
import type { ToolCall } from './tools.ts'

/** What the body of a finished request says, before anybody looked into the text. */
export type ReadAnswer = {
  readonly usage: Omit<AnswerCost, 'calls' | 'usd'>
  /** The model spent tokens on thoughts. */
  readonly thought: boolean
} & (
  | { readonly status: 'answered'; readonly text: string }
  /** The model wants to look something up before it answers. */
  | { readonly status: 'called'; readonly calls: readonly ToolCall[] }
  | { readonly status: 'refused' | 'truncated' | 'failed'; readonly reason: string }
)

const count = z.int().nonnegative().catch(0)

const responsesUsage = z
  .object({
    input_tokens: count,
    output_tokens: count,
    input_tokens_details: z.object({ cached_tokens: count }).nullish().catch(null),
    output_tokens_details: z.object({ reasoning_tokens: count }).nullish().catch(null),
  })
  .nullish()
  .catch(null)

const responseSchema = z.object({
  status: z.string().nullish(),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish(),
  output: z.array(
    z.object({
      type: z.string(),
      call_id: z.string().nullish(),
      name: z.string().nullish(),
      arguments: z.string().nullish(),
      content: z
        .array(z.object({ type: z.string(), text: z.string().nullish(), refusal: z.string().nullish() }))
        .nullish(),
    }),
  ),
  usage: responsesUsage,
})

/** Reads a body of the Responses API. */
export function readResponse(body: unknown, question: ModelQuestion): ReadAnswer {
  const read = responseSchema.safeParse(body)
  if (!read.success) return foreign('Responses')
  const { status, error, incomplete_details: incomplete, output, usage: used } = read.data
  const thought = (used?.output_tokens_details?.reasoning_tokens ?? 0) > 0
  const usage = {
    input_tokens: used?.input_tokens ?? 0,
    cached_tokens: used?.input_tokens_details?.cached_tokens ?? 0,
    output_tokens: used?.output_tokens ?? 0,
  }
  const parts = output.filter(({ type }) => type === 'message').flatMap(({ content }) => content ?? [])
  const refusal = parts.find(({ type }) => type === 'refusal')
  if (status === 'incomplete') {
    return incomplete?.reason === 'content_filter'
      ? { ...filtered(), usage, thought }
      : { ...truncated(question), usage, thought }
  }
  if (status === 'failed' || error) {
    const said = [error?.code, error?.message].filter(Boolean).join(': ') || 'it does not say why'
    return { status: 'failed', reason: `The endpoint could not finish the answer (${said}).`, usage, thought }
  }
  if (status !== 'completed' && status !== undefined && status !== null) {
    return {
      status: 'failed',
      reason: `The endpoint returned an answer that is not finished (${status}).`,
      usage,
      thought,
    }
  }
  if (refusal) return { ...refused(refusal.refusal), usage, thought }
  const calls = output.flatMap((item): ToolCall[] =>
    item.type === 'function_call' && item.call_id && item.name
      ? [{ id: item.call_id, name: item.name, arguments: item.arguments ?? '' }]
      : [],
  )
  if (calls.length > 0) return { status: 'called', calls, usage, thought }
  const text = parts.map(({ type, text }) => (type === 'output_text' ? (text ?? '') : '')).join('')
  return { ...answered(text, question), usage, thought }
}

const completionSchema = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({
          content: z.string().nullish(),
          refusal: z.string().nullish(),
          tool_calls: z
            .array(
              z.object({ id: z.string(), function: z.object({ name: z.string(), arguments: z.string() }) }),
            )
            .nullish()
            .catch(null),
        }),
      }),
    )
    .min(1),
  usage: z
    .object({
      prompt_tokens: count,
      completion_tokens: count,
      prompt_tokens_details: z.object({ cached_tokens: count }).nullish().catch(null),
      completion_tokens_details: z.object({ reasoning_tokens: count }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
})

/** How servers say that a model came to its end: OpenAI, then those of text-generation servers. */
const FINISHED: ReadonlySet<string> = new Set(['stop', 'eos', 'eos_token', 'end_turn', 'stop_sequence'])

/** Reads a body of Chat Completions. */
export function readCompletion(body: unknown, question: ModelQuestion): ReadAnswer {
  const read = completionSchema.safeParse(body)
  if (!read.success) return foreign('Chat Completions')
  const used = read.data.usage
  const usage = {
    input_tokens: used?.prompt_tokens ?? 0,
    cached_tokens: used?.prompt_tokens_details?.cached_tokens ?? 0,
    output_tokens: used?.completion_tokens ?? 0,
  }
  const { finish_reason: finish, message } = read.data.choices[0]!
  // Models of open weights write their thoughts into the answer.
  const thought =
    (used?.completion_tokens_details?.reasoning_tokens ?? 0) > 0 ||
    /^\s*<(think|thinking|reasoning)>/i.test(message.content ?? '')
  if (message.refusal) return { ...refused(message.refusal), usage, thought }
  if (finish === 'content_filter') return { ...filtered(), usage, thought }
  // Some servers give no reason; then the limit tells whether the answer was cut.
  const cut = finish === 'length' || (!finish && usage.output_tokens >= question.maxOutputTokens)
  if (cut) return { ...truncated(question), usage, thought }
  const calls = (message.tool_calls ?? []).map(({ id, function: called }) => ({ id, ...called }))
  if (calls.length > 0) return { status: 'called', calls, usage, thought }
  if (finish && !FINISHED.has(finish)) {
    return {
      status: 'failed',
      reason: `The model did not answer but stopped for "${finish.slice(0, 40)}".`,
      usage,
      thought,
    }
  }
  return { ...answered(message.content ?? '', question), usage, thought }
}

/** No token has more characters; a longer answer comes from a server that ignores the limit. */
const MOST_CHARACTERS_A_TOKEN = 16

function answered(text: string, question: ModelQuestion) {
  if (text.trim() === '') {
    return {
      status: 'failed' as const,
      reason: `${question.model} answered with nothing. Ask again, or use another model for ${question.stage}.`,
    }
  }
  const most = (question.maxOutputTokens + THINKING_TOKENS) * MOST_CHARACTERS_A_TOKEN
  if (text.length > most) {
    return {
      status: 'failed' as const,
      reason: `The answer has ${text.length} characters, although ${question.maxOutputTokens} tokens were allowed; it was not looked at. The endpoint ignores the limit of tokens.`,
    }
  }
  return { status: 'answered' as const, text }
}

function truncated({ model, maxOutputTokens }: ModelQuestion) {
  return {
    status: 'truncated' as const,
    reason: `The answer of ${model} was cut off at its limit of ${maxOutputTokens} tokens. A model that thinks at length needs a higher limit or less effort.`,
  }
}

function filtered() {
  return {
    status: 'refused' as const,
    reason: 'The content filter of the endpoint held the answer back. Look at the cells that were sent.',
  }
}

const LONGEST_REFUSAL = 200

function refused(words: string | null | undefined) {
  const said = words ? `: "${words.slice(0, LONGEST_REFUSAL)}"` : ''
  return { status: 'refused' as const, reason: `The model refused to answer${said}.` }
}

function foreign(api: string): ReadAnswer {
  return {
    status: 'failed',
    reason: foreignBody(api),
    usage: { input_tokens: 0, cached_tokens: 0, output_tokens: 0 },
    thought: false,
  }
}

/** What is said of a good status with a body that is none of the API. */
export function foreignBody(api: string): string {
  return `What the endpoint sent is no answer of the ${api} API. Check its base_url; most end in /v1.`
}
