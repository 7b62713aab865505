import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalStyle, type PriceCellInput, readPriceCell } from '../../../src/rates/values/amount.ts'

const text = (written: string, facts: Partial<PriceCellInput> = {}): PriceCellInput => ({
  kind: 'text',
  text: written,
  number: Number.NaN,
  numberFormat: 'General',
  struck: false,
  formulaWithoutValue: false,
  decimalComma: null,
  ...facts,
})
const number = (value: number, numberFormat: string, displayed = String(value)): PriceCellInput =>
  text(displayed, { kind: 'number', number: value, numberFormat })

/** "1500 USD container 20ft / on_request" */
const short = (cell: PriceCellInput | string) => {
  const reading = readPriceCell(typeof cell === 'string' ? text(cell) : cell)
  if (reading.problem) return `${reading.problem}${reading.pointer ? ` ${reading.pointer}` : ''}`
  return reading.parts
    .map((part) =>
      [
        part.amount ?? part.status,
        part.percent ? '%' : null,
        part.currency,
        part.basis,
        part.container?.sizes.join('+'),
      ]
        .filter((word) => word !== null && word !== undefined)
        .join(' '),
    )
    .join(' / ')
}

describe('price cells', () => {
  it.each([
    ['1,500 USD', '1500 USD'],
    ['USD 1500.-', '1500 USD'],
    ['EUR 25,-', '25 EUR'],
    ['1.250,00', '1250'],
    ['1 250,00', '1250'],
    ["CHF 1'250.00", '1250 CHF'],
    ['１５００', '1500'],
    ['1,315,000', '1315000'],
    ['1,25,000', '125000'],
    ['(120)', '-120'],
    ['1.250,00-', '-1250'],
    ['-$50', '-50 USD'],
    ['¥1500', '1500'],
    ['4 % of base', '4 % percent'],
    ["US$1,200/20'", '1200 USD container 20ft'],
    ['USD150/20', '150 USD container 20ft'],
    ['60 / 120', '60 / 120'],
    ['USD 500/1000/1000', '500 USD / 1000 USD / 1000 USD'],
    ['1500/2800/NOR2100', '1500 / 2800 / 2100 40ft_hc'],
    ['USD 1500/2600 for 20/40HC', '1500 USD container 20ft / 2600 USD container 40ft_hc'],
    ["1549/20' 2177/40'", '1549 container 20ft / 2177 container 40ft'],
    ["20': 10450\n40': 15900", '10450 container 20ft / 15900 container 40ft'],
    ["Rs. 1200/- per 20' & 1800/- per 40'", '1200 INR container 20ft / 1800 INR container 40ft'],
    ['100 (20GP) 200 (40GP) 210 (40HC)', '100 container 20ft / 200 container 40ft / 210 container 40ft_hc'],
    ['1580/-/1830', '1580 / not_offered / 1830'],
    ['1500\n2800\n2900', '1500 / 2800 / 2900'],
    ['Rs. 1500/-', '1500 INR'],
    ['USD 1,150/-', '1150 USD'],
    ['2,750+HEA ( LSR & ISD included )', '2750'],
    ['$60 (INC.LSS)', '60 USD'],
    ['1,450 ( LSR included ) + AMS', '1450'],
    ['THB 1,450 per set', '1450 THB bl'],
    ['25 EUR/WM', '25 EUR wm'],
    ['USD 30／票', '30 USD bl'],
    ['125 per day', '125 day'],
  ])('%j holds %s', (cell, expected) => expect(short(cell)).toBe(expected))

  it.each([
    ['INCL', 'included'],
    ['Đã gồm', 'included'],
    ['on req.', 'on_request'],
    ['单询', 'on_request'],
    ['另議', 'on_request'],
    ['不適用', 'not_offered'],
    ['―', 'not_offered'],
    ['要確認', 'on_request'],
    ['A consultar', 'on_request'],
    ['TBA/TBA', 'on_request / on_request'],
    ['as per line', 'tariff'],
    ['V.A.T.O.S.', 'tariff'],
    ['n/q', 'not_offered'],
    ['X', 'not_offered'],
    ['BY CASE CHECK', 'on_request'],
    ['SELL AT PRD SALES GUIDE', 'tariff'],
    ['—', 'not_offered'],
    ['USD -', 'not_offered USD'],
    ['停收', 'suspended'],
    ['susp.', 'suspended'],
    ['a. Anfr.', 'on_request'],
    ['CASE TO CASE', 'on_request'],
    ['su richiesta', 'on_request'],
    ['取扱なし', 'not_offered'],
    ['SUSPENDED UNTIL FURTHER NOTICE', 'suspended'],
  ])('%j stands for %s', (cell, expected) => expect(short(cell)).toBe(expected))

  it.each([
    ['2,000+150', 'not_a_price'],
    ['1,980 (HEA 300 included)', 'not_a_price'],
    ['1500-1600', 'not_a_price'],
    ['15/01/2026', 'not_a_price'],
    ['72 hours', 'not_a_price'],
    ['14 DAYS', 'not_a_price'],
    ["20'", 'not_a_price'],
    ['DG plus $180/360', 'not_a_price'],
    ['not included', 'not_a_price'],
    ['FREE TIME 14 DAYS', 'not_a_price'],
    [' CNY', 'currency_without_amount'],
    ['#REF!', 'error_value'],
    ['〃', 'ditto'],
    ['同上', 'ditto'],
    ['AS 40', 'same_as 40'],
  ])('%j is %s', (cell, expected) => expect(short(cell)).toBe(expected))

  it('takes the number of a numeric cell, and the currency of its format', () => {
    expect(short(number(1350.0000000002, '"$"#,##0'))).toBe('1350 USD')
    expect(short(number(0.04, '0%', '4%'))).toBe('4 % percent')
    expect(short(number(0, '#,##0'))).toBe('0')
    expect(short(number(0, '_("$"* "-"_)', '$ -'))).toBe('not_offered USD')
    expect(short(number(46_023, 'dd/mm/yyyy', '01/01/2026'))).toBe('not_a_price')
  })

  it('gives no price for what is struck, broken or not computed', () => {
    expect(short(text('1500', { struck: true }))).toBe('struck')
    expect(short(text('#N/A', { kind: 'error' }))).toBe('error_value')
    expect(short(text('', { kind: 'number', number: 0, formulaWithoutValue: true }))).toBe(
      'formula_without_value',
    )
    expect(short(text('', { kind: 'blank' }))).toBe('')
  })

  it('reads three digits after one sign as the sheet writes decimals', () => {
    const amount = (written: string, decimalComma: boolean | null) =>
      readPriceCell(text(written, { decimalComma })).parts[0]?.amount
    expect(amount('1.250', null)).toBe(1250)
    expect(amount('1.250', true)).toBe(1250)
    expect(amount('1.250', false)).toBe(1.25)
    expect(amount('1,250', true)).toBe(1.25)
    expect(amount('0.125', null)).toBe(0.125)
    expect(decimalStyle(['1.250,00', '15'])).toBe('comma')
    expect(decimalStyle(['1,250', '12.5'])).toBe('point')
    expect(decimalStyle(['1.250', '2.400'])).toBe('comma')
    expect(decimalStyle(['1500', '01.02.2026'])).toBeNull()
  })

  it('keeps a minimum apart from the price', () => {
    const reading = readPriceCell(text('USD 45 W/M (MIN USD 90)'))
    expect(reading.minimum).toBe(90)
    expect(reading.parts).toMatchObject([{ amount: 45, currency: 'USD', basis: 'wm' }])
  })
})

