import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embeddedAnswerers } from '../../src/answerers/embedded/embedded-answerers.ts'
import { runBatch } from '../../src/batch/run-batch.ts'
import { summarySchema } from '../../src/batch/summary.ts'
import { type Config, parseConfig, UsageError } from '../../src/config.ts'
import type { Rate } from '../../src/rates/rate.ts'
import { type Corrected, correct } from '../../src/review/correct.ts'
import { waitingIn } from '../../src/review/queue.ts'

let work: string
let config: Config
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'rateloom-'))
  config = parseConfig('jobs: 1', join(work, 'rateloom.yaml'))
})
afterAll(() => rmSync(work, { recursive: true }))

const MARCH = `BLUE ANCHOR LINE;;;;;;
FAR EAST - EUROPE FAK RATES;;;;;;
Validity:;1-31 March 2026;;;;;
All rates in USD;;;;;;
;;;;;;
POL;POD;20'GP;40'GP;40'HC;Transit;Note
SHANGHAI;HAMBURG;1500;2800;2900;32 days;Pier 4
NINGBO;ROTTERDAM;1450;2700;2800;30 days;Pier 4
QINGDAO;ANTWERP;15500;2850;2950;35 days;Pier 4
XIAMEN;LE HAVRE;1600;2900;3000;33 days;Pier 4
YANTIAN;FELIXSTOWE;1580;2860;2960;31 days;Pier 4
SHANGHAI;ROTTERDAM;1500;2800;2900;32 days;Pier 4
NINGBO;HAMBURG;1450;2700;2800;30 days;Pier 4
;;;;;;
Subject to THC at both ends.;;;;;;
`
let count = 0

/** An output folder in which the sheet was read, one price of it in doubt. */
async function ingested(text = MARCH) {
  const folder = join(work, String(++count))
  const out = join(folder, 'rates')
  const source = join(folder, 'march.csv')
  mkdirSync(folder)
  writeFileSync(source, text)
  await runBatch({ paths: [source], out, config })
  const path = join(out, 'review/march.yaml')
  return {
    out,
    source,
    path,
    edit(...changes: readonly (readonly [string | RegExp, string])[]) {
      const before = readFileSync(path, 'utf8')
      const after = changes.reduce((text, [from, to]) => text.replace(from, to), before)
      expect(after).not.toBe(before)
      writeFileSync(path, after)
    },
    correct: (force = false): Promise<Corrected> =>
      correct({
        path,
        reason: 'as the carrier says',
        force,
        date: '2026-03-02',
        config,
        answerers: embeddedAnswerers(),
      }),
    ingest: (resume = false) => runBatch({ paths: [source], out, config, resume }),
    rates: () =>
      readFileSync(join(out, 'march.rates.jsonl'), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line): Rate => JSON.parse(line)),
  }
}

