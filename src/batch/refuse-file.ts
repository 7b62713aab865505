import { basename } from 'node:path'
import type { StageCost } from '../answerers/asking/cost-ledger.ts'
import { type FindingCode, finding } from '../checks/finding.ts'
import { countSeverities, type FileResult, groupFindings } from './file-result.ts'
import type { FileTask } from './file-task.ts'
import { removeEarlier, writeFindings } from './write-findings.ts'

/**
 * The result of a file that gave nothing: missing, abandoned, or one that this program failed on. Only its findings
 * are written, and no record that it is done, so that `--resume` tries again.
 */
export function refuseFile(
  task: FileTask,
  code: Extract<FindingCode, `file-${string}`>,
  message: string,
  facts: { value?: string; expected?: string } = {},
  costs: StageCost[] = [],
): FileResult {
  const findings = [finding(code, 'error', { file: basename(task.path) }, message, facts)]
  const written = [writeFindings(task, findings)]
  removeEarlier(task, written)
  return {
    file: task.name,
    output: task.output,
    sha256: null,
    format: null,
    status: 'unreadable',
    sheets: 0,
    tables: 0,
    rates: 0,
    review: 0,
    findings: countSeverities(findings),
    finding_groups: groupFindings(findings),
    outputs: written.map(({ file }) => file),
    costs,
  }
}
