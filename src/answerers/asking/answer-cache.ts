import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { answerCostSchema, stageSchema } from '../../answered.ts'
import type { ModelQuestion } from '../desk.ts'

const entrySchema = z.strictObject({
  version: z.literal(1),
  key: z.string(),
  stage: stageSchema,
  model: z.string(),
  prompt: z.string(),
  /** SHA-256 of `text`: a torn or edited entry is no answer. */
  sha256: z.string(),
  text: z.string(),
  /** What the answer cost when it was given. */
  cost: answerCostSchema,
})
type CachedAnswer = z.infer<typeof entrySchema>

/** What an answer depends on beside the question. */
export interface AskedWhere {
  readonly baseUrl: string
  /** What the endpoint is asked with: temperature, seed and the like. */
  readonly parameters: Readonly<Record<string, unknown>>
}

/**
 * What an answer depends on, as 64 hex digits: address, model, parameters, version of the prompt, question. The name that
 * a configuration gives to the endpoint is no part of it.
 */
export function cacheKey(question: ModelQuestion, where: AskedWhere): string {
  const { endpoint: _, ...asked } = question
  return sha256(JSON.stringify(sorted({ ...asked, ...where })))
}

/**
 * Answers that were paid for, one file each below a folder: the same question again costs nothing and gets the same answer.
 * Files appear whole or not at all; one that is damaged, or of another version of this program, is as if it were not there.
 */
export class AnswerCache {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async read(key: string): Promise<CachedAnswer | null> {
    try {
      const entry = entrySchema.parse(JSON.parse(await readFile(this.#file(key), 'utf8')))
      return entry.key === key && entry.sha256 === sha256(entry.text) ? entry : null
    } catch {
      return null
    }
  }

  async write(
    key: string,
    question: ModelQuestion,
    answer: Pick<CachedAnswer, 'text' | 'cost'>,
  ): Promise<void> {
    const { stage, model, prompt } = question
    const { text, cost } = answer
    const entry: CachedAnswer = { version: 1, key, stage, model, prompt, sha256: sha256(text), text, cost }
    const file = this.#file(key)
    await mkdir(dirname(file), { recursive: true })
    await writeFileAtomic(file, `${JSON.stringify(entry, null, 1)}\n`)
  }

  #file(key: string): string {
    return join(this.#folder, key.slice(0, 2), `${key}.json`)
  }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** The order in which keys were written is no part of an identity. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]))
}
