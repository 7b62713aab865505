import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as library from 'xlsx'
import { findingCodeSchema } from '../../src/checks/finding.ts'
import { readWorkbook } from '../../src/workbook/read-workbook.ts'
import { mutate, seededRandom } from './mutation.ts'

/** Mutants to try; the long run takes 2000. */
const COUNT = Number(process.env.RATELOOM_MUTANTS ?? 150)
const SEED = Number(process.env.RATELOOM_MUTANT_SEED ?? 1)
const LONGEST_MS = 10_000
const MAX_SEED_BYTES = 40_000

const samples = new URL('../../samples/', import.meta.url)

function seedFiles(): { name: string; bytes: Uint8Array }[] {
  const files = readdirSync(samples)
    .filter((name) => /\.(?:xlsx|xls|ods|csv)$/.test(name))
    .map((name) => ({ name, bytes: new Uint8Array(readFileSync(new URL(name, samples))) }))
    .filter(({ bytes }) => bytes.length <= MAX_SEED_BYTES)
  const book = library.read(files.find(({ name }) => name.endsWith('.xlsx'))!.bytes)
  for (const bookType of ['xlsb', 'biff8', 'biff5', 'xlml', 'html'] as const)
    files.push({
      name: `written.${bookType}`,
      bytes: new Uint8Array(library.write(book, { bookType, type: 'buffer', bookSST: bookType !== 'biff5' })),
    })
  // As many of each format as of the commonest one would leave little for the others.
  const rare = files.filter(({ name }) => !name.endsWith('.xlsx'))
  return [...files.filter(({ name }) => name.endsWith('.xlsx')).slice(0, 8), ...rare]
}

test(`${COUNT} damaged files: each is read, or refused with a coded finding`, {
  timeout: 600_000,
}, async () => {
  const random = seededRandom(SEED)
  const seeds = seedFiles()
  for (let i = 0; i < COUNT; i++) {
    const { name, bytes } = seeds[i % seeds.length]!
    const mutant = mutate(bytes, random)
    const started = performance.now()
    const { value, findings } = await readWorkbook(mutant, name)
    for (const grid of value?.grids ?? [])
      for (const row of Array.from(grid.filledRows))
        for (const column of Array.from(grid.filledColumns(row))) grid.text(row, column)
    const label = `mutant ${i} of ${name}`
    expect(performance.now() - started, label).toBeLessThan(LONGEST_MS)
    if (value === null)
      expect(
        findings.some(({ severity }) => severity === 'error'),
        label,
      ).toBe(true)
    for (const { code, message } of findings) {
      expect(findingCodeSchema.safeParse(code).success, label).toBe(true)
      expect(message, label).not.toMatch(/Error:|\n\s+at /)
    }
  }
})
