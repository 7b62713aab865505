import module from 'node:module'
import type { ThreadTask } from './file-task.ts'

/**
 * What a thread of the pool runs for each workbook. Compiled code is kept from run to run (a folder of the system's
 * temporary files): a thread starts in a quarter of the time. It has to be switched on before the pipeline is loaded.
 */
module.enableCompileCache?.()
const { ingestFile } = await import('./ingest-file.ts')

export const previewFile = async (task: ThreadTask) => (await import('./preview-file.ts')).previewFile(task)

export default ingestFile
