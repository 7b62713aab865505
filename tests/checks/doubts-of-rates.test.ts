import { describe, expect, test } from 'vitest'
import { embeddedAnswerers } from '../../src/answerers/embedded/embedded-answerers.ts'
import { readRateSheet } from '../../src/pipeline.ts'
import { type Doubt, doubtsIn } from '../../src/rates/doubts.ts'
import type { Rate } from '../../src/rates/rate.ts'
import { slipsOf } from '../../src/training/reading-slips.ts'
import { readSheet } from './read-sheet.ts'

const PORTS = ['Long Beach', 'Oakland', 'Seattle', 'New York', 'Savannah', 'Houston', 'Charleston', 'Norfolk']
const CONTRACT = `
Carrier:,YANG MING MARINE TRANSPORT CORP.,,,
S/C No.:,HQ26-5518,,,
"Valid 1-31 December 2026, USD per container",,,,
POL,POD,20'GP,40'GP,40'HC
${PORTS.map((pod, at) => `Shanghai,${pod},${1300 + 40 * at},${1700 + 50 * at},${1700 + 50 * at}`).join('\n')}

Origin arbitraries (on top of the rates from Shanghai),,,,
Origin,Via,20'GP,40'GP,40'HC
Nanjing,Shanghai,150,250,250
Wuhu,Shanghai,180,300,300
Wuhan,Shanghai,220,400,400
Chongqing,Shanghai,420,700,700`

/** The doubts about the rates of a sheet as it is read, and as a reader gives them who makes a slip. */
async function doubted(csv: string, slip: string): Promise<{ plain: Set<Doubt>; slipped: Set<Doubt> }> {
  const told = new Map<Rate, number>()
  const options = { onRate: (rate: Rate, set: number) => void told.set(rate, set) }
  const read = await readRateSheet(new TextEncoder().encode(csv), 'rates.csv', embeddedAnswerers(), options)
  const of = (rates: Iterable<Rate>) => new Set([...rates].flatMap((rate) => doubtsIn(told.get(rate) ?? 0)))
  const plain = of(read.rates)
  const made = [...slipsOf(read, 'rates.csv', options)].find(({ what }) => what === slip)
  return { plain, slipped: of(made?.rates ?? []) }
}

describe('what makes a rate less sure', () => {
  test.each([
    ['end_turned', 'end_turned'],
    ['carrier', 'carrier_missing_said'],
    ['contract', 'contract_missing_said'],
  ] as const)('a slip of %s is told by a doubt that the right reading does not have', async (slip, doubt) => {
    const { plain, slipped } = await doubted(CONTRACT.trim(), slip)
    expect([...plain]).not.toContain(doubt)
    expect([...slipped]).toContain(doubt)
  })

  test('charges take no days from the name of the file, freight does', async () => {
    const name = 'FAK ex Shanghai 01-15 DEC 2026.csv'
    const freight = await readSheet(
      `POL | POD | Currency | 20'GP | 40'HC\n${PORTS.map((pod, at) => `Shanghai | ${pod} | USD | ${900 + 50 * at} | ${1700 + 60 * at}`).join('\n')}`,
      name,
    )
    const charges = await readSheet(
      `
      Local charges
      Charge | Code | Currency | Unit | Rate
      Document fee | DOC | CNY | per B/L | 450
      Seal fee | SEAL | CNY | per container | 50
      Telex release | TLX | CNY | per B/L | 500
      Terminal handling | THC | CNY | per container | 825`,
      name,
    )
    expect(new Set(freight.rates.map(({ expiry_date }) => expiry_date))).toEqual(new Set(['2026-12-15']))
    expect(charges.rates.length).toBe(4)
    expect(new Set(charges.rates.map(({ expiry_date }) => expiry_date))).toEqual(new Set([null]))
  })
})
