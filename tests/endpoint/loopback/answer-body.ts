import type { Asked } from './asked.ts'
import type { Fault } from './faults.ts'

/** What the model at the loopback server says, and what it is said to have used. */
export interface Said {
  readonly text: string
  readonly inputTokens?: number
  readonly cachedTokens?: number
  readonly outputTokens?: number
  /** Tokens of thought before the answer; they count as output, and take the room of the answer. */
  readonly thinkingTokens?: number
  /** Calls of tools instead of an answer. */
  readonly calls?: readonly { readonly name: string; readonly arguments: object }[]
}

const CHARACTERS_A_TOKEN = 4

/** The body of a finished request in the form of the interface that was asked. */
export function answerBody(asked: Asked, said: Said, fault: Fault | null): object {
  const text = fault?.kind === 'says' ? fault.text : said.text
  const input =
    said.inputTokens ?? Math.ceil((asked.instructions.length + asked.input.length) / CHARACTERS_A_TOKEN)
  const cached = said.cachedTokens ?? 0
  const output = said.outputTokens ?? Math.ceil(text.length / CHARACTERS_A_TOKEN)
  const thinking = said.thinkingTokens ?? 0
  const limit = asked.maxOutputTokens ?? Number.POSITIVE_INFINITY
  const used = { input, cached, output: Math.min(output + thinking, limit), thinking }
  const met: Fault | null =
    fault ?? (thinking > 0 && output + thinking > limit ? { kind: 'truncated' } : null)
  const answer =
    asked.api === 'chat' ? chatAnswer(asked, text, met, used) : responsesAnswer(asked, text, met, used)
  return said.calls && met === null ? { ...answer, ...callsOf(asked, said.calls) } : answer
}

/** The part of a body that says which tools are to be called. */
function callsOf(asked: Asked, calls: NonNullable<Said['calls']>): object {
  const all = calls.map((call, i) => ({
    ...call,
    id: `call_${asked.n}_${i}`,
    arguments: JSON.stringify(call.arguments),
  }))
  if (asked.api === 'responses')
    return {
      output: all.map(({ id, name, arguments: given }) => ({
        type: 'function_call',
        id: `fc_${id}`,
        call_id: id,
        name,
        arguments: given,
        status: 'completed',
      })),
    }
  const tool_calls = all.map(({ id, ...called }) => ({ id, type: 'function', function: called }))
  return {
    choices: [
      {
        index: 0,
        finish_reason: 'tool_calls',
        logprobs: null,
        message: { role: 'assistant', content: null, tool_calls },
      },
    ],
  }
}

interface Used {
  readonly input: number
  readonly cached: number
  readonly output: number
  readonly thinking: number
}

function chatAnswer(asked: Asked, text: string, fault: Fault | null, used: Used): object {
  const half = text.slice(0, text.length / 2)
  const [finish_reason, content, refusal] =
    fault?.kind === 'truncated'
      ? ['length', half, null]
      : fault?.kind === 'content_filter'
        ? ['content_filter', null, null]
        : fault?.kind === 'refusal'
          ? ['stop', null, fault.words]
          : ['stop', text, null]
  return {
    id: `chatcmpl-${asked.n}`,
    object: 'chat.completion',
    created: 1_700_000_000,
    model: asked.model,
    choices: [{ index: 0, finish_reason, logprobs: null, message: { role: 'assistant', content, refusal } }],
    usage: {
      prompt_tokens: used.input,
      completion_tokens: used.output,
      total_tokens: used.input + used.output,
      prompt_tokens_details: { cached_tokens: used.cached },
      completion_tokens_details: { reasoning_tokens: used.thinking },
    },
  }
}

function responsesAnswer(asked: Asked, text: string, fault: Fault | null, used: Used): object {
  const half = text.slice(0, text.length / 2)
  const said = (words: string) => ({ type: 'output_text', text: words, annotations: [] })
  const [status, content, incomplete] =
    fault?.kind === 'truncated'
      ? ['incomplete', [said(half)], { reason: 'max_output_tokens' }]
      : fault?.kind === 'content_filter'
        ? ['incomplete', [], { reason: 'content_filter' }]
        : fault?.kind === 'refusal'
          ? ['completed', [{ type: 'refusal', refusal: fault.words }], null]
          : fault?.kind === 'failed'
            ? ['failed', [], null]
            : ['completed', [said(text)], null]
  return {
    id: `resp_${asked.n}`,
    object: 'response',
    created_at: 1_700_000_000,
    model: asked.model,
    status,
    error: fault?.kind === 'failed' ? { code: fault.code, message: fault.message } : null,
    incomplete_details: incomplete,
    output: [
      { id: `rs_${asked.n}`, type: 'reasoning', summary: [] },
      { id: `msg_${asked.n}`, type: 'message', role: 'assistant', status, content },
    ],
    usage: {
      input_tokens: used.input,
      input_tokens_details: { cached_tokens: used.cached },
      output_tokens: used.output,
      output_tokens_details: { reasoning_tokens: used.thinking },
      total_tokens: used.input + used.output,
    },
  }
}
