import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { OutputFile } from '../../src/batch/output-file.ts'

let out: string
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'rateloom-'))
})
afterEach(() => rmSync(out, { recursive: true }))

it('appears under its name only when it is whole, with the bytes and checksum that it reports', async () => {
  const file = new OutputFile(out, 'asia/a.rates.jsonl', out)
  const pieces = Array.from({ length: 3000 }, (_, i) => `${i} 上海 ${'x'.repeat(i % 700)}\n`)
  pieces.push('宁波'.repeat(200_000))
  for (const piece of pieces) file.write(piece)
  expect(existsSync(join(out, 'asia'))).toBe(false)
  const written = await file.finish()
  const bytes = readFileSync(join(out, 'asia/a.rates.jsonl'))
  expect(bytes.toString('utf8')).toBe(pieces.join(''))
  expect(written).toEqual({ file: 'asia/a.rates.jsonl', bytes: bytes.length, crc32: crc32(bytes) })
})

it('is whole when much is written and nobody waits for the disk, and when the writer does', async () => {
  const pieces = Array.from({ length: 40_000 }, (_, i) => `${i} ${'y'.repeat(i % 300)}\n`)
  for (const waits of [false, true]) {
    const file = new OutputFile(out, 'b.rates.jsonl', out)
    let waited = 0
    for (const piece of pieces) {
      file.write(piece)
      if (!waits || !file.congested) continue
      await file.drained()
      expect(file.congested).toBe(false)
      waited++
    }
    const written = await file.finish()
    const bytes = readFileSync(join(out, 'b.rates.jsonl'))
    expect(bytes.equals(Buffer.from(pieces.join('')))).toBe(true)
    expect(written.crc32).toBe(crc32(bytes))
    expect(waited > 0).toBe(waits)
  }
})
