import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import type * as XlsxModule from 'xlsx'
import { type Finding, finding, type StageResult } from '../checks/finding.ts'
import { GridBuilder } from './grid-builder.ts'
import { DEFAULT_READ_LIMITS, type ReadLimits } from './read-limits.ts'
import { SheetGrid } from './sheet-grid.ts'
import type { Workbook, WorkbookFormat } from './workbook.ts'

const XLSX = createRequire(import.meta.url)('xlsx') as typeof XlsxModule

export async function readWorkbook(
  bytes: Uint8Array,
  file: string,
  limits: ReadLimits = DEFAULT_READ_LIMITS,
): Promise<StageResult<Workbook | null>> {
  const findings: Finding[] = []
  if (bytes.length === 0)
    return { value: null, findings: [finding('file-empty', 'error', { file }, 'The file is empty.')] }
  if (bytes.length > limits.maxFileBytes)
    return { value: null, findings: [finding('file-too-large', 'error', { file }, 'The file is too large.')] }
  const format: WorkbookFormat = /\.xlsx?$|\.xlsm$/i.test(file)
    ? 'xlsx'
    : /\.ods$/i.test(file)
      ? 'ods'
      : /\.xlsb$/i.test(file)
        ? 'xlsb'
        : 'csv'
  const book = XLSX.read(bytes, {
    dense: true,
    cellNF: true,
    cellStyles: true,
    cellFormula: true,
    sheetStubs: false,
    raw: format === 'csv',
  })
  const date1904 = book.Workbook?.WBProps?.date1904 ?? false
  const grids = book.SheetNames.map((name, index) => {
    const sheet = book.Sheets[name]!
    const builder = new GridBuilder(format === 'csv' ? null : name, index)
    builder.date1904 = date1904
    const hidden = book.Workbook?.Sheets?.[index]?.Hidden
    builder.state = hidden === 2 ? 'very_hidden' : hidden === 1 ? 'hidden' : 'visible'
    const rows = (sheet as { '!data'?: (XlsxModule.CellObject | undefined)[][] })['!data'] ?? []
    rows.forEach((row, r) => {
      row?.forEach((cell, c) => {
        if (!cell) return
        const style = builder.styleId({ numberFormat: String(cell.z ?? 'General') })
        if (cell.c?.length) builder.extra(r + 1, c, { note: cell.c.map((note) => note.t).join('\n') })
        if (cell.t === 'n') builder.number(r + 1, c, cell.v as number, style)
        else if (cell.t === 's') builder.text(r + 1, c, String(cell.v), style)
        else if (cell.t === 'b') builder.boolean(r + 1, c, Boolean(cell.v), style)
        else if (cell.t === 'e') builder.error(r + 1, c, cell.w ?? '#VALUE!', style)
      })
    })
    for (const merge of sheet['!merges'] ?? [])
      builder.merges.push({ top: merge.s.r + 1, left: merge.s.c, bottom: merge.e.r + 1, right: merge.e.c })
    for (const [r, row] of (sheet['!rows'] ?? []).entries()) if (row?.hidden) builder.hiddenRows.push(r + 1)
    for (const [c, column] of (sheet['!cols'] ?? []).entries())
      if (column?.hidden) builder.hiddenColumns.push(c)
    return new SheetGrid(builder.build())
  })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { value: { file, sha256, format, grids }, findings }
}
