/** A question as the server reads it out of a request, whichever interface it came by. */
export interface Asked {
  readonly api: 'responses' | 'chat'
  readonly model: string
  readonly instructions: string
  readonly input: string
  /** How the form of the answer was asked for. */
  readonly format: 'json_schema' | 'json_object' | 'text'
  readonly schemaName: string | null
  readonly maxOutputTokens: number | null
  /** Names of the tools that may be called. */
  readonly tools: readonly string[]
  /** What the calls of earlier turns of this question brought. */
  readonly toolResults: readonly string[]
  /** The whole body, for what else a test wants to see. */
  readonly body: Readonly<Record<string, unknown>>
  /** Counts questions from 1, in the order of their arrival, retries included. */
  readonly n: number
}

interface Format {
  readonly type?: 'json_schema' | 'json_object' | 'text'
  readonly name?: string
  readonly json_schema?: { readonly name?: string }
}

interface InputItem {
  readonly type?: string
  readonly role?: string
  readonly content?: string
  readonly output?: string
}

const itemsOf = (input: unknown): InputItem[] => (Array.isArray(input) ? input : [])

const inputOf = (input: unknown): string =>
  Array.isArray(input)
    ? itemsOf(input)
        .flatMap(({ role, content }) => (role === 'user' ? [content!] : []))
        .join('\n')
    : String(input ?? '')

export function askedOf(api: 'responses' | 'chat', body: Record<string, unknown>, n: number): Asked {
  const format = (
    api === 'chat' ? body.response_format : (body.text as { format?: Format } | undefined)?.format
  ) as Format | undefined
  const messages = (body.messages ?? []) as { role: string; content: string }[]
  const spoken = (role: string) =>
    messages
      .filter((message) => message.role === role)
      .map(({ content }) => content)
      .join('\n')
  return {
    api,
    model: String(body.model),
    instructions: api === 'chat' ? spoken('system') : String(body.instructions ?? ''),
    input: api === 'chat' ? spoken('user') : inputOf(body.input),
    format: format?.type ?? 'text',
    schemaName: format?.name ?? format?.json_schema?.name ?? null,
    maxOutputTokens: (body.max_output_tokens ?? body.max_completion_tokens ?? body.max_tokens ?? null) as
      | number
      | null,
    tools: ((body.tools ?? []) as { name?: string; function?: { name: string } }[]).map(
      (tool) => tool.name ?? tool.function!.name,
    ),
    toolResults:
      api === 'chat'
        ? messages.filter(({ role }) => role === 'tool').map(({ content }) => content)
        : itemsOf(body.input).flatMap(({ type, output }) =>
            type === 'function_call_output' ? [output!] : [],
          ),
    body,
    n,
  }
}
