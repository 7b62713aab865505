import type { CellStyle, SheetState } from '../grid.ts'
import { OFFICE_THEME, paletteColour, type Theme } from '../ooxml/colours.ts'
import { type BinaryFont, type BinaryFormat, binaryFont, binaryStyle, runsOf } from './binary-styles.ts'
import type { BinaryString } from './cell-writer.ts'
import type { RecordReader } from './record-reader.ts'
import { fields, wideText, XLSB, xlsbRecords } from './xlsb-records.ts'

export interface XlsbWorkbook {
  readonly sheets: readonly {
    readonly name: string
    readonly state: SheetState
    readonly relationshipId: string
  }[]
  readonly date1904: boolean
  sheetName(reference: number): string | undefined
}

export interface XlsbStyles {
  readonly styles: readonly CellStyle[]
  readonly fonts: readonly BinaryFont[]
}

const STATES: readonly SheetState[] = ['visible', 'hidden', 'very_hidden']

export function readXlsbWorkbook(part: Buffer): XlsbWorkbook {
  const sheets: { name: string; state: SheetState; relationshipId: string }[] = []
  const books: boolean[] = []
  const references: { book: number; sheet: number }[] = []
  let date1904 = false
  for (const { type, data } of xlsbRecords(part)) {
    const reader = fields(data)
    if (type === XLSB.workbookProperties) date1904 = (reader.u8() & 1) === 1
    else if (type === XLSB.bundleSheet) {
      const state = STATES[reader.u32() & 3] ?? 'visible'
      reader.skip(4)
      const relationshipId = wideText(reader)
      sheets.push({ name: wideText(reader), state, relationshipId })
    } else if (type === XLSB.ownBook || type === XLSB.sameSheet || type === XLSB.otherBook)
      books.push(type === XLSB.ownBook)
    else if (type === XLSB.externSheet) {
      for (let count = reader.u32(); count > 0 && !reader.isDone; count--) {
        references.push({ book: reader.u32(), sheet: reader.u32() })
        reader.skip(4)
      }
    }
  }
  return {
    sheets,
    date1904,
    sheetName(reference) {
      const { book, sheet } = references[reference] ?? { book: -1, sheet: -1 }
      return books[book] ? sheets[sheet]?.name : undefined
    },
  }
}

export function readXlsbStyles(part: Buffer | undefined, theme: Theme = OFFICE_THEME): XlsbStyles {
  const fonts: BinaryFont[] = []
  const fills: (string | null)[] = []
  const codes = new Map<number, string>()
  const formats: BinaryFormat[] = []
  let inCellFormats = false
  for (const { type, data } of part ? xlsbRecords(part) : []) {
    const reader = fields(data)
    if (type === XLSB.beginCellFormats) inCellFormats = true
    else if (type === XLSB.endCellFormats) inCellFormats = false
    else if (type === XLSB.font) {
      reader.skip(2)
      fonts.push(binaryFont(reader.u16(), reader.u16()))
    } else if (type === XLSB.numberFormat) codes.set(reader.u16(), wideText(reader))
    else if (type === XLSB.fill) fills.push(reader.u32() === 0 ? null : colour(reader, theme))
    else if (type === XLSB.cellFormat && inCellFormats) {
      reader.skip(2)
      const numberFormat = reader.u16()
      const font = reader.u16()
      formats.push({ numberFormat, font, fill: fills[reader.u16()] ?? null })
    }
  }
  return { fonts, styles: formats.map((format) => binaryStyle(format, (id) => fonts[id], codes)) }
}

export function readXlsbStrings(part: Buffer | undefined, fonts: readonly BinaryFont[]): BinaryString[] {
  const strings: BinaryString[] = []
  for (const { type, data } of part ? xlsbRecords(part) : [])
    if (type === XLSB.sharedStringItem) strings.push(richText(fields(data), fonts))
  return strings
}

/** A text that may have runs of other fonts. */
export function richText(reader: RecordReader, fonts: readonly BinaryFont[]): BinaryString {
  const isRich = (reader.u8() & 1) === 1
  const text = wideText(reader)
  if (!isRich) return { text }
  const changes: [number, number][] = []
  for (let count = reader.u32(); count > 0; count--) changes.push([reader.u16(), reader.u16()])
  return { text, runs: runsOf(text, changes, (id) => fonts[id]) }
}

function colour(reader: RecordReader, theme: Theme): string | null {
  const kind = reader.u8() >> 1
  const index = reader.u8()
  reader.skip(2)
  if (kind === 1) return paletteColour(index)
  if (kind === 2) return reader.bytes(3).toString('hex').toUpperCase()
  // The tint is left out: that a cell is filled matters more than its shade.
  return kind === 3 ? (theme[index] ?? null) : null
}
