import type { Finding } from '../../checks/finding.ts'
import { finding } from '../../checks/finding.ts'
import type { Grid } from '../grid.ts'
import { GridBuilder } from '../grid-builder.ts'
import { OFFICE_THEME, readTheme } from '../ooxml/colours.ts'
import { type Relationship, relationshipsOf } from '../ooxml/relationships.ts'
import type { ReadLimits } from '../read-limits.ts'
import { SheetGrid } from '../sheet-grid.ts'
import { damaged, tooManySheets, Unreadable, unreadableSheet } from '../unreadable.ts'
import { decodeXml } from '../xml/decode-xml.ts'
import type { ZipArchive } from '../zip/zip-archive.ts'
import { readXlsbStrings, readXlsbStyles, readXlsbWorkbook } from './xlsb-globals.ts'
import { readXlsbComments, readXlsbSheet, type XlsbContext } from './xlsb-sheet.ts'

/** Reads .xlsb: the package of .xlsx with parts in records of bytes. @throws Unreadable */
export function readXlsb(
  archive: ZipArchive,
  workbookPart: string,
  file: string,
  limits: ReadLimits,
): { grids: Grid[]; findings: Finding[] } {
  const bytes = archive.read(workbookPart)
  if (!bytes) throw damaged(workbookPart)
  const workbook = readXlsbWorkbook(bytes)
  if (workbook.sheets.length > limits.maxSheets) throw tooManySheets(workbook.sheets.length, limits.maxSheets)
  const relationships = relationshipsOf(archive, workbookPart)
  const part = (type: string): Buffer | undefined => {
    const target = relationships.find((relationship) => relationship.type === type)?.target
    return target === undefined ? undefined : archive.read(target)
  }
  const theme = part('theme')
  const looks = readXlsbStyles(part('styles'), theme ? readTheme(decodeXml(theme)) : OFFICE_THEME)
  const strings = readXlsbStrings(part('sharedStrings'), looks.fonts)
  const grids: Grid[] = []
  const findings: Finding[] = []
  let cells = 0
  for (const [index, { name, state, relationshipId }] of workbook.sheets.entries()) {
    const target = relationships.find(({ id }) => id === relationshipId)
    if (target && target.type !== 'worksheet') {
      const at = { file, sheet: name }
      findings.push(
        finding('sheet-not-rates', 'info', at, 'The sheet holds no cells.', { value: target.type }),
      )
      continue
    }
    const builder = new GridBuilder(name, index)
    builder.state = state
    builder.date1904 = workbook.date1904
    try {
      readParts(archive, target, builder, { workbook, looks, strings, maxCells: limits.maxCells - cells })
    } catch (error) {
      if (!(error instanceof Unreadable) || error.code !== 'file-truncated') throw error
      findings.push(unreadableSheet(file, name, error.value))
      continue
    }
    cells += builder.cellCount
    grids.push(new SheetGrid(builder.build()))
  }
  if (grids.length === 0) throw damaged('none of the sheets can be read')
  return { grids, findings }
}

function readParts(
  archive: ZipArchive,
  target: Relationship | undefined,
  builder: GridBuilder,
  context: XlsbContext,
): void {
  const part = target && archive.read(target.target)
  if (!target || !part) throw damaged('sheet has no part')
  readXlsbSheet(part, builder, context)
  for (const { type, target: comments } of relationshipsOf(archive, target.target)) {
    const notes = type === 'comments' ? archive.read(comments) : undefined
    if (notes) readXlsbComments(notes, builder, context.looks.fonts)
  }
}
