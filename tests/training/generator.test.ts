import { describe, expect, it } from 'vitest'
import { goldSchema } from '../../src/labels/gold.ts'
import type { LabelledWorkbook } from '../../src/labels/labelled.ts'
import { generateWorkbooks } from '../../src/training/generator/generate.ts'
import { columnIndex, type Grid, parseRange } from '../../src/workbook/grid.ts'

const workbooks = [...generateWorkbooks(150, 7)]

function cellsOf(grid: Grid): string {
  return Array.from(grid.filledRows, (row) =>
    Array.from(
      grid.filledColumns(row),
      (column) => `${grid.address(row, column)}=${grid.text(row, column)}`,
    ).join('|'),
  ).join('\n')
}

function* tables(of: readonly LabelledWorkbook[]) {
  for (const workbook of of)
    for (const table of workbook.gold.tables) {
      const grid = workbook.grids.find((one) => one.sheet === table.sheet)
      if (!grid) throw new Error(`${workbook.name}: no sheet ${table.sheet}`)
      yield {
        workbook,
        table,
        grid,
        range: parseRange(table.range),
        at: `${workbook.name} ${table.sheet}!${table.range}`,
      }
    }
}

describe('generated workbooks', () => {
  it('are the same for the same seed, whatever their number, and others for another', () => {
    const again = [...generateWorkbooks(20, 7)]
    again.forEach((workbook, i) => {
      expect(workbook.grids.map(cellsOf)).toEqual(workbooks[i]!.grids.map(cellsOf))
      expect(workbook.gold).toEqual(workbooks[i]!.gold)
    })
    const other = [...generateWorkbooks(1, 8)][0]!
    expect(other.grids.map(cellsOf)).not.toEqual(workbooks[0]!.grids.map(cellsOf))
  })

  it('have gold of the published form, for sheets that exist', () => {
    for (const { gold, grids } of workbooks) {
      goldSchema.parse(gold)
      const sheets = grids.map((grid) => grid.sheet)
      expect(new Set(sheets).size).toBe(sheets.length)
      const named = new Set([...gold.tables.map((table) => table.sheet), ...gold.not_rates])
      for (const sheet of sheets) expect(named, `${gold.file}: ${sheet}`).toContain(sheet)
    }
  })

  it('have tables that lie within their sheets and do not overlap', () => {
    for (const { grid, range, at, table } of tables(workbooks)) {
      expect(range.bottom, at).toBeLessThanOrEqual(grid.lastRow)
      expect(range.right, at).toBeLessThanOrEqual(grid.lastColumn)
      expect(table.header_rows[0], at).toBe(range.top)
      expect(table.data_rows[1], at).toBe(range.bottom)
    }
    for (const { gold } of workbooks)
      gold.tables.forEach((a, i) => {
        for (const b of gold.tables.slice(i + 1)) {
          if (a.sheet !== b.sheet) continue
          const x = parseRange(a.range)
          const y = parseRange(b.range)
          const apart = x.bottom < y.top || y.bottom < x.top || x.right < y.left || y.right < x.left
          expect(apart, `${gold.file} ${a.range} ${b.range}`).toBe(true)
        }
      })
  })

  it('have no blank header or section row, and data from the first row to the last', () => {
    const filled = (grid: Grid, row: number, left: number, right: number) =>
      Array.from(grid.filledColumns(row)).some((column) => column >= left && column <= right)
    for (const { grid, range, table, at } of tables(workbooks)) {
      for (const row of [...table.header_rows, ...table.section_rows, ...table.data_rows])
        expect(filled(grid, row, range.left, range.right), `${at} row ${row}`).toBe(true)
    }
  })

  it('have a field for each column that is not blank, and prices in each price column', () => {
    for (const { grid, range, table, at } of tables(workbooks)) {
      const known = new Set([...Object.keys(table.fields), ...table.ignored].map(columnIndex))
      const sections = new Set(table.section_rows)
      const amounts = new Map<number, number>()
      for (const row of Array.from(grid.filledRows)) {
        if (row < range.top || row > range.bottom || sections.has(row)) continue
        for (const column of Array.from(grid.filledColumns(row))) {
          if (column < range.left || column > range.right) continue
          expect(known, `${at} ${grid.address(row, column)}`).toContain(column)
          if (row >= table.data_rows[0] && /\d/.test(grid.text(row, column)))
            amounts.set(column, (amounts.get(column) ?? 0) + 1)
        }
      }
      for (const [letter, field] of Object.entries(table.fields))
        if (typeof field === 'object' && !Array.isArray(field))
          expect(amounts.get(columnIndex(letter)) ?? 0, `${at} ${letter}`).toBeGreaterThan(0)
    }
  })

  it('cover every kind of table, and columns for all that a sheet may say', () => {
    const kinds = new Set<string>()
    const fields = new Set<string>()
    for (const { table } of tables(workbooks)) {
      kinds.add(table.kind ?? 'rates')
      for (const field of Object.values(table.fields))
        for (const one of Array.isArray(field) ? field : [typeof field === 'string' ? field : 'price'])
          fields.add(one)
    }
    expect([...kinds].sort()).toEqual(['charges', 'copy', 'free_time', 'matrix', 'rates', 'reference'])
    for (const field of [
      'origin',
      'destination',
      'loading_port',
      'unloading_port',
      'destination_via',
      'transshipment_port',
      'minimum',
      'basis',
    ])
      expect(fields).toContain(field)
  })

  it('come at a hundred a second or more', () => {
    const start = performance.now()
    for (const _ of generateWorkbooks(100, 3)) void _
    expect(performance.now() - start).toBeLessThan(3000)
  })
})
