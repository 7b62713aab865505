import { GridBuilder } from '../grid-builder.ts'
import { damaged } from '../unreadable.ts'
import type { BiffGlobals, BiffSheet } from './biff-globals.ts'
import { type BiffRecord, RECORD, substream } from './biff-records.ts'
import { runsOf } from './binary-styles.ts'
import { type BinaryString, CellWriter } from './cell-writer.ts'
import { formulaText } from './formula-tokens.ts'
import { rkNumber } from './record-reader.ts'

interface OpenFormula {
  readonly row: number
  readonly column: number
  readonly format: number
}

const ROW_HIDDEN = 0x20
const COLUMN_HIDDEN = 1
/** The writer asks for the formula to be calculated on opening: it has not done so itself. */
const CALCULATE_ON_LOAD = 2
/** A formula that only points to the one that it shares. */
const SHARED_TOKEN = 1
const NOTE_OBJECT = 0x19

/** Reads the cells of one sheet of Excel 5 to 2003 into a grid that is yet to be built. @throws Unreadable */
export function readBiffSheet(
  stream: Buffer,
  sheet: BiffSheet,
  index: number,
  globals: BiffGlobals,
  maxCells: number,
): GridBuilder {
  if (sheet.at + 4 > stream.length || stream.readUInt16LE(sheet.at) !== RECORD.bof)
    throw damaged(`sheet ${sheet.name} is not where it should be`)
  const builder = new GridBuilder(sheet.name, index)
  builder.state = sheet.state
  builder.date1904 = globals.date1904
  new SheetReader(new CellWriter(builder, globals.styles, maxCells), globals).read(stream, sheet.at)
  return builder
}

class SheetReader {
  readonly #cells: CellWriter
  readonly #globals: BiffGlobals
  readonly #notes = new Map<number, string>()
  #formula: OpenFormula | undefined
  #lastObject = -1
  #isUncalculated = false
  /** Cells whose shared formula stands in a record yet to come. */
  readonly #sharing: OpenFormula[] = []

  readonly #shared: { tokens: Buffer; top: number; bottom: number; left: number; right: number }[] = []

  constructor(cells: CellWriter, globals: BiffGlobals) {
    this.#cells = cells
    this.#globals = globals
  }

  read(stream: Buffer, at: number): void {
    for (const record of substream(stream, at, this.#globals.decode)) {
      try {
        this.#record(record)
      } catch (error) {
        // A field beyond the end of its record.
        if (error instanceof RangeError) throw damaged(`record ${record.type.toString(16)}`)
        throw error
      }
    }
  }

  #record(record: BiffRecord): void {
    const { type, data } = record
    const cells = this.#cells
    switch (type) {
      case RECORD.uncalculated:
        this.#isUncalculated = true
        break
      case RECORD.row:
        if (data.readUInt16LE(12) & ROW_HIDDEN) cells.builder.hiddenRows.push(data.readUInt16LE(0) + 1)
        break
      case RECORD.columnInfo:
        if (data.readUInt16LE(8) & COLUMN_HIDDEN)
          cells.hideColumns(data.readUInt16LE(0), data.readUInt16LE(2))
        break
      case RECORD.number:
        cells.number(...place(data), data.readDoubleLE(6))
        break
      case RECORD.rk:
        cells.number(...place(data), rkNumber(data.readUInt32LE(6)))
        break
      case RECORD.multipleRk:
        this.#multipleRk(data)
        break
      case RECORD.sharedLabel: {
        const string = this.#globals.strings[data.readUInt32LE(6)]
        if (!string) throw damaged('shared string')
        cells.text(...place(data), string)
        break
      }
      case RECORD.label:
      case RECORD.richString:
        cells.text(...place(data), this.#label(record))
        break
      case RECORD.booleanOrError:
        if (data[7]) cells.error(...place(data), data[6]!)
        else cells.boolean(...place(data), data[6] === 1)
        break
      case RECORD.formula:
        this.#readFormula(data)
        break
      case RECORD.sharedFormula:
        this.#readShared(data)
        break
      case RECORD.string:
        this.#readResult(record)
        break
      case RECORD.mergeCells:
        for (let i = 0, at = 2; i < data.readUInt16LE(0); i++, at += 8)
          cells.merge(
            data.readUInt16LE(at) + 1,
            data.readUInt16LE(at + 2) + 1,
            data.readUInt16LE(at + 4),
            data.readUInt16LE(at + 6),
          )
        break
      case RECORD.object:
        // The first part of an object names its kind and number, by which a note refers to its text.
        if (data.length >= 8 && data.readUInt16LE(4) === NOTE_OBJECT) this.#lastObject = data.readUInt16LE(6)
        break
      case RECORD.textObject:
        this.#readObjectText(record)
        break
      case RECORD.note:
        this.#readNote(record)
    }
  }

  #multipleRk(data: Buffer): void {
    const [row, first] = place(data)
    for (let at = 4, column = first; at + 6 <= data.length - 2; at += 6, column++)
      this.#cells.number(row, column, data.readUInt16LE(at), rkNumber(data.readUInt32LE(at + 2)))
  }

