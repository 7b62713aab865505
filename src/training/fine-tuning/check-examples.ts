import { z } from 'zod'
import type { TuningMethod } from './tune.ts'

const messageSchema = z.object({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content: z.string().nullish(),
  weight: z.union([z.literal(0), z.literal(1)]).optional(),
  tool_calls: z.array(z.unknown()).optional(),
})
const messages = z.array(messageSchema).min(1)

const supervisedSchema = z
  .object({ messages })
  .refine(
    ({ messages }) => messages.some(({ role, weight }) => role === 'assistant' && weight !== 0),
    'No answer to learn from: the last message has to be an answer of the assistant with weight 1.',
  )
const answer = z.array(messageSchema.extend({ role: z.literal('assistant') })).min(1)
const preferenceSchema = z
  .object({ input: z.object({ messages }), preferred_output: answer, non_preferred_output: answer })
  .refine(
    ({ preferred_output, non_preferred_output }) =>
      JSON.stringify(preferred_output) !== JSON.stringify(non_preferred_output),
    'Both answers are the same: nothing to prefer.',
  )

/** The vendors' least number of examples. */
const LEAST_EXAMPLES = 10
/** So many wrong lines are told; the rest is counted. */
const TOLD = 10

export interface ExampleCheck {
  readonly examples: number
  readonly tokens: number
  /** What is wrong, each with its line; empty when the file can be trained with. */
  readonly problems: readonly string[]
}

/**
 * Holds a JSONL file of examples against what training needs, before anything is uploaded or paid for.
 *
 * @param window longest example in tokens
 */
export async function checkExamples(
  text: string,
  method: TuningMethod,
  window: number,
): Promise<ExampleCheck> {
  const { countTokens } = await import('gpt-tokenizer')
  const schema = method === 'supervised' ? supervisedSchema : preferenceSchema
  const problems: string[] = []
  const seen = new Map<string, number>()
  let examples = 0
  let tokens = 0
  text.split('\n').forEach((line, i) => {
    if (line.trim() === '') return
    examples++
    const at = `line ${i + 1}`
    let value: unknown
    try {
      value = JSON.parse(line)
    } catch {
      problems.push(`${at}: is no JSON`)
      return
    }
    const result = schema.safeParse(value)
    if (!result.success) {
      const { path, message } = result.error.issues[0]!
      problems.push(`${at}: ${path.length > 0 ? `${path.join('.')}: ` : ''}${message}`)
      return
    }
    const length = countTokens(line)
    tokens += length
    if (length > window) problems.push(`${at}: about ${length} tokens, more than the window of ${window}`)
    const twin = seen.get(line)
    if (twin === undefined) seen.set(line, i + 1)
    else problems.push(`${at}: the same example as line ${twin}`)
  })
  if (examples < LEAST_EXAMPLES)
    problems.push(`${examples} examples; at least ${LEAST_EXAMPLES} are needed, some hundred are better`)
  const told = problems.slice(0, TOLD)
  if (problems.length > TOLD) told.push(`and ${problems.length - TOLD} more`)
  return { examples, tokens, problems: told }
}
