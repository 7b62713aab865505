import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions'
import type { ResponseCreateParamsNonStreaming } from 'openai/resources/responses/responses'
import { stringify } from 'yaml'
import type { ModelQuestion } from '../desk.ts'
import type { Abilities, Lack } from './abilities.ts'
import type { ModelParameters } from './endpoint-options.ts'
import { MOST_TOOL_TURNS, TOOL_DEFINITIONS, type ToolTurn } from './tools.ts'

/** A question as the body of a request, and what in it a model may refuse to take. */
export interface RequestBody<Body> {
  readonly body: Body
  readonly refusable: readonly Lack[]
}

/** The question for the interface that the model is asked by. */
export function requestBody(
  question: ModelQuestion,
  abilities: Abilities,
  parameters: Required<ModelParameters>,
): RequestBody<ResponseCreateParamsNonStreaming | ChatCompletionCreateParamsNonStreaming> {
  return abilities.api === 'responses'
    ? responsesBody(question, abilities, parameters)
    : chatBody(question, abilities, parameters)
}

/** The question for the Responses API. Nothing of it is stored by the vendor, whatever its default is. */
export function responsesBody(
  question: ModelQuestion,
  abilities: Abilities,
  parameters: Required<ModelParameters>,
  turns: readonly ToolTurn[] = [],
): RequestBody<ResponseCreateParamsNonStreaming> {
  const takes = (part: Abilities['without'][number]) => !abilities.without.includes(part)
  const { temperature } = parameters
  const reasoningEffort = effortOf(abilities, parameters)
  const format = formatOf(question, abilities)
  const refusable: Lack[] = format === null ? [] : ['schema']
  const body: ResponseCreateParamsNonStreaming = {
    model: question.model,
    instructions: instructionsOf(question, abilities),
    input: question.input,
    max_output_tokens: outputTokens(question, abilities),
  }
  const { withTools } = question
  if (withTools && takes('tools')) {
    const called = turns.flatMap(({ calls, results }) => [
      ...calls.map(
        (call) =>
          ({ type: 'function_call', call_id: call.id, name: call.name, arguments: call.arguments }) as const,
      ),
      ...calls.map(
        ({ id }, at) => ({ type: 'function_call_output', call_id: id, output: results[at]! }) as const,
      ),
    ])
    body.input = [{ role: 'user', content: withTools.input }, ...called]
    body.tools = TOOL_DEFINITIONS.map((tool) => ({ type: 'function', strict: true, ...tool }))
    body.tool_choice = turns.length < MOST_TOOL_TURNS ? 'auto' : 'none'
    if (turns.length === 0) refusable.push('tools')
  }
  if (takes('store')) {
    body.store = false
    refusable.push('store')
  }
  if (format === 'json_schema') {
    body.text = { format: { type: 'json_schema', ...namedSchema(question) } }
  } else if (format === 'json_object') {
    body.text = { format: { type: 'json_object' } }
  }
  if (temperature !== null && takes('temperature')) {
    body.temperature = temperature
    refusable.push('temperature')
  }
  if (reasoningEffort !== null && takes('reasoning_effort')) {
    body.reasoning = { effort: reasoningEffort }
    refusable.push('reasoning_effort')
  }
  return { body, refusable }
}

