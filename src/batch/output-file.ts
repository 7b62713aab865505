import { closeSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
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

/**
 * A file that appears under its name only when it is whole: written in chunks to a scratch folder on the same disk and
 * renamed at the end. Synchronous, because it runs in a worker thread that has nothing else to do meanwhile.
 * No fsync: a process that is killed leaves the renamed file whole, and after a power cut the checksum tells.
 */
export class OutputFile {
  readonly #out: string
  readonly #file: string
  readonly #scratch: string
  readonly #buffer = Buffer.allocUnsafe(CHUNK_BYTES)
  #handle: number | null = null
  #filled = 0
  #bytes = 0
  #crc = 0

  /** `file` is a path below `out`; `scratch` a folder of this run for unfinished files. */
  constructor(out: string, file: string, scratch: string) {
    this.#out = out
    this.#file = file
    this.#scratch = join(scratch, file.replaceAll('/', '__'))
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

  /** Makes the file appear under its name. */
  finish(): WrittenFile {
    this.#flush()
    if (this.#handle !== null) closeSync(this.#handle)
    this.#handle = null
    const path = join(this.#out, this.#file)
    mkdirSync(dirname(path), { recursive: true })
    renameSync(this.#scratch, path)
    return { file: this.#file, bytes: this.#bytes, crc32: this.#crc }
  }

  #flush(): void {
    if (this.#filled > 0) this.#put(this.#buffer.subarray(0, this.#filled))
    this.#filled = 0
  }

  #put(bytes: Buffer): void {
    if (this.#handle === null) throw new Error(`${this.#file} is finished already`)
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#handle, bytes, done)
    this.#bytes += bytes.length
    this.#crc = crc32(bytes, this.#crc)
  }
}

/** Writes a whole text at once, with the same promise. */
export function writeOutput(out: string, file: string, scratch: string, text: string): WrittenFile {
  const output = new OutputFile(out, file, scratch)
  output.write(text)
  return output.finish()
}
