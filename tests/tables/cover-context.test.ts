import { expect, it } from 'vitest'
import { sheetContext } from '../../src/tables/cover-context.ts'
import { sheet } from './sheet.ts'

const pairs = (drawing: string) =>
  sheetContext(sheet(drawing)).flatMap(({ key, text }) => (key === null ? [] : [`${key}: ${text}`]))

it('reads headings over one row of a cover as the keys of its cells', () => {
  expect(
    pairs(`
      Contract ID | Carrier | Start    | End
      S26NA0999   | COSCO   | 20260501 | 20270430`),
  ).toEqual(['Contract ID: S26NA0999', 'Carrier: COSCO', 'Start: 20260501', 'End: 20270430'])
})

it('reads a row of pairs as such, and two rows below headings as no pairs', () => {
  expect(
    pairs(`
      Carrier     | OOCL      |       |
      S.C. Number | S26NA0731 | Trade | TRANSPACIFIC`),
  ).toEqual(['Carrier: OOCL', 'S.C. Number: S26NA0731', 'Trade: TRANSPACIFIC'])
  expect(
    pairs(`
      Carrier | Contract | Remarks
      OOCL    | A1       | none
      ONE     | B2       | none`),
  ).toEqual([])
})
