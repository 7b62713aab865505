import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { parse, stringify } from 'yaml'
import { z } from 'zod'
import { UsageError } from '../../config.ts'

/** Supervised: examples of right answers. Preference: pairs of a better and a worse answer (DPO). */
export const TUNING_METHODS = ['supervised', 'preference'] as const
export type TuningMethod = (typeof TUNING_METHODS)[number]

const dataFileSchema = z.strictObject({
  file: z.string(),
  sha256: z.string(),
  bytes: z.int().nonnegative(),
  examples: z.int().nonnegative(),
  tokens: z.int().nonnegative(),
})
export type DataFile = z.infer<typeof dataFileSchema>

export const TUNE_STATUSES = [
  'prepared',
  'validating_files',
  'queued',
  'running',
  'paused',
  'succeeded',
  'failed',
  'cancelled',
] as const
const ENDED: ReadonlySet<string> = new Set(['succeeded', 'failed', 'cancelled'])

/** All that is known of one fine-tuning: kept beside its data, so that a restart goes on where it was. */
const tuneSchema = z.strictObject({
  name: z.string(),
  /** Base address of the API that trains. */
  base_url: z.string(),
  api_key_env: z.string().nullable(),
  method: z.enum(TUNING_METHODS),
  /** The model to start from: a base model, or an earlier fine-tuned one. */
  base_model: z.string(),
  /** Null leaves it to the vendor. */
  epochs: z.int().positive().nullable(),
  batch_size: z.int().positive().nullable(),
  learning_rate_multiplier: z.number().positive().nullable(),
  suffix: z.string().nullable(),
  seed: z.int().nullable(),
  training: dataFileSchema,
  validation: dataFileSchema.nullable(),
  /** Ids of the files at the vendor, as soon as they are there. */
  uploaded: z.strictObject({ training: z.string().nullable(), validation: z.string().nullable() }),
  /** Counts the jobs that were begun for it: a failed one may be followed by another, on the same files. */
  attempt: z.int().positive(),
  /** Id of the job, kept before it is first asked about. */
  job: z.string().nullable(),
  status: z.enum(TUNE_STATUSES),
  /** Id of the fine-tuned model, once there is one. */
  fine_tuned_model: z.string().nullable(),
  trained_tokens: z.int().nullable(),
  /** Why it failed, in plain words. */
  reason: z.string().nullable(),
})
export type Tune = z.infer<typeof tuneSchema>

export const hasEnded = (tune: Tune): boolean => ENDED.has(tune.status)

const STATE_FILE = 'tune.yaml'

/** The folder of one fine-tuning: `tune.yaml`, its data files, its events, its curves. */
export class TuneFolder {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }

  exists(): boolean {
    return existsSync(join(this.path, STATE_FILE))
  }

  /** Throws {@link UsageError} when there is none, or when somebody broke it. */
  async load(): Promise<Tune> {
    const file = join(this.path, STATE_FILE)
    const text = await readFile(file, 'utf8').catch(() => {
      throw new UsageError(`There is no fine-tuning in ${this.path}. Begin one with "rateloom tune prepare".`)
    })
    const result = tuneSchema.safeParse(parse(text))
    if (result.success) return result.data
    const { path, message } = result.error.issues[0]!
    throw new UsageError(`${file} is damaged at ${path.join('.')}: ${message}. Restore it, or prepare anew.`)
  }

  async save(tune: Tune): Promise<void> {
    await mkdir(this.path, { recursive: true })
    await writeFileAtomic(join(this.path, STATE_FILE), stringify(tuneSchema.parse(tune)))
  }

  file(name: string): string {
    return join(this.path, name)
  }
}
