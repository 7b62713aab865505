import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { UsageError } from '../../config.ts'
import { checkExamples } from './check-examples.ts'
import type { DataFile, Tune, TuneFolder, TuningMethod } from './tune.ts'

export interface PrepareOptions {
  readonly name: string
  readonly baseUrl: string
  readonly apiKeyEnv: string | null
  readonly method: TuningMethod
  readonly baseModel: string
  /** JSONL of examples, as "rateloom labels export" writes it. */
  readonly training: string
  readonly validation?: string
  readonly epochs?: number
  readonly batchSize?: number
  readonly learningRateMultiplier?: number
  readonly suffix?: string
  readonly seed?: number
  /** Longest example in tokens. @default 16384 */
  readonly window?: number
}

const DEFAULT_WINDOW = 16_384

/**
 * Checks the examples and lays down the folder of a fine-tuning, with its own copy of the data. Nothing leaves the
 * machine. Throws {@link UsageError} with the lines that are wrong.
 */
export async function prepareTune(folder: TuneFolder, options: PrepareOptions): Promise<Tune> {
  if (folder.exists())
    throw new UsageError(`${folder.path} holds a fine-tuning already. Take another name, or go on with it.`)
  const window = options.window ?? DEFAULT_WINDOW
  const [training, validation] = await Promise.all([
    checked(options.training, options.method, window),
    options.validation === undefined ? null : checked(options.validation, options.method, window),
  ])
  if (validation?.sha256 === training.sha256)
    throw new UsageError(
      'Training and validation are the same file; validation has to be examples held back.',
    )
  await mkdir(folder.path, { recursive: true })
  const kept = async (data: typeof training, as: string): Promise<DataFile> => {
    const { text, ...facts } = data
    await writeFileAtomic(folder.file(as), text)
    return { file: as, ...facts }
  }
  const tune: Tune = {
    name: options.name,
    base_url: options.baseUrl,
    api_key_env: options.apiKeyEnv,
    method: options.method,
    base_model: options.baseModel,
    epochs: options.epochs ?? null,
    batch_size: options.batchSize ?? null,
    learning_rate_multiplier: options.learningRateMultiplier ?? null,
    suffix: options.suffix ?? null,
    seed: options.seed ?? null,
    training: await kept(training, 'training.jsonl'),
    validation: validation ? await kept(validation, 'validation.jsonl') : null,
    uploaded: { training: null, validation: null },
    attempt: 1,
    job: null,
    status: 'prepared',
    fine_tuned_model: null,
    trained_tokens: null,
    reason: null,
  }
  await folder.save(tune)
  return tune
}

async function checked(path: string, method: TuningMethod, window: number) {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${path} cannot be read: ${error.message}`)
  })
  const { examples, tokens, problems } = await checkExamples(text, method, window)
  if (problems.length > 0) {
    throw new UsageError(
      `${basename(path)} cannot be trained with:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    )
  }
  const sha256 = createHash('sha256').update(text).digest('hex')
  return { text, sha256, bytes: Buffer.byteLength(text), examples, tokens }
}
