import type { Gold, GoldRate, GoldTable } from '../../labels/gold.ts'
import { extraKey, type Grid, parseRange } from '../../workbook/grid.ts'
import { SheetGrid } from '../../workbook/sheet-grid.ts'
import { Random } from '../generator/random.ts'
import type { Disturb, DisturbanceKind, DisturbedSheet } from './disturbance.ts'
import { letterhead, signature } from './letters.ts'
import { capitals, plain, texts } from './looks.ts'
import { type Motion, movedFinding, movedLine, movedTable, STILL } from './motion.ts'
import { blankRows, counted, moved, spacer } from './rows-and-columns.ts'

const DISTURB: Readonly<Record<DisturbanceKind, Disturb>> = {
  letterhead,
  moved,
  spacer,
  counted,
  'blank-rows': blankRows,
  capitals,
  plain,
  texts,
  signature,
}

/** The sheets of a workbook and its right answers. */
export interface AnsweredSheets {
  readonly name: string
  readonly grids: readonly Grid[]
  readonly gold: Gold
  readonly lines: readonly GoldRate[]
}

/**
 * A workbook with every sheet disturbed that gives occasion, its answers moved along; null where none does. The same
 * seed disturbs it alike, whatever else is read.
 */
export function disturbWorkbook<Sheets extends AnsweredSheets>(
  sheets: Sheets,
  kind: DisturbanceKind,
  seed: number,
): Sheets | null {
  const { gold, lines } = sheets
  const random = new Random(seedOf(seed, `${kind} ${sheets.name}`))
  const disturbed = new Map<string, DisturbedSheet>()
  const grids = sheets.grids.map((grid) => {
    if (!(grid instanceof SheetGrid)) return grid
    const key = keyOf(grid.sheet)
    const tables = gold.tables.filter(({ sheet }) => keyOf(sheet) === key)
    const cells = lines.filter(({ sheet }) => keyOf(sheet) === key).map(({ cell }) => parseRange(cell))
    const prices = new Set(cells.map(({ top, left }) => extraKey(top, left)))
    const result = DISTURB[kind]({ grid, tables, prices }, random.fork())
    if (!result) return grid
    disturbed.set(key, result)
    return result.grid
  })
  if (disturbed.size === 0) return null
  const motionOf = (sheet: string | null): Motion => disturbed.get(keyOf(sheet))?.motion ?? STILL
  return {
    ...sheets,
    grids,
    gold: {
      ...gold,
      tables: movedTables(gold.tables, disturbed),
      findings: gold.findings.map((entry) => movedFinding(entry, motionOf)),
    },
    lines: lines.map((line) => movedLine(line, motionOf(line.sheet))),
  }
}

/** The tables in their order; those that a disturbance gives itself are in the order of their sheet. */
function movedTables(
  tables: readonly GoldTable[],
  disturbed: ReadonlyMap<string, DisturbedSheet>,
): GoldTable[] {
  const given = new Map([...disturbed].map(([sheet, one]) => [sheet, one.tables?.values()]))
  return tables.map((table) => {
    const key = keyOf(table.sheet)
    return given.get(key)?.next().value ?? movedTable(table, disturbed.get(key)?.motion ?? STILL)
  })
}

/** Gold files write the name of a sheet with or without the blanks at its ends. */
const keyOf = (sheet: string | null): string => sheet?.trim() ?? ''

function seedOf(seed: number, name: string): number {
  let hash = seed
  for (const character of name) hash = (Math.imul(hash, 31) + character.codePointAt(0)!) | 0
  return hash
}
