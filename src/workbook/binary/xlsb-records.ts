import { damaged } from '../unreadable.ts'
import { RecordReader } from './record-reader.ts'

/** Records of .xlsb parts that are read. */
export const XLSB = {
  rowHeader: 0,
  blank: 1,
  rk: 2,
  error: 3,
  boolean: 4,
  real: 5,
  text: 6,
  sharedText: 7,
  formulaText: 8,
  formulaNumber: 9,
  formulaBoolean: 10,
  formulaError: 11,
  shortBlank: 12,
  shortSharedText: 18,
  sharedStringItem: 19,
  font: 43,
  numberFormat: 44,
  fill: 45,
  cellFormat: 47,
  columnInfo: 60,
  richText: 62,
  beginSheet: 129,
  endSheet: 130,
  endSheetData: 146,
  workbookProperties: 153,
  bundleSheet: 156,
  mergeCell: 176,
  ownBook: 357,
  sameSheet: 358,
  otherBook: 355,
  externSheet: 362,
  sharedFormula: 427,
  beginCellFormats: 617,
  endCellFormats: 618,
  beginComment: 635,
  commentText: 637,
} as const

/** Shared strings a part may announce without holding them: reading stops at the part's end. */
export interface XlsbRecord {
  readonly type: number
  readonly data: Buffer
}

export function* xlsbRecords(part: Buffer): Generator<XlsbRecord> {
  let at = 0
  while (at < part.length) {
    let type = part[at++]!
    if (type & 0x80) type = (type & 0x7f) | ((part[at++]! & 0x7f) << 7)
    let length = 0
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = part[at++]
      if (byte === undefined) throw damaged('record breaks off')
      length |= (byte & 0x7f) << shift
      if (!(byte & 0x80)) break
    }
    if (at + length > part.length) throw damaged('record breaks off')
    yield { type, data: part.subarray(at, at + length) }
    at += length
  }
}

/** Fields of a record; its texts are all of two bytes a character. */
export function fields(data: Buffer): RecordReader {
  return new RecordReader([data], (bytes) => bytes.toString('latin1'))
}

/** A text with its length before it; a length of all ones means none. */
export function wideText(reader: RecordReader): string {
  const length = reader.u32()
  return length === 0xffffffff ? '' : reader.characters(length, true)
}
