import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embeddedAnswerers } from '../../src/answerers/embedded/embedded-answerers.ts'
import { readRateSheet } from '../../src/pipeline.ts'
import { compareEvals } from '../../src/training/comparison/compare-evals.ts'
import { comparisonText } from '../../src/training/comparison/comparison-text.ts'
import { evalPage } from '../../src/training/comparison/eval-page.ts'
import {
  type EvalRecord,
  evalRecord,
  keepRecord,
  lastRecord,
} from '../../src/training/comparison/eval-record.ts'
import { meanInterval, shareInterval } from '../../src/training/comparison/intervals.ts'
import { type Evaluated, evaluateWorkbook } from '../../src/training/evaluation/evaluate.ts'
import { readGoldFolder } from '../../src/training/evaluation/gold-folder.ts'
import { runCli } from '../cli/run-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'rateloom-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let right: EvalRecord
let wrong: EvalRecord

beforeAll(async () => {
  const workbooks = (await readGoldFolder('samples')).filter(({ name }) => /^(01|13|35)/.test(name))
  const answerers = embeddedAnswerers()
  const results: Evaluated[] = []
  const spoilt: Evaluated[] = []
  for (const workbook of workbooks) {
    results.push(await evaluateWorkbook(workbook, (bytes, file) => readRateSheet(bytes, file, answerers)))
    // A reader that takes another currency everywhere in one of the workbooks.
    spoilt.push(
      await evaluateWorkbook(workbook, async (bytes, file) => {
        const read = await readRateSheet(bytes, file, answerers)
        const rates = [...read.rates].map((rate) =>
          workbook.name.startsWith('13') ? { ...rate, currency: 'JPY' } : rate,
        )
        return { ...read, rates }
      }),
    )
  }
  right = evalRecord('right', 'samples', results, workbooks, { at: new Date('2026-01-02T03:04:05Z') })
  wrong = evalRecord('wrong', 'samples', spoilt, workbooks, { at: new Date('2026-01-03T03:04:05Z') })
})

describe('two evaluations on the same answers', () => {
  it('that are the same are not worse', () => {
    const comparison = compareEvals(right, right)
    expect(comparison).toMatchObject({ worse: false, newCauses: [], goneCauses: [], workbooks: [] })
    expect(comparison.figures.every(({ verdict }) => verdict === 'same')).toBe(true)
  })

  it('say which figure fell, in which workbook, by which slip, and what is gone the other way round', () => {
    const comparison = compareEvals(right, wrong)
    expect(comparison.worse).toBe(true)
    const exact = comparison.figures.find(({ figure }) => figure === 'exact_rate')!
    expect(exact.verdict).toBe('worse')
    expect(exact.interval.from).toBeLessThanOrEqual(exact.after - exact.before)
    expect(comparison.figures.find(({ figure }) => figure === 'price_cell_f1')!.verdict).toBe('same')
    expect(comparison.workbooks[0]).toMatchObject({
      name: '13-reefer-special-equipment',
      figure: 'exact_rate',
    })
    expect(comparison.newCauses[0]).toMatchObject({ about: 'currency', got: 'JPY' })
    expect(compareEvals(wrong, right)).toMatchObject({ worse: false })
    expect(compareEvals(wrong, right).goneCauses).toEqual(comparison.newCauses)
    expect(comparisonText(comparison)).toContain('▼ exact_rate')
  })

  it('are refused when the answers differ', () => {
    expect(() => compareEvals({ ...right, data_sha256: 'other' }, wrong)).toThrow(/different answers/)
  })

  it('make a page with links to the cells, and nothing of a sheet is taken for HTML', () => {
    const evil = { ...wrong, label: '<img src=x>' }
    const page = evalPage([right, evil], [compareEvals(right, evil)], 'samples')
    expect(page).toContain('href="samples/13-reefer-special-equipment.xlsx#')
    expect(page).toContain('&lt;img src=x&gt;')
    expect(page).not.toMatch(/<img|<script/)
  })
})

it('the history gives back the last record on the same answers', async () => {
  await keepRecord(folder, right)
  await keepRecord(folder, wrong)
  expect(await lastRecord(folder, right.data_sha256)).toEqual(wrong)
  expect(await lastRecord(folder, 'other')).toBeNull()
})

describe('an interval', () => {
  it('of a share lies in 0..1, holds the share and narrows with more answers', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (a, b) => {
        const [right, of] = [Math.min(a, b), Math.max(a, b, 1)]
        const { from, to } = shareInterval(right, of)
        const many = shareInterval(right * 4, of * 4)
        expect(from).toBeGreaterThanOrEqual(0)
        expect(to).toBeLessThanOrEqual(1)
        expect(from).toBeLessThanOrEqual(right / of + 1e-9)
        expect(to).toBeGreaterThanOrEqual(right / of - 1e-9)
        expect(many.to - many.from).toBeLessThan(to - from)
      }),
    )
  })

  it('of a mean is the same for the same values', () => {
    const values = [0.9, 1, 0.95, 0.4, 1]
    expect(meanInterval(values)).toEqual(meanInterval(values))
    expect(meanInterval([1, 1, 1])).toEqual({ from: 1, to: 1 })
  })
})

it('rateloom eval keeps its history, writes the page, and tells a build server', async () => {
  const args = ['eval', 'samples', '--only', '35-quote', '--report', join(folder, 'page.html')]
  const config = join(folder, 'rateloom.yaml')
  writeFileSync(config, 'workspace: space\n')
  const first = await runCli([...args, '--config', config, '--fail-if-worse'])
  expect(first.stderr).toContain('the first to compare with')
  const second = await runCli([...args, '--config', config, '--fail-if-worse', '--models', 'shipped'])
  expect(second.code).toBe(0)
  expect(second.stderr).toContain('shipped → shipped: not worse')
  expect(readdirSync(join(folder, 'space', 'evals'))).toHaveLength(2)
  expect(readFileSync(join(folder, 'page.html'), 'utf8')).toContain('35-quote-on-its-side')
})
