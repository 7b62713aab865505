import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { type EarlierOutput, earlierOutput } from '../batch/earlier-output.ts'
import type { FileResult } from '../batch/file-result.ts'
import { withCorrections } from '../batch/kept-corrections.ts'
import { runBatch } from '../batch/run-batch.ts'
import { pipelineOptions } from '../batch/run-options.ts'
import type { Finding } from '../checks/finding.ts'
import { type Config, UsageError } from '../config.ts'
import type { Label } from '../labels/label.ts'
import { type Answerers, type ReadRateSheet, readRateSheet } from '../pipeline.ts'
import { correctedAnswerers } from './corrected-answerers.ts'
import { type EditedStage, editsOf, firstStage, type TableEdits, withLater } from './edits.ts'
import { labelsOfEdits } from './labels-of-review.ts'
import { objectionsTo } from './objections.ts'
import { parseReview } from './parse-review.ts'
import { keepCorrections, readCorrections, reviewAsWritten } from './review-folder.ts'
import { reviewOfReading } from './review-of-reading.ts'

export interface CorrectOptions {
  /** `OUT/review/NAME.yaml`, edited. */
  readonly path: string
  readonly reason: string
  /** Keep the correction in spite of what the checks hold against it. */
  readonly force: boolean
  /** ISO day that the labels carry. */
  readonly date: string
  readonly config: Config
  /** Who answers what was not corrected, as in the run. */
  readonly answerers: Answerers
}

export type Corrected =
  | { readonly status: 'refused'; readonly objections: readonly Finding[] }
  | {
      readonly status: 'corrected'
      readonly objections: readonly Finding[]
      /** Everything from this stage on was answered anew. */
      readonly from: EditedStage
      readonly labels: readonly Label[]
      readonly before: FileResult
      readonly after: FileResult
    }

/**
 * Takes an edited review file: holds it against the data as it would a model's answers, reads the workbook again with it
 * from the first stage that changed, and replaces its outputs. Throws {@link UsageError} where the file cannot be used.
 */
export async function correct(options: CorrectOptions): Promise<Corrected> {
  const { config } = options
  const { out, output } = placeOf(options.path)
  const written = reviewAsWritten(out, output)
  if (written === null)
    throw new UsageError(
      `${options.path} is no review file that this program wrote. See "rateloom review ${out}".`,
    )
  const text = await readFile(options.path, 'utf8').catch(() => null)
  if (text === null) throw new UsageError(`There is no file ${options.path}. See "rateloom review ${out}".`)
  const original = parseReview(written, 'the review file as it was written').review
  const edits = withReason(editsOf(original, parseReview(text, options.path), options.path), options)
  const from = firstStage(edits)
  if (from === null)
    throw new UsageError(
      `Nothing was changed in ${options.path}. If all is right as it is: rateloom approve ${join(out, output)}`,
    )
  const earlier = await earlierOutput(out, output)
  const { path } = earlier.source
  const bytes = await readFile(path)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (sha256 !== original.sha256)
    throw new UsageError(
      `${path} has changed since it was read. Ingest it again, then correct the new review file.`,
    )

  const inner = await withCorrections({ out, output }, bytes, options.answerers)
  const before = await reading(bytes, path, inner, config)
  const reviewed = await reviewOfReading(before, { file: basename(path), path, waiting: original.waiting })
  if (JSON.stringify(reviewed.review.tables) !== JSON.stringify(original.tables))
    throw new UsageError(
      `${path} is read differently now: models, layouts or configuration have changed since. Ingest it again, then correct the new review file.`,
    )
  const { answerers, problems } = correctedAnswerers(inner, edits)
  const after = await reading(bytes, path, answerers, config)
  const wrong = [...problems, ...unmade(after, edits)]
  if (wrong.length > 0)
    throw new UsageError(`${options.path} cannot be followed:\n${wrong.map((one) => `  ${one}`).join('\n')}`)
  const objections = objectionsTo(before.findings, after.findings)
  if (objections.length > 0 && !options.force) return { status: 'refused', objections }

  const labels = labelsOfEdits(reviewed.tables, after.tables, edits, {
    file: basename(path),
    layout: layoutOf(before) ?? output,
    reason: options.reason,
    date: options.date,
  })
  keepCorrections(out, output, sha256, withLater(readCorrections(out, output, sha256), edits))
  const result = await readAgain(out, earlier, config)
  return { status: 'corrected', objections, from, labels, before: earlier.marker.result, after: result }
}

