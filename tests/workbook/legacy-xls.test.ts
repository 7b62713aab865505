import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Grid } from '../../src/workbook/grid.ts'
import { readWorkbook } from '../../src/workbook/read-workbook.ts'
import { double, record, u16, u32, xls } from './packages.ts'

const samples = new URL('../../samples/', import.meta.url)

async function sheet(globals: Buffer[], records: Buffer[], state = 0): Promise<Grid> {
  const { value, findings } = await readWorkbook(xls(globals, records, state), 'old.xls')
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  return value!.grids[0]!
}

const font = (flags: number, weight = 400): Buffer =>
  record(0x31, u16(200, flags, 0x7fff, weight, 0, 0, 0, 0))
const format = (fontId: number): Buffer => record(0xe0, u16(fontId, 4, 0, 0, 0, 0, 0, 0, 0, 0))
const formula = (row: number, column: number, result: Buffer, flags: number, tokens: Buffer): Buffer =>
  record(0x06, u16(row, column, 0), result, u16(flags), u32(0), u16(tokens.length), tokens)
/** A1 of the sheet, moving along. */
const A1 = Buffer.concat([Buffer.from([0x44]), u16(0, 0xc000)])

test('struck cells of a real old workbook are marked', async () => {
  const bytes = new Uint8Array(readFileSync(new URL('14a-legacy-biff8-struck.xls', samples)))
  const grid = (await readWorkbook(bytes, 'a.xls')).value!.grids[0]!
  const struck = Array.from(grid.filledRows).filter((row) => grid.style(row, 0).struck)
  expect(struck).toEqual([5, 10, 14, 20, 24, 30, 34, 40, 44])
  expect(grid.text(5, 2)).toBe('1,300')
})

test('days count from 1904 where the workbook says so', async () => {
  const bytes = new Uint8Array(readFileSync(new URL('14b-legacy-1904-dates.xls', samples)))
  expect((await readWorkbook(bytes, 'b.xls')).value!.grids[0]!.date1904).toBe(true)
})

test('a shared text cut in the middle, and one with a struck run', async () => {
  const fonts = [font(0), font(0), font(0), font(0), font(0x08)]
  const cut = [
    record(0xfc, u32(2, 2), u16(6), Buffer.from([0]), Buffer.from('Ham')),
    record(
      0x3c,
      Buffer.from([1]),
      Buffer.from('búr', 'utf16le'),
      u16(9),
      Buffer.from([8]),
      u16(1),
      Buffer.from('2350 2400'),
      u16(4, 0),
    ),
  ]
  const struckFirst = [
    record(0xfc, u32(1, 1), u16(9), Buffer.from([8]), u16(2), Buffer.from('2350 2400'), u16(0, 5, 5, 0)),
  ]
  const label = record(0xfd, u16(0, 0, 0), u32(0))
  expect((await sheet([...fonts, format(0), ...cut], [label])).text(1, 0)).toBe('Hambúr')
  const grid = await sheet([...fonts, format(0), ...struckFirst], [label])
  expect([grid.text(1, 0), grid.extra(1, 0)?.struckText]).toEqual(['2400', '2350'])
})

test('packed numbers, hidden rows, columns and sheets, merges', async () => {
  const grid = await sheet(
    [font(0), format(0)],
    [
      record(0x7d, u16(1, 2, 2000, 0, 1, 0)),
      record(0x208, u16(3, 0, 5, 255, 0, 0, 0x20, 0)),
      record(0x27e, u16(0, 0, 0), u32((1450 << 2) | 2)),
      record(0x27e, u16(0, 1, 0), u32((123456 << 2) | 3)),
      record(0xbd, u16(1, 0, 0), u32((-7 << 2) | 2), u16(0), u32(0x40590000), u16(1)),
      record(0x203, u16(3, 0, 0), double(0.05)),
      record(0xe5, u16(1, 0, 2, 0, 3)),
    ],
    1,
  )
  expect([grid.number(1, 0), grid.number(1, 1), grid.number(2, 0), grid.number(2, 1)]).toEqual([
    1450, 1234.56, -7, 100,
  ])
  expect([grid.isRowHidden(4), grid.isColumnHidden(1), grid.isColumnHidden(3), grid.state]).toEqual([
    true,
    true,
    false,
    'hidden',
  ])
  expect(grid.mergeAt(3, 3)).toEqual({ top: 1, left: 0, bottom: 3, right: 3 })
  expect(grid.text(1, 0)).toBe('1,450.00')
})

test('a formula that was never calculated has no value; one with the result 0 has', async () => {
  const special = (kind: number, value: number): Buffer =>
    Buffer.concat([Buffer.from([kind, 0, value, 0, 0, 0]), u16(0xffff)])
  const text = record(0x207, u16(2), Buffer.from([0]), Buffer.from('OK'))
  const grid = await sheet(
    [font(0), format(0)],
    [
      formula(0, 1, double(0), 2, A1),
      formula(1, 1, double(0), 0, A1),
      formula(2, 1, special(0, 0), 0, A1),
      text,
      formula(3, 1, special(1, 1), 0, A1),
      formula(4, 1, special(2, 0x2a), 0, A1),
      formula(5, 1, special(3, 0), 0, A1),
    ],
  )
  expect([grid.kind(1, 1), grid.extra(1, 1)]).toEqual(['blank', { formula: 'A1', formulaWithoutValue: true }])
  expect([1, 2, 3, 4, 5].map((row) => grid.text(row + 1, 1))).toEqual(['0.00', 'OK', 'TRUE', '#N/A', ''])
  expect(grid.extra(3, 1)?.formula).toBe('A1')
})

test('notes stand with their cells', async () => {
  const object = record(0x5d, u16(0x15, 18, 0x19, 7, 0, 0, 0, 0, 0, 0, 0), u32(0))
  const text = [
    record(0x1b6, u16(0, 0, 0, 0, 0, 11, 0, 0, 0)),
    record(0x3c, Buffer.from([0]), Buffer.from('GRI pending')),
    record(0x3c, u32(0)),
  ]
  const grid = await sheet(
    [font(0), format(0)],
    [record(0x203, u16(0, 0, 0), double(1)), object, ...text, record(0x1c, u16(0, 0, 0, 7, 0, 0))],
  )
  expect(grid.extra(1, 0)?.note).toBe('GRI pending')
})
