import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { stageSchema } from '../../../answered.ts'
import type { ModelQuestion } from '../../desk.ts'
import { abilitiesSchema } from '../abilities.ts'

const recordSchema = z.strictObject({
  version: z.literal(1),
  /** The job is found by it at the endpoint, too. */
  key: z.string().regex(/^[0-9a-f]{32}$/),
  endpoint: z.string(),
  base_url: z.string(),
  model: z.string(),
  /** How the questions were put. */
  abilities: abilitiesSchema,
  /** Null until it was uploaded. */
  input_file_id: z.string().nullable(),
  /** Null until the job was made. */
  batch_id: z.string().nullable(),
})

/** A batch that was handed in, or is about to be. */
export type BatchRecord = z.infer<typeof recordSchema>

const questionSchema: z.ZodType<ModelQuestion> = z.strictObject({
  stage: stageSchema,
  endpoint: z.string(),
  model: z.string(),
  prompt: z.string(),
  instructions: z.string(),
  input: z.string(),
  schema: z.strictObject({
    name: z.string(),
    json: z.record(z.string(), z.unknown()),
    known: z.literal(true).optional(),
  }),
  maxOutputTokens: z.int().positive(),
})

/**
 * What is known of batches that are not collected, two files a batch below a folder: its questions, and how far it is. Each
 * step is on disk before the next one is taken, so that a run that is cut off anywhere is taken up by the next.
 */
export class BatchRecords {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** The batches of an endpoint, in no order. Records that cannot be read are left alone. */
  async of(baseUrl: string): Promise<BatchRecord[]> {
    const names = await readdir(this.#folder).catch(() => [])
    const records: BatchRecord[] = []
    for (const name of names.filter((one) => one.endsWith('.json')).sort()) {
      try {
        records.push(recordSchema.parse(JSON.parse(await readFile(join(this.#folder, name), 'utf8'))))
      } catch {}
    }
    return records.filter((record) => record.base_url === baseUrl)
  }

  async questions({ key }: BatchRecord): Promise<ModelQuestion[]> {
    const text = await readFile(this.#questionsFile(key), 'utf8')
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => questionSchema.parse(JSON.parse(line)))
  }

  /** Keeps a new batch: the questions first, for a record without them is worth nothing. */
  async begin(record: BatchRecord, questions: readonly ModelQuestion[]): Promise<void> {
    await mkdir(this.#folder, { recursive: true })
    const lines = questions.map((question) => JSON.stringify(question))
    await writeFileAtomic(this.#questionsFile(record.key), `${lines.join('\n')}\n`)
    await this.keep(record)
  }

  keep(record: BatchRecord): Promise<void> {
    return writeFileAtomic(this.#recordFile(record.key), `${JSON.stringify(record, null, 2)}\n`)
  }

  async remove({ key }: BatchRecord): Promise<void> {
    await rm(this.#recordFile(key), { force: true })
    await rm(this.#questionsFile(key), { force: true })
  }

  #recordFile(key: string): string {
    return join(this.#folder, `${key}.json`)
  }

  #questionsFile(key: string): string {
    return join(this.#folder, `${key}.questions.jsonl`)
  }
}
