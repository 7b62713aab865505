import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib'
import type { ReadLimits } from '../read-limits.ts'
import { damaged, encrypted, Unreadable } from '../unreadable.ts'

interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly crc: number
  readonly packedSize: number
  readonly unpackedSize: number
  readonly headerOffset: number
  readonly encrypted: boolean
}

const LOCAL_HEADER = 0x04034b50
const CENTRAL_HEADER = 0x02014b50
const END_RECORD = 0x06054b50
const END_RECORD_64 = 0x06064b50
const END_LOCATOR_64 = 0x07064b50
const END_RECORD_SIZE = 22
const MAX_COMMENT = 0xffff
/** A small part of blanks packs a thousandfold and harms nobody: the ratio counts from here on, bytes. */
const RATIO_COUNTS_FROM = 8 * 1024 * 1024
/** Parts that are streamed are handed on in pieces of this size. */
const PIECE_BYTES = 512 * 1024

/**
 * The parts of a ZIP file, unpacked on demand. What a part unpacks to is bounded, and its checksum is held against the
 * directory: a price in a damaged part must not come through changed.
 */
export class ZipArchive {
  readonly #bytes: Buffer
  readonly #entries = new Map<string, ZipEntry>()
  readonly #limits: ReadLimits
  #unpacked = 0

  /** @throws Unreadable for a damaged directory, or one that announces more than the limits allow. */
  constructor(bytes: Uint8Array, limits: ReadLimits) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#limits = limits
    let announced = 0
    for (const entry of directoryOf(this.#bytes)) {
      announced += entry.unpackedSize
      // Part names are compared without case: writers differ in it between a part and the references to it.
      this.#entries.set(partKey(entry.name), entry)
      this.#checkSize(entry, entry.unpackedSize)
    }
    if (announced > limits.maxUnpackedBytes) throw bomb(announced, limits)
  }

