import { z } from 'zod'
import { stageCostSchema } from '../answerers/asking/cost-ledger.ts'
import { type Finding, findingCodeSchema, severitySchema } from '../checks/finding.ts'

/** What became of one workbook, in the words of `summary.json`. Holds no time and no thread: equal inputs, equal bytes. */

const countsSchema = z.strictObject({ info: z.int(), warning: z.int(), error: z.int() })
export type SeverityCounts = z.infer<typeof countsSchema>

/** Findings of one code and severity, told by the first of them. */
export const findingGroupSchema = z.strictObject({
  code: findingCodeSchema,
  severity: severitySchema,
  count: z.int(),
  /** `Sheet!B4:B9` of the first, null when it is the whole file. */
  at: z.string().nullable(),
  message: z.string(),
})
export type FindingGroup = z.infer<typeof findingGroupSchema>

export const fileResultSchema = z.strictObject({
  /** Path below the folder that was asked for. */
  file: z.string(),
  /** What the names of its outputs begin with, below the output folder. */
  output: z.string(),
  sha256: z.string().nullable(),
  format: z.string().nullable(),
  /** `unreadable`: no rates, a finding says why. `pending`: its questions lie with a batch; nothing is written yet. */
  status: z.enum(['read', 'unreadable', 'pending']),
  sheets: z.int(),
  tables: z.int(),
  /** Clean rates written. */
  rates: z.int(),
  /** Rates kept out of the clean output for a person to look at. */
  review: z.int(),
  findings: countsSchema,
  finding_groups: z.array(findingGroupSchema),
  /** Paths below the output folder. */
  outputs: z.array(z.string()),
  /** What was asked of language models for this workbook, by stage and model. */
  costs: z.array(stageCostSchema),
})
export type FileResult = z.infer<typeof fileResultSchema>

export function countSeverities(findings: readonly Finding[]): SeverityCounts {
  const counts = { info: 0, warning: 0, error: 0 }
  for (const { severity } of findings) counts[severity]++
  return counts
}

/** Groups findings by code and severity, in the order of their first appearance. */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, FindingGroup>()
  for (const { code, severity, at, message } of findings) {
    const key = `${severity} ${code}`
    const group = groups.get(key)
    if (group) group.count++
    else groups.set(key, { code, severity, count: 1, at: position(at), message })
  }
  return [...groups.values()]
}

/** `Sheet!B4:B9`, the sheet alone, the range alone (a file without sheets), or null. */
export function position(at: Finding['at']): string | null {
  if (at.sheet === null) return at.range
  return at.range === null ? at.sheet : `${at.sheet}!${at.range}`
}
