import { damaged } from '../unreadable.ts'

interface DirectoryEntry {
  readonly name: string
  readonly type: number
  readonly left: number
  readonly right: number
  readonly child: number
  readonly start: number
  readonly size: number
}

const END_OF_CHAIN = 0xfffffffa
const HEADER_LISTS = 109
const STREAM = 2

/** The streams at the top of an OLE container: those of embedded objects, which may be workbooks too, are left out. */
export class CompoundFile {
  readonly #bytes: Buffer
  readonly #sectorSize: number
  readonly #miniSectorSize: number
  readonly #miniCutoff: number
  readonly #fat: number[]
  readonly #miniFat: number[]
  readonly #miniStream: Buffer
  readonly #streams = new Map<string, DirectoryEntry>()

  /** @throws Unreadable for a container that breaks off or whose chains run in circles. */
  constructor(bytes: Uint8Array) {
    const b = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (b.length < 512) throw damaged('container header')
    const shift = b.readUInt16LE(30)
    const miniShift = b.readUInt16LE(32)
    if (shift < 7 || shift > 16 || miniShift < 2 || miniShift > shift) throw damaged('container header')
    this.#bytes = b
    this.#sectorSize = 1 << shift
    this.#miniSectorSize = 1 << miniShift
    this.#miniCutoff = b.readUInt32LE(56)
    this.#fat = this.#readFat()
    const directory = this.#readChain(b.readUInt32LE(48))
    const entries: DirectoryEntry[] = []
    for (let at = 0; at + 128 <= directory.length; at += 128) entries.push(entryOf(directory, at))
    const root = entries[0]
    if (!root) throw damaged('container directory')
    this.#miniFat = sectorNumbers(this.#readChain(b.readUInt32LE(60)))
    this.#miniStream = this.#readChain(root.start)
    this.#collect(entries, root.child)
  }

  get names(): string[] {
    return Array.from(this.#streams.values(), (entry) => entry.name)
  }

  /** A stream by its name, in any case; undefined when there is none. */
  stream(name: string): Buffer | undefined {
    const entry = this.#streams.get(name.toLowerCase())
    if (entry?.type !== STREAM) return undefined
    const whole =
      entry.size < this.#miniCutoff ? this.#readMiniChain(entry.start) : this.#readChain(entry.start)
    if (whole.length < entry.size) throw damaged(`stream ${entry.name} breaks off`)
    return whole.subarray(0, entry.size)
  }

  has(name: string): boolean {
    return this.#streams.has(name.toLowerCase())
  }

  #readFat(): number[] {
    const b = this.#bytes
    const lists: number[] = []
    for (let i = 0; i < HEADER_LISTS; i++) lists.push(b.readUInt32LE(76 + i * 4))
    let next = b.readUInt32LE(68)
    const perSector = this.#sectorSize / 4
    for (let guard = b.length / this.#sectorSize; next < END_OF_CHAIN && guard > 0; guard--) {
      const sector = sectorNumbers(this.#sector(next))
      for (let i = 0; i < perSector - 1; i++) lists.push(sector[i]!)
      next = sector[perSector - 1]!
    }
    const fat: number[] = []
    for (const list of lists) {
      if (list >= END_OF_CHAIN) continue
      for (const number of sectorNumbers(this.#sector(list))) fat.push(number)
      if (fat.length * this.#sectorSize > b.length * 2 + this.#sectorSize * perSector) break
    }
    return fat
  }

  #sector(number: number): Buffer {
    const start = (number + 1) * this.#sectorSize
    if (start >= this.#bytes.length) throw damaged('container breaks off')
    const sector = this.#bytes.subarray(start, start + this.#sectorSize)
    // Some writers cut the last sector where its content ends.
    return sector.length === this.#sectorSize ? sector : Buffer.concat([sector], this.#sectorSize)
  }

  #readChain(start: number): Buffer {
    return follow(start, this.#fat, (sector) => this.#sector(sector))
  }

  #readMiniChain(start: number): Buffer {
    return follow(start, this.#miniFat, (sector) => {
      const at = sector * this.#miniSectorSize
      if (at >= this.#miniStream.length) throw damaged('container breaks off')
      return this.#miniStream.subarray(at, at + this.#miniSectorSize)
    })
  }

  /** Entries of one folder form a tree. */
  #collect(entries: readonly DirectoryEntry[], top: number): void {
    const waiting = [top]
    const seen = new Set<number>()
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const entry = entries[id]
      if (!entry || seen.has(id)) continue
      seen.add(id)
      this.#streams.set(entry.name.toLowerCase(), entry)
      waiting.push(entry.left, entry.right)
    }
  }
}

function follow(start: number, chain: readonly number[], sector: (number: number) => Buffer): Buffer {
  const parts: Buffer[] = []
  for (let next = start; next < END_OF_CHAIN; next = chain[next] ?? END_OF_CHAIN) {
    if (parts.length > chain.length) throw damaged('container chain')
    parts.push(sector(next))
  }
  return Buffer.concat(parts)
}

function sectorNumbers(bytes: Buffer): number[] {
  const numbers: number[] = []
  for (let at = 0; at + 4 <= bytes.length; at += 4) numbers.push(bytes.readUInt32LE(at))
  return numbers
}

function entryOf(directory: Buffer, at: number): DirectoryEntry {
  const nameBytes = Math.max(0, Math.min(directory.readUInt16LE(at + 64) - 2, 62))
  return {
    name: directory.toString('utf16le', at, at + nameBytes),
    type: directory[at + 66]!,
    left: directory.readUInt32LE(at + 68),
    right: directory.readUInt32LE(at + 72),
    child: directory.readUInt32LE(at + 76),
    start: directory.readUInt32LE(at + 116),
    size: directory.readUInt32LE(at + 120),
  }
}
