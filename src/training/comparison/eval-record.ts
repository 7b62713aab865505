import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { type StageCost, stageCostSchema } from '../../answerers/asking/cost-ledger.ts'
import { UsageError } from '../../config.ts'
import { groupDifferences } from '../evaluation/difference-groups.ts'
import type { Evaluated } from '../evaluation/evaluate.ts'
import type { GoldWorkbook } from '../evaluation/gold-folder.ts'
import { FIGURES, type FigureName, summarize } from '../evaluation/summary.ts'

const figureSchema = z.number().nullable()
const figuresSchema = z.record(z.string(), figureSchema)

const causeSchema = z.strictObject({
  workbook: z.string(),
  about: z.string(),
  expected: z.string(),
  got: z.string(),
  count: z.int().positive(),
  /** The first cells, as `Rates!K12`. */
  at: z.array(z.string()),
})
export type Cause = z.infer<typeof causeSchema>

/** One evaluation, as it is kept: figures and causes, no rates. */
export const evalRecordSchema = z.strictObject({
  label: z.string(),
  /** ISO time. */
  at: z.string(),
  /** Folder of the labelled workbooks, and the SHA-256 over their answers: only the same answers can be compared. */
  data: z.string(),
  data_sha256: z.string(),
  workbooks: z.array(
    z.strictObject({
      name: z.string(),
      /** Name of the file in the folder. */
      file: z.string(),
      family: z.string(),
      lines: z.int(),
      seconds: z.number(),
      tables: z.int(),
      figures: figuresSchema,
    }),
  ),
  mean: figuresSchema,
  /** Lines right and lines in all, by field, where gold or reading states it. */
  fields: z.record(z.string(), z.strictObject({ right: z.int(), of: z.int() })),
  calibration: z.array(
    z.strictObject({ from: z.number(), lines: z.int(), exact: z.int(), confidence: z.number().nullable() }),
  ),
  calibration_error: z.number().nullable(),
  causes: z.array(causeSchema),
  /** What language models were asked and cost in this evaluation, by stage and model; empty where none was asked. */
  costs: z.array(stageCostSchema),
})
export type EvalRecord = z.infer<typeof evalRecordSchema>

/** Turns what an evaluation found into what is kept of it. */
export function evalRecord(
  label: string,
  data: string,
  results: readonly Evaluated[],
  answers: readonly GoldWorkbook[],
  options: { readonly at?: Date; readonly costs?: readonly StageCost[] } = {},
): EvalRecord {
  const summary = summarize(results.map(({ score }) => score))
  const names = Object.keys(FIGURES) as FigureName[]
  const { totals } = summary
  const right = answers.map(({ name, gold, lines }) => ({ name, gold, lines }))
  const files = new Map(answers.map(({ name, path }) => [name, basename(path)]))
  return {
    label,
    at: (options.at ?? new Date()).toISOString(),
    data,
    data_sha256: createHash('sha256').update(JSON.stringify(right)).digest('hex'),
    workbooks: summary.workbooks.map((score) => ({
      name: score.name,
      file: files.get(score.name) ?? score.name,
      family: score.family,
      lines: score.gold,
      seconds: score.seconds,
      tables: score.tables.headerRows.of,
      figures: Object.fromEntries(names.map((name) => [name, FIGURES[name](score)])),
    })),
    mean: summary.mean,
    fields: Object.fromEntries(
      Object.entries(totals.fields).map(([name, field]) => [
        name,
        { right: field.statedRight, of: field.stated },
      ]),
    ),
    calibration: totals.calibration.map(({ from, lines, exact, confidenceSum }) => ({
      from,
      lines,
      exact,
      confidence: lines === 0 ? null : confidenceSum / lines,
    })),
    calibration_error: summary.calibrationError,
    causes: groupDifferences(results.flatMap(({ differences }) => differences)).map((group) => ({
      ...group,
      at: [...group.at],
    })),
    costs: [...(options.costs ?? [])],
  }
}

/** Keeps a record in a folder, by time and label. Gives the path. */
export async function keepRecord(folder: string, record: EvalRecord): Promise<string> {
  await mkdir(folder, { recursive: true })
  const time = record.at.replace(/[:.]/g, '-')
  const path = join(folder, `${time}-${record.label.replace(/[^\w.-]+/g, '-').slice(0, 60)}.json`)
  await writeFileAtomic(path, `${JSON.stringify(evalRecordSchema.parse(record), null, 1)}\n`)
  return path
}

/** Reads a kept record. Throws {@link UsageError} when the file is none. */
export async function readRecord(path: string): Promise<EvalRecord> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`There is no evaluation ${path}.`)
  })
  try {
    return evalRecordSchema.parse(JSON.parse(text))
  } catch {
    throw new UsageError(`${path} is no kept evaluation: name a file that "rateloom eval" has written.`)
  }
}

/** The last kept record on the same answers; null when there is none. */
export async function lastRecord(folder: string, dataSha256: string): Promise<EvalRecord | null> {
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.json')).sort()
  for (const file of files.reverse()) {
    // One that another version of the program has kept is none that can be compared with.
    const record = await readRecord(join(folder, file)).catch(() => null)
    if (record?.data_sha256 === dataSha256) return record
  }
  return null
}
