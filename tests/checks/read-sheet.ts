import { readFile } from 'node:fs/promises'
import { embeddedAnswerers } from '../../src/answerers/embedded/embedded-answerers.ts'
import { readRateSheet } from '../../src/pipeline.ts'

/** Reads a small sheet, drawn as text with `|` between its cells and `\n` for a new line in one, as the file that somebody would send. */
export async function readSheet(drawing: string, name = 'rates.csv') {
  const lines = drawing.trim().split('\n')
  const csv = lines
    .map((line) =>
      line
        .split('|')
        .map((cell) => quoted(cell.trim().replaceAll('\\n', '\n')))
        .join(','),
    )
    .join('\n')
  return readBytes(new TextEncoder().encode(csv), name)
}

/** Reads a workbook of the repository, by its path from there: `samples/NAME.xlsx`. */
export async function readWorkbookAt(path: string) {
  const bytes = await readFile(new URL(`../../${path}`, import.meta.url))
  return readBytes(bytes, path.slice(path.lastIndexOf('/') + 1))
}

async function readBytes(bytes: Uint8Array, name: string) {
  const read = await readRateSheet(bytes, name, embeddedAnswerers())
  return { rates: [...read.rates], findings: read.findings }
}

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** The findings of some codes, each as "code severity range". */
export const told = (
  { findings }: Awaited<ReturnType<typeof readBytes>>,
  ...codes: readonly string[]
): string[] =>
  findings
    .filter(({ code }) => codes.includes(code))
    .map(({ code, severity, at }) => `${code} ${severity} ${at.range}`)
