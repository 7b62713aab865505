import { type Finding, finding } from '../../checks/finding.ts'
import type { Grid } from '../grid.ts'
import type { ReadLimits } from '../read-limits.ts'
import type { ReadSheets } from '../read-workbook.ts'
import { SheetGrid } from '../sheet-grid.ts'
import { damaged, encrypted, notWorkbook, tooManySheets, Unreadable, unreadableSheet } from '../unreadable.ts'
import { readGlobals } from './biff-globals.ts'
import { RECORD } from './biff-records.ts'
import { readBiffSheet } from './biff-sheet.ts'
import { CompoundFile } from './compound-file.ts'
import { decryptWithDefaultPassword } from './default-password.ts'

/** Kinds of files in the same container, by a stream that only they have. */
const OTHER_FILES: readonly (readonly [stream: RegExp, what: string, advice: string])[] = [
  [/^WordDocument$/i, 'a Word document', 'Send the rates as .xlsx, .xls or .csv.'],
  [/^PowerPoint Document$/i, 'a PowerPoint presentation', 'Send the rates as .xlsx, .xls or .csv.'],
  [/^__properties_version1\.0$/i, 'an Outlook message', 'Save its attachment and send that.'],
  [/^VisioDocument$/i, 'a Visio drawing', 'Send the rates as .xlsx, .xls or .csv.'],
]
const CHART = 2
const WORKSHEET = 0

/** Reads an .xls file of Excel 5 to 2003. @throws Unreadable when the container holds no workbook, or it is damaged. */
export function readOle(bytes: Uint8Array, file: string, limits: ReadLimits): ReadSheets {
  const container = new CompoundFile(bytes)
  if (container.has('EncryptedPackage') || container.has('EncryptionInfo'))
    throw encrypted('EncryptedPackage')
  const stream = container.stream('Workbook') ?? container.stream('Book')
  if (stream) return { format: 'xls', ...readBiff(stream, file, limits) }
  for (const [name, what, advice] of OTHER_FILES)
    if (container.names.some((candidate) => name.test(candidate))) throw notWorkbook(what, advice)
  throw notWorkbook('a file of another program', 'Send the rates as .xlsx, .xls, .xlsb, .ods or .csv.')
}

/** Reads a workbook of Excel 5 that stands in the file without a container. @throws Unreadable */
export function readBareStream(bytes: Uint8Array, file: string, limits: ReadLimits): ReadSheets {
  const stream = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { format: 'xls', ...readBiff(stream, file, limits) }
}

function readBiff(raw: Buffer, file: string, limits: ReadLimits): { grids: Grid[]; findings: Finding[] } {
  const stream = unlocked(raw)
  const globals = guarded(() => readGlobals(stream))
  if (globals.sheets.length > limits.maxSheets) throw tooManySheets(globals.sheets.length, limits.maxSheets)
  const grids: Grid[] = []
  const findings: Finding[] = []
  let cells = 0
  for (const [index, sheet] of globals.sheets.entries()) {
    if (sheet.kind !== WORKSHEET) {
      const what = sheet.kind === CHART ? 'a chart' : 'macros'
      const at = { file, sheet: sheet.name }
      findings.push(
        finding('sheet-not-rates', 'info', at, `The sheet holds ${what} and no cells.`, { value: what }),
      )
      continue
    }
    try {
      const builder = guarded(() => readBiffSheet(stream, sheet, index, globals, limits.maxCells - cells))
      cells += builder.cellCount
      grids.push(new SheetGrid(builder.build()))
    } catch (error) {
      if (!(error instanceof Unreadable) || error.code !== 'file-truncated') throw error
      findings.push(unreadableSheet(file, sheet.name, error.value))
    }
  }
  if (grids.length === 0) throw damaged('none of the sheets can be read')
  return { grids, findings }
}

/** The stream as it can be read. @throws Unreadable when it needs a password */
function unlocked(stream: Buffer): Buffer {
  for (let at = 0; at + 4 <= stream.length; ) {
    const type = stream.readUInt16LE(at)
    const end = at + 4 + stream.readUInt16LE(at + 2)
    if (type === RECORD.filePass) {
      const plain = decryptWithDefaultPassword(stream, stream.subarray(at + 4, end))
      if (!plain) throw encrypted('FILEPASS')
      return plain
    }
    if (type === RECORD.eof) break
    at = end
  }
  return stream
}

/** A field beyond the end of its record means damage. */
function guarded<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError) throw damaged('record breaks off')
    throw error
  }
}
