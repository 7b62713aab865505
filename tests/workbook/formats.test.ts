import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as library from 'xlsx'
import { readWorkbook } from '../../src/workbook/read-workbook.ts'

const samples = new URL('../../samples/', import.meta.url)

type DenseSheet = library.WorkSheet & { '!data'?: (library.CellObject | undefined)[][] }

/** What the library makes of a file: `sheet!row,column` → value. */
function cellsOf(bytes: Uint8Array): Map<string, unknown> {
  const cells = new Map<string, unknown>()
  const book = library.read(bytes, { dense: true })
  for (const name of book.SheetNames)
    for (const [r, row] of ((book.Sheets[name] as DenseSheet)['!data'] ?? []).entries())
      for (const [c, cell] of (row ?? []).entries())
        if (cell?.v !== undefined && cell.t !== 'e' && cell.t !== 'z' && String(cell.v).trim() !== '')
          cells.set(`${name}!${r + 1},${c}`, cell.v)
  return cells
}

async function ourCells(bytes: Uint8Array): Promise<Map<string, unknown>> {
  const { value } = await readWorkbook(bytes, 'any')
  const cells = new Map<string, unknown>()
  for (const grid of value!.grids)
    for (const row of Array.from(grid.filledRows))
      for (const column of Array.from(grid.filledColumns(row))) {
        const kind = grid.kind(row, column)
        const text = grid.text(row, column)
        if (kind === 'error') continue
        const shown = kind === 'boolean' ? text === 'TRUE' : text
        cells.set(`${grid.sheet}!${row},${column}`, kind === 'number' ? grid.number(row, column) : shown)
      }
  return cells
}

test('the spreadsheet library is the maintained one', () => {
  const file = new URL('../../node_modules/xlsx/package.json', import.meta.url)
  const found = JSON.parse(readFileSync(file, 'utf8')) as { name: string; version: string }
  expect([found.name, found.version, library.version]).toEqual(['@e965/xlsx', '0.20.3', '0.20.3'])
})

const workbooks = readdirSync(samples).filter((name) => /\.xlsx?$/.test(name))

test.each(workbooks)('%s: every value that the library finds, and no other', async (name) => {
  const bytes = new Uint8Array(readFileSync(new URL(name, samples)))
  if (bytes[0] === 0x3c) return
  const ours = await ourCells(bytes)
  for (const [cell, value] of cellsOf(bytes)) {
    // The library gives 0 for a formula that was never calculated: that is no value.
    if (value === 0 && !ours.has(cell)) continue
    expect(ours.get(cell), cell).toEqual(value)
    ours.delete(cell)
  }
  expect([...ours]).toEqual([])
})

const written = ['xlsx', 'xlsb', 'biff8', 'biff5', 'ods', 'fods', 'xlml'] as const

test.each(written)('a table written as %s', async (bookType) => {
  const sheet = library.utils.aoa_to_sheet([
    ['POL', "20'", "40'", 'Direct', 'Valid from'],
    ['Hamburg', 1450, 2050.5, true, 46143],
    ['Bremerhaven', -12, 0, false, 46174],
    ['Cologne', 123456789, 0.05, true, 46174],
  ])
  for (const row of [2, 3, 4]) {
    ;(sheet[`C${row}`] as library.CellObject).z = '#,##0.00'
    ;(sheet[`E${row}`] as library.CellObject).z = 'dd/mm/yyyy'
  }
  sheet['!merges'] = [{ s: { r: 2, c: 0 }, e: { r: 3, c: 0 } }]
  const book = library.utils.book_new()
  library.utils.book_append_sheet(book, sheet, 'Rates')
  // The library's Excel 95 files refer to a string table that it does not write.
  const bytes: Uint8Array = library.write(book, {
    bookType,
    type: 'buffer',
    bookSST: bookType !== 'biff5',
  })
  const { value, findings } = await readWorkbook(bytes, 'misleading.pdf')
  const grid = value!.grids[0]!
  expect(findings).toEqual([])
  expect([grid.text(1, 1), grid.text(2, 0), grid.number(2, 1), grid.number(2, 2)]).toEqual([
    "20'",
    'Hamburg',
    1450,
    2050.5,
  ])
  expect([grid.number(3, 1), grid.number(4, 1), grid.number(4, 2)]).toEqual([-12, 123456789, 0.05])
  expect([grid.text(2, 3), grid.text(2, 2), grid.number(2, 4)]).toEqual(['TRUE', '2,050.50', 46143])
  expect([grid.sheet, grid.text(2, 4)]).toEqual(['Rates', '01/05/2026'])
  if (bookType !== 'biff5') expect(grid.mergeAt(4, 0)).toEqual({ top: 3, left: 0, bottom: 4, right: 0 })
})

test('formulas read the same in the formats that hold them as text', async () => {
  const sheet: library.WorkSheet = {
    '!ref': 'A1:B3',
    A1: { t: 'n', v: 100 },
    A2: { t: 'n', v: 200 },
    B1: { t: 'n', v: 160, f: 'ROUND(A1*1.1,0)+50' },
    B2: { t: 'n', v: 300, f: 'SUM($A$1:A2)' },
    B3: { t: 's', v: 'OK', f: 'IF(A1>50,"OK","-")' },
  }
  const book = library.utils.book_new()
  library.utils.book_append_sheet(book, sheet, 'Buy')
  library.utils.book_append_sheet(book, { '!ref': 'A1', A1: { t: 'n', v: 110, f: 'Buy!A1+10' } }, 'Sell')
  for (const bookType of ['xlsx', 'ods', 'xlml'] as const) {
    const { value } = await readWorkbook(library.write(book, { bookType, type: 'buffer' }), 'formulas')
    const [buy, sell] = value!.grids
    const formulas = [buy!.extra(1, 1), buy!.extra(2, 1), buy!.extra(3, 1), sell!.extra(1, 0)].map(
      (extra) => extra?.formula,
    )
    expect(formulas, bookType).toEqual([
      'ROUND(A1*1.1,0)+50',
      'SUM($A$1:A2)',
      'IF(A1>50,"OK","-")',
      'Buy!A1+10',
    ])
  }
})
