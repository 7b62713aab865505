import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { parseDocument } from 'yaml'
import { z } from 'zod'
import { type CheckThresholds, DEFAULT_THRESHOLDS } from './checks/thresholds.ts'
import { endpointsSchema } from './config/endpoints.ts'
import { pricesSchema } from './config/prices.ts'
import { stageProblems, stagesSchema, withEndpointNames } from './config/stages.ts'
import { DEFAULT_READ_LIMITS, type ReadLimits } from './workbook/read-limits.ts'

/** Settings of a run, from `rateloom.yaml`. Options of the command line go before it. */

export const OUTPUT_FORMATS = ['jsonl', 'json', 'yaml', 'csv'] as const
export type OutputFormat = (typeof OUTPUT_FORMATS)[number]

const limitsSchema = z
  .strictObject({
    max_file_bytes: z
      .int()
      .min(1)
      .max(2 ** 31 - 1)
      .default(DEFAULT_READ_LIMITS.maxFileBytes)
      .describe('Size of a file in bytes above which it is refused. 1 to 2147483647.'),
    max_unpacked_bytes: z
      .int()
      .min(1)
      .default(DEFAULT_READ_LIMITS.maxUnpackedBytes)
      .describe(
        'Bytes that all parts of a zipped workbook may unpack to; more is taken for a zip bomb. 1 or more.',
      ),
    max_ratio: z
      .number()
      .min(1)
      .default(DEFAULT_READ_LIMITS.maxRatio)
      .describe(
        'Unpacked size of one part by its packed size above which it is taken for a zip bomb. 1 or more.',
      ),
    max_cells: z
      .int()
      .min(1)
      .default(DEFAULT_READ_LIMITS.maxCells)
      .describe(
        'Cells with content that a workbook may have. 1 or more; ten million take about 1 GB of memory.',
      ),
    max_sheets: z
      .int()
      .min(1)
      .default(DEFAULT_READ_LIMITS.maxSheets)
      .describe('Sheets that a workbook may have. 1 or more.'),
    max_seconds: z
      .number()
      .min(1)
      .max(86_400)
      .default(300)
      .describe('Seconds after which work on one file is abandoned. 1 to 86400.'),
  })
  .describe('How much of a file is read before it is refused.')

const share = (usual: number) => z.number().min(0).max(1).default(usual)

/** The schema of `rateloom.yaml`, published as `schemas/config.schema.json`. */
export const configSchema = z.strictObject({
  limits: limitsSchema.prefault({}),
  thresholds: z
    .strictObject({
      review_below: z
        .number()
        .min(0)
        .max(1)
        .default(0.7)
        .describe('A rate whose confidence is below goes to the review file. 0 keeps all, 1 reviews all.'),
      disagreement_below: z
        .number()
        .min(0)
        .max(1)
        .default(0.9)
        .describe(
          'Where two readers of a table differ and the confidence left is below, its rates go to review. 0 to 1.',
        ),
      outlier_factor: z
        .number()
        .min(1)
        .default(DEFAULT_THRESHOLDS.outlierFactor)
        .describe('A price this many times off what its row leads to expect is an outlier. 1 or more.'),
      lone_outlier_factor: z
        .number()
        .min(1)
        .default(DEFAULT_THRESHOLDS.loneOutlierFactor)
        .describe('The same for a price without others in its row, against the rows around it. 1 or more.'),
      sure_place: share(DEFAULT_THRESHOLDS.surePlace).describe(
        'A place contradicts a stated country only when it is at least this sure. 0 to 1.',
      ),
      order_breaks: share(DEFAULT_THRESHOLDS.orderBreaks).describe(
        'Where more rows than this price a larger container lower, it is the custom of the table. 0 to 1.',
      ),
      swapped_dates: share(DEFAULT_THRESHOLDS.swappedDates).describe(
        'Where this share of rows ends before it starts, the two date columns are exchanged. 0 to 1.',
      ),
      warning_factor: share(DEFAULT_THRESHOLDS.warningFactor).describe(
        'What each warning leaves of the confidence of a rate. 0 to 1.',
      ),
    })
    .prefault({})
    .describe('Where a doubt becomes a consequence.'),
  output: z
    .strictObject({
      formats: z
        .array(z.enum(OUTPUT_FORMATS))
        .min(1)
        .default(['jsonl'])
        .describe('Forms in which rates are written; jsonl is always among them.'),
    })
    .prefault({})
    .describe('What is written for each workbook.'),
  jobs: z
    .int()
    .min(1)
    .max(256)
    .optional()
    .describe('Workbooks read at the same time, each in a thread of its own. 1 to 256; default: one a core.'),
  endpoints: endpointsSchema,
  stages: stagesSchema,
  prices: pricesSchema,
  without_endpoint: z
    .enum(['stop', 'embedded'])
    .default('stop')
    .describe(
      'When an endpoint refuses for good (no quota, wrong key): stop the run, or go on with the embedded models.',
    ),
  max_cost_usd: z
    .number()
    .nonnegative()
    .nullable()
    .default(null)
    .describe('What one run may spend on language models, in US dollars; null: no limit.'),
  workspace: z
    .string()
    .min(1)
    .default('.rateloom')
    .describe(
      'Folder for what is remembered between runs, beside this file: cached answers, approved layouts.',
    ),
})
export type Config = z.infer<typeof configSchema>

/** Wrong usage or configuration: the message says what to change; the program ends with exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError'
}

const CONFIG_FILE = 'rateloom.yaml'

/**
 * Reads the configuration: the file named, else `rateloom.yaml` of the folder if there is one, else the defaults.
 * Throws {@link UsageError} that names every wrong option.
 */
export async function loadConfig(file: string | undefined, folder = process.cwd()): Promise<Config> {
  const path = resolve(folder, file ?? CONFIG_FILE)
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && file === undefined) return ''
    throw new UsageError(`The configuration ${path} cannot be read: ${error.message}`)
  })
  return parseConfig(text, path)
}

/** Checks the text of a configuration; `path` is named in the messages, and its folder is where the workspace lies. */
export function parseConfig(text: string, path: string): Config {
  const document = parseDocument(text)
  const broken = document.errors[0]
  if (broken) throw new UsageError(`${path} is no valid YAML: ${broken.message}`)
  const result = configSchema.safeParse(document.toJS() ?? {})
  const problems = result.success ? stageProblems(result.data) : result.error.issues
  if (result.success && problems.length === 0)
    return withEndpointNames({
      ...result.data,
      workspace: resolve(dirname(resolve(path)), result.data.workspace),
    })
  const lines = problems.map((problem) => `  ${problem.path.join('.') || 'file'}: ${problem.message}`)
  throw new UsageError(`${path} has wrong options:\n${lines.join('\n')}`)
}

/** The thresholds in the words of the checks. */
export function checkThresholds({ thresholds }: Config): CheckThresholds {
  return {
    outlierFactor: thresholds.outlier_factor,
    loneOutlierFactor: thresholds.lone_outlier_factor,
    surePlace: thresholds.sure_place,
    orderBreaks: thresholds.order_breaks,
    swappedDates: thresholds.swapped_dates,
    warningFactor: thresholds.warning_factor,
  }
}

/** The limits in the words of the reader. */
export function readLimits(config: Config): ReadLimits {
  const { limits } = config
  return {
    maxFileBytes: limits.max_file_bytes,
    maxUnpackedBytes: limits.max_unpacked_bytes,
    maxRatio: limits.max_ratio,
    maxCells: limits.max_cells,
    maxSheets: limits.max_sheets,
  }
}
