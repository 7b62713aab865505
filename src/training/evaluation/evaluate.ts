import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Finding } from '../../checks/finding.ts'
import type { Rate } from '../../rates/rate.ts'
import type { GoldWorkbook } from './gold-folder.ts'
import type { Difference, WorkbookScore } from './score.ts'
import type { ReadTable } from './score-tables.ts'
import { scoreWorkbook } from './score-workbook.ts'

/** Reads one rate sheet, as the pipeline does. */
export type SheetReader = (
  bytes: Uint8Array,
  file: string,
) => Promise<{
  readonly tables: readonly ReadTable[]
  readonly rates: Iterable<Rate>
  readonly findings: readonly Finding[]
}>

export interface Evaluated {
  readonly score: WorkbookScore
  readonly differences: readonly Difference[]
}

/** Reads a workbook and holds what came out against its answers. */
export async function evaluateWorkbook(workbook: GoldWorkbook, read: SheetReader): Promise<Evaluated> {
  const bytes = await readFile(workbook.path)
  const start = performance.now()
  const { tables, rates, findings } = await read(bytes, basename(workbook.path))
  const allRates = [...rates]
  const seconds = (performance.now() - start) / 1000
  return scoreWorkbook(workbook, { tables, rates: allRates, findings, seconds })
}
