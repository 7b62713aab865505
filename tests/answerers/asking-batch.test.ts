import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { estimateBatch } from '../../src/batch/estimate-batch.ts'
import { type Fault, insufficientQuota, rateLimited } from '../endpoint/loopback/faults.ts'
import {
  askingConfig,
  copySamples,
  fileOf,
  goldServer,
  pricesOf,
  ratesFiles,
  read,
  testFolder,
} from './gold-server.ts'

/** Small workbooks of many layouts. */
const TWENTY = [
  '38-mail-pasted-table.xls',
  '35-quote-on-its-side.xlsx',
  '37-matrix-pod-down-pol-across.xlsx',
  '33-uk-haulage-tariff.xlsx',
  '25-wanhai-intra-asia-merged.xlsx',
  '32-rail-china-europe.xlsx',
  '31-air-export-weight-breaks.xlsx',
  '28-kr-export-guide.xlsx',
  '22-cosco-tpeb-numeric-headers.xlsx',
  '34-lcl-export-deutsch.xlsx',
  '29-jp-export-unchin.xlsx',
  '40-yangming-outport-arbitraries.xlsx',
  '03-kmtc-guide-rates-FEB26.xlsx',
  '10-many-tables-one-sheet.xlsx',
  '39-fcl-book-old-version.xlsx',
  '30-in-icd-export.xlsx',
  '24-zim-tabs-by-load-port.xlsx',
  '27-br-agente-importacao.xlsx',
  '26-tr-navlun-teklifi.xlsx',
  '23-evergreen-lettered-sheets.xlsx',
]
/** Lanes down, fields across, one after the other: the labels have an answer to each question. */
const FEW = [TWENTY[3]!, TWENTY[4]!, TWENTY[7]!]
const nameOf = (file: string) => file.replace(/\.\w+$/, '')

/** A fault for each of the twenty, and whether the answer comes all the same. */
const FAULTS: readonly { readonly fault: Fault | null; readonly mended: boolean; readonly once?: boolean }[] =
  [
    { fault: null, mended: true },
    { fault: rateLimited({ 'retry-after-ms': '20' }), mended: true, once: true },
    { fault: rateLimited(), mended: true, once: true },
    { fault: { kind: 'error', status: 500 }, mended: true, once: true },
    { fault: { kind: 'error', status: 503 }, mended: true, once: true },
    { fault: { kind: 'reset', when: 'mid_body' }, mended: true, once: true },
    { fault: { kind: 'reset', when: 'before_headers' }, mended: true, once: true },
    { fault: { kind: 'invalid_json' }, mended: true, once: true },
    { fault: rateLimited({ 'retry-after-ms': '20' }), mended: false },
    { fault: { kind: 'error', status: 500 }, mended: false },
    { fault: { kind: 'error', status: 503 }, mended: false },
    { fault: { kind: 'hang' }, mended: false },
    { fault: { kind: 'reset', when: 'mid_body' }, mended: false },
    { fault: { kind: 'invalid_json' }, mended: false },
    { fault: { kind: 'truncated' }, mended: false },
    { fault: { kind: 'refusal', words: 'I cannot help with that.' }, mended: false },
    { fault: { kind: 'says', text: 'I would rather not.' }, mended: false },
    { fault: { kind: 'says', text: '' }, mended: false },
    { fault: { kind: 'huge', bytes: 30_000_000 }, mended: false },
    { fault: { kind: 'drip', everyMilliseconds: 300, pieces: 60 }, mended: false },
  ]