/** The question for Chat Completions. */
export function chatBody(
  question: ModelQuestion,
  abilities: Abilities,
  parameters: Required<ModelParameters>,
  turns: readonly ToolTurn[] = [],
): RequestBody<ChatCompletionCreateParamsNonStreaming> {
  const takes = (part: Abilities['without'][number]) => !abilities.without.includes(part)
  const { temperature, seed } = parameters
  const reasoningEffort = effortOf(abilities, parameters)
  const format = formatOf(question, abilities)
  const refusable: Lack[] = format === null ? [] : ['schema']
  const instructions = instructionsOf(question, abilities)
  const withTools = takes('tools') ? question.withTools : undefined
  const input = withTools?.input ?? question.input
  const body: ChatCompletionCreateParamsNonStreaming = {
    model: question.model,
    messages: takes('system_role')
      ? [
          { role: 'system', content: instructions },
          { role: 'user', content: input },
        ]
      : [{ role: 'user', content: `${instructions}\n\n${input}` }],
  }
  if (withTools) {
    for (const { calls, results } of turns) {
      const tool_calls = calls.map((call) => ({
        id: call.id,
        type: 'function' as const,
        function: { name: call.name, arguments: call.arguments },
      }))
      body.messages.push({ role: 'assistant', content: null, tool_calls })
      for (const [at, { id }] of calls.entries())
        body.messages.push({ role: 'tool', tool_call_id: id, content: results[at]! })
    }
    body.tools = TOOL_DEFINITIONS.map((tool) => ({ type: 'function', function: { strict: true, ...tool } }))
    body.tool_choice = turns.length < MOST_TOOL_TURNS ? 'auto' : 'none'
    if (turns.length === 0) refusable.push('tools')
  }
  if (takes('system_role')) refusable.push('system_role')
  if (abilities.output_limit !== null) {
    body[abilities.output_limit] = outputTokens(question, abilities)
    refusable.push(abilities.output_limit)
  }
  if (format === 'json_schema') {
    body.response_format = { type: 'json_schema', json_schema: namedSchema(question) }
  } else if (format === 'json_object') {
    body.response_format = { type: 'json_object' }
  }
  if (temperature !== null && takes('temperature')) {
    body.temperature = temperature
    refusable.push('temperature')
  }
  if (seed !== null && takes('seed')) {
    body.seed = seed
    refusable.push('seed')
  }
  if (reasoningEffort !== null && takes('reasoning_effort')) {
    body.reasoning_effort = reasoningEffort
    refusable.push('reasoning_effort')
  }
  return { body, refusable }
}

/** Tokens of thought that a model may spend beside its answer, which is all that the limit of a question allows for. */
export const THINKING_TOKENS = 4096

/** The longest answer that a request asks for, thoughts included. */
export function outputTokens(
  { maxOutputTokens }: ModelQuestion,
  { thinks }: Pick<Abilities, 'thinks'>,
): number {
  return thinks ? maxOutputTokens + THINKING_TOKENS : maxOutputTokens
}

/** Our questions are small: a model that thinks anyway is asked to do it briefly. */
function effortOf({ thinks }: Abilities, { reasoningEffort }: Required<ModelParameters>) {
  return reasoningEffort ?? (thinks ? 'low' : null)
}

/** How the form of the answer is asked for; null where the model knows it and nothing is said of it. */
export function formatOf({ schema }: ModelQuestion, { format }: Abilities): Abilities['format'] | null {
  return schema.known ? null : format
}

/** What `zodTextFormat` makes of a zod schema, from the JSON Schema that travels with the question. */
function namedSchema(question: ModelQuestion) {
  const name = question.schema.name.replace(/[^\w-]/g, '_').slice(0, 64)
  return { name, strict: true, schema: question.schema.json }
}

/** Where the endpoint does not take the schema, the model reads it. */
function instructionsOf(question: ModelQuestion, abilities: Abilities): string {
  const told = abilities.without.includes('tools') ? undefined : question.withTools?.instructions
  const instructions = told ?? question.instructions
  switch (formatOf(question, abilities)) {
    case null:
    case 'json_schema':
      return instructions
    case 'json_object':
      return [
        instructions,
        'Answer with one JSON object and nothing else. It must be valid against this JSON Schema:',
        JSON.stringify(question.schema.json),
      ].join('\n\n')
    case 'yaml':
      return [
        instructions,
        'Answer in YAML and nothing else: no introduction, no code fence, no remark. The answer must be valid against this JSON Schema, here written as YAML:',
        stringify(question.schema.json),
      ].join('\n\n')
  }
}
