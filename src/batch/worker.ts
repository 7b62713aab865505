import type { FileTask } from './file-task.ts'
import { ingestFile } from './ingest-file.ts'

/** What a thread of the pool runs for each workbook. */
export default (task: FileTask) => ingestFile(task)
