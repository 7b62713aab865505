import type { SheetState } from '../grid.ts'
import { attribute, isOn, scanXml } from '../xml/scan-xml.ts'

export interface SheetEntry {
  readonly name: string
  readonly state: SheetState
  readonly relationshipId: string
}

export interface WorkbookPart {
  readonly sheets: readonly SheetEntry[]
  readonly date1904: boolean
  /** The writer asks for a calculation on opening: it has not calculated the stored results itself. */
  readonly staleResults: boolean
}

const STATES: Readonly<Record<string, SheetState>> = { hidden: 'hidden', veryHidden: 'very_hidden' }

export function readWorkbookPart(xml: string): WorkbookPart {
  const sheets: SheetEntry[] = []
  let date1904 = false
  let staleResults = false
  let inSheets = false
  scanXml(xml, {
    open(name, attributes) {
      if (name === 'sheets') inSheets = true
      else if (name === 'sheet' && inSheets)
        sheets.push({
          name: attribute(attributes, 'name') ?? `Sheet${sheets.length + 1}`,
          state: STATES[attribute(attributes, 'state') ?? ''] ?? 'visible',
          relationshipId: attribute(attributes, 'id') ?? '',
        })
      else if (name === 'workbookPr') date1904 = isOn(attribute(attributes, 'date1904'))
      else if (name === 'calcPr') staleResults = isOn(attribute(attributes, 'fullCalcOnLoad'))
    },
    close(name) {
      if (name === 'sheets') inSheets = false
    },
  })
  return { sheets, date1904, staleResults }
}
