import { dateSerial } from '../date-serial.ts'
import type { CellStyle, Grid } from '../grid.ts'
import { GridBuilder } from '../grid-builder.ts'
import { displayNumber } from '../number-format.ts'
import { liveText, type TextRun } from '../ooxml/rich-text.ts'
import type { ReadLimits } from '../read-limits.ts'
import { SheetGrid } from '../sheet-grid.ts'
import { tooManyCells, tooManySheets } from '../unreadable.ts'
import { attribute, isOn, scanXml } from '../xml/scan-xml.ts'
import { DocumentStyles } from './document-styles.ts'
import { spreadsheetFormula } from './spreadsheet-formula.ts'

interface OpenCell {
  readonly attributes: string
  readonly runs: TextRun[]
  readonly note: string[]
  paragraphs: number
}

const LAST_ROW = 1_048_576
const LAST_COLUMN = 16_383

/**
 * Reads the content of an .ods file. Numbers are shown as the file itself says, in its own words and locale.
 * @throws Unreadable
 */
export function readOpenDocument(
  content: string,
  namedStyles: string | undefined,
  limits: ReadLimits,
): Grid[] {
  const styles = new DocumentStyles()
  if (namedStyles !== undefined) styles.add(namedStyles)
  styles.add(content)
  const date1904 = /null-date[^>]*date-value="1904/.test(content)
  const reader = new ContentReader(styles, date1904, limits)
  scanXml(content, reader)
  return reader.grids
}

class ContentReader {
  readonly grids: Grid[] = []
  readonly #styles: DocumentStyles
  readonly #date1904: boolean
  readonly #limits: ReadLimits
  readonly #path: string[] = []
  #builder: GridBuilder | undefined
  #cells = 0
  #row = 1
  #column = 0
  #rowAttributes = ''
  #rowHasCells = false
  #rowStart = 0
  #nextColumn = 0
  #columnStyles: (string | undefined)[] = []
  #cell: OpenCell | undefined
  #spans: (boolean | null)[] = []

  constructor(styles: DocumentStyles, date1904: boolean, limits: ReadLimits) {
    this.#styles = styles
    this.#date1904 = date1904
    this.#limits = limits
  }

