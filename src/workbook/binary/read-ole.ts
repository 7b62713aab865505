import { createRequire } from 'node:module'
import type * as Library from 'xlsx'
import type { ReadLimits } from '../read-limits.ts'
import type { ReadSheets } from '../read-workbook.ts'
import { damaged, encrypted, notWorkbook } from '../unreadable.ts'
import { readWithLibrary } from './read-with-library.ts'

export function readOle(bytes: Uint8Array, _file: string, limits: ReadLimits): ReadSheets {
  const { CFB } = createRequire(import.meta.url)('xlsx') as typeof Library
  const container = CFB.parse(Buffer.from(bytes))
  if (CFB.find(container, 'EncryptedPackage')) throw encrypted('EncryptedPackage')
  if (!CFB.find(container, 'Workbook') && !CFB.find(container, 'Book'))
    throw notWorkbook('an OLE file', 'Send it as .xlsx.')
  return readLegacyStream(bytes, limits)
}

export function readLegacyStream(bytes: Uint8Array, limits: ReadLimits): ReadSheets {
  const grids = readWithLibrary(bytes, limits)
  if (grids.length === 0) throw damaged('no sheet')
  return { format: 'xls', grids, findings: [] }
}
