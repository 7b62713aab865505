import { z } from 'zod'
import { stageCostSchema, sumCosts } from '../answerers/asking/cost-ledger.ts'
import type { Severity } from '../checks/finding.ts'
import { VERSION } from '../package-info.ts'
import { type FileResult, fileResultSchema, findingGroupSchema } from './file-result.ts'
import { compare } from './sources.ts'

/** `summary.json`: what a run did. */
export const summarySchema = z.strictObject({
  rateloom: z.string(),
  totals: z.strictObject({
    files: z.int(),
    unreadable: z.int(),
    /** Waiting for answers of a batch. */
    pending: z.int(),
    tables: z.int(),
    rates: z.int(),
    review: z.int(),
    info: z.int(),
    warnings: z.int(),
    errors: z.int(),
  }),
  files: z.array(fileResultSchema),
  /** What language models cost for these files, by stage and model. */
  costs: z.array(stageCostSchema),
  /** Findings of all files by code, the gravest and most frequent first. */
  findings: z.array(findingGroupSchema.extend({ files: z.int(), file: z.string() })),
})
export type Summary = z.infer<typeof summarySchema>

const GRAVITY: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }

/** Adds up results; the order in which files were finished does not show. */
export function summarize(results: readonly FileResult[]): Summary {
  const files = [...results].sort((a, b) => compare(a.file, b.file) || compare(a.output, b.output))
  const sum = (of: (result: FileResult) => number) => files.reduce((total, result) => total + of(result), 0)
  return {
    rateloom: VERSION,
    totals: {
      files: files.length,
      unreadable: files.filter(({ status }) => status === 'unreadable').length,
      pending: files.filter(({ status }) => status === 'pending').length,
      tables: sum(({ tables }) => tables),
      rates: sum(({ rates }) => rates),
      review: sum(({ review }) => review),
      info: sum(({ findings }) => findings.info),
      warnings: sum(({ findings }) => findings.warning),
      errors: sum(({ findings }) => findings.error),
    },
    files,
    costs: sumCosts(files.flatMap(({ costs }) => costs)),
    findings: mergeFindings(files),
  }
}

function mergeFindings(files: readonly FileResult[]): Summary['findings'] {
  const merged = new Map<string, Summary['findings'][number]>()
  for (const { file, finding_groups } of files) {
    for (const group of finding_groups) {
      const key = `${group.severity} ${group.code}`
      const known = merged.get(key)
      if (known) merged.set(key, { ...known, count: known.count + group.count, files: known.files + 1 })
      else merged.set(key, { ...group, files: 1, file })
    }
  }
  return [...merged.values()].sort(
    (a, b) => GRAVITY[a.severity] - GRAVITY[b.severity] || b.count - a.count || compare(a.code, b.code),
  )
}
