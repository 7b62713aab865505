import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { embeddedAnswerers } from '../../src/answerers/embedded/embedded-answerers.ts'
import { FindingLog } from '../../src/checks/finding-log.ts'
import { type ReadTable, ratesOfTables, readRateSheet } from '../../src/pipeline.ts'
import { buildRates } from '../../src/rates/build-rates.ts'
import type { Rate } from '../../src/rates/rate.ts'

const FILE = '01-vn-to-us-update.xlsx'
let tables: readonly ReadTable[]

beforeAll(async () => {
  const bytes = await readFile(new URL(`../../samples/${FILE}`, import.meta.url))
  tables = (await readRateSheet(bytes, FILE, embeddedAnswerers())).tables
})

/** The rates of the sample with an error made in the last stage, as they leave the checks. */
function leaving(spoil: (rate: Rate, at: number) => Rate | null) {
  const log = new FindingLog(FILE)
  const build: typeof buildRates = function* (input, to) {
    let at = 0
    for (const rate of buildRates(input, to)) {
      const spoilt = spoil(rate, at++)
      if (spoilt) yield spoilt
    }
  }
  const rates = [...ratesOfTables({ file: FILE, sha256: '0'.repeat(64), tables, covers: [] }, log, {}, build)]
  return { rates, errors: log.findings.filter(({ severity }) => severity === 'error') }
}

const first = (change: (rate: Rate) => Partial<Rate>) => (rate: Rate, at: number) =>
  at === 0 ? { ...rate, ...change(rate) } : rate

describe('a rate that the sheet does not bear out stays in review', () => {
  test('right rates raise no error', () => {
    const { rates, errors } = leaving((rate) => rate)
    expect(errors).toEqual([])
    expect(rates.every(({ review }) => !review)).toBe(true)
  })

  test.each<[string, (rate: Rate) => Partial<Rate>]>([
    ['amount-ungrounded', (rate) => ({ amount: rate.amount! * 10 })],
    ['date-ungrounded', (rate) => ({ effective_date: rate.effective_date!.replace('2026', '2027') })],
    ['currency-contradiction', () => ({ currency: 'EUR' })],
    ['container-contradicts-data', (rate) => ({ container: { ...rate.container!, size: '45ft_hc' } })],
    [
      'place-ungrounded',
      (rate) => ({ origin: { ...rate.origin!, unlocode: 'VNSGN', name: 'Ho Chi Minh City' } }),
    ],
  ])('%s', (code, change) => {
    const { rates, errors } = leaving(first(change))
    expect(errors.map((finding) => finding.code)).toEqual([code])
    expect(rates[0]).toMatchObject({ review: true })
    expect(rates[0]!.findings).toContain(code)
    expect(rates.slice(1).every(({ review }) => !review)).toBe(true)
  })

  test('a price cell without a rate is told', () => {
    const { errors } = leaving((rate, at) => (at === 0 ? null : rate))
    expect(errors).toMatchObject([{ code: 'price-cell-lost', at: { sheet: 'Rates', range: 'K4' } }])
  })
})

test('each warning makes a rate less sure', () => {
  const { rates } = leaving((rate) => rate)
  const doubled = rates.find(({ findings }) => findings.includes('duplicate-rate'))!
  const plain = rates.find(
    ({ findings }) => !findings.includes('duplicate-rate') && !findings.includes('date-order'),
  )!
  expect(doubled.confidence).toBeLessThan(plain.confidence)
})

test('half months that head the columns of their prices state their dates', async () => {
  const file = '46-half-months-across.xlsx'
  const bytes = await readFile(new URL(`../../samples/${file}`, import.meta.url))
  const { rates, findings } = await readRateSheet(bytes, file, embeddedAnswerers())
  expect([...rates].map(({ effective_date }) => effective_date)).toContain('2026-04-16')
  expect(findings.map(({ code }) => code)).not.toContain('date-ungrounded')
})
