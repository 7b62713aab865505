import { createHash } from 'node:crypto'
import { RECORD } from './biff-records.ts'

/**
 * The password that Excel itself uses when somebody only protects the structure of an .xls workbook: the file is
 * encrypted then, and yet opens without a question ([MS-XLS] 2.2.10).
 */
const DEFAULT_PASSWORD = 'VelvetSweatshop'

/** Cipher blocks begin anew after so many bytes of the stream, record headers counted. */
const BLOCK_BYTES = 1024

/** Records that stay readable in an encrypted stream. */
const PLAIN = new Set<number>([RECORD.bof, RECORD.filePass, 0x00e1, 0x0138, 0x0194, 0x0195, 0x0196])

type KeyOfBlock = (block: number) => Buffer

/**
 * The stream with its records decrypted; undefined when it needs a password that only its owner knows. `filePass` is
 * the record that says how it is encrypted. Method: [MS-OFFCRYPTO] 2.3.5 and 2.3.6.
 */
export function decryptWithDefaultPassword(stream: Buffer, filePass: Buffer): Buffer | undefined {
  const keyOf = keys(filePass)
  if (!keyOf) return undefined
  const plain = Buffer.from(stream)
  const masks = new BlockMasks(keyOf)
  for (let at = 0; at + 4 <= stream.length; ) {
    const type = stream.readUInt16LE(at)
    const end = Math.min(stream.length, at + 4 + stream.readUInt16LE(at + 2))
    // Where a sheet begins stays readable too: the first field of its record.
    const from = type === RECORD.boundSheet ? at + 8 : at + 4
    if (!PLAIN.has(type)) for (let i = from; i < end; i++) plain[i] = plain[i]! ^ masks.at(i)
    at = end
  }
  return plain
}

function keys(filePass: Buffer): KeyOfBlock | undefined {
  if (filePass.length < 54 || filePass.readUInt16LE(0) !== 1) return undefined
  const major = filePass.readUInt16LE(2)
  const minor = filePass.readUInt16LE(4)
  if (major === 1 && minor === 1) {
    const keyOf = plainKeys(DEFAULT_PASSWORD, filePass.subarray(6, 22))
    return opens(keyOf, 'md5', filePass.subarray(22, 38), filePass.subarray(38, 54)) ? keyOf : undefined
  }
  if (minor !== 2) return undefined
  const headerBytes = filePass.readUInt32LE(10)
  const verifier = 14 + headerBytes
  if (headerBytes < 32 || verifier + 60 > filePass.length) return undefined
  const keyBits = filePass.readUInt32LE(14 + 16)
  const keyOf = cryptoApiKeys(DEFAULT_PASSWORD, filePass.subarray(verifier + 4, verifier + 20), keyBits)
  const check = filePass.subarray(verifier + 20, verifier + 36)
  return opens(keyOf, 'sha1', check, filePass.subarray(verifier + 40, verifier + 60)) ? keyOf : undefined
}

/** Keys of the cipher of Excel 97. Exported for the test against published values. */
export function plainKeys(password: string, salt: Buffer): KeyOfBlock {
  const short = hash('md5', Buffer.from(password, 'utf16le')).subarray(0, 5)
  const seed = hash('md5', ...Array.from({ length: 16 }, () => [short, salt]).flat()).subarray(0, 5)
  return (block) => hash('md5', seed, littleEndian(block))
}

function cryptoApiKeys(password: string, salt: Buffer, keyBits: number): KeyOfBlock {
  const seed = hash('sha1', salt, Buffer.from(password, 'utf16le'))
  // A length of 0 stands for 40 bits, which are filled up with zeros.
  const bits = keyBits === 0 ? 40 : keyBits
  return (block) => {
    const key = hash('sha1', seed, littleEndian(block)).subarray(0, bits / 8)
    return bits === 40 ? Buffer.concat([key], 16) : key
  }
}

/** Whether keys are those of the file: it holds a random text, and the hash of that text, both encrypted. */
export function opens(keyOf: KeyOfBlock, algorithm: 'md5' | 'sha1', text: Buffer, textHash: Buffer): boolean {
  const stream = new KeyStream(keyOf(0))
  const plain = text.map((byte) => byte ^ stream.next())
  const plainHash = textHash.map((byte) => byte ^ stream.next())
  return hash(algorithm, Buffer.from(plain)).equals(Buffer.from(plainHash))
}

/** What the bytes of a stream are combined with, one block after the other. */
class BlockMasks {
  readonly #keyOf: KeyOfBlock
  readonly #mask = new Uint8Array(BLOCK_BYTES)
  #block = -1

  constructor(keyOf: KeyOfBlock) {
    this.#keyOf = keyOf
  }

  at(position: number): number {
    const block = Math.floor(position / BLOCK_BYTES)
    if (block !== this.#block) {
      const stream = new KeyStream(this.#keyOf(block))
      for (let i = 0; i < BLOCK_BYTES; i++) this.#mask[i] = stream.next()
      this.#block = block
    }
    return this.#mask[position % BLOCK_BYTES]!
  }
}

/** RC4, which the crypto library of the platform no longer offers. */
class KeyStream {
  readonly #state = Uint8Array.from({ length: 256 }, (_, i) => i)
  #i = 0
  #j = 0

  constructor(key: Buffer) {
    for (let i = 0, j = 0; i < 256; i++) {
      j = (j + this.#state[i]! + key[i % key.length]!) & 0xff
      this.#swap(i, j)
    }
  }

  next(): number {
    this.#i = (this.#i + 1) & 0xff
    this.#j = (this.#j + this.#state[this.#i]!) & 0xff
    this.#swap(this.#i, this.#j)
    return this.#state[(this.#state[this.#i]! + this.#state[this.#j]!) & 0xff]!
  }

  #swap(i: number, j: number): void {
    const kept = this.#state[i]!
    this.#state[i] = this.#state[j]!
    this.#state[j] = kept
  }
}

function hash(algorithm: 'md5' | 'sha1', ...parts: Buffer[]): Buffer {
  const digest = createHash(algorithm)
  for (const part of parts) digest.update(part)
  return digest.digest()
}

function littleEndian(number: number): Buffer {
  const b = Buffer.alloc(4)
  b.writeUInt32LE(number)
  return b
}
