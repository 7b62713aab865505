import { describe, expect, test } from 'vitest'
import { readSheet, readWorkbookAt, told } from './read-sheet.ts'

const PORTS = ['Hamburg', 'Rotterdam', 'Antwerp', 'Felixstowe', 'Le Havre', 'Genoa', 'Valencia', 'Piraeus']
/** A sheet of eight lanes; `row` draws what stands right of the ports. */
const lanes = (heading: string, row: (at: number) => string) =>
  [`POL | POD | ${heading}`, ...PORTS.map((pod, at) => `Shanghai | ${pod} | ${row(at)}`)].join('\n')

describe('amount-outlier', () => {
  const sheet = (slip: (at: number) => readonly [number, number]) =>
    lanes("Currency | 20'GP | 40'HC", (at) => `USD | ${slip(at).join(' | ')}`)
  const steady = (at: number) => [900 + 30 * at, 1700 + 55 * at] as const

  test('a digit too many is an error, and its rate waits', async () => {
    const read = await readSheet(sheet((at) => (at === 4 ? [10200, 1920] : steady(at))))
    expect(told(read, 'amount-outlier')).toEqual(['amount-outlier error D6'])
    expect(read.rates.filter(({ review }) => review).map(({ source }) => source.cell)).toEqual(['D6'])
  })

  test('of two prices that disagree, the one unlike the rows around it is the slip', async () => {
    const read = await readWorkbookAt('tests/fixtures/next/02-rcl-fak-ex-thailand-next.xlsx')
    expect(told(read, 'amount-outlier')).toEqual(['amount-outlier error G81'])
  })

  test('steady prices are left alone', async () => {
    expect(told(await readSheet(sheet(steady)), 'amount-outlier')).toEqual([])
  })
})

describe('parts of a cell', () => {
  const sheet = (slip: string) =>
    lanes("O/F USD 20'/40'/40HQ", (at) =>
      at === 4 ? slip : `${300 + 10 * at}/${570 + 19 * at}/${570 + 19 * at}`,
    )

  test.each([
    ['a digit too many in one of them is an error', '370/7100/710', ['amount-outlier error C6']],
    ['also where the order is kept', '37/710/710', ['amount-outlier error C6']],
    ['exchanged ones are in a wrong order, not out of proportion', '710/370/370', ['price-order warning C6']],
    ['steady ones are left alone', '340/646/646', []],
  ])('%s', async (_, slip, expected) => {
    expect(told(await readSheet(sheet(slip)), 'amount-outlier', 'price-order')).toEqual(expected)
  })
})

describe('sheets that are read rightly though something about them misleads', () => {
  test.each([
    ['a quotation of one lane, its charges row by row', '41-quotation-key-value'],
    ['headings that are numbered, or say something else than their values', '43-headings-mislead'],
    ["a title that names container and currency: 20' GP in USD", '47-load-port-blocks'],
  ])('%s: no rate waits', async (_, name) => {
    const { rates, findings } = await readWorkbookAt(`samples/${name}.xlsx`)
    expect(rates.filter(({ review }) => review)).toEqual([])
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  test('a charge sheet without a lane is no quotation', async () => {
    const read = await readSheet(
      [
        'Charge | Basis | Currency | Amount',
        ...['THC', 'DOC', 'ISPS', 'SEAL'].map((code) => `${code} | per B/L | USD | 45`),
      ].join('\n'),
    )
    expect(read.rates.every(({ origin }) => origin === null)).toBe(true)
  })
})

describe('negative-amount', () => {
  test('an amount below zero is told where it stands, and on its rate', async () => {
    const read = await readSheet(
      lanes("Currency | 20'GP | 40'HC", (at) => `USD | ${at === 3 ? -50 : 900 + at} | ${1700 + at}`),
    )
    expect(told(read, 'negative-amount')).toEqual(['negative-amount info D5'])
    const rate = read.rates.find(({ source }) => source.cell === 'D5')!
    expect(rate).toMatchObject({ amount: -50, findings: expect.arrayContaining(['negative-amount']) })
  })
})

describe('header-ambiguous', () => {
  test.each([
    ['two columns under one heading', '02-rcl-fak-ex-thailand.xlsx', 'E11'],
    ['headings that are numbers', '22-cosco-tpeb-numeric-headers.xlsx', 'D7:G7'],
    ['an origin that only a caption names', '10-many-tables-one-sheet.xlsx', 'A4'],
  ])('%s', async (_, file, range) => {
    const read = await readWorkbookAt(`samples/${file}`)
    expect(told(read, 'header-ambiguous')).toContain(`header-ambiguous info ${range}`)
  })

  test('clear headings are not doubted', async () => {
    const read = await readSheet(
      lanes("Currency | 20'GP | 40'HC", (at) => `USD | ${900 + at} | ${1700 + at}`),
    )
    expect(told(read, 'header-ambiguous')).toEqual([])
  })
})

describe('odd dates', () => {
  test('a transit time that a spreadsheet program made a date of', async () => {
    const read = await readWorkbookAt('samples/17-master-pricing-book.xlsx')
    expect(told(read, 'date-implausible')).toContain('date-implausible warning K14')
  })

  test('a validity above the table without a year', async () => {
    const read = await readWorkbookAt('samples/25-wanhai-intra-asia-merged.xlsx')
    expect(told(read, 'date-year-inferred')).toContain('date-year-inferred info A2')
  })
})

describe('stray numbers', () => {
  test('an exchange rate and a margin beside a table are no prices, and are told', async () => {
    const read = await readWorkbookAt('samples/10-many-tables-one-sheet.xlsx')
    expect(told(read, 'non-price-in-price-column')).toEqual([
      'non-price-in-price-column info K23',
      'non-price-in-price-column info K24',
    ])
    expect(read.rates.map(({ source }) => source.cell)).not.toContain('K23')
  })
})
