import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findBasis, readBasis } from '../../src/reference/bases.ts'
import { findCarrier, readCarrier } from '../../src/reference/carriers.ts'
import { parseCsv } from '../../src/reference/csv.ts'
import { currencyOfNumberFormat, findCurrencies, readCurrency } from '../../src/reference/currencies.ts'

describe('currencies', () => {
  it.each([
    ['US$', 'USD'],
    ['(USD)', 'USD'],
    ['美元', 'USD'],
    ['RMB', 'CNY'],
    ['€', 'EUR'],
    ['HK$', 'HKD'],
    [' CNY', 'CNY'],
    ['USD:US DOLLAR', 'USD'],
    ['Singapore Dollars (SGD)', 'SGD'],
    ['Currency: usd', 'USD'],
    ['¥', null],
    ['ALL', null],
    ['BKK', null],
  ])('%j is %s', (text, code) => expect(readCurrency(text)).toBe(code))

  it.each([
    ['$#,##0', 'USD'],
    ['[$€-407] #,##0', 'EUR'],
    ['"USD"#,##0', 'USD'],
    ['#,##0 "EUR"', 'EUR'],
    ['_("$"* #,##0.00_)', 'USD'],
    ['\\U\\S\\D #,##0', 'USD'],
    ['[$¥-804]#,##0', 'CNY'],
    ['[$¥-411]#,##0', 'JPY'],
    ['¥#,##0', null],
    ['#,##0 [$kr-406]', 'DKK'],
    ['[$-409]d-mmm-yy', null],
    ['#,##0" days"', null],
    ['[Red]-#,##0', null],
  ])('number format %j holds %s', (format, code) => expect(currencyOfNumberFormat(format)).toBe(code))

  it('finds them inside a text, in order, and no words', () => {
    expect(findCurrencies('单位：美元（USD）/箱').map((mention) => mention.currency)).toEqual(['USD', 'USD'])
    expect(findCurrencies('THB 1,000 or RM 20').map((mention) => mention.currency)).toEqual(['THB', 'MYR'])
    expect(findCurrencies('please try a pen later')).toEqual([])
    expect(findCurrencies('ocean freight usd/20gp').map((mention) => mention.currency)).toEqual(['USD'])
  })
})

describe('bases', () => {
  it.each([
    ['PER_CONTAINER', 'container'],
    ['USD/cont', 'container'],
    ["per 20'", 'container'],
    ['per B/L', 'bl'],
    ['Bộ', 'bl'],
    ['票', 'bl'],
    ['ต่อตู้', 'container'],
    ['ต่อ RT', 'wm'],
    ['EVP', 'teu'],
    ['НАКЛАДНАЯ', 'bl'],
    ['W/M', 'wm'],
    ['cbm/ton', 'wm'],
    ['% of freight', 'percent'],
    ['per container per day', 'day'],
    ['Shanghai', null],
  ])('%j is %s', (text, basis) => expect(readBasis(text)).toBe(basis))

  it('finds one inside a heading', () => {
    expect(findBasis('LCL CFS origin\n(USD per W/M)')).toBe('wm')
    expect(findBasis('AFS fee USD 30 per B/L applies')).toBe('bl')
    expect(findBasis('DESTINATION')).toBeNull()
  })
})

describe('carriers', () => {
  it.each([
    ['MAERSK', 'MAEU'],
    ['Hapag Lloyd AG', 'HLCU'],
    ['HAPAG LLYOD', 'HLCU'],
    ['EVERGREN', 'EGLV'],
    ['Mediteranean Shipping Company', 'MSCU'],
    ['ONE', 'ONEY'],
    ['MSC (spot)', 'MSCU'],
    ['中远海运', 'COSU'],
    ['None', null],
    ['MERSIN', null],
    ['MSC/ZIM', null],
    ['Evergreen, AL', null],
    ['SAT', null],
  ])('cell %j is %s', (text, scac) => expect(readCarrier(text)?.scac ?? null).toBe(scac))

  it.each([
    ['Hapag-Lloyd  |  Asia to Latin America FAK', 'HLCU'],
    ['KMTC-guide-rates-FEB26', 'KMTU'],
    ['OCEAN NETWORK EXPRESS (ONE) - freight ex Vietnam', 'ONEY'],
    ['ONE - FAK rates', 'ONEY'],
    ['MSC MEDITERRANEAN SHIPPING COMPANY', 'MSCU'],
    ['ONE CONTAINER PER BL', null],
    ['no one may use it', null],
    ['海运费运价表（欧洲、地中海航线）', null],
    ['an evergreen contract', null],
  ])('title %j names %s', (text, scac) => expect(findCarrier(text)?.scac ?? null).toBe(scac))

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        (text) => void [readCarrier(text), findCarrier(text)],
      ),
    )
  })
})

it('reads quoted fields of a CSV text', () => {
  expect(parseCsv('a,b\n"x, ""y""",\r\n"l1\nl2",z')).toEqual([
    ['a', 'b'],
    ['x, "y"', ''],
    ['l1\nl2', 'z'],
  ])
})
