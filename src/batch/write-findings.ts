import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../checks/finding.ts'
import type { FileTask } from './file-task.ts'
import { OutputFile, type WrittenFile } from './output-file.ts'
import { yamlEntry } from './yaml-entry.ts'

/** Writes `NAME.findings.yaml`: for every file, also for one that could not be read. */
export function writeFindings(task: FileTask, findings: readonly Finding[]): WrittenFile {
  const output = new OutputFile(task.out, `${task.output}.findings.yaml`, task.scratch)
  if (findings.length === 0) output.write('[]\n')
  for (const finding of findings) output.write(yamlEntry(finding))
  return output.finish()
}

/** Removes what an earlier run wrote for the same workbook and this one did not: another format, a review file. */
export function removeEarlier(task: FileTask, written: readonly WrittenFile[]): void {
  const now = new Set(written.map(({ file }) => file))
  for (const file of task.earlier) if (!now.has(file)) rmSync(join(task.out, file), { force: true })
}