describe('a batch of twenty workbooks, each with a fault of its own at the endpoint', () => {
  it('ends in the right state for every one: none lost, none doubled, within its time', async () => {
    const folder = testFolder()
    const samples = copySamples(folder, TWENTY)
    const alone = await read(samples, join(folder, 'alone'), {
      ...askingConfig(await goldServer(), folder),
      ...EMBEDDED,
    })
    const met = new Map<string, number>()
    const server = await goldServer({
      faults: (asked) => {
        const { fault, once } = FAULTS[TWENTY.indexOf(fileOf(asked))]!
        const times = (met.get(asked.input) ?? 0) + 1
        met.set(asked.input, times)
        return once && times > 1 ? null : fault
      },
    })
    const config = askingConfig(server, folder)
    const loop = { ...config.endpoints.loop!, timeout_seconds: 1, concurrency: 16 }
    const start = performance.now()
    const { summary, stopped, interrupted } = await read(samples, join(folder, 'out'), {
      ...config,
      endpoints: { loop },
      jobs: 5,
    })
    expect((performance.now() - start) / 1000).toBeLessThan(config.limits.max_seconds)
    expect([stopped, interrupted]).toEqual([null, false])
    expect(summary.files.map(({ file }) => file)).toEqual([...TWENTY].sort())
    expect(ratesFiles(join(folder, 'out'))).toEqual(ratesFiles(join(folder, 'alone')))
    for (const { file, status, finding_groups, rates, review } of summary.files) {
      const { mended } = FAULTS[TWENTY.indexOf(file)]!
      const failed = finding_groups.filter(({ code }) => code === 'endpoint-failed')
      expect([file, status]).toEqual([file, 'read'])
      if (mended) continue
      // What the endpoint did not answer is read as if it were not there, and that is told.
      expect([file, failed.length > 0]).toEqual([file, true])
      const before = alone.summary.files.find((one) => one.file === file)!
      expect([file, rates, review]).toEqual([file, before.rates, before.review])
      expect(pricesOf(join(folder, 'out'), nameOf(file))).toEqual(
        pricesOf(join(folder, 'alone'), nameOf(file)),
      )
    }
    // Sheets may offer a lane twice; the run adds nothing to that.
    expect(repeated(join(folder, 'out'))).toEqual(repeated(join(folder, 'alone')))
  }, 200_000)
})

/** Rates of an output folder that are there more than once. */
function repeated(out: string): string[] {
  const ids = ratesFiles(out).flatMap((name) =>
    readFileSync(join(out, `${name}.rates.jsonl`), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => `${name} ${JSON.parse(line).id}`),
  )
  return ids.filter((id, at) => ids.indexOf(id) !== at)
}

const EMBEDDED = {
  stages: {
    'row-labels': stage(),
    'column-roles': stage(),
    'field-mapping': stage(),
    'place-resolution': { ...stage(), lookup_place: false },
  },
}
function stage() {
  return {
    answer: 'embedded' as const,
    endpoint: null,
    model: null,
    prompt: 'zero-shot' as const,
    window: 16_000,
    unsure_below: 0.9,
    second_reader: null,
  }
}

describe('the same workbooks again', () => {
  it('cost no call, and give the same bytes', async () => {
    const folder = testFolder()
    const samples = copySamples(folder, FEW)
    const server = await goldServer()
    const config = askingConfig(server, folder)
    const first = await read(samples, join(folder, 'first'), config)
    expect(server.asked.length).toBeGreaterThan(5)
    expect(first.summary.costs.reduce((sum, { calls }) => sum + calls, 0)).toBe(server.asked.length)
    const asked = server.asked.length
    const second = await read(samples, join(folder, 'second'), config)
    expect(server.asked).toHaveLength(asked)
    expect(second.costs.every(({ calls, usd }) => calls === 0 && usd === 0)).toBe(true)
    for (const name of ratesFiles(join(folder, 'first')))
      expect(readFileSync(join(folder, 'second', `${name}.rates.jsonl`))).toEqual(
        readFileSync(join(folder, 'first', `${name}.rates.jsonl`)),
      )
  })
})

describe('costs', () => {
  it('are told before the run as they turn out, stage by stage', async () => {
    const folder = testFolder()
    const samples = copySamples(folder, FEW)
    const server = await goldServer()
    const config = askingConfig(server, folder)
    const estimate = await estimateBatch({ paths: [samples], config })
    expect(server.asked).toHaveLength(0)
    const { costs } = await read(samples, join(folder, 'out'), config)
    expect(estimate.costs.map(({ stage, questions }) => [stage, questions])).toEqual(
      costs.map(({ stage, questions }) => [stage, questions]),
    )
    for (const [at, real] of costs.entries()) {
      const told = estimate.costs[at]!
      expect(told.input_tokens / real.input_tokens).toBeGreaterThan(0.95)
      expect(told.input_tokens / real.input_tokens).toBeLessThan(1.6)
      expect(told.usd! / real.usd!).toBeGreaterThan(0.7)
      expect(told.usd! / real.usd!).toBeLessThan(2)
    }
    const again = await estimateBatch({ paths: [samples], config })
    expect(again.costs.every(({ calls, usd }) => calls === 0 && usd === 0)).toBe(true)
  })

  it('stay below the limit; what is not asked is read by the embedded models', async () => {
    const folder = testFolder()
    const samples = copySamples(folder, FEW)
    const server = await goldServer()
    const config = askingConfig(server, folder, { more: 'max_cost_usd: 0.02' })
    const { summary, costs } = await read(samples, join(folder, 'out'), config)
    const spent = costs.reduce((sum, { usd }) => sum + usd!, 0)
    expect(spent).toBeGreaterThan(0)
    expect(spent).toBeLessThanOrEqual(0.02)
    expect(costs.some(({ unanswered }) => unanswered > 0)).toBe(true)
    expect(summary.files.every(({ status, rates }) => status === 'read' && rates > 0)).toBe(true)
    expect(summary.findings.find(({ code }) => code === 'endpoint-failed')?.message).toMatch(/over_budget/)
  })
})

