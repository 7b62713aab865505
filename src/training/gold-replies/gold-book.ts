import type { GoldRate } from '../../labels/gold.ts'
import { type LabelledWorkbook, loadLabelled } from '../../labels/labelled.ts'
import { readGoldFolder } from '../evaluation/gold-folder.ts'

/** A workbook with all its right answers: how it is read, and every price that it offers. */
export interface GoldBook extends LabelledWorkbook {
  readonly lines: readonly GoldRate[]
}

/** The labelled workbooks of a folder, by file name. Throws for an answer that breaks the gold format. */
export async function loadGoldBooks(dir: string): Promise<Map<string, GoldBook>> {
  const [labelled, answers] = await Promise.all([loadLabelled(dir), readGoldFolder(dir)])
  const lines = new Map(answers.map((answer) => [answer.name, answer.lines]))
  return new Map(
    labelled.map((workbook) => [workbook.gold.file, { ...workbook, lines: lines.get(workbook.name) ?? [] }]),
  )
}
