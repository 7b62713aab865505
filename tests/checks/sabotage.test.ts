import { expect, test } from 'vitest'
import { readGoldFolder } from '../../src/training/evaluation/gold-folder.ts'
import { SABOTAGES } from '../../src/training/sabotage/run-sabotage.ts'
import { sabotageFolder } from '../../src/training/sabotage/sabotage-folder.ts'
import { summarizeSabotage } from '../../src/training/sabotage/sabotage-summary.ts'

const SAMPLES = new URL('../../samples', import.meta.url).pathname
const SHEETS = ['01-vn', '16-indian', '22-cosco', '24-zim']

test('right answers are made wrong in at least thirty ways, and nearly all of them are caught', async () => {
  expect(new Set(SABOTAGES.map(({ name }) => name)).size).toBeGreaterThanOrEqual(30)
  const workbooks = (await readGoldFolder(SAMPLES)).filter(({ name }) =>
    SHEETS.some((sheet) => name.startsWith(sheet)),
  )
  const run = await sabotageFolder(SAMPLES, workbooks, { seed: 1, generated: 0 })
  const { all, clean, kinds } = summarizeSabotage(run.cases, run.clean)
  expect(clean.withFalseError).toBe(0)
  expect(kinds.filter(({ cases }) => cases > 0).length).toBeGreaterThanOrEqual(30)
  expect(all.caught).toBeGreaterThanOrEqual(0.95)
})
