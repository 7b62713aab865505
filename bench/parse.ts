import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readWorkbook } from '../src/workbook/read-workbook.ts'
import { lanesWorkbook } from './workbook-50k.ts'

/**
 * `node bench/parse.ts [rows] [runs]`: reading a large workbook into our grid against the bare library parse of it.
 * Each measurement is a process of its own, the two sides take turns, and the median counts.
 */

interface Measure {
  readonly seconds: number
  readonly peak: number
  readonly rows: number
}

const here = fileURLToPath(new URL('.', import.meta.url))

function run(script: string, ...args: string[]): Measure {
  return JSON.parse(
    execFileSync(process.execPath, [join(here, script), ...args], { encoding: 'utf8' }),
  ) as Measure
}

async function read(file: string): Promise<Measure> {
  const start = performance.now()
  const { value } = await readWorkbook(readFileSync(file), file)
  const seconds = (performance.now() - start) / 1000
  const rows = value?.grids[0]?.filledRows.length ?? 0
  return { seconds, rows, peak: process.resourceUsage().maxRSS * 1024 }
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

function tell(name: string, measures: readonly Measure[]): { seconds: number; peak: number } {
  const seconds = measures.map((measure) => measure.seconds)
  const megabytes = measures.map(({ peak }) => Math.round(peak / 2 ** 20))
  const times = `${median(seconds).toFixed(2)} s (${Math.min(...seconds).toFixed(2)}–${Math.max(...seconds).toFixed(2)})`
  const peaks = `${median(megabytes)} MB (${Math.min(...megabytes)}–${Math.max(...megabytes)})`
  console.log(`  ${name.padEnd(20)} ${times}, peak ${peaks}, ${measures[0]!.rows} rows`)
  return { seconds: median(seconds), peak: median(megabytes) }
}

function compare(rows: number, runs: number): void {
  const work = mkdtempSync(join(tmpdir(), 'rateloom-parse-'))
  try {
    const file = join(work, 'lanes.xlsx')
    writeFileSync(file, lanesWorkbook(rows))
    const library: Measure[] = []
    const ours: Measure[] = []
    for (let i = 0; i < runs; i++) {
      library.push(run('parse-library.ts', file))
      ours.push(run('parse.ts', 'read', file))
    }
    console.log(
      `${cpus()[0]?.model}, Node ${process.version}, ${rows} rows × 16 columns, median of ${runs} (range)`,
    )
    const bare = tell('bare library parse', library)
    const grid = tell('readWorkbook', ours)
    console.log(
      `  ${(grid.seconds / bare.seconds).toFixed(2)} × time, ${(grid.peak / bare.peak).toFixed(2)} × peak memory`,
    )
  } finally {
    rmSync(work, { recursive: true })
  }
}

if (process.argv[2] === 'read') console.log(JSON.stringify(await read(process.argv[3]!)))
else compare(Number(process.argv[2] ?? 50_000), Number(process.argv[3] ?? 5))
