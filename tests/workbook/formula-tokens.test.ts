import { expect, test } from 'vitest'
import { type FormulaContext, formulaText } from '../../src/workbook/binary/formula-tokens.ts'
import { double, u16, u32 } from './packages.ts'

const context: FormulaContext = {
  dialect: 'biff8',
  row: 5,
  column: 2,
  sheetName: (reference) => ['Buy', 'FCL EXP'][reference],
}

const bytes = (...values: number[]): Buffer => Buffer.from(values)

test.each([
  [
    'A1*1.1+50',
    [bytes(0x44), u16(0, 0xc000), bytes(0x1f), double(1.1), bytes(0x05, 0x1e), u16(50), bytes(0x03)],
  ],
  ['$A$1', [bytes(0x24), u16(0, 0)]],
  ['Buy!C5', [bytes(0x5a), u16(0, 4, 0xc002)]],
  ["'FCL EXP'!A1:B2", [bytes(0x3b), u16(1, 0, 1, 0xc000, 0xc001)]],
  ['ROUND((A1),2)', [bytes(0x44), u16(0, 0xc000), bytes(0x15, 0x1e), u16(2), bytes(0x41), u16(27)]],
  [
    'IF(A1>0,"a""b",-5%)',
    [
      bytes(0x44),
      u16(0, 0xc000),
      bytes(0x1e),
      u16(0),
      bytes(0x0d, 0x17, 3, 0),
      Buffer.from('a"b'),
      bytes(0x1e),
      u16(5),
      bytes(0x14, 0x13, 0x42, 3),
      u16(1),
    ],
  ],
  ['SUM(A1:A3)', [bytes(0x25), u16(0, 2, 0xc000, 0xc000), bytes(0x19, 0x10), u16(0)]],
  ['B4', [bytes(0x4c), u16(0xffff, 0xc0ff)]],
] as const)('%s', (text, tokens) => {
  expect(formulaText(Buffer.concat(tokens), context)).toBe(text)
})

test('the wider references of .xlsb', () => {
  const tokens = Buffer.concat([bytes(0x44), u32(99_999), u16(0xc000 | 30)])
  expect(formulaText(tokens, { ...context, dialect: 'biff12' })).toBe('AE100000')
})

test('what is not read gives no text rather than a wrong one', () => {
  expect(formulaText(Buffer.concat([bytes(0x23), u16(1, 0)]), context)).toBeUndefined()
  expect(formulaText(Buffer.concat([bytes(0x5a), u16(9, 4, 0xc002)]), context)).toBeUndefined()
  expect(formulaText(bytes(0x44, 0), context)).toBeUndefined()
})
