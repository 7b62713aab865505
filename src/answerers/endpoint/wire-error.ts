/** An error as servers put it; empty where they say nothing. */
export interface WireError {
  readonly code: string
  readonly type: string
  readonly param: string
  readonly message: string
}

/** Codes of errors that waiting does not mend: sending again would only cost time. */
const FINAL_CODES: ReadonlySet<string> = new Set([
  'insufficient_quota',
  'billing_hard_limit_reached',
  'billing_not_active',
  'quota_exceeded',
  'access_terminated',
])

/** Our own word for an answer that was not read to its end. */
export const ANSWER_TOO_LARGE = 'answer_too_large'

/** Longest piece of a server's own words that is repeated in ours. */
const LONGEST_QUOTE = 300

/** Reads the body of an error in its several forms: OpenAI's, vLLM's flat one, FastAPI's `detail`, a bare text or page. */
export function wireErrorOf(text: string): WireError {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    const words = text
      .replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/gi, ' ')
      .replace(/\s+/g, ' ')
      .trim()
    return { code: '', type: '', param: '', message: words.slice(0, LONGEST_QUOTE) }
  }
  const outer = isRecord(body) ? body : {}
  const inner = isRecord(outer.error) ? outer.error : outer
  const message = inner.message ?? (typeof outer.error === 'string' ? outer.error : (outer.detail ?? ''))
  return {
    code: wordOf(inner.code),
    type: wordOf(inner.type),
    param: wordOf(inner.param),
    message: (typeof message === 'string' ? message : JSON.stringify(message)).slice(0, LONGEST_QUOTE),
  }
}

/** Whether the error is one that sending again cannot mend. */
export function isFinal(text: string): boolean {
  const { code, type } = wireErrorOf(text)
  return FINAL_CODES.has(code) || FINAL_CODES.has(type)
}

function wordOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
