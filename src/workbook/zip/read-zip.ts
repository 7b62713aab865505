import { readXlsb } from '../binary/read-xlsb.ts'
import { readOoxml } from '../ooxml/read-ooxml.ts'
import { relationshipsOf } from '../ooxml/relationships.ts'
import { readOpenDocument } from '../opendocument/read-opendocument.ts'
import type { ReadLimits } from '../read-limits.ts'
import type { ReadSheets } from '../read-workbook.ts'
import { damaged, encrypted, notWorkbook, Unreadable } from '../unreadable.ts'
import { decodeXml } from '../xml/decode-xml.ts'
import { ZipArchive } from './zip-archive.ts'

/** Kinds of documents that are packages of the same sort as workbooks, by a part that only they have. */
const OTHER_DOCUMENTS: readonly (readonly [part: RegExp, what: string])[] = [
  [/^word\/document/i, 'a Word document'],
  [/^ppt\/presentation/i, 'a PowerPoint presentation'],
  [/^visio\//i, 'a Visio drawing'],
  [/^Index\/Document\.iwa$|\.iwa$/i, 'an Apple iWork document'],
  [/^META-INF\/container\.xml$/i, 'an e-book'],
]

/** Reads whatever workbook a ZIP file is. @throws Unreadable when it is none, or damaged. */
export async function readZip(bytes: Uint8Array, file: string, limits: ReadLimits): Promise<ReadSheets> {
  const archive = new ZipArchive(bytes, limits)
  const workbookPart = officeDocument(archive)
  if (workbookPart?.endsWith('.bin'))
    return { format: 'xlsb', ...readXlsb(archive, workbookPart, file, limits) }
  if (workbookPart !== undefined)
    return { format: 'xlsx', ...(await readOoxml(archive, workbookPart, file, limits)) }
  if (archive.has('content.xml')) return { format: 'ods', ...openDocument(archive, limits) }
  for (const [part, what] of OTHER_DOCUMENTS)
    if (archive.names.some((name) => part.test(name)))
      throw notWorkbook(what, 'Send the rates as .xlsx, .xls, .xlsb, .ods or .csv.')
  throw plainArchive(archive)
}

/** The workbook part of an OOXML package: the one that the package names, else one in its usual place. */
function officeDocument(archive: ZipArchive): string | undefined {
  const isWorkbook = (name: string): boolean => /(?:^|\/)workbook\w*\.(?:xml|bin)$/i.test(name)
  const named = relationshipsOf(archive, '')
    .filter((relationship) => relationship.type === 'officeDocument')
    .map((relationship) => relationship.target)
    .find((target) => archive.has(target) && !/^(?:word|ppt|visio)\//i.test(target))
  return named ?? archive.names.find((name) => /^xl\//i.test(name) && isWorkbook(name))
}

function openDocument(archive: ZipArchive, limits: ReadLimits): Pick<ReadSheets, 'grids' | 'findings'> {
  const type = archive.read('mimetype')?.toString('latin1').trim() ?? ''
  if (type !== '' && !type.includes('spreadsheet'))
    throw notWorkbook('an OpenDocument file of another kind', 'Send the rates as .ods, .xlsx or .csv.')
  const manifest = archive.read('META-INF/manifest.xml')
  if (manifest && /<(?:\w+:)?encryption-data/.test(decodeXml(manifest))) throw encrypted('content.xml')
  const content = archive.read('content.xml')
  if (!content) throw damaged('content.xml')
  const styles = archive.read('styles.xml')
  return { grids: readOpenDocument(decodeXml(content), styles && decodeXml(styles), limits), findings: [] }
}

function plainArchive(archive: ZipArchive): Unreadable {
  const files = archive.names.filter((name) => !name.endsWith('/'))
  const workbooks = files.filter((name) => /\.(?:xls[xmb]?|ods|csv)$/i.test(name))
  const advice =
    workbooks.length > 1
      ? `Unpack it and send the ${workbooks.length} workbooks themselves.`
      : 'Unpack it and send the workbook itself.'
  return new Unreadable(
    'file-is-zip',
    `This is a ZIP archive, not an Excel workbook (it has no xl/workbook.xml). ${advice}`,
    { value: (workbooks.length > 0 ? workbooks : files).slice(0, 5).join(', ') },
  )
}
