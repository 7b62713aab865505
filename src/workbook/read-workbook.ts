import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { type Finding, finding, type StageResult } from '../checks/finding.ts'
import { readBareStream, readOle } from './binary/read-ole.ts'
import { readDelimited } from './delimited/read-delimited.ts'
import { detectKind } from './file-kind.ts'
import type { Grid } from './grid.ts'
import { readHtml } from './html/read-html.ts'
import { readMhtml } from './html/read-mhtml.ts'
import { readOpenDocument } from './opendocument/read-opendocument.ts'
import { DEFAULT_READ_LIMITS, type ReadLimits } from './read-limits.ts'
import { readSpreadsheetXml } from './spreadsheet-xml/read-spreadsheet-xml.ts'
import { damaged, notWorkbook, Unreadable } from './unreadable.ts'
import type { Workbook, WorkbookFormat } from './workbook.ts'
import { decodeXml } from './xml/decode-xml.ts'
import { readZip } from './zip/read-zip.ts'

/** What the reader of one format gives: the sheets, and what was found about them. */
export interface ReadSheets {
  readonly format: WorkbookFormat
  readonly grids: readonly Grid[]
  readonly findings: readonly Finding[]
}

/**
 * Reads the bytes of a workbook of any kind; what they are is told by their content, never by the file's name.
 * `value` is null when nothing can be read, and a finding of severity `error` then says why. Never throws for what
 * the bytes hold.
 */
export async function readWorkbook(
  bytes: Uint8Array,
  file: string,
  limits: ReadLimits = DEFAULT_READ_LIMITS,
): Promise<StageResult<Workbook | null>> {
  const name = basename(file.replaceAll('\\', '/'))
  try {
    checkSize(bytes, limits)
    const { format, grids, findings } = await readSheets(bytes, name, limits)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return {
      value: { file: name, sha256, format, grids },
      findings: [...findings, ...hiddenSheets(name, grids)],
    }
  } catch (error) {
    return { value: null, findings: [problem(error).toFinding(name)] }
  }
}

async function readSheets(bytes: Uint8Array, file: string, limits: ReadLimits): Promise<ReadSheets> {
  const { kind, what } = detectKind(bytes)
  switch (kind) {
    case 'zip':
      return readZip(bytes, file, limits)
    case 'ole':
      return readOle(bytes, file, limits)
    case 'bare_biff':
      return readBareStream(bytes, file, limits)
    case 'html':
      return { format: 'html', ...readHtml(bytes, file, limits) }
    case 'mhtml':
      return { format: 'html', ...readMhtml(bytes, file, limits) }
    case 'spreadsheet_xml':
      return { format: 'xls', grids: readSpreadsheetXml(decodeXml(asBuffer(bytes)), limits), findings: [] }
    case 'flat_opendocument':
      return {
        format: 'ods',
        grids: readOpenDocument(decodeXml(asBuffer(bytes)), undefined, limits),
        findings: [],
      }
    case 'text':
      return { format: 'csv', ...readDelimited(bytes, file, limits) }
    case 'other':
      throw notWorkbook(what, 'Send the rates as .xlsx, .xls, .xlsb, .ods or .csv.')
  }
}

function checkSize(bytes: Uint8Array, limits: ReadLimits): void {
  if (bytes.length > limits.maxFileBytes)
    throw new Unreadable(
      'file-too-large',
      `The file has ${megabytes(bytes.length)} MB, more than the limit of ${megabytes(limits.maxFileBytes)} MB. Split it, or raise the limit max_file_bytes.`,
      { value: `${bytes.length} bytes`, expected: `at most ${limits.maxFileBytes} bytes` },
    )
  if (bytes.length === 0 || bytes.every(isBlank))
    throw new Unreadable('file-empty', 'The file is empty. Please send it again.', {
      value: `${bytes.length} bytes`,
    })
}

/** Zeros and white space: what an interrupted download leaves. */
function isBlank(byte: number): boolean {
  return byte === 0 || byte === 32 || (byte >= 9 && byte <= 13)
}

function megabytes(bytes: number): string {
  return (bytes / (1024 * 1024)).toLocaleString('en', { maximumFractionDigits: 1 })
}

function hiddenSheets(file: string, grids: readonly Grid[]): Finding[] {
  return grids
    .filter((grid) => grid.state !== 'visible' && grid.lastRow > 0)
    .map(({ sheet, state }) =>
      finding('hidden-sheet', 'info', { file, sheet }, 'The sheet is hidden. It was read like the others.', {
        value: state,
      }),
    )
}

/** A decoder that runs into nonsense of a kind that nobody foresaw has still only met a damaged file. */
function problem(error: unknown): Unreadable {
  return error instanceof Unreadable ? error : damaged(error instanceof Error ? error.name : 'unknown')
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
