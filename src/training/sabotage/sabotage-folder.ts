import { type LabelledWorkbook, loadLabelled } from '../../labels/labelled.ts'
import type { GoldWorkbook } from '../evaluation/gold-folder.ts'
import { isListed } from '../evaluation/score-findings.ts'
import { generateWorkbooks } from '../generator/generate.ts'
import { rightTables } from './right-answers.ts'
import { type CleanCase, checkRight, type SabotageCase, sabotageTable } from './run-sabotage.ts'

export interface SabotageRun {
  readonly cases: readonly SabotageCase[]
  readonly clean: readonly CleanCase[]
  /** Tables of the gold that were left out: they hold no rates, or the reader itself errs there. */
  readonly leftOut: number
}

export interface SabotageOptions {
  readonly seed: number
  /** Generated workbooks besides: layouts that no threshold was set on. */
  readonly generated: number
  readonly onWorkbook?: (name: string) => void
}

/** Sabotages every table of the labelled workbooks of a folder whose right answers give the right rates. */
export async function sabotageFolder(
  dir: string,
  workbooks: readonly GoldWorkbook[],
  { seed, generated, onWorkbook = () => {} }: SabotageOptions,
): Promise<SabotageRun> {
  const cases: SabotageCase[] = []
  const clean: CleanCase[] = []
  let tables = 0
  const sabotage = async (labelled: LabelledWorkbook, lines: GoldWorkbook['lines'] | null) => {
    onWorkbook(labelled.name)
    tables += labelled.gold.tables.length
    for (const right of await rightTables(labelled, lines)) {
      clean.push(
        checkRight(right, (finding) => labelled.gold.findings.some((entry) => isListed(entry, finding))),
      )
      cases.push(...sabotageTable(right, seed))
    }
  }
  for (const labelled of await loadLabelled(dir)) {
    const gold = workbooks.find(({ name }) => name === labelled.name)
    if (gold) await sabotage(labelled, gold.lines)
  }
  for (const labelled of generateWorkbooks(generated, seed)) await sabotage(labelled, null)
  return { cases, clean, leftOut: tables - clean.length }
}
