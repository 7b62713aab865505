import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { readRateSheet } from '../pipeline.ts'
import { fileAnswerers } from './file-answerers.ts'
import type { ThreadTask } from './file-task.ts'

/** Reads one workbook only to see what would be asked for it; nothing is written. */
export async function previewFile(task: ThreadTask): Promise<{ readonly tables: number }> {
  const asked = await fileAnswerers(task, 'asked')
  try {
    const bytes = await readFile(task.path)
    const read = await readRateSheet(bytes, basename(task.path), asked.answerers, task.pipeline)
    return { tables: read.tables.length }
  } finally {
    asked.close()
  }
}
