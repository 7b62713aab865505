import { describe, expect, test } from 'vitest'
import { readSheet, told } from './read-sheet.ts'

const LANES = ['Hamburg', 'Rotterdam', 'Antwerp', 'Felixstowe', 'Le Havre', 'Genoa', 'Valencia', 'Piraeus']

describe('sum-mismatch', () => {
  const sheet = (allIn: (at: number) => number) =>
    [
      "POL | POD | Currency | 20' Ocean Freight | 20' BAF | 20' THC | 20' All-in",
      ...LANES.map((pod, at) => `Shanghai | ${pod} | USD | ${900 + 50 * at} | 120 | 95 | ${allIn(at)}`),
    ].join('\n')
  const sum = (at: number) => 900 + 50 * at + 120 + 95

  test('an all-in that its parts do not make is told with the cells', async () => {
    const read = await readSheet(sheet((at) => (at === 3 ? sum(at) + 40 : sum(at))))
    expect(told(read, 'sum-mismatch')).toEqual(['sum-mismatch warning G5'])
    const [finding] = read.findings.filter(({ code }) => code === 'sum-mismatch')
    expect(finding).toMatchObject({ value: '1305', expected: '1265' })
    expect(finding!.message).toContain('D5 + E5 + F5')
    const rate = read.rates.find(({ source }) => source.cell === 'G5')!
    expect(rate.findings).toContain('sum-mismatch')
  })

  test('right sums, and a column that is no sum of the others, are left alone', async () => {
    expect(told(await readSheet(sheet(sum)), 'sum-mismatch')).toEqual([])
    expect(told(await readSheet(sheet((at) => sum(at) + 17 * at + 30)), 'sum-mismatch')).toEqual([])
  })
})

describe('column-unsure', () => {
  const sheet = (first: string, second: string) =>
    [
      `POL | POD | Currency | ${first} | ${second} | Transit`,
      ...LANES.map((pod, at) => `Shanghai | ${pod} | USD | ${900 + 50 * at} | ${950 + 60 * at} | 30`),
    ].join('\n')

  test('prices of one box and one time, and nobody knows what tells them apart: a person is asked', async () => {
    const read = await readSheet(sheet("20' early booking", "20' late booking"))
    expect(told(read, 'column-unsure')).toEqual(['column-unsure error D1:D9'])
    expect(read.rates.every(({ review }) => review)).toBe(true)
  })

  test('whose box it is, or another box, is understood', async () => {
    for (const [first, second] of [
      ["20' COC", "20' SOC"],
      ["20'", "40'"],
    ])
      expect(told(await readSheet(sheet(first!, second!)), 'column-unsure')).toEqual([])
  })
})

describe('zero-amount', () => {
  test('a freight of zero among others is told; surcharges of zero are not', async () => {
    const read = await readSheet(
      [
        "POL | POD | Currency | 20'GP | 40'HC | PSS 20'GP",
        ...LANES.map((pod, at) => `Shanghai | ${pod} | USD | ${at === 2 ? 0 : 900 + at} | ${1700 + at} | 0`),
      ].join('\n'),
    )
    expect(told(read, 'zero-amount')).toEqual(['zero-amount warning D4'])
    expect(read.rates.find(({ source }) => source.cell === 'D4')!.findings).toContain('zero-amount')
  })
})

describe('validity-overlap', () => {
  const sheet = (second: string, amount = 1150) => `
    Carrier | POL | POD | Currency | 20'GP | Effective | Expiry
    MSC | Shanghai | Hamburg | USD | 1100 | 2026-04-01 | 2026-04-15
    MSC | Shanghai | Hamburg | USD | ${amount} | ${second} | 2026-04-30
    MSC | Shanghai | Rotterdam | USD | 1100 | 2026-04-01 | 2026-04-15
    MSC | Ningbo | Hamburg | USD | 1080 | 2026-04-10 | 2026-04-30
    ONE | Shanghai | Hamburg | USD | 1090 | 2026-04-10 | 2026-04-30`

  test('two amounts of one lane for the same days', async () => {
    const read = await readSheet(sheet('2026-04-10'))
    expect(told(read, 'validity-overlap')).toEqual(['validity-overlap warning E2:E3'])
    const rate = read.rates.find(({ source }) => source.cell === 'E3')!
    expect(rate.findings).toContain('validity-overlap')
    expect(rate.review).toBe(false)
  })

  test.each([
    ['periods that follow each other', sheet('2026-04-16')],
    ['periods that share the day of change', sheet('2026-04-15')],
    ['the same amount in both', sheet('2026-04-10', 1100)],
  ])('%s are left alone', async (_, drawing) => {
    expect(told(await readSheet(drawing), 'validity-overlap')).toEqual([])
  })
})

describe('rate-expired', () => {
  const sheet = (issued: string) => `
    Ocean freight rates, updated ${issued}

    Carrier | POL | POD | Currency | 20'GP | Effective | Expiry
    MSC | Shanghai | Hamburg | USD | 1100 | 2026-03-01 | 2026-03-31
    MSC | Shanghai | Rotterdam | USD | 1100 | 2026-03-01 | 2026-03-31
    MSC | Shanghai | Antwerp | USD | 1150 | 2026-04-01 | 2026-04-30`

  test('rates that had ended when the sheet was written are told, once a date', async () => {
    const read = await readSheet(sheet('08-Apr-2026'))
    expect(told(read, 'rate-expired')).toEqual(['rate-expired info E4'])
    expect(read.rates.map(({ findings }) => findings.includes('rate-expired'))).toEqual([true, true, false])
  })

  test('the clock does not decide', async () => {
    expect(told(await readSheet(sheet('08-Mar-2026')), 'rate-expired')).toEqual([])
  })
})
