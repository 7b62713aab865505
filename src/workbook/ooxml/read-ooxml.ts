import { type Finding, finding } from '../../checks/finding.ts'
import type { Grid } from '../grid.ts'
import { GridBuilder } from '../grid-builder.ts'
import type { ReadLimits } from '../read-limits.ts'
import { SheetGrid } from '../sheet-grid.ts'
import { damaged, tooManyCells, tooManySheets, Unreadable, unreadableSheet } from '../unreadable.ts'
import { decodeXml } from '../xml/decode-xml.ts'
import type { ZipArchive } from '../zip/zip-archive.ts'
import { OFFICE_THEME, readTheme } from './colours.ts'
import { readComments } from './comments.ts'
import { type Relationship, relationshipsOf } from './relationships.ts'
import { NO_SHARED_STRINGS, readSharedStrings } from './shared-strings.ts'
import { sheetPieces } from './sheet-pieces.ts'
import { type SheetContext, SheetScanner } from './sheet-scanner.ts'
import { readStyles } from './styles.ts'
import { readWorkbookPart, type SheetEntry } from './workbook-part.ts'

/**
 * Reads .xlsx and .xlsm. A sheet that is damaged is reported and left out; damage to what all sheets share makes the
 * whole workbook unreadable.
 * @throws Unreadable
 */
export async function readOoxml(
  archive: ZipArchive,
  workbookPart: string,
  file: string,
  limits: ReadLimits,
): Promise<{ grids: Grid[]; findings: Finding[] }> {
  const xml = archive.read(workbookPart)
  if (!xml) throw damaged(workbookPart)
  const workbook = readWorkbookPart(decodeXml(xml))
  if (workbook.sheets.length > limits.maxSheets) throw tooManySheets(workbook.sheets.length, limits.maxSheets)
  const relationships = relationshipsOf(archive, workbookPart)
  const shared = sharedParts(archive, relationships)
  const grids: Grid[] = []
  const findings: Finding[] = []
  let cells = 0
  for (const [index, entry] of workbook.sheets.entries()) {
    const target = relationships.find((relationship) => relationship.id === entry.relationshipId)
    if (target && target.type !== 'worksheet') {
      findings.push(cellless(file, entry.name, target.type))
      continue
    }
    const builder = new GridBuilder(entry.name, index)
    builder.state = entry.state
    builder.date1904 = workbook.date1904
    const context = {
      ...shared,
      date1904: workbook.date1904,
      staleResults: workbook.staleResults,
      maxCells: limits.maxCells - cells,
    }
    try {
      if (!target || !archive.has(target.target)) throw damaged(`sheet ${entry.name} has no part`)
      await readSheet(archive, target.target, context, builder)
    } catch (error) {
      if (!(error instanceof Unreadable) || error.code !== 'file-truncated') throw error
      findings.push(unreadableSheet(file, entry.name, error.value))
      continue
    }
    cells += builder.cellCount
    if (cells > limits.maxCells) throw tooManyCells(limits.maxCells)
    grids.push(new SheetGrid(builder.build()))
  }
  if (grids.length === 0 && findings.some(({ code }) => code === 'sheet-unreadable'))
    throw damaged('none of the sheets can be read')
  return { grids, findings }
}

function sharedParts(
  archive: ZipArchive,
  relationships: readonly Relationship[],
): Pick<SheetContext, 'strings' | 'styles'> {
  const partOf = (type: string): Buffer | undefined => {
    const target = relationships.find((relationship) => relationship.type === type)?.target
    return target === undefined ? undefined : archive.read(target)
  }
  const theme = partOf('theme')
  const styles = partOf('styles')
  const strings = partOf('sharedStrings')
  return {
    strings: strings ? readSharedStrings(strings) : NO_SHARED_STRINGS,
    styles: styles ? readStyles(decodeXml(styles), theme ? readTheme(decodeXml(theme)) : OFFICE_THEME) : [],
  }
}

async function readSheet(
  archive: ZipArchive,
  part: string,
  context: SheetContext,
  builder: GridBuilder,
): Promise<void> {
  const scanner = new SheetScanner(context, builder)
  for await (const piece of sheetPieces(archive, part)) scanner.scan(piece, piece.length)
  scanner.finish()
  readComments(archive, relationshipsOf(archive, part), builder)
}

function cellless(file: string, sheet: SheetEntry['name'], type: string): Finding {
  const what = type === 'chartsheet' ? 'a chart' : type === 'dialogsheet' ? 'a dialog' : 'a macro sheet'
  return finding('sheet-not-rates', 'info', { file, sheet }, `The sheet holds ${what} and no cells.`, {
    value: type,
  })
}
