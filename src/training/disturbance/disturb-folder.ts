import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Answerers, type OpenedWorkbook, readSheets } from '../../pipeline.ts'
import { readWorkbook } from '../../workbook/read-workbook.ts'
import type { Evaluated } from '../evaluation/evaluate.ts'
import type { GoldWorkbook } from '../evaluation/gold-folder.ts'
import { type Answer, scoreWorkbook } from '../evaluation/score-workbook.ts'
import { disturbWorkbook } from './disturb-workbook.ts'
import type { DisturbanceKind } from './disturbance.ts'

/** A workbook, read as it is and disturbed in one way. */
export interface DisturbedCase {
  readonly kind: DisturbanceKind
  readonly workbook: string
  readonly asItIs: Evaluated
  readonly disturbed: Evaluated
}

export interface DisturbanceOptions {
  readonly kinds: readonly DisturbanceKind[]
  /** Same seed, same letters. */
  readonly seed: number
  readonly answerers: Answerers
  readonly onWorkbook?: (done: {
    readonly name: string
    readonly readings: number
    readonly seconds: number
  }) => void
}

/**
 * Reads each workbook as it is, and once more for each kind of disturbance that it gives occasion for. Throws for a
 * workbook that cannot be read: there is nothing to disturb.
 */
export async function disturbFolder(
  workbooks: readonly GoldWorkbook[],
  { kinds, seed, answerers, onWorkbook = () => {} }: DisturbanceOptions,
): Promise<DisturbedCase[]> {
  const cases: DisturbedCase[] = []
  for (const answer of workbooks) {
    const start = performance.now()
    const file = basename(answer.path)
    const { value: workbook, findings } = await readWorkbook(await readFile(answer.path), file)
    if (!workbook) throw new Error(`${file}: cannot be read (${findings.map(({ code }) => code).join(', ')})`)
    const asItIs = await read({ workbook, file, findings }, answer, answerers)
    let readings = 1
    for (const kind of kinds) {
      const other = disturbWorkbook({ ...answer, grids: workbook.grids }, kind, seed)
      if (!other) continue
      const opened = { workbook: { ...workbook, grids: other.grids }, file, findings }
      const disturbed = await read(opened, other, answerers)
      cases.push({ kind, workbook: answer.name, asItIs, disturbed })
      readings++
    }
    onWorkbook({ name: answer.name, readings, seconds: (performance.now() - start) / 1000 })
  }
  return cases
}

async function read(opened: OpenedWorkbook, answer: Answer, answerers: Answerers): Promise<Evaluated> {
  const start = performance.now()
  const { tables, rates, findings } = await readSheets(opened, answerers)
  const allRates = [...rates]
  const seconds = (performance.now() - start) / 1000
  return scoreWorkbook(answer, { tables, rates: allRates, findings, seconds })
}
