import { dirname, join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import writeFileAtomic from 'write-file-atomic'
import { type Comparison, compareEvals } from '../training/comparison/compare-evals.ts'
import { comparisonText } from '../training/comparison/comparison-text.ts'
import { evalPage } from '../training/comparison/eval-page.ts'
import { type EvalRecord, keepRecord, lastRecord, readRecord } from '../training/comparison/eval-record.ts'

export interface HistoryOptions {
  /** Page to write. */
  readonly report?: string
  /** A kept record, or `last` for the last one on the same answers. */
  readonly baseline?: string
  readonly failIfWorse?: boolean
}

const EVALS = 'evals'

/**
 * Keeps evaluations, holds each against the first of them or against an earlier one, and writes the page. With
 * `failIfWorse` the program ends with 1 when a deciding figure fell.
 */
export async function keepAndCompare(
  records: readonly EvalRecord[],
  data: string,
  workspace: string,
  { report, baseline, failIfWorse = false }: HistoryOptions,
): Promise<void> {
  const folder = join(workspace, EVALS)
  const [first, ...others] = records
  if (!first) return
  const wanted = baseline ?? (failIfWorse && others.length === 0 ? 'last' : undefined)
  let earlier: EvalRecord | null = null
  if (wanted === 'last') earlier = await lastRecord(folder, first.data_sha256)
  else if (wanted !== undefined) earlier = await readRecord(wanted)
  if (wanted === 'last' && earlier === null)
    process.stderr.write('No earlier evaluation on these answers: this one is the first to compare with.\n')
  const comparisons: Comparison[] = earlier
    ? records.map((record) => compareEvals(earlier, record))
    : others.map((record) => compareEvals(first, record))
  for (const record of records) {
    const path = await keepRecord(folder, record)
    process.stderr.write(`kept as ${relative(process.cwd(), path)}\n`)
  }
  for (const comparison of comparisons) process.stderr.write(`\n${comparisonText(comparison)}`)
  if (report !== undefined) {
    const near = relative(dirname(resolve(report)), resolve(data))
    const address = near.startsWith('..') ? pathToFileURL(resolve(data)).href : near || '.'
    await writeFileAtomic(report, evalPage(records, comparisons, address))
    process.stderr.write(`${report} written\n`)
  }
  if (failIfWorse && comparisons.some(({ worse }) => worse)) process.exitCode = 1
}
