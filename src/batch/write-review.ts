import { basename } from 'node:path'
import type { ReadRateSheet } from '../pipeline.ts'
import type { Review } from '../review/review-file.ts'
import { removeReview } from '../review/review-folder.ts'
import type { FileTask } from './file-task.ts'

/** Writes `review/NAME.yaml` where rates wait for a person or an error was found, and removes what is settled. */
export async function writeReviewFile(
  { out, output, path }: Pick<FileTask, 'out' | 'output' | 'path'>,
  read: ReadRateSheet,
  waiting: Review['waiting'],
): Promise<void> {
  const isOpen = waiting.review > 0 || read.findings.some(({ severity }) => severity === 'error')
  if (read.tables.length === 0 || !isOpen) {
    removeReview(out, output)
    return
  }
  const { reviewOfReading, saveReview } = await import('../review/review-of-reading.ts')
  saveReview(out, output, await reviewOfReading(read, { file: basename(path), path, waiting }), read.findings)
}
