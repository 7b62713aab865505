import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { embeddedAnswerers } from '../../src/answerers/embedded/embedded-answerers.ts'
import { disturbFolder } from '../../src/training/disturbance/disturb-folder.ts'
import { type AnsweredSheets, disturbWorkbook } from '../../src/training/disturbance/disturb-workbook.ts'
import { DISTURBANCES, type DisturbanceKind } from '../../src/training/disturbance/disturbance.ts'
import { summarizeDisturbance } from '../../src/training/disturbance/disturbance-summary.ts'
import { type GoldWorkbook, readGoldFolder } from '../../src/training/evaluation/gold-folder.ts'
import { scoreWorkbook } from '../../src/training/evaluation/score-workbook.ts'
import { type Grid, parseRange } from '../../src/workbook/grid.ts'
import { readWorkbook } from '../../src/workbook/read-workbook.ts'
import { runCli } from '../cli/run-cli.ts'

/** Merges, hidden rows, formulas and two tables; a table from B4 on; struck prices; a file without sheets. */
const NAMES = ['02-rcl', '03-kmtc', '14a-', '15-contrato']
let gold: GoldWorkbook[]
let workbooks: AnsweredSheets[]

beforeAll(async () => {
  const all = await readGoldFolder('samples')
  gold = all.filter(({ name }) => NAMES.some((one) => name.startsWith(one)))
  workbooks = await Promise.all(
    gold.map(async (answer) => {
      const { value } = await readWorkbook(await readFile(answer.path), answer.gold.file)
      return { ...answer, grids: value!.grids }
    }),
  )
})

const gridOf = ({ grids }: AnsweredSheets, sheet: string | null): Grid =>
  grids.find((grid) => sheet === null || grid.sheet?.trim() === sheet.trim())!

/** What a cell says, its numbers without commas and its letters without case. */
function said(workbook: AnsweredSheets, sheet: string | null, address: string): string {
  const { top, left } = parseRange(address)
  const text = gridOf(workbook, sheet).text(top, left).toLowerCase()
  return /^-?[\d,]+$/.test(text) ? text.replaceAll(',', '') : text
}

/** What of a workbook must not be lost on the way. */
function kept({ grids }: AnsweredSheets) {
  return grids.map((grid) => {
    let [notes, formulas, struck, hidden] = [0, 0, 0, 0]
    for (let row = 1; row <= grid.lastRow; row++) {
      if (grid.isRowHidden(row)) hidden++
      for (const column of Array.from(grid.filledColumns(row))) {
        const extra = grid.extra(row, column)
        if (extra?.note !== undefined) notes++
        if (extra?.formula !== undefined) formulas++
        if (extra?.struckText !== undefined || grid.style(row, column).struck) struck++
      }
    }
    return { sheet: grid.sheet, merges: grid.merges.length, notes, formulas, struck, hidden }
  })
}

describe.each(DISTURBANCES)('a workbook disturbed by %s', (kind: DisturbanceKind) => {
  it('has its answers at the same cells as before, and loses nothing', () => {
    let disturbed = 0
    for (const before of workbooks) {
      const after = disturbWorkbook(before, kind, 1)
      if (!after) continue
      disturbed++
      expect(kept(after)).toEqual(kept(before))
      before.lines.forEach(({ sheet, cell }, i) => {
        expect(said(after, sheet, after.lines[i]!.cell)).toBe(said(before, sheet, cell))
      })
      before.gold.tables.forEach((table, t) => {
        const there = after.gold.tables[t]!
        const letters = [...Object.keys(table.fields)]
        const others = Object.keys(there.fields)
        letters.forEach((letter, column) => {
          const rows = [...table.header_rows, ...table.data_rows, ...table.section_rows]
          const moved = [...there.header_rows, ...there.data_rows, ...there.section_rows]
          rows.forEach((row, r) => {
            expect(said(after, there.sheet, others[column]! + moved[r])).toBe(
              said(before, table.sheet, letter + row),
            )
          })
        })
      })
    }
    expect(disturbed).toBeGreaterThan(0)
  })

  it('is disturbed alike by the same seed', () => {
    const texts = (workbook: AnsweredSheets | null) =>
      workbook?.grids.flatMap((grid) =>
        Array.from(grid.filledRows, (row) =>
          Array.from(
            grid.filledColumns(row),
            (column) => `${grid.address(row, column)} ${grid.text(row, column)}`,
          ),
        ),
      )
    const [first] = workbooks
    expect(texts(disturbWorkbook(first!, kind, 7))).toEqual(texts(disturbWorkbook(first!, kind, 7)))
  })
})

