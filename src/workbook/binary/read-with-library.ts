import { createRequire } from 'node:module'
import type * as Library from 'xlsx'
import type { Grid } from '../grid.ts'
import { GridBuilder } from '../grid-builder.ts'
import type { ReadLimits } from '../read-limits.ts'
import { SheetGrid } from '../sheet-grid.ts'
import { damaged, encrypted, tooManyCells, tooManySheets } from '../unreadable.ts'

/** Reads the streams of Excel 2 to 4, which are hardly met any more, through the spreadsheet library. @throws Unreadable */
export function readWithLibrary(bytes: Uint8Array, limits: ReadLimits): Grid[] {
  const book = parse(bytes)
  if (book.SheetNames.length > limits.maxSheets) throw tooManySheets(book.SheetNames.length, limits.maxSheets)
  let cells = 0
  return book.SheetNames.map((name, index) => {
    const sheet = book.Sheets[name] as DenseSheet | undefined
    if (!sheet) throw damaged(`sheet ${name}`)
    const builder = new GridBuilder(name, index)
    builder.date1904 = book.Workbook?.WBProps?.date1904 ?? false
    const hidden = book.Workbook?.Sheets?.[index]?.Hidden
    builder.state = hidden === 2 ? 'very_hidden' : hidden === 1 ? 'hidden' : 'visible'
    for (const [r, row] of (sheet['!data'] ?? []).entries()) {
      for (const [c, cell] of (row ?? []).entries()) if (cell) addCell(builder, r + 1, c, cell)
      if (cells + builder.cellCount > limits.maxCells) throw tooManyCells(limits.maxCells)
    }
    cells += builder.cellCount
    for (const { s, e } of sheet['!merges'] ?? [])
      builder.merges.push({ top: s.r + 1, left: s.c, bottom: e.r + 1, right: e.c })
    for (const [r, row] of (sheet['!rows'] ?? []).entries()) if (row?.hidden) builder.hiddenRows.push(r + 1)
    for (const [c, column] of (sheet['!cols'] ?? []).entries())
      if (column?.hidden) builder.hiddenColumns.push(c)
    return new SheetGrid(builder.build())
  })
}

type DenseSheet = Library.WorkSheet & { '!data'?: ((Library.CellObject | undefined)[] | undefined)[] }

function parse(bytes: Uint8Array): Library.WorkBook {
  const library = createRequire(import.meta.url)('xlsx') as typeof Library
  const { error: report, log } = console
  // The library writes what it does not know to the console, where it would stand between our own lines.
  console.error = console.log = () => {}
  try {
    return library.read(bytes, { dense: true, cellNF: true, cellFormula: true, cellText: false })
  } catch (error) {
    if (/password/i.test(String(error))) throw encrypted('workbook')
    throw damaged('workbook stream')
  } finally {
    console.error = report
    console.log = log
  }
}

function addCell(builder: GridBuilder, row: number, column: number, cell: Library.CellObject): void {
  const style = builder.styleId({ numberFormat: String(cell.z ?? 'General') })
  const note = cell.c?.map(({ t }) => t).join('\n')
  if (note) builder.extra(row, column, { note })
  if (cell.f !== undefined) builder.extra(row, column, { formula: cell.f })
  if (cell.t === 'n') builder.number(row, column, Number(cell.v), style)
  else if (cell.t === 's') builder.text(row, column, String(cell.v), style)
  else if (cell.t === 'b') builder.boolean(row, column, Boolean(cell.v), style)
  else if (cell.t === 'e') builder.error(row, column, '#VALUE!', style)
}