  get names(): string[] {
    return Array.from(this.#entries.values(), (entry) => entry.name)
  }

  has(name: string): boolean {
    return this.#entries.has(partKey(name))
  }

  /** Unpacked size of a part as the directory states it, bytes; 0 for no such part. */
  sizeOf(name: string): number {
    return this.#entries.get(partKey(name))?.unpackedSize ?? 0
  }

  /** @throws Unreadable when the part is damaged, encrypted or too large; undefined when there is no such part. */
  read(name: string): Buffer | undefined {
    const entry = this.#entries.get(partKey(name))
    if (!entry) return undefined
    const packed = this.#packed(entry)
    let unpacked: Buffer
    if (entry.method === 0) unpacked = packed
    else {
      try {
        unpacked = inflateRawSync(packed, { maxOutputLength: this.#allowance(entry) })
      } catch (error) {
        throw this.#inflateProblem(error, entry)
      }
    }
    this.#account(entry, unpacked.length)
    if (crc32(unpacked) !== entry.crc) throw damaged(`${entry.name}: checksum`)
    return unpacked
  }

  /** As {@link read}, but in pieces; the checksum is known after the last one, so nothing counts before it. */
  async *stream(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(partKey(name))
    if (!entry) return
    const packed = this.#packed(entry)
    if (entry.method === 0) {
      if (crc32(packed) !== entry.crc) throw damaged(`${entry.name}: checksum`)
      this.#account(entry, packed.length)
      yield packed
      return
    }
    const allowance = this.#allowance(entry)
    let size = 0
    let crc = 0
    const inflate = createInflateRaw({ chunkSize: PIECE_BYTES })
    inflate.end(packed)
    try {
      for await (const piece of inflate as AsyncIterable<Buffer>) {
        size += piece.length
        if (size > allowance) throw bomb(size, this.#limits)
        crc = crc32(piece, crc)
        yield piece
      }
    } catch (error) {
      throw this.#inflateProblem(error, entry)
    } finally {
      inflate.destroy()
    }
    this.#account(entry, size)
    if (crc !== entry.crc) throw damaged(`${entry.name}: checksum`)
  }

  #packed(entry: ZipEntry): Buffer {
    if (entry.encrypted) throw encrypted(entry.name)
    if (entry.method !== 0 && entry.method !== 8)
      throw damaged(`${entry.name}: packing method ${entry.method}`)
    const at = entry.headerOffset
    if (at + 30 > this.#bytes.length || this.#bytes.readUInt32LE(at) !== LOCAL_HEADER)
      throw damaged(`${entry.name}: header`)
    const start = at + 30 + this.#bytes.readUInt16LE(at + 26) + this.#bytes.readUInt16LE(at + 28)
    if (start + entry.packedSize > this.#bytes.length) throw damaged(`${entry.name}: breaks off`)
    return this.#bytes.subarray(start, start + entry.packedSize)
  }

  #allowance(entry: ZipEntry): number {
    const left = this.#limits.maxUnpackedBytes - this.#unpacked
    // The directory may lie: what counts is what comes out, and that is stopped here.
    return Math.max(1, Math.min(left, Math.max(RATIO_COUNTS_FROM, entry.packedSize * this.#limits.maxRatio)))
  }

  #account(entry: ZipEntry, size: number): void {
    this.#unpacked += size
    this.#checkSize(entry, size)
  }

  #checkSize(entry: ZipEntry, size: number): void {
    if (size > RATIO_COUNTS_FROM && size > entry.packedSize * this.#limits.maxRatio)
      throw bomb(size, this.#limits)
  }

  #inflateProblem(error: unknown, entry: ZipEntry): Unreadable {
    if (error instanceof Unreadable) return error
    const code = (error as { code?: string }).code
    return code === 'ERR_BUFFER_TOO_LARGE'
      ? bomb(this.#allowance(entry), this.#limits)
      : damaged(`${entry.name}: cannot be unpacked`)
  }
}

const partKey = (name: string): string => name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()

function bomb(size: number, limits: ReadLimits): Unreadable {
  return new Unreadable(
    'file-zip-bomb',
    'The workbook unpacks to far more data than a rate sheet holds. Check where it comes from; if it is genuine, raise the limits max_unpacked_bytes and max_ratio.',
    {
      value: `${size} bytes`,
      expected: `at most ${limits.maxUnpackedBytes} bytes, ${limits.maxRatio} times the packed size`,
    },
  )
}

function* directoryOf(bytes: Buffer): Generator<ZipEntry> {
  const end = endRecord(bytes)
  let count = bytes.readUInt16LE(end + 10)
  let size = bytes.readUInt32LE(end + 12)
  let offset = bytes.readUInt32LE(end + 16)
  let directoryEnd = end
  const locator = end - 20
  if (locator >= 0 && bytes.readUInt32LE(locator) === END_LOCATOR_64) {
    const at = Number(bytes.readBigUInt64LE(locator + 8))
    if (at + 56 > bytes.length || bytes.readUInt32LE(at) !== END_RECORD_64) throw damaged('ZIP64 directory')
    count = Number(bytes.readBigUInt64LE(at + 32))
    size = Number(bytes.readBigUInt64LE(at + 40))
    offset = Number(bytes.readBigUInt64LE(at + 48))
    directoryEnd = at
  }
  // Bytes before the archive shift every offset by the same amount.
  const shift = directoryEnd - size - offset
  if (shift < 0) throw damaged('ZIP directory')
  let at = offset + shift
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL_HEADER) throw damaged('ZIP directory')
    const flags = bytes.readUInt16LE(at + 8)
    const nameLength = bytes.readUInt16LE(at + 28)
    const extraLength = bytes.readUInt16LE(at + 30)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const sizes = wideSizes(
      bytes,
      at,
      bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength),
    )
    yield {
      name,
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packedSize: sizes.packed,
      unpackedSize: sizes.unpacked,
      headerOffset: sizes.offset + shift,
      encrypted: (flags & 1) === 1,
    }
    at += 46 + nameLength + extraLength + bytes.readUInt16LE(at + 32)
  }
}

function endRecord(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - END_RECORD_SIZE - MAX_COMMENT)
  for (let at = bytes.length - END_RECORD_SIZE; at >= first; at--) {
    if (bytes[at] === 0x50 && bytes.readUInt32LE(at) === END_RECORD) return at
  }
  throw damaged('ZIP directory at the end of the file')
}

/** Sizes and offset of a directory entry, from its ZIP64 field where the plain ones are full. */
function wideSizes(
  bytes: Buffer,
  at: number,
  extra: Buffer,
): { packed: number; unpacked: number; offset: number } {
  const sizes = {
    unpacked: bytes.readUInt32LE(at + 24),
    packed: bytes.readUInt32LE(at + 20),
    offset: bytes.readUInt32LE(at + 42),
  }
  const FULL = 0xffffffff
  for (let i = 0; i + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(i + 2)
    if (extra.readUInt16LE(i) === 1) {
      let field = i + 4
      for (const key of ['unpacked', 'packed', 'offset'] as const) {
        if (sizes[key] !== FULL) continue
        if (field + 8 > extra.length) throw damaged('ZIP64 field')
        sizes[key] = Number(extra.readBigUInt64LE(field))
        field += 8
      }
    }
    i += 4 + length
  }
  return sizes
}
