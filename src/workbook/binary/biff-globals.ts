import iconv from 'iconv-lite'
import type { CellStyle, SheetState } from '../grid.ts'
import { paletteColour } from '../ooxml/colours.ts'
import { damaged } from '../unreadable.ts'
import { RECORD, substream } from './biff-records.ts'
import { type BinaryFont, type BinaryFormat, binaryFont, binaryStyle, runsOf } from './binary-styles.ts'
import type { BinaryString } from './cell-writer.ts'
import type { RecordReader } from './record-reader.ts'

export interface BiffSheet {
  readonly name: string
  readonly state: SheetState
  /** What it holds: 0 cells, 1 macros, 2 a chart, 6 a program. */
  readonly kind: number
  readonly at: number
}

/** What all sheets of a workbook of Excel 5 to 2003 share. */
export interface BiffGlobals {
  readonly isBiff8: boolean
  readonly date1904: boolean
  readonly sheets: readonly BiffSheet[]
  readonly strings: readonly BinaryString[]
  readonly styles: readonly CellStyle[]
  decode(bytes: Buffer): string
  fontOf(id: number): BinaryFont | undefined
  /** Sheet that a reference number of a formula means; undefined when it is outside of the workbook. */
  sheetName(reference: number): string | undefined
}

const STATES: readonly SheetState[] = ['visible', 'hidden', 'very_hidden']
const BIFF8 = 0x0600
const BIFF5 = 0x0500
const OWN_BOOK = 0x0401
const FIRST_CUSTOM_COLOUR = 8

/** Code pages whose number is not their name. */
const CODE_PAGES: Readonly<Record<number, string>> = {
  10000: 'macintosh',
  32768: 'macintosh',
  32769: 'win1252',
  1200: 'win1252',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
}

/** Reads the first substream of a workbook stream. @throws Unreadable */
export function readGlobals(stream: Buffer): BiffGlobals {
  if (stream.length < 8 || stream.readUInt16LE(0) !== RECORD.bof) throw damaged('workbook stream')
  const version = stream.readUInt16LE(4)
  if (version !== BIFF8 && version !== BIFF5) throw damaged(`workbook version ${version}`)
  const isBiff8 = version === BIFF8
  let codePage = 'win1252'
  let date1904 = false
  const decode = (bytes: Buffer): string => iconv.decode(bytes, codePage)
  const sheets: BiffSheet[] = []
  const fonts: BinaryFont[] = []
  const formats: (BinaryFormat & { colour: number })[] = []
  const codes = new Map<number, string>()
  const palette: string[] = []
  const ownBooks: boolean[] = []
  let references: Buffer | undefined
  let strings: BinaryString[] = []
  // Font number 4 does not exist: numbers from 5 on are one ahead of the list.
  const fontOf = (id: number): BinaryFont | undefined => fonts[id > 4 ? id - 1 : id]
  for (const record of substream(stream, 0, decode)) {
    const { type, data } = record
    switch (type) {
      case RECORD.codePage:
        codePage = codePageName(data.readUInt16LE(0))
        break
      case RECORD.date1904:
        date1904 = data.readUInt16LE(0) === 1
        break
      case RECORD.font:
        fonts.push(binaryFont(data.readUInt16LE(2), data.readUInt16LE(6)))
        break
      case RECORD.numberFormat: {
        const reader = record.reader()
        codes.set(reader.u16(), isBiff8 ? reader.unicode(reader.u16()) : reader.coded(reader.u8()))
        break
      }
      case RECORD.cellFormat:
        formats.push(cellFormat(data, isBiff8))
        break
      case RECORD.palette:
        for (let i = 0; i < data.readUInt16LE(0) && 6 + i * 4 <= data.length; i++)
          palette.push(data.toString('hex', 2 + i * 4, 5 + i * 4).toUpperCase())
        break
      case RECORD.boundSheet:
        sheets.push(boundSheet(record.reader(), isBiff8))
        break
      case RECORD.supBook:
        ownBooks.push(data.length >= 4 && data.readUInt16LE(2) === OWN_BOOK)
        break
      case RECORD.externSheet:
        references = data
        break
      case RECORD.sharedStrings:
        strings = readStrings(record.reader(), fontOf)
    }
  }
  const styles = formats.map((format) =>
    binaryStyle({ ...format, fill: colourOf(format.colour, palette) }, fontOf, codes),
  )
  return {
    isBiff8,
    date1904,
    sheets,
    strings,
    styles,
    decode,
    fontOf,
    sheetName(reference) {
      const at = 2 + reference * 6
      if (!isBiff8 || !references || at + 6 > references.length) return undefined
      return ownBooks[references.readUInt16LE(at)] ? sheets[references.readUInt16LE(at + 2)]?.name : undefined
    },
  }
}

function codePageName(id: number): string {
  const name = CODE_PAGES[id] ?? `cp${id}`
  return iconv.encodingExists(name) ? name : 'win1252'
}

function boundSheet(reader: RecordReader, isBiff8: boolean): BiffSheet {
  const at = reader.u32()
  const state = STATES[reader.u8() & 3] ?? 'visible'
  const kind = reader.u8()
  const length = reader.u8()
  return { at, state, kind, name: isBiff8 ? reader.unicode(length) : reader.coded(length) }
}

function cellFormat(data: Buffer, isBiff8: boolean): BinaryFormat & { colour: number } {
  const fillBits = isBiff8 ? data.readUInt32LE(14) >>> 26 : (data.readUInt32LE(8) >>> 16) & 0x3f
  const colours = isBiff8 ? data.readUInt16LE(18) : data.readUInt32LE(8)
  return {
    font: data.readUInt16LE(0),
    numberFormat: data.readUInt16LE(2),
    fill: null,
    colour: fillBits === 0 ? -1 : colours & 0x7f,
  }
}

function colourOf(id: number, palette: readonly string[]): string | null {
  return id < 0 ? null : (palette[id - FIRST_CUSTOM_COLOUR] ?? paletteColour(id))
}

function readStrings(reader: RecordReader, fontOf: (id: number) => BinaryFont | undefined): BinaryString[] {
  reader.skip(4)
  const count = reader.u32()
  const strings: BinaryString[] = []
  for (let i = 0; i < count; i++) {
    // Some writers announce more texts than they write.
    if (reader.isDone) break
    strings.push(richString(reader, fontOf))
  }
  return strings
}

function richString(reader: RecordReader, fontOf: (id: number) => BinaryFont | undefined): BinaryString {
  const length = reader.u16()
  const flags = reader.u8()
  const runCount = flags & 0x08 ? reader.u16() : 0
  const extraBytes = flags & 0x04 ? reader.u32() : 0
  const text = reader.characters(length, (flags & 1) === 1)
  const changes: [number, number][] = []
  for (let i = 0; i < runCount; i++) changes.push([reader.u16(), reader.u16()])
  reader.skip(extraBytes)
  return changes.length === 0 ? { text } : { text, runs: runsOf(text, changes, fontOf) }
}
