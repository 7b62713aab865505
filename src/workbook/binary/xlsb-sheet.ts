import type { GridBuilder } from '../grid-builder.ts'
import { damaged } from '../unreadable.ts'
import type { BinaryFont } from './binary-styles.ts'
import { type BinaryString, CellWriter } from './cell-writer.ts'
import { formulaText } from './formula-tokens.ts'
import { type RecordReader, rkNumber } from './record-reader.ts'
import { richText, type XlsbStyles, type XlsbWorkbook } from './xlsb-globals.ts'
import { fields, wideText, XLSB, xlsbRecords } from './xlsb-records.ts'

const ROW_HIDDEN = 0x10
const SHARED_TOKEN = 1

/** What all sheets of an .xlsb workbook share. */
export interface XlsbContext {
  readonly workbook: XlsbWorkbook
  readonly looks: XlsbStyles
  readonly strings: readonly BinaryString[]
  readonly maxCells: number
}

/** Reads the cells of a sheet part into a grid that is yet to be built. @throws Unreadable */
export function readXlsbSheet(part: Buffer, builder: GridBuilder, context: XlsbContext): void {
  const reader = new SheetReader(new CellWriter(builder, context.looks.styles, context.maxCells), context)
  let isClosed = false
  let isSheet = false
  for (const { type, data } of xlsbRecords(part)) {
    if (type === XLSB.beginSheet) isSheet = true
    else if (type === XLSB.endSheet) isClosed = true
    else reader.record(type, data)
  }
  if (!isSheet || !isClosed) throw damaged('worksheet breaks off')
}

/** Adds the notes of a comments part to their cells. */
export function readXlsbComments(part: Buffer, builder: GridBuilder, fonts: readonly BinaryFont[]): void {
  let place: { row: number; column: number } | undefined
  for (const { type, data } of xlsbRecords(part)) {
    const reader = fields(data)
    if (type === XLSB.beginComment) {
      reader.skip(4)
      const row = reader.u32() + 1
      reader.skip(4)
      place = { row, column: reader.u32() }
    } else if (type === XLSB.commentText && place) {
      const note = richText(reader, fonts).text.trim()
      if (note !== '') builder.extra(place.row, place.column, { note })
      place = undefined
    }
  }
}

class SheetReader {
  readonly #cells: CellWriter
  readonly #context: XlsbContext
  #row = 0
  #column = -1
  #sharing: { row: number; column: number } | undefined
  readonly #shared: { tokens: Buffer; top: number; bottom: number; left: number; right: number }[] = []

  constructor(cells: CellWriter, context: XlsbContext) {
    this.#cells = cells
    this.#context = context
  }

  record(type: number, data: Buffer): void {
    const reader = fields(data)
    if (type === XLSB.rowHeader) {
      this.#row = reader.u32() + 1
      this.#column = -1
      reader.skip(7)
      if (reader.u8() & ROW_HIDDEN) this.#cells.builder.hiddenRows.push(this.#row)
    } else if (type <= XLSB.formulaError || type === XLSB.richText) {
      this.#column = reader.u32()
      this.#cell(type, reader, reader.u32() & 0xffffff, data)
    } else if (type <= XLSB.shortSharedText) {
      // The short forms stand right of the cell before them, and are else like the long ones.
      this.#column++
      this.#cell(type - XLSB.shortBlank + XLSB.blank, reader, reader.u32() & 0xffffff, data)
    } else if (type === XLSB.mergeCell) {
      const [top, bottom, left, right] = [reader.u32(), reader.u32(), reader.u32(), reader.u32()]
      this.#cells.merge(top + 1, bottom + 1, left, right)
    } else if (type === XLSB.columnInfo) {
      const [first, last] = [reader.u32(), reader.u32()]
      reader.skip(8)
      if (reader.u8() & 1) this.#cells.hideColumns(first, last)
    } else if (type === XLSB.sharedFormula) {
      const [top, bottom, left, right] = [reader.u32() + 1, reader.u32() + 1, reader.u32(), reader.u32()]
      this.#shared.push({ tokens: reader.bytes(reader.u32()), top, bottom, left, right })
      if (this.#sharing) this.#share(this.#sharing)
    }
  }

  #cell(type: number, reader: RecordReader, format: number, data: Buffer): void {
    const [cells, row, column] = [this.#cells, this.#row, this.#column]
    switch (type) {
      case XLSB.rk:
        cells.number(row, column, format, rkNumber(reader.u32()))
        break
      case XLSB.error:
      case XLSB.formulaError:
        cells.error(row, column, format, reader.u8())
        break
      case XLSB.boolean:
      case XLSB.formulaBoolean:
        cells.boolean(row, column, format, reader.u8() === 1)
        break
      case XLSB.real:
      case XLSB.formulaNumber:
        cells.number(row, column, format, reader.double())
        break
      case XLSB.text:
      case XLSB.formulaText:
        cells.text(row, column, format, { text: wideText(reader) })
        break
      case XLSB.richText:
        cells.text(row, column, format, richText(reader, this.#context.looks.fonts))
        break
      case XLSB.sharedText: {
        const string = this.#context.strings[reader.u32()]
        if (!string) throw damaged('shared string')
        cells.text(row, column, format, string)
      }
    }
    const isFormula = type >= XLSB.formulaText && type <= XLSB.formulaError
    if (isFormula) this.#formula(reader, data)
  }

  #formula(reader: RecordReader, data: Buffer): void {
    const place = { row: this.#row, column: this.#column }
    let formula: string | undefined
    if (data.length > 0 && !reader.isDone) {
      reader.skip(2)
      const tokens = reader.bytes(reader.u32())
      if (tokens[0] === SHARED_TOKEN) {
        this.#cells.extra(place.row, place.column, { formula: '' })
        this.#sharing = place
        this.#share(place)
        return
      }
      formula = this.#text(tokens, place)
    }
    this.#cells.extra(place.row, place.column, { formula: formula ?? '' })
  }

  /** The shared formula follows the first cell that uses it. */
  #share(place: { row: number; column: number }): void {
    const { row, column } = place
    const shared = this.#shared.findLast(
      ({ top, bottom, left, right }) => row >= top && row <= bottom && column >= left && column <= right,
    )
    const formula = shared && this.#text(shared.tokens, place)
    if (formula !== undefined) this.#cells.extra(row, column, { formula })
    if (shared) this.#sharing = undefined
  }

  #text(tokens: Buffer, { row, column }: { row: number; column: number }): string | undefined {
    const { sheetName } = this.#context.workbook
    return formulaText(tokens, { dialect: 'biff12', row, column, sheetName })
  }
}
