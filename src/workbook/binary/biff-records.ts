import { damaged } from '../unreadable.ts'
import { RecordReader } from './record-reader.ts'

/** Records of Excel 5 to 2003 that are read; what each one holds is told where it is read. */
export const RECORD = {
  formula: 0x0006,
  eof: 0x000a,
  externSheet: 0x0017,
  note: 0x001c,
  date1904: 0x0022,
  filePass: 0x002f,
  font: 0x0031,
  continue: 0x003c,
  codePage: 0x0042,
  object: 0x005d,
  uncalculated: 0x005e,
  columnInfo: 0x007d,
  boundSheet: 0x0085,
  palette: 0x0092,
  multipleRk: 0x00bd,
  richString: 0x00d6,
  cellFormat: 0x00e0,
  mergeCells: 0x00e5,
  sharedStrings: 0x00fc,
  sharedLabel: 0x00fd,
  supBook: 0x01ae,
  textObject: 0x01b6,
  number: 0x0203,
  label: 0x0204,
  booleanOrError: 0x0205,
  string: 0x0207,
  row: 0x0208,
  rk: 0x027e,
  numberFormat: 0x041e,
  sharedFormula: 0x04bc,
  bof: 0x0809,
} as const

export interface BiffRecord {
  readonly type: number
  /** Position of the record in the stream. */
  readonly at: number
  readonly data: Buffer
  /** The record and those that continue it, as one. */
  reader(): RecordReader
}

/** Records of one substream from `start` on, up to the end mark that closes it; charts inside of it are left out. */
export function* substream(
  stream: Buffer,
  start: number,
  decode: (bytes: Buffer) => string,
): Generator<BiffRecord> {
  let at = start
  let depth = 0
  while (at + 4 <= stream.length) {
    const type = stream.readUInt16LE(at)
    const end = at + 4 + stream.readUInt16LE(at + 2)
    if (end > stream.length) throw damaged('record breaks off')
    if (type === RECORD.bof) depth++
    else if (type === RECORD.eof && --depth <= 0) return
    if (depth === 1 && type !== RECORD.continue) {
      const data = stream.subarray(at + 4, end)
      yield { type, at, data, reader: () => new RecordReader([data, ...continuations(stream, end)], decode) }
    }
    at = end
  }
  throw damaged('workbook stream breaks off')
}

function continuations(stream: Buffer, from: number): Buffer[] {
  const pieces: Buffer[] = []
  let at = from
  while (at + 4 <= stream.length && stream.readUInt16LE(at) === RECORD.continue) {
    const end = at + 4 + stream.readUInt16LE(at + 2)
    if (end > stream.length) throw damaged('record breaks off')
    pieces.push(stream.subarray(at + 4, end))
    at = end
  }
  return pieces
}
