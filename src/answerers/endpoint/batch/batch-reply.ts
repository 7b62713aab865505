import type { Batch } from 'openai/resources/batches'
import type { ModelQuestion, ModelReply } from '../../desk.ts'
import { type Abilities, interfacesOf, without } from '../abilities.ts'
import type { EndpointClient } from '../endpoint-client.ts'
import { readCompletion, readResponse } from '../read-answer.ts'
import { NOTHING_SPENT, replyOf } from '../reply.ts'
import { requestBody } from '../request-body.ts'
import { withoutSecrets } from '../secrets.ts'
import { withoutTools } from '../tools.ts'
import { troubleOfAnswer } from '../trouble.ts'
import type { BatchResult } from './batch-lines.ts'
import type { BatchRecord } from './batch-records.ts'

/**
 * The reply to a question of a batch that has ended; `learned` is taught what the result says of the model. Without a result
 * the question failed, and the batch says why.
 */
export function batchReply(
  question: ModelQuestion,
  result: BatchResult | undefined,
  batch: Batch | null,
  { abilities, model }: BatchRecord,
  client: EndpointClient,
  learned: { abilities: Abilities },
): ModelReply {
  const { apiKey, api } = client.options
  const failed = (reason: string): ModelReply => ({
    status: 'failed',
    reason: withoutSecrets(reason, [apiKey]),
    cost: NOTHING_SPENT,
  })
  if (!result?.response) return failed(unansweredReason(batch, result))
  const { status_code, body } = result.response
  if (status_code < 300) {
    const read = abilities.api === 'responses' ? readResponse(body, question) : readCompletion(body, question)
    const thinks = learned.abilities.thinks || read.thought
    learned.abilities = { ...learned.abilities, thinks, settled: true }
    return replyOf(question, read, { ...NOTHING_SPENT, calls: 1 }, 'batch', apiKey).reply
  }
  const last = { status: status_code, requestId: null, text: JSON.stringify(body) }
  const trouble = troubleOfAnswer(last, {
    endpoint: client.name,
    baseUrl: client.baseUrl,
    model,
    refusable: requestBody(withoutTools(question), abilities, client.parameters).refusable,
    requests: 1,
  })
  if (trouble.kind === 'stop') return failed(trouble.error.message)
  if (trouble.kind === 'lack' && trouble.remember) {
    // What the model does not take is left out when the question goes again.
    const interfaces = interfacesOf(api, client.baseUrl)
    learned.abilities = without(learned.abilities, trouble.lack, interfaces) ?? learned.abilities
  }
  const reply = failed(trouble.reason)
  return trouble.kind === 'fail' && reply.status !== 'answered' ? { ...reply, status: trouble.status } : reply
}

function unansweredReason(batch: Batch | null, result: BatchResult | undefined): string {
  const error = result?.error ?? batch?.errors?.data?.[0]
  const said = error ? ` (${[error.code, error.message].filter(Boolean).join(': ')})` : ''
  if (!batch) return 'The endpoint does not know the batch any more. The question has to be asked again.'
  const why =
    batch.status === 'expired'
      ? 'was not answered before the batch expired'
      : batch.status === 'failed'
        ? 'was not looked at, for the batch failed'
        : batch.status === 'cancelled'
          ? 'was not answered before the batch was cancelled'
          : 'was left out of the results of the batch'
  return `The question ${why}${said}. It has to be asked again.`
}
