import { dateSerial } from '../date-serial.ts'
import { type CellStyle, type Grid, PLAIN_STYLE } from '../grid.ts'
import { GridBuilder } from '../grid-builder.ts'
import { cssColour, officeFormatNamed } from '../html/css-look.ts'
import { liveText, type TextRun } from '../ooxml/rich-text.ts'
import type { ReadLimits } from '../read-limits.ts'
import { SheetGrid } from '../sheet-grid.ts'
import { damaged, tooManyCells, tooManySheets } from '../unreadable.ts'
import { attribute, isOn, scanXml } from '../xml/scan-xml.ts'
import { a1Formula } from './a1-formula.ts'

const LAST_ROW = 1_048_576
const LAST_COLUMN = 16_383

interface OpenCell {
  readonly attributes: string
  readonly runs: TextRun[]
  readonly note: string[]
  type: string | undefined
}

/** Reads a workbook in the XML of Excel 2003 ("XML Spreadsheet"), as many portals export it. @throws Unreadable */
export function readSpreadsheetXml(xml: string, limits: ReadLimits): Grid[] {
  const reader = new SpreadsheetXmlReader(/<(?:\w+:)?Date1904\s*\/?>/.test(xml), limits)
  scanXml(xml, reader)
  if (reader.grids.length === 0) throw damaged('no worksheet')
  return reader.grids
}

class SpreadsheetXmlReader {
  readonly grids: Grid[] = []
  readonly #date1904: boolean
  readonly #limits: ReadLimits
  readonly #path: string[] = []
  readonly #styles = new Map<string, CellStyle>()
  #styleName = ''
  #builder: GridBuilder | undefined
  #cells = 0
  #row = 0
  /** Further rows that the last `Row` stands for. */
  #spanned = 0
  #rowStyle: string | undefined
  #column = -1
  #tableColumn = -1
  #cell: OpenCell | undefined
  #struck = 0

  constructor(date1904: boolean, limits: ReadLimits) {
    this.#date1904 = date1904
    this.#limits = limits
  }

