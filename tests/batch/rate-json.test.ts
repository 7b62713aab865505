import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { embeddedAnswerers } from '../../src/answerers/embedded/embedded-answerers.ts'
import { RateJson } from '../../src/batch/rate-json.ts'
import { readRateSheet } from '../../src/pipeline.ts'
import { type Rate, rateSchema } from '../../src/rates/rate.ts'

const samples = new URL('../../samples/', import.meta.url)
/** Every kind of sheet, and few rates of each. */
const MOST = 100

test('a rate is written as JSON.stringify writes it, and is what the schema promises', async () => {
  const wrong: string[] = []
  for (const name of readdirSync(samples).filter((file) => /\.(xlsx|xls|ods|csv)$/.test(file))) {
    const { rates } = await readRateSheet(readFileSync(new URL(name, samples)), name, embeddedAnswerers())
    const json = new RateJson()
    let count = 0
    for (const rate of rates) {
      if (count++ === MOST) break
      if (json.line(rate) !== JSON.stringify(rate) || !rateSchema.safeParse(rate).success)
        wrong.push(`${name} ${rate.source.cell}`)
    }
  }
  expect(wrong).toEqual([])
})

test('what one rate has and the next has not is not carried over', () => {
  const json = new RateJson()
  const [first, second] = [odd('1 "tonne"', { weight_break: '+45' }), odd('é\u2028\\', { inclusions: 'THC' })]
  for (const rate of [first, second, first, odd('plain', {})])
    expect(json.line(rate)).toBe(JSON.stringify(rate))
})

function odd(text: string, more: Pick<Rate, 'weight_break' | 'inclusions'>): Rate {
  return {
    id: '0123456789abcdef',
    source: { file: `${text}.xlsx`, sha256: '00', sheet: text, cell: 'A1', part: 0, text },
    carrier: { text, name: null, scac: null },
    service_line: text,
    contract_number: null,
    origin: null,
    origin_via: null,
    loading_port: null,
    transshipment_port: null,
    unloading_port: null,
    destination_via: null,
    destination: null,
    effective_date: null,
    expiry_date: null,
    container: null,
    commodity: text,
    charge: { code: null, name: text, type: 'base', basis: null },
    currency: null,
    amount: -1e-7,
    minimum: null,
    price_status: 'priced',
    transit_days: null,
    free_time: text,
    ...more,
    remarks: [text],
    confidence: 0.5,
    findings: ['negative-amount'],
    review: true,
  }
}