describe('an endpoint that refuses for good', () => {
  it('stops the run at once and says what to do; the next run goes on where it stood', async () => {
    const folder = testFolder()
    const samples = copySamples(folder, FEW)
    let broke = true
    const server = await goldServer({ faults: ({ n }) => (broke && n > 4 ? insufficientQuota : null) })
    const config = askingConfig(server, folder)
    const first = await read(samples, join(folder, 'out'), config)
    expect([first.interrupted, first.stopped]).toEqual([true, expect.stringMatching(/quota|billing/i)])
    expect(first.summary.files.length).toBeLessThan(FEW.length)
    broke = false
    const second = await read(samples, join(folder, 'out'), config, { resume: true })
    expect(second.interrupted).toBe(false)
    expect(second.summary.files.map(({ file, status }) => [file, status])).toEqual(
      [...FEW].sort().map((file) => [file, 'read']),
    )
    const inputs = server.asked.filter(({ n }) => n <= 4).map(({ input }) => input)
    for (const input of inputs)
      expect(server.asked.filter((asked) => asked.input === input && asked.n > 4)).toEqual([])
  })

  it('lets the embedded models go on alone where that is wanted', async () => {
    const folder = testFolder()
    const samples = copySamples(folder, FEW)
    const server = await goldServer({ faults: () => insufficientQuota })
    const config = askingConfig(server, folder, { more: 'without_endpoint: embedded' })
    const { interrupted, stopped, summary } = await read(samples, join(folder, 'out'), config)
    expect([interrupted, stopped]).toEqual([false, expect.any(String)])
    expect(summary.totals).toMatchObject({ files: FEW.length, unreadable: 0, pending: 0 })
  })
})

describe('the Batch API', () => {
  it('takes the questions round by round, until nothing is open; every question once', async () => {
    const folder = testFolder()
    const samples = copySamples(folder, FEW)
    const server = await goldServer()
    const config = askingConfig(server, folder)
    let rounds = 0
    let run = await read(samples, join(folder, 'out'), config, { batch: true })
    expect(run.pending?.message).toMatch(/Run the same command again/)
    expect(run.summary.totals).toMatchObject({ pending: FEW.length, rates: 0 })
    const costs = [...run.costs]
    while (run.pending && rounds++ < 12) {
      run = await read(samples, join(folder, 'out'), config, { batch: true })
      costs.push(...run.costs)
    }
    expect(run.pending).toBeNull()
    expect(run.summary.totals).toMatchObject({ files: FEW.length, pending: 0, unreadable: 0 })
    expect(server.asked).toHaveLength(0)
    expect(rounds).toBeLessThanOrEqual(8)
    const calls = costs.reduce((sum, one) => sum + one.calls, 0)
    // Answers by batch are those that single questions get, at half the price.
    const singly = testFolder()
    const single = await goldServer()
    const asked = await read(samples, join(singly, 'out'), askingConfig(single, singly))
    expect(calls).toBe(single.asked.length)
    const usd = (all: readonly { usd: number | null }[]) => all.reduce((sum, one) => sum + one.usd!, 0)
    expect(usd(costs)).toBeCloseTo(usd(asked.costs) / 2, 6)
    for (const name of ratesFiles(join(singly, 'out')))
      expect(pricesOf(join(folder, 'out'), name)).toEqual(pricesOf(join(singly, 'out'), name))
  })

  it('asks again only for what a batch left open', async () => {
    const folder = testFolder()
    const samples = copySamples(folder, FEW.slice(0, 2))
    let left = 2
    const server = await goldServer({ batches: { item: () => (left-- > 0 ? 'missing' : null) } })
    const config = askingConfig(server, folder)
    let run = await read(samples, join(folder, 'out'), config, { batch: true })
    for (let round = 0; run.pending && round < 12; round++)
      run = await read(samples, join(folder, 'out'), config, { batch: true })
    expect(run.pending).toBeNull()
    expect(run.summary.totals).toMatchObject({ files: 2, pending: 0 })
  })
})
