import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions'
import type { ResponseCreateParamsNonStreaming } from 'openai/resources/responses/responses'
import { stringify } from 'yaml'
import type { ModelQuestion } from '../desk.ts'
import type { Abilities, Lack } from './abilities.ts'
import type { ModelParameters } from './endpoint-options.ts'

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
): RequestBody<ChatCompletionCreateParamsNonStreaming> {
  const takes = (part: Abilities['without'][number]) => !abilities.without.includes(part)
  const { temperature, seed } = parameters
  const reasoningEffort = effortOf(abilities, parameters)
  const format = formatOf(question, abilities)
  const refusable: Lack[] = format === null ? [] : ['schema']
  const instructions = instructionsOf(question, abilities)
  const body: ChatCompletionCreateParamsNonStreaming = {
    model: question.model,
    messages: takes('system_role')
      ? [
          { role: 'system', content: instructions },
          { role: 'user', content: question.input },
        ]
      : [{ role: 'user', content: `${instructions}\n\n${question.input}` }],
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
  switch (formatOf(question, abilities)) {
    case null:
    case 'json_schema':
      return question.instructions
    case 'json_object':
      return [
        question.instructions,
        'Answer with one JSON object and nothing else. It must be valid against this JSON Schema:',
        JSON.stringify(question.schema.json),
      ].join('\n\n')
    case 'yaml':
      return [
        question.instructions,
        'Answer in YAML and nothing else: no introduction, no code fence, no remark. The answer must be valid against this JSON Schema, here written as YAML:',
        stringify(question.schema.json),
      ].join('\n\n')
  }
}
