import { z } from 'zod'
import type { ModelQuestion } from '../../desk.ts'
import type { Abilities } from '../abilities.ts'
import type { ModelParameters } from '../endpoint-options.ts'
import { requestBody } from '../request-body.ts'
import { withoutTools } from '../tools.ts'
import { questionId } from './question-id.ts'

/** Where each request of a batch goes. */
export const BATCH_PATHS = { responses: '/v1/responses', chat: '/v1/chat/completions' } as const

/** One question as a line of the file that a batch is made of. */
export function batchLine(
  question: ModelQuestion,
  abilities: Abilities,
  parameters: Required<ModelParameters>,
): string {
  const { body } = requestBody(withoutTools(question), abilities, parameters)
  return JSON.stringify({
    custom_id: questionId(question),
    method: 'POST',
    url: BATCH_PATHS[abilities.api],
    body,
  })
}

const resultSchema = z.object({
  custom_id: z.string(),
  response: z.object({ status_code: z.int(), body: z.unknown() }).nullish(),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
})

/** What became of one request of a batch. */
export type BatchResult = z.infer<typeof resultSchema>

/** Reads a file of results by the id of the question; lines that are none are left out, the first of several counts. */
export function readResults(text: string): Map<string, BatchResult> {
  const results = new Map<string, BatchResult>()
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    try {
      const result = resultSchema.parse(JSON.parse(line))
      if (!results.has(result.custom_id)) results.set(result.custom_id, result)
    } catch {}
  }
  return results
}
