import { closeSync, mkdirSync, openSync, renameSync, write, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { crc32 } from 'node:zlib'

/** A finished output: enough to tell later whether it is still whole. */
export interface WrittenFile {
  /** Path below the output folder, with `/`. */
  readonly file: string
  readonly bytes: number
  readonly crc32: number
}

const CHUNK_BYTES = 256 * 1024
/** Chunks on their way to the disk, from here on a writer waits. */
const CHUNKS_UNDER_WAY = 8

/**
 * A file that appears under its name only when it is whole: written in chunks to a scratch folder on the same disk and
 * renamed at the end. Chunks go to the disk beside the thread that fills them, each at its own place in the file; who
 * writes much waits for {@link drained} when it is {@link congested}.
 * No fsync: a process that is killed leaves the renamed file whole, and after a power cut the checksum tells.
 */
export class OutputFile {
  readonly #out: string
  readonly #file: string
  readonly #scratch: string
  readonly #handle: number
  readonly #spare: Buffer[] = []
  #buffer: Buffer = Buffer.allocUnsafe(CHUNK_BYTES)
  #filled = 0
  #bytes = 0
  #crc = 0
  #underWay = 0
  #failed: Error | null = null
  /** Who waits, and until how few chunks are under way. */
  #waiting: { readonly atMost: number; readonly go: () => void } | null = null

  /** `file` is a path below `out`; `scratch` a folder of this run for unfinished files. */
  constructor(out: string, file: string, scratch: string) {
    this.#out = out
    this.#file = file
    this.#scratch = scratchPath(scratch, file)
    this.#handle = openSync(this.#scratch, 'w')
  }

  write(text: string): void {
    // A UTF-16 unit takes at most three bytes in UTF-8.
    const most = text.length * 3
    if (most > CHUNK_BYTES) {
      this.#flush()
      this.#put(Buffer.from(text, 'utf8'))
      return
    }
    if (this.#filled + most > CHUNK_BYTES) this.#flush()
    this.#filled += this.#buffer.write(text, this.#filled, 'utf8')
  }

  get congested(): boolean {
    return this.#underWay >= CHUNKS_UNDER_WAY
  }

  /** Once the disk has caught up by half. @throws what the disk refused, a full one for example. */
  drained(): Promise<void> {
    return this.#until(CHUNKS_UNDER_WAY / 2)
  }

  /** Makes the file appear under its name. @throws what the disk refused */
  async finish(): Promise<WrittenFile> {
    this.#flush()
    try {
      await this.#until(0)
    } finally {
      closeSync(this.#handle)
    }
    appear(this.#scratch, this.#out, this.#file)
    return { file: this.#file, bytes: this.#bytes, crc32: this.#crc }
  }

  #flush(): void {
    if (this.#filled === 0) return
    const chunk = this.#buffer
    this.#put(chunk.subarray(0, this.#filled), () => this.#spare.push(chunk))
    this.#buffer = this.#spare.pop() ?? Buffer.allocUnsafe(CHUNK_BYTES)
    this.#filled = 0
  }

  #put(bytes: Buffer, stored?: () => void): void {
    this.#crc = crc32(bytes, this.#crc)
    const at = this.#bytes
    this.#bytes += bytes.length
    this.#underWay++
    this.#store(bytes, 0, at, stored)
  }

  /** Writes a chunk from `done` on; the disk may take it in parts. */
  #store(bytes: Buffer, done: number, at: number, stored?: () => void): void {
    write(this.#handle, bytes, done, bytes.length - done, at + done, (error, written) => {
      if (!error && done + written < bytes.length) {
        this.#store(bytes, done + written, at, stored)
        return
      }
      this.#failed ??= error
      this.#underWay--
      stored?.()
      if (this.#waiting && this.#underWay <= this.#waiting.atMost) this.#waiting.go()
    })
  }

  async #until(atMost: number): Promise<void> {
    if (this.#underWay > atMost)
      await new Promise<void>((go) => {
        this.#waiting = { atMost, go }
      })
    this.#waiting = null
    if (this.#failed) throw this.#failed
  }
}

/** Writes a whole text at once, with the same promise. */
export function writeOutput(out: string, file: string, scratch: string, text: string): WrittenFile {
  const bytes = Buffer.from(text, 'utf8')
  const unfinished = scratchPath(scratch, file)
  writeFileSync(unfinished, bytes)
  appear(unfinished, out, file)
  return { file, bytes: bytes.length, crc32: crc32(bytes) }
}

/** Files of all folders lie side by side there, no two under one name: a folder for each workbook costs more than its files. */
const scratchPath = (scratch: string, file: string): string =>
  join(scratch, file.replaceAll('%', '%25').replaceAll('/', '%2F'))

function appear(unfinished: string, out: string, file: string): void {
  const path = join(out, file)
  try {
    renameSync(unfinished, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    mkdirSync(dirname(path), { recursive: true })
    renameSync(unfinished, path)
  }
}