describe('a workbook with a doubt', () => {
  it('lands in the review folder: rows, answers, alternatives and findings, ready to be edited', async () => {
    const { out, path } = await ingested()
    const text = readFileSync(path, 'utf8')
    expect(text).toContain('# 1 of 21 rates of march.csv wait')
    expect(text).toMatch(/#\s+7 \| SHANGHAI \| HAMBURG \| 1500/)
    expect(text).toMatch(/# error amount-outlier C9: .*\n\s+C: price # "20'GP"/)
    expect(text).toContain('currency: USD # from A4')
    expect(await waitingIn(out)).toMatchObject([
      { output: 'march', rates: 21, review: 1, cost: 1, edited: false },
    ])
  })

  it('is not there when nothing waits', async () => {
    const { path } = await ingested(MARCH.replace('15500', '1550'))
    expect(existsSync(path)).toBe(false)
  })
})

describe('a correction', () => {
  it('of a role is read with from there on, told in the outputs, and kept as a label with its reason', async () => {
    const sheet = await ingested()
    sheet.edit([/G: \w+/, 'G: service_line'])
    const corrected = await sheet.correct()
    expect(corrected).toMatchObject({ status: 'corrected', from: 'column-roles', objections: [] })
    expect(new Set(sheet.rates().map(({ service_line }) => service_line))).toEqual(new Set(['Pier 4']))
    expect(readFileSync(join(sheet.out, 'march.understanding.yaml'), 'utf8')).toContain('by: person')
    const labels = corrected.status === 'corrected' ? corrected.labels : []
    expect(labels.map(({ stage }) => stage)).toEqual(['column-roles'])
    expect(labels[0]).toMatchObject({
      source: 'correction',
      reason: 'as the carrier says',
      corrected: { columns: { G: 'service_line' } },
    })
    const summary = summarySchema.parse(JSON.parse(readFileSync(join(sheet.out, 'summary.json'), 'utf8')))
    expect(summary.totals).toMatchObject({ files: 1, review: 1 })
  })

  it('of rows changes where the table is', async () => {
    const sheet = await ingested()
    sheet.edit(['data_rows: [7, 13]', 'data_rows: [7, 12]'])
    // Row 13 holds prices like the others; a person may still know better.
    const refused = await sheet.correct()
    expect(refused.status).toBe('refused')
    expect(refused.objections.length).toBeGreaterThan(0)
    const corrected = await sheet.correct(true)
    expect(corrected).toMatchObject({ status: 'corrected', from: 'row-labels' })
    expect(sheet.rates()).toHaveLength(17)
    expect(corrected.status === 'corrected' && corrected.labels.map(({ stage }) => stage)).toContain(
      'row-labels',
    )
  })

  it('of prices and literals changes what they say', async () => {
    const sheet = await ingested()
    sheet.edit(
      [/(E: \{.*)weight_break: null/, '$1weight_break: heavy'],
      [/literals:\n/, 'literals:\n      service_line: BLUE ANCHOR\n'],
    )
    expect(await sheet.correct()).toMatchObject({ status: 'corrected', from: 'field-mapping' })
    expect(readFileSync(join(sheet.out, 'march.mapping.yaml'), 'utf8')).toMatch(
      /id: 4, .*weight_break: heavy/,
    )
    expect(new Set(sheet.rates().map(({ service_line }) => service_line))).toEqual(new Set(['BLUE ANCHOR']))
  })

  it('adds to the ones before it, and stays when the workbook is read again', async () => {
    const sheet = await ingested()
    sheet.edit([/G: \w+/, 'G: service_line'])
    await sheet.correct()
    sheet.edit(['data_rows: [7, 13]', 'data_rows: [7, 12]'])
    await sheet.correct(true)
    const both = (rates: readonly Rate[]) => {
      expect(rates).toHaveLength(17)
      expect(rates[0]!.service_line).toBe('Pier 4')
    }
    both(sheet.rates())
    expect((await sheet.ingest(true)).resumed).toBe(1)
    await sheet.ingest()
    both(sheet.rates())
    // Another issue under the same name is another workbook.
    writeFileSync(sheet.source, MARCH.replace('1-31 March', '1-30 April'))
    await sheet.ingest()
    expect(sheet.rates()).toHaveLength(20)
  })

  it('that the data contradict is refused with what speaks against it, and nothing changes', async () => {
    const sheet = await ingested()
    const before = sheet.rates()
    sheet.edit([/destination_country: null/, 'destination_country: Germany'])
    const refused = await sheet.correct()
    expect(refused.status).toBe('refused')
    expect(refused.objections.map(({ code }) => code)).toContain('country-contradicts-data')
    expect(sheet.rates()).toEqual(before)
    expect(await sheet.correct(true)).toMatchObject({ status: 'corrected' })
  })

  it('of nothing but a doubt: a price that is right is accepted with a reason, told, and remembered', async () => {
    const sheet = await ingested()
    expect(readFileSync(sheet.path, 'utf8')).toMatch(/accept:\n +amount-outlier C9: false/)
    sheet.edit(['amount-outlier C9: false', 'amount-outlier C9: the carrier confirmed it by telephone'])
    const accepted = await sheet.correct()
    expect(accepted).toMatchObject({ status: 'corrected', from: 'checks', labels: [], after: { review: 0 } })
    const price = () => sheet.rates().find(({ source }) => source.cell === 'C9')
    expect(price()).toMatchObject({ amount: 15500, review: false, findings: ['amount-outlier'] })
    expect(readFileSync(join(sheet.out, 'march.findings.yaml'), 'utf8')).toMatch(
      /severity: info\n.*C9.*\n.*Accepted by a person: the carrier confirmed it by telephone/,
    )
    expect(existsSync(sheet.path)).toBe(false)
    await sheet.ingest()
    expect(price()).toMatchObject({ review: false })
    // Another issue is another price.
    writeFileSync(sheet.source, MARCH.replace('1-31 March', '1-30 April'))
    await sheet.ingest()
    expect(price()).toBeUndefined()
  })

  it('of a doubt may name the price by its cell, and needs a reason', async () => {
    const sheet = await ingested()
    sheet.edit([/( +)amount-outlier C9: false/, '$1C9: true'])
    const because = {
      path: sheet.path,
      force: false,
      date: '2026-03-02',
      config,
      answerers: embeddedAnswerers(),
    }
    await expect(correct({ ...because, reason: '' })).rejects.toThrow(/"C9" is accepted without a reason/)
    expect(await correct({ ...because, reason: 'seen in the contract' })).toMatchObject({
      after: { review: 0 },
    })
  })

  it('that is under way is not lost when the workbook is read again', async () => {
    const sheet = await ingested()
    sheet.edit([/G: \w+/, 'G: service_line'])
    const edited = readFileSync(sheet.path, 'utf8')
    expect(await waitingIn(sheet.out)).toMatchObject([{ edited: true }])
    writeFileSync(sheet.source, MARCH.replace('2960', '2970'))
    await sheet.ingest()
    expect(readFileSync(`${sheet.path}.edited`, 'utf8')).toBe(edited)
  })
})

describe('a review file that cannot be used', () => {
  let sheet: Awaited<ReturnType<typeof ingested>>
  let written: string
  beforeAll(async () => {
    sheet = await ingested()
    written = readFileSync(sheet.path, 'utf8')
  })
  it.each([
    ['invalid YAML', [/kind: rates/, 'kind: [rates'], /line \d+, column \d+: no valid YAML/],
    [
      'an unknown column',
      [/( +)G: (\w+)/, '$1G: $2\n$1Z: remarks'],
      /line \d+: this table has no column Z; its columns are A to G/,
    ],
    ['a missing column', [/ +G: .*\n/, ''], /column G is missing. One that carries nothing is "ignored"/],
    [
      'an unknown role',
      [/G: \w+/, 'G: notes'],
      /line \d+: tables\.0\.columns\.G: no field of the schema. Allowed: price, ignored, carrier/,
    ],
    ['an unknown key', [/kind: rates/, 'kinds: rates'], /"kinds" is no key here/],
    [
      'a doubt that nobody had',
      [/( +)amount-outlier C9: false/, '$1price-order C9: true'],
      /line \d+: "price-order C9" is nothing that this table was found to have/,
    ],
    [
      'a price outside of the table',
      [/( +)amount-outlier C9: false/, '$1C99: true'],
      /line \d+: C99 lies outside of the table, A6:G13/,
    ],
    ['another range', [/range: A6:G13/, 'range: A6:F13'], /line \d+: the range follows from the rows/],
    ['a price without its role', [/C: price/, 'G2: price'], /G2/],
    [
      'invented words',
      [/literals:\n/, 'literals:\n      frequency: TEXTILES\n'],
      /frequency: "TEXTILES" stands nowhere around the table/,
    ],
    ['rows that make no table', [/header_rows: \[6\]/, 'header_rows: [3]'], /make no table/],
  ] as const)('%s: is told with the line and what to do', async (_, change, message) => {
    writeFileSync(sheet.path, written)
    sheet.edit(change as readonly [RegExp, string])
    const error = await sheet.correct().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UsageError)
    expect((error as Error).message).toMatch(message)
    const [line] = /(?<=line )\d+/.exec((error as Error).message) ?? []
    if (line !== undefined) expect(Number(line)).toBeGreaterThan(4)
  })

  it('nothing changed, another workbook, no review file', async () => {
    const sheet = await ingested()
    await expect(sheet.correct()).rejects.toThrow(/Nothing was changed .* rateloom approve/)
    sheet.edit([/G: \w+/, 'G: service_line'])
    writeFileSync(sheet.source, MARCH.replace('2960', '2970'))
    await expect(sheet.correct()).rejects.toThrow(/has changed since it was read/)
    const options = { reason: '', force: false, date: '2026-03-02', config, answerers: embeddedAnswerers() }
    await expect(correct({ ...options, path: sheet.source })).rejects.toThrow(/is no review file/)
  })
})
