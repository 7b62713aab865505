import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../checks/finding.ts'
import type { FileTask } from './file-task.ts'
import { type WrittenFile, writeOutput } from './output-file.ts'
import { yamlEntry } from './yaml-entry.ts'

/** Writes `NAME.findings.yaml`: for every file, also for one that could not be read. */
export function writeFindings(task: FileTask, findings: readonly Finding[]): WrittenFile {
  const text = findings.length === 0 ? '[]\n' : findings.map((finding) => yamlEntry(finding)).join('')
  return writeOutput(task.out, `${task.output}.findings.yaml`, task.scratch, text)
}

/** Removes what an earlier run wrote for the same workbook and this one did not: another format, a review file. */
export function removeEarlier(task: FileTask, written: readonly WrittenFile[]): void {
  const now = new Set(written.map(({ file }) => file))
  for (const file of task.earlier) if (!now.has(file)) rmSync(join(task.out, file), { force: true })
}