describe('properties of price cells', () => {
  const styles: readonly ((whole: string, cents: string) => string)[] = [
    (whole, cents) => `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`,
    (whole, cents) => `${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${cents}`,
    (whole, cents) => `${whole.replace(/\B(?=(\d{3})+$)/g, ' ')},${cents}`,
    (whole, cents) => `${whole.replace(/\B(?=(\d{3})+$)/g, "'")}.${cents}`,
    (whole, cents) => `${whole}.${cents}`,
    (whole, cents) => `${whole},${cents}`,
  ]
  const frames = ['#', 'USD #', '# EUR', '€#', '$ #', '# THB per set', '#*', 'USD#/BL']

  it('reads back what any style wrote', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 99_999_999 }),
        fc.integer({ min: 0, max: 99 }),
        fc.constantFrom(...styles),
        fc.constantFrom(...frames),
        (whole, cents, style, frame) => {
          const written = frame.replace('#', () => style(String(whole), String(cents).padStart(2, '0')))
          expect(short(written).split(' ')[0]).toBe(
            String(Number(`${whole}.${String(cents).padStart(2, '0')}`)),
          )
        },
      ),
    )
  })

  it('never throws, and every digit of an amount stands in its token', () => {
    const piece = fc.constantFrom(
      'USD',
      ' ',
      '1',
      '500',
      ',',
      '.',
      '/',
      '-',
      '20',
      '40HQ',
      '%',
      'per',
      'B/L',
      '元',
      '(',
      ')',
      'INCL',
      'TBA',
      '+',
      '\n',
      "'",
      '0',
    )
    const cells = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join('')),
    )
    fc.assert(
      fc.property(cells, fc.constantFrom(true, false, null), (written, decimalComma) => {
        for (const part of readPriceCell(text(written, { decimalComma })).parts) {
          if (part.amount === null) continue
          const digits = part.token.replace(/\D/g, '')
          const amount = String(Math.abs(part.amount))
            .replace('.', '')
            .replace(/e[+-]\d+$/, '')
            .replace(/^0+|0+$/g, '')
          expect(digits).toContain(amount)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
