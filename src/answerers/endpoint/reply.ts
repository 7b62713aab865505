import type { AnswerCost } from '../../answered.ts'
import type { ModelQuestion, ModelReply } from '../desk.ts'
import { extractPayload } from '../payload.ts'
import type { ReadAnswer } from './read-answer.ts'
import { withoutSecrets } from './secrets.ts'

/** Requests that brought nothing, or nothing that could be used. */
export const NOTHING_SPENT: AnswerCost = {
  calls: 0,
  input_tokens: 0,
  cached_tokens: 0,
  output_tokens: 0,
  usd: null,
}

/** The reply to a question from what its body said; `spent` is what was spent before, its own request counted. */
export function replyOf(
  question: ModelQuestion,
  read: ReadAnswer,
  spent: AnswerCost,
  from: 'endpoint' | 'batch',
  apiKey: string | null,
): { readonly reply: ModelReply; readonly complete: boolean } {
  const cost = withUsage(spent, read)
  if (read.status === 'called') {
    const reason = 'The model went on looking places up and gave no answer.'
    return { reply: { status: 'failed', reason, cost }, complete: false }
  }
  if (read.status !== 'answered') {
    const reason = withoutSecrets(read.reason, [apiKey])
    return { reply: { status: read.status, reason, cost }, complete: false }
  }
  const { text, complete } = extractPayload(read.text, question.schema.json)
  return { reply: { status: 'answered', text, from, cost }, complete }
}

/** What was spent with what the answer used. */
export function withUsage(spent: AnswerCost, { usage }: ReadAnswer): AnswerCost {
  return {
    ...spent,
    input_tokens: spent.input_tokens + usage.input_tokens,
    cached_tokens: spent.cached_tokens + usage.cached_tokens,
    output_tokens: spent.output_tokens + usage.output_tokens,
  }
}