  #label(record: BiffRecord): BinaryString {
    const { isBiff8, fontOf } = this.#globals
    const reader = record.reader()
    reader.skip(6)
    const length = reader.u16()
    const text = isBiff8 ? reader.unicode(length) : reader.coded(length)
    if (record.type === RECORD.label) return { text }
    const changes: [number, number][] = []
    const count = isBiff8 ? reader.u16() : reader.u8()
    for (let i = 0; i < count; i++)
      changes.push(isBiff8 ? [reader.u16(), reader.u16()] : [reader.u8(), reader.u8()])
    return { text, runs: runsOf(text, changes, fontOf) }
  }

  #readFormula(data: Buffer): void {
    const [row, column, format] = place(data)
    const tokens = data.subarray(22, 22 + data.readUInt16LE(20))
    const flags = data.readUInt16LE(14)
    const isSpecial = data.readUInt16LE(12) === 0xffff
    const kind = data[6]!
    this.#formula = { row, column, format }
    const value = isSpecial ? Number.NaN : data.readDoubleLE(6)
    // A result of 0 that was never calculated is no result: it would be an invented free rate.
    const isMissing = value === 0 && (this.#isUncalculated || (flags & CALCULATE_ON_LOAD) !== 0)
    if (isSpecial && kind === 1) this.#cells.boolean(row, column, format, data[8] === 1)
    else if (isSpecial && kind === 2) this.#cells.error(row, column, format, data[8]!)
    else if (!isSpecial && !isMissing) this.#cells.number(row, column, format, value)
    const isShared = tokens[0] === SHARED_TOKEN
    const formula = isShared ? '' : (formulaText(tokens, this.#context(row, column)) ?? '')
    this.#cells.extra(row, column, isMissing ? { formula, formulaWithoutValue: true } : { formula })
    // The shared formula itself follows the first cell that uses it.
    if (isShared && !this.#share(this.#formula)) this.#sharing.push(this.#formula)
  }

  /** The formula that the last cell, and those that refer to it, share. */
  #readShared(data: Buffer): void {
    const tokens = data.subarray(10, 10 + data.readUInt16LE(8))
    const [top, bottom] = [data.readUInt16LE(0) + 1, data.readUInt16LE(2) + 1]
    this.#shared.push({ tokens, top, bottom, left: data[4]!, right: data[5]! })
    for (const cell of this.#sharing.splice(0)) this.#share(cell)
  }

  #share({ row, column }: OpenFormula): boolean {
    const shared = this.#shared.findLast(
      ({ top, bottom, left, right }) => row >= top && row <= bottom && column >= left && column <= right,
    )
    const formula = shared && formulaText(shared.tokens, this.#context(row, column))
    if (formula !== undefined) this.#cells.extra(row, column, { formula })
    return shared !== undefined
  }

  #context(row: number, column: number): Parameters<typeof formulaText>[1] {
    const { isBiff8, sheetName } = this.#globals
    return { dialect: isBiff8 ? 'biff8' : 'biff5', row, column, sheetName }
  }

  /** The text that the formula before it gave. */
  #readResult(record: BiffRecord): void {
    const open = this.#formula
    if (!open) return
    this.#formula = undefined
    const reader = record.reader()
    const length = reader.u16()
    const text = this.#globals.isBiff8 ? reader.unicode(length) : reader.coded(length)
    this.#cells.text(open.row, open.column, open.format, { text })
  }

  #readObjectText(record: BiffRecord): void {
    if (this.#lastObject < 0) return
    const length = record.data.readUInt16LE(10)
    const reader = record.reader()
    reader.skip(record.data.length)
    if (length > 0 && !reader.isDone) this.#notes.set(this.#lastObject, reader.unicode(length))
    this.#lastObject = -1
  }

  #readNote(record: BiffRecord): void {
    const reader = record.reader()
    const row = reader.u16() + 1
    const column = reader.u16()
    let note: string | undefined
    if (this.#globals.isBiff8) {
      reader.skip(2)
      note = this.#notes.get(reader.u16())
    } else note = reader.coded(Math.min(reader.u16(), reader.left))
    if (note?.trim()) this.#cells.extra(row, column, { note: note.replace(/\r\n?/g, '\n').trim() })
  }
}

/** Row (1-based), column and cell format, with which every cell record begins. */
function place(data: Buffer): [row: number, column: number, format: number] {
  return [data.readUInt16LE(0) + 1, data.readUInt16LE(2), data.readUInt16LE(4)]
}
