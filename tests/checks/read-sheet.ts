import { embeddedAnswerers } from '../../src/answerers/embedded/embedded-answerers.ts'
import { readRateSheet } from '../../src/pipeline.ts'

/** Reads a small sheet, drawn as text with `|` between its cells, as the file that somebody would send. */
export async function readSheet(drawing: string, name = 'rates.csv') {
  const lines = drawing.trim().split('\n')
  const csv = lines
    .map((line) =>
      line
        .split('|')
        .map((cell) => quoted(cell.trim()))
        .join(','),
    )
    .join('\n')
  const read = await readRateSheet(new TextEncoder().encode(csv), name, embeddedAnswerers())
  return { rates: [...read.rates], findings: read.findings }
}

const quoted = (cell: string): string => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** The findings of some codes, each as "code severity range". */
export const told = (
  { findings }: Awaited<ReturnType<typeof readSheet>>,
  ...codes: readonly string[]
): string[] =>
  findings
    .filter(({ code }) => codes.includes(code))
    .map(({ code, severity, at }) => `${code} ${severity} ${at.range}`)
