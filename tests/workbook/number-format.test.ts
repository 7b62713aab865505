import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SSF } from 'xlsx'
import { displayNumber } from '../../src/workbook/number-format.ts'

const FORMATS = [
  '0',
  '0.00',
  '#,##0',
  '#,##0.00',
  '#',
  '#,###',
  '000',
  '0.0#',
  '0%',
  '"USD" #,##0',
  '[$€-2] #,##0.00',
  '#,##0 "€"',
  '$#,##0',
  '_-* #,##0.00\\ "€"_-;-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-',
  '_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)',
  '#,##0_);[Red](#,##0)',
  '[$US$-409]#,##0',
  '(0)',
  '0" days"',
  '\\U\\S\\D 0.0',
  'yyyy-mm-dd',
  'd-mmm-yy',
  '[h]:mm',
]

test('shows prices as the spreadsheet program does', () => {
  const values = fc.oneof(
    fc.integer({ min: -100_000, max: 5_000_000 }),
    fc.integer({ min: -100_000, max: 5_000_000 }).map((cents) => cents / 100),
    fc.double({ min: -1e6, max: 1e12, noNaN: true }),
  )
  fc.assert(
    fc.property(fc.constantFrom(...FORMATS), values, (format, value) => {
      // A date before its system's first day is shown as a row of hashes there, and as a number here.
      fc.pre(value >= 0 || !/[dh]/.test(format))
      expect(displayNumber(value, format, false)).toBe(SSF.format(format, value).trim())
    }),
    { numRuns: 2000 },
  )
})

test('shows dates as the spreadsheet program does, in both date systems', () => {
  const sign = fc.constantFrom('-', '/', ' ', ', ', '\\-', '\\ ', '"of"')
  const part = fc.constantFrom('d', 'dd', 'ddd', 'dddd', 'm', 'mm', 'mmm', 'mmmm', 'yy', 'yyyy', 'MM', 'YYYY')
  const format = fc
    .tuple(fc.constantFrom('', '[$-409]'), part, sign, part, sign, part, fc.constantFrom('', ';@'))
    .map((parts) => parts.join(''))
  const serial = fc.oneof(
    fc.integer({ min: 1, max: 2_950_000 }),
    fc.integer({ min: 40_000, max: 50_000 }),
    fc.double({ min: 40_000, max: 50_000, noNaN: true }),
  )
  fc.assert(
    fc.property(format, serial, fc.boolean(), (code, value, date1904) => {
      expect(displayNumber(value, code, date1904)).toBe(SSF.format(code, value, { date1904 }).trim())
    }),
    { numRuns: 3000 },
  )
})

test('shows dates with points, which the library does not know', () => {
  expect(displayNumber(46_143, 'dd.mm.yyyy', false)).toBe('01.05.2026')
  expect(displayNumber(46_143, 'd. mmm yy;@', false)).toBe('1. May 26')
})

test('a broken format shows the plain number', () => {
  expect(displayNumber(1450.5, '¤¤"', false)).toBe('1450.5')
  expect(displayNumber(0.1 + 0.2, 'General', false)).toBe('0.3')
  expect(displayNumber(0, 'yyyy-mm-dd', true)).toBe('1904-01-01')
})
