import { type Finding, finding } from '../../checks/finding.ts'
import { decodeText } from '../delimited/encoding.ts'
import { encodingGuessed } from '../delimited/read-delimited.ts'
import type { Grid } from '../grid.ts'
import { GridBuilder } from '../grid-builder.ts'
import type { ReadLimits } from '../read-limits.ts'
import { SheetGrid } from '../sheet-grid.ts'
import { notWorkbook } from '../unreadable.ts'
import { readStyleSheet } from './css-look.ts'
import { PageLayout } from './page-layout.ts'
import { scanHtml } from './scan-html.ts'

/**
 * Reads the tables of an HTML page into a single grid without a name, one below the other as a spreadsheet program
 * lays them out. @throws Unreadable when the page has no table.
 */
export function readHtml(
  bytes: Uint8Array,
  file: string,
  limits: ReadLimits,
): { grids: Grid[]; findings: Finding[] } {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 4096)).toString(
    'latin1',
  )
  const decoded = decodeText(bytes, /charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1])
  const findings: Finding[] = []
  if (decoded.guessed) findings.push(encodingGuessed(file, decoded.encoding, decoded.share))
  const { grid, tables } = layOut(decoded.text, limits)
  if (tables === 0)
    throw notWorkbook(
      'an HTML page without a table',
      'Open it in a browser, and export the rates as a workbook.',
    )
  findings.push(...htmlAsXls(file, 'an HTML page', tables))
  return { grids: [grid], findings }
}

/** Lays a page out. `tables` counts those that hold a cell. */
export function layOut(
  html: string,
  limits: ReadLimits,
  sheet: { name: string | null; index: number } = { name: null, index: 0 },
): { grid: Grid; tables: number } {
  const rules = readStyleSheet(
    Array.from(html.matchAll(/<style[^>]*>([\s\S]*?)<\/style/gi), (m) => m[1]!).join('\n'),
  )
  const builder = new GridBuilder(sheet.name, sheet.index)
  const layout = new PageLayout(builder, rules, limits.maxCells)
  scanHtml(html, layout)
  layout.finish()
  return { grid: new SheetGrid(builder.build()), tables: layout.tables }
}

/** Says that a workbook is none but a page; nothing to say where the file's name does so already. */
export function htmlAsXls(file: string, what: string, tables: number): Finding[] {
  const ending = /\.\w+$/.exec(file)?.[0] ?? 'file'
  if (/^\.m?html?$/i.test(ending)) return []
  const count = tables === 1 ? 'one table' : `${tables} tables`
  const message = `This ${ending} is ${what}; read as ${count}.`
  return [finding('file-html-as-xls', 'info', { file }, message, { value: String(tables) })]
}
