import { damaged } from '../unreadable.ts'

/**
 * Reads little-endian fields of one binary record that may go on in further pieces. Text may be cut in the middle; the
 * next piece then begins with a new flag that says how wide its characters are.
 */
export class RecordReader {
  readonly #pieces: readonly Buffer[]
  readonly #decode: (bytes: Buffer) => string
  #piece = 0
  #at = 0

  /** `decode` is for texts of one byte a character, in the code page of the workbook. */
  constructor(pieces: readonly Buffer[], decode: (bytes: Buffer) => string) {
    this.#pieces = pieces
    this.#decode = decode
  }

  /** Bytes left in the present piece. */
  get left(): number {
    return (this.#pieces[this.#piece]?.length ?? 0) - this.#at
  }

  get isDone(): boolean {
    return this.left === 0 && this.#piece >= this.#pieces.length - 1
  }

  u8(): number {
    return this.#take(1)[0]!
  }

  u16(): number {
    return this.#take(2).readUInt16LE(0)
  }

  u32(): number {
    return this.#take(4).readUInt32LE(0)
  }

  double(): number {
    return this.#take(8).readDoubleLE(0)
  }

  bytes(count: number): Buffer {
    return this.#take(count)
  }

  skip(count: number): void {
    let left = count
    while (left > 0) {
      const step = Math.min(left, this.#available())
      this.#at += step
      left -= step
    }
  }

  /** Text of `count` characters that begins with a flag for their width (Excel 97 and later). */
  unicode(count: number): string {
    return this.characters(count, (this.u8() & 1) === 1)
  }

  /** Text whose flag was read already. */
  characters(count: number, isWide: boolean): string {
    let text = ''
    let wide = isWide
    let left = count
    while (left > 0) {
      if (this.left === 0) {
        this.#available()
        wide = (this.u8() & 1) === 1
      }
      const width = wide ? 2 : 1
      const step = Math.min(left, Math.floor(this.left / width))
      if (step === 0) throw damaged('text is cut inside a character')
      text += this.#take(step * width).toString(wide ? 'utf16le' : 'latin1')
      left -= step
    }
    return text
  }

  /** Text of `count` bytes in the code page of the workbook (before Excel 97). */
  coded(count: number): string {
    return this.#decode(this.#take(count))
  }

  /** Bytes left in the piece, after moving to the next one where this one is used up. */
  #available(): number {
    while (this.left === 0) {
      if (++this.#piece >= this.#pieces.length) throw damaged('record breaks off')
      this.#at = 0
    }
    return this.left
  }

  #take(count: number): Buffer {
    if (count === 0) return EMPTY
    if (this.left === 0) this.#available()
    const piece = this.#pieces[this.#piece]!
    if (this.left >= count) {
      this.#at += count
      return piece.subarray(this.#at - count, this.#at)
    }
    const parts: Buffer[] = []
    for (let left = count; left > 0; ) {
      const step = Math.min(left, this.#available())
      parts.push(this.#pieces[this.#piece]!.subarray(this.#at, this.#at + step))
      this.#at += step
      left -= step
    }
    return Buffer.concat(parts)
  }
}

const EMPTY = Buffer.alloc(0)

/** A number packed into 32 bits: an integer or the upper part of a double, either one divided by 100 or not. */
export function rkNumber(packed: number): number {
  let value: number
  if (packed & 2) value = packed >> 2
  else {
    const upper = Buffer.alloc(8)
    upper.writeUInt32LE((packed & 0xfffffffc) >>> 0, 4)
    value = upper.readDoubleLE(0)
  }
  return packed & 1 ? value / 100 : value
}

const ERRORS = new Map([
  [0x00, '#NULL!'],
  [0x07, '#DIV/0!'],
  [0x0f, '#VALUE!'],
  [0x17, '#REF!'],
  [0x1d, '#NAME?'],
  [0x24, '#NUM!'],
  [0x2a, '#N/A'],
  [0x2b, '#GETTING_DATA'],
])

export function errorText(code: number): string {
  return ERRORS.get(code) ?? '#VALUE!'
}