/** What is accepted without a reason of its own has that of the correction. Throws {@link UsageError} where it has none. */
function withReason(edits: readonly TableEdits[], { reason, path }: CorrectOptions): TableEdits[] {
  return edits.map((edit) => ({
    ...edit,
    accepted: Object.fromEntries(
      Object.entries(edit.accepted).map(([name, own]) => {
        if (own === '' && reason.trim() === '')
          throw new UsageError(
            `${path}: "${name}" is accepted without a reason. Write why in place of "true", or add --reason "…".`,
          )
        return [name, own === '' ? reason : own]
      }),
    ),
  }))
}

/** `OUT/review/NAME.yaml` → OUT and NAME. */
function placeOf(path: string): { out: string; output: string } {
  const full = resolve(path)
  for (let folder = dirname(full); folder !== dirname(folder); folder = dirname(folder)) {
    if (basename(folder) !== 'review') continue
    const out = dirname(folder)
    const output = relative(folder, full)
      .split('\\')
      .join('/')
      .replace(/\.yaml$/, '')
    if (reviewAsWritten(out, output) !== null) return { out, output }
  }
  throw new UsageError(
    `${path} is no review file of an output folder (OUT/review/NAME.yaml). "rateloom review OUT" lists them.`,
  )
}

async function reading(
  bytes: Uint8Array,
  path: string,
  answerers: Answerers,
  config: Config,
): Promise<ReadRateSheet> {
  const read = await readRateSheet(bytes, basename(path), answerers, pipelineOptions(config))
  for (const _ of read.rates) {
    // Findings are complete once all rates were made.
  }
  return read
}

/** Tables that the corrected rows ought to make and do not. */
function unmade(after: ReadRateSheet, edits: readonly TableEdits[]): string[] {
  return edits.flatMap(({ was, rows }) => {
    if (rows === null) return []
    const made = after.tables.some(
      ({ table }) =>
        table.sheet === was.sheet &&
        table.headerRows.join() === rows.header_rows.join() &&
        table.firstDataRow === rows.data_rows[0] &&
        table.lastDataRow === rows.data_rows[1],
    )
    if (made) return []
    const others = after.tables
      .filter(({ table }) => table.sheet === was.sheet)
      .map(
        ({ table }) =>
          `header_rows [${table.headerRows.join(', ')}], data_rows [${table.firstDataRow}, ${table.lastDataRow}]`,
      )
    return [
      `header_rows [${rows.header_rows.join(', ')}] and data_rows [${rows.data_rows.join(', ')}] make no table of ${was.sheet ?? 'the sheet'}; read so: ${others.join('; ') || 'nothing'}. The first and last data row hold prices, and nothing but captions stands between heading and data.`,
    ]
  })
}

/** The remembered layout that answered, if one did. */
function layoutOf({ tables }: ReadRateSheet): string | null {
  for (const { understanding } of tables)
    for (const { by, model } of understanding.answered) if (by === 'memory') return model
  return null
}

async function readAgain(out: string, earlier: EarlierOutput, config: Config): Promise<FileResult> {
  const formats = [...earlier.formats]
  const batch = await runBatch({
    paths: [],
    again: [earlier.source],
    out,
    config: { ...config, output: { ...config.output, formats }, jobs: 1 },
  })
  const { output } = earlier.marker.result
  return batch.summary.files.find((file) => file.output === output)!
}