  open(name: string, attributes: string): void {
    const parent = this.#path.at(-1)
    this.#path.push(name)
    if (name === 'table' && parent === 'spreadsheet') this.#openSheet(attributes)
    else if (!this.#builder) return
    else if (this.#cell) this.#openInCell(this.#cell, name, attributes, parent)
    else if (name === 'table-column') this.#columns(this.#builder, attributes)
    else if (name === 'table-row') {
      this.#rowAttributes = attributes
      this.#rowStart = this.#builder.cellCount
      this.#rowHasCells = false
      this.#column = 0
    } else if (name === 'table-cell') this.#cell = { attributes, runs: [], note: [], paragraphs: 0 }
    else if (name === 'covered-table-cell') this.#column += repeats(attributes, 'number-columns-repeated')
  }

  text(piece: string): void {
    const cell = this.#cell
    if (!cell) return
    const paragraph = this.#path.lastIndexOf('p')
    if (paragraph < 0) return
    const holder = this.#path[paragraph - 1]
    // Shapes lying over a cell hold paragraphs too; only those of the cell itself are its text.
    if (holder === 'annotation') cell.note.push(piece)
    else if (holder === 'table-cell') cell.runs.push({ text: piece, struck: this.#spans.at(-1) ?? null })
  }

  close(name: string): void {
    this.#path.pop()
    const builder = this.#builder
    if (!builder) return
    if (name === 'span') this.#spans.pop()
    else if (name === 'table-cell' && this.#cell) {
      this.#closeCell(builder, this.#cell)
      this.#cell = undefined
    } else if (name === 'table-row' && !this.#cell) this.#closeRow(builder)
    else if (name === 'table' && this.#path.at(-1) === 'spreadsheet') {
      this.#cells += builder.cellCount
      this.grids.push(new SheetGrid(builder.build()))
      this.#builder = undefined
    }
  }

  #openSheet(attributes: string): void {
    if (this.grids.length >= this.#limits.maxSheets)
      throw tooManySheets(this.grids.length + 1, this.#limits.maxSheets)
    const builder = new GridBuilder(
      attribute(attributes, 'name') ?? `Sheet${this.grids.length + 1}`,
      this.grids.length,
    )
    builder.date1904 = this.#date1904
    if (this.#styles.isSheetHidden(attribute(attributes, 'style-name'))) builder.state = 'hidden'
    this.#builder = builder
    this.#row = 1
    this.#nextColumn = 0
    this.#columnStyles = []
  }

  #columns(builder: GridBuilder, attributes: string): void {
    const count = repeats(attributes, 'number-columns-repeated')
    const hidden = isHidden(attributes)
    const style = attribute(attributes, 'default-cell-style-name')
    for (let i = 0; i < count && this.#nextColumn <= LAST_COLUMN; i++, this.#nextColumn++) {
      if (hidden) builder.hiddenColumns.push(this.#nextColumn)
      this.#columnStyles[this.#nextColumn] = style
    }
  }

  #openInCell(cell: OpenCell, name: string, attributes: string, parent: string | undefined): void {
    if (name === 'p' && parent === 'table-cell') {
      if (cell.paragraphs++ > 0) cell.runs.push({ text: '\n', struck: this.#spans.at(-1) ?? null })
    } else if (name === 'p' && parent === 'annotation') {
      if (cell.note.length > 0) cell.note.push('\n')
    } else if (name === 'span')
      this.#spans.push(
        this.#styles.runStruck(attribute(attributes, 'style-name')) ?? this.#spans.at(-1) ?? null,
      )
    else if (name === 's') this.text(' '.repeat(Math.min(repeats(attributes, 'c'), 1000)))
    else if (name === 'tab') this.text('\t')
    else if (name === 'line-break') this.text('\n')
  }

  #closeCell(builder: GridBuilder, cell: OpenCell): void {
    const { attributes } = cell
    const count = repeats(attributes, 'number-columns-repeated')
    const styleName =
      attribute(attributes, 'style-name') ??
      attribute(this.#rowAttributes, 'default-cell-style-name') ??
      this.#columnStyles[this.#column]
    const before = builder.cellCount
    const formula = attribute(attributes, 'formula')
    const note = cell.note.join('').trim()
    const merge = {
      right: this.#column + repeats(attributes, 'number-columns-spanned') - 1,
      bottom: this.#row + repeats(attributes, 'number-rows-spanned') - 1,
    }
    if ((merge.right > this.#column || merge.bottom > this.#row) && merge.right <= LAST_COLUMN)
      builder.merges.push({ top: this.#row, left: this.#column, ...merge })
    for (let i = 0; i < count && this.#column <= LAST_COLUMN; i++, this.#column++) {
      this.#value(builder, cell, this.#styles.cell(styleName))
      if (note !== '') builder.extra(this.#row, this.#column, { note })
      if (formula !== undefined) {
        const missing = attribute(attributes, 'value-type') === undefined && cell.runs.length === 0
        builder.extra(this.#row, this.#column, {
          formula: spreadsheetFormula(formula),
          ...(missing ? { formulaWithoutValue: true as const } : {}),
        })
      } else if (builder.cellCount === before && note === '') {
        // A run of blanks to the end of the sheet closes nearly every row.
        this.#column += count - i
        break
      }
      this.#checkCells(builder)
    }
    if (builder.cellCount > before) this.#rowHasCells = true
  }

  #value(builder: GridBuilder, cell: OpenCell, look: CellStyle): void {
    const { attributes } = cell
    const { text, struck, struckText } = liveText(cell.runs, look.struck)
    const style = builder.styleId(
      struck === look.struck || cell.runs.length === 0 ? look : { ...look, struck },
    )
    const [row, column] = [this.#row, this.#column]
    const type = attribute(attributes, 'value-type')
    if (/value-type="error"/.test(attributes)) builder.error(row, column, text || '#VALUE!', style)
    else if (type === 'float' || type === 'currency' || type === 'percentage')
      this.#number(builder, Number(attribute(attributes, 'value') ?? Number.NaN), { ...look, struck }, text)
    else if (type === 'date') {
      const serial = dateSerial(attribute(attributes, 'date-value') ?? '', this.#date1904)
      if (Number.isNaN(serial)) builder.text(row, column, text, style)
      else this.#number(builder, serial, dated(look, struck), text)
    } else if (type === 'time')
      this.#number(builder, dayShare(attribute(attributes, 'time-value') ?? ''), { ...look, struck }, text)
    else if (type === 'boolean')
      builder.boolean(row, column, isOn(attribute(attributes, 'boolean-value')), style)
    else {
      builder.text(row, column, text || (attribute(attributes, 'string-value') ?? ''), style)
      if (struckText !== undefined) builder.extra(row, column, { struckText })
    }
  }

  /** What the file shows is kept only where the format would not show the same. */
  #number(builder: GridBuilder, value: number, style: CellStyle, shown: string): void {
    // Small writers put the bare number there, whatever the format.
    const isBare = shown === '' || shown === String(value)
    const kept =
      isBare || shown === displayNumber(value, style.numberFormat, this.#date1904) ? undefined : shown
    builder.number(this.#row, this.#column, value, builder.styleId(style), kept)
  }

  #closeRow(builder: GridBuilder): void {
    const count = repeats(this.#rowAttributes, 'number-rows-repeated')
    const last = Math.min(this.#row + count - 1, LAST_ROW)
    if (isHidden(this.#rowAttributes)) {
      // A hidden rest of the sheet is a million blank rows; only a stretch that can matter is listed.
      for (let row = this.#row; row <= last && (this.#rowHasCells || count < 10_000); row++)
        builder.hiddenRows.push(row)
    }
    if (this.#rowHasCells) {
      const end = builder.cellCount
      for (let row = this.#row + 1; row <= last; row++) {
        builder.repeat(this.#rowStart, end, row)
        this.#checkCells(builder)
      }
    }
    this.#row += count
  }

  #checkCells(builder: GridBuilder): void {
    if (this.#cells + builder.cellCount > this.#limits.maxCells) throw tooManyCells(this.#limits.maxCells)
  }
}

function dated(look: CellStyle, struck: boolean): CellStyle {
  const numberFormat = look.numberFormat === 'General' ? 'yyyy-mm-dd' : look.numberFormat
  return { ...look, struck, numberFormat }
}

/** `PT08H30M00S` as a share of a day. */
function dayShare(duration: string): number {
  const match = /^PT(\d+)H(\d+)M([\d.]+)S$/.exec(duration)
  return match ? (Number(match[1]) + Number(match[2]) / 60 + Number(match[3]) / 3600) / 24 : Number.NaN
}

function isHidden(attributes: string): boolean {
  const visibility = attribute(attributes, 'visibility')
  return visibility === 'collapse' || visibility === 'filter'
}

function repeats(attributes: string, name: string): number {
  const count = Number(attribute(attributes, name) ?? 1)
  return Number.isInteger(count) && count > 0 ? count : 1
}