describe('each disturbance', () => {
  const disturbed = (kind: DisturbanceKind, name = '03') => {
    const before = workbooks.find((one) => one.name.startsWith(name))!
    return { before, after: disturbWorkbook(before, kind, 1)! }
  }

  it('numbers rows in a column that the answers ignore', () => {
    const { before, after } = disturbed('counted')
    const [table] = after.gold.tables
    const { left } = parseRange(table!.range)
    expect(gridOf(after, table!.sheet).text(table!.header_rows[0]!, left)).toBe('No.')
    expect(gridOf(after, table!.sheet).number(table!.data_rows[0], left)).toBe(1)
    expect(table!.ignored).toHaveLength(before.gold.tables[0]!.ignored.length + 1)
  })

  it('moves findings with their cells', () => {
    const { before, after } = disturbed('moved')
    expect(before.gold.findings[0]!.at).toBe('Sheet1!G6:G41')
    expect(after.gold.findings[0]!.at).toBe('Sheet1!H9:H44')
  })

  it('leaves number formats and strike-through to a plain sheet', () => {
    const { after } = disturbed('plain', '14a')
    const looks = after.grids.flatMap((grid) =>
      Array.from(grid.filledRows, (row) =>
        Array.from(grid.filledColumns(row), (column) => grid.style(row, column)),
      ).flat(),
    )
    expect(looks.every(({ bold, fill }) => !bold && fill === null)).toBe(true)
    expect(looks.some(({ struck }) => struck)).toBe(true)
  })
})

it('a workbook that fell is told, with what is wrong now', async () => {
  const answer = gold.find(({ name }) => name.startsWith('14a'))!
  const [one] = await disturbFolder([answer], {
    kinds: ['moved'],
    seed: 1,
    answerers: embeddedAnswerers(),
  })
  expect(summarizeDisturbance([one!]).fallen).toEqual([])
  const nothing = scoreWorkbook(answer, { tables: [], rates: [], findings: [], seconds: 0 })
  const { kinds, fallen } = summarizeDisturbance([{ ...one!, disturbed: nothing }])
  expect(kinds).toMatchObject([{ kind: 'moved', workbooks: 1, price_cell_f1: { disturbed: 0 } }])
  expect(fallen).toMatchObject([{ workbook: answer.name, kind: 'moved', exact_rate: { disturbed: 0 } }])
  expect(fallen[0]!.differences.some(({ about }) => about === 'missing line')).toBe(true)
})

it('rateloom eval --disturbed reads each workbook once more for each kind', async () => {
  const args = ['eval', 'samples', '--only', '14a', '--disturbed']
  const [all, some, wrong] = await Promise.all([
    runCli([...args, '--json']),
    runCli([...args, 'spacer,texts']),
    runCli([...args, '--fail-if-worse']),
  ])
  expect(all.code).toBe(0)
  expect(all.stderr).toContain('14a-legacy-biff8-struck: read 10 times')
  const { kinds, fallen } = JSON.parse(all.stdout)
  expect(kinds.map(({ kind }: { kind: string }) => kind)).toEqual(DISTURBANCES)
  expect(kinds[0].price_cell_f1.disturbed).toBeGreaterThan(0.95)
  expect(fallen).toEqual([])
  expect(some.stdout).toMatch(/spacer +│ +1 │ 100\.0 → 100\.0/)
  expect(some.stdout).toContain('No workbook fell by more than a point.')
  expect(some.stdout).not.toContain('letterhead')
  expect(wrong.code).toBe(2)
  expect(wrong.stderr).toContain('leave --fail-if-worse out')
})