  open(name: string, attributes: string): void {
    const parent = this.#path.at(-1)
    this.#path.push(name)
    if (name === 'Style' && parent === 'Styles') this.#openStyle(attributes)
    else if (parent === 'Style') this.#lookOf(name, attributes)
    else if (name === 'Worksheet') this.#openSheet(attributes)
    else if (!this.#builder) return
    else if (name === 'Column' && parent === 'Table') this.#openColumn(this.#builder, attributes)
    else if (name === 'Row' && parent === 'Table') this.#openRow(this.#builder, attributes)
    else if (name === 'Cell' && parent === 'Row') this.#openCell(attributes)
    else if (this.#cell) {
      if (name === 'Data' && parent === 'Cell') this.#cell.type = attribute(attributes, 'Type')
      else if (name === 'S') this.#struck++
    }
  }

  text(piece: string): void {
    const parent = this.#path.at(-1)
    if (this.#builder && parent === 'Visible') {
      if (piece === 'SheetHidden') this.#builder.state = 'hidden'
      else if (piece === 'SheetVeryHidden') this.#builder.state = 'very_hidden'
    }
    if (!this.#cell || !this.#path.includes('Data')) return
    if (this.#path.includes('Comment')) this.#cell.note.push(piece)
    else this.#cell.runs.push({ text: piece, struck: this.#struck > 0 ? true : null })
  }

  close(name: string): void {
    this.#path.pop()
    if (name === 'S' && this.#cell) this.#struck--
    else if (name === 'Cell' && this.#cell && this.#builder) {
      this.#closeCell(this.#builder, this.#cell)
      this.#cell = undefined
    } else if (name === 'Worksheet' && this.#builder) {
      this.#cells += this.#builder.cellCount
      this.grids.push(new SheetGrid(this.#builder.build()))
      this.#builder = undefined
    }
  }

  #openStyle(attributes: string): void {
    this.#styleName = attribute(attributes, 'ID') ?? ''
    const parent = this.#styles.get(attribute(attributes, 'Parent') ?? 'Default')
    this.#styles.set(this.#styleName, parent ?? PLAIN_STYLE)
  }

  #lookOf(name: string, attributes: string): void {
    const style = this.#styles.get(this.#styleName) ?? PLAIN_STYLE
    let look: Partial<CellStyle> = {}
    if (name === 'NumberFormat')
      look = { numberFormat: officeFormatNamed(attribute(attributes, 'Format') ?? '') }
    else if (name === 'Font')
      look = {
        bold: isOn(attribute(attributes, 'Bold')),
        struck: isOn(attribute(attributes, 'StrikeThrough')),
      }
    else if (name === 'Interior') look = { fill: cssColour(attribute(attributes, 'Color') ?? '') }
    this.#styles.set(this.#styleName, { ...style, ...look })
  }

  #openSheet(attributes: string): void {
    if (this.grids.length >= this.#limits.maxSheets)
      throw tooManySheets(this.grids.length + 1, this.#limits.maxSheets)
    this.#builder = new GridBuilder(
      attribute(attributes, 'Name') ?? `Sheet${this.grids.length + 1}`,
      this.grids.length,
    )
    this.#builder.date1904 = this.#date1904
    this.#row = 0
    this.#spanned = 0
    this.#tableColumn = -1
  }

  #openColumn(builder: GridBuilder, attributes: string): void {
    this.#tableColumn = count(attributes, 'Index', this.#tableColumn + 2) - 1
    const last = this.#tableColumn + count(attributes, 'Span', 0)
    if (isOn(attribute(attributes, 'Hidden')))
      for (let column = this.#tableColumn; column <= Math.min(last, LAST_COLUMN); column++)
        builder.hiddenColumns.push(column)
    this.#tableColumn = last
  }

  #openRow(builder: GridBuilder, attributes: string): void {
    this.#row = count(attributes, 'Index', this.#row + this.#spanned + 1)
    this.#spanned = count(attributes, 'Span', 0)
    if (this.#row > LAST_ROW) throw damaged(`row ${this.#row}`)
    this.#rowStyle = attribute(attributes, 'StyleID')
    this.#column = -1
    const hidden = isOn(attribute(attributes, 'Hidden'))
    const last = Math.min(this.#row + this.#spanned, LAST_ROW)
    if (hidden) for (let row = this.#row; row <= last; row++) builder.hiddenRows.push(row)
  }

  #openCell(attributes: string): void {
    this.#column = count(attributes, 'Index', this.#column + 2) - 1
    if (this.#column > LAST_COLUMN) throw damaged(`column ${this.#column}`)
    this.#cell = { attributes, runs: [], note: [], type: undefined }
    this.#struck = 0
  }

  #closeCell(builder: GridBuilder, cell: OpenCell): void {
    const { attributes, type } = cell
    const [row, column] = [this.#row, this.#column]
    const across = count(attributes, 'MergeAcross', 0)
    const down = count(attributes, 'MergeDown', 0)
    const right = Math.min(column + across, LAST_COLUMN)
    if (across > 0 || down > 0)
      builder.merges.push({ top: row, left: column, bottom: Math.min(row + down, LAST_ROW), right })
    this.#column = right
    const look =
      this.#styles.get(attribute(attributes, 'StyleID') ?? this.#rowStyle ?? 'Default') ?? PLAIN_STYLE
    const { text, struck, struckText } = liveText(cell.runs, look.struck)
    const style = builder.styleId(text === '' ? look : { ...look, struck })
    const serial = type === 'DateTime' ? dateSerial(text, this.#date1904) : Number(text)
    if (type === 'Boolean') builder.boolean(row, column, isOn(text.trim()), style)
    else if (type === 'Error') builder.error(row, column, text, style)
    else if ((type === 'Number' || type === 'DateTime') && text.trim() !== '' && !Number.isNaN(serial))
      builder.number(row, column, serial, style)
    else builder.text(row, column, text, style)
    const relative = attribute(attributes, 'Formula')?.replace(/^=/, '')
    const formula = relative === undefined ? undefined : a1Formula(relative, row, column)
    if (formula !== undefined)
      builder.extra(row, column, type === undefined ? { formula, formulaWithoutValue: true } : { formula })
    if (struckText !== undefined) builder.extra(row, column, { struckText })
    const note = cell.note.join('').trim()
    if (note !== '') builder.extra(row, column, { note })
    if (this.#cells + builder.cellCount > this.#limits.maxCells) throw tooManyCells(this.#limits.maxCells)
  }
}

function count(attributes: string, name: string, absent: number): number {
  const value = attribute(attributes, name)
  if (value === undefined) return absent
  const number = Number(value)
  if (!Number.isInteger(number) || number < 0) throw damaged(`${name} ${value}`)
  return number
}
