import type { AnswerCost } from '../../answered.ts'
import type { ModelQuestion, ModelReply } from '../desk.ts'
import { extractPayload } from './payload.ts'
import type { ReadAnswer } from './read-answer.ts'
import { withoutSecrets } from './secrets.ts'

/** The reply to a question from what its body said; `calls` are the requests that it took. */
export function replyOf(
  question: ModelQuestion,
  read: ReadAnswer,
  calls: number,
  from: 'endpoint' | 'batch',
  apiKey: string | null,
): { readonly reply: ModelReply; readonly complete: boolean } {
  const cost: AnswerCost = { calls, ...read.usage, usd: null }
  if (read.status !== 'answered') {
    const reason = withoutSecrets(read.reason, [apiKey])
    return { reply: { status: read.status, reason, cost }, complete: false }
  }
  const { text, complete } = extractPayload(read.text, question.schema.json)
  return { reply: { status: 'answered', text, from, cost }, complete }
}
