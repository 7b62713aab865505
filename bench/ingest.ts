import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { lanesWorkbook } from './workbook-50k.ts'

/**
 * `npm run bench`: (a) the whole ingest of a 50,000 × 16 workbook against the bare library parse of it, (b) 200 small
 * workbooks with two jobs against one core, (c) what share of that ingest its checks take. Every measurement is a process
 * of its own, the two sides take turns, and the median counts; times are without the start of the process, for both sides
 * alike; memory is the peak of the process.
 */

const ROWS = 50_000
const SMALL_FILES = 200
const LARGEST_SMALL_BYTES = 40_000
const RUNS = Number(process.argv[2] ?? 5)

interface Measure {
  readonly seconds: number
  /** Of all threads, with the start of the process; tells whether a busy machine spoilt the run. */
  readonly cpu: number
  readonly peak: number
  readonly rates?: number
}

const here = fileURLToPath(new URL('.', import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'rateloom-bench-'))

/** Keeps a process on one core; a system without it measures no single core. */
const ON_ONE_CORE = ['taskset', '-c', '0'] as const

function run<T = Measure>(script: string, args: readonly string[], around: readonly string[] = []): T {
  const [command, ...rest] = [...around, process.execPath, join(here, script), ...args]
  return JSON.parse(execFileSync(command!, rest, { encoding: 'utf8' })) as T
}

let runs = 0

/** Into a new folder each time: a disk that has just removed thousands of files is slow to make others. */
const ingest = (jobs: number, path: string, around: readonly string[] = []): Measure =>
  run('run-ingest.ts', [join(work, `out-${runs++}`), String(jobs), path], around)

const canPin = spawnSync(ON_ONE_CORE[0], [...ON_ONE_CORE.slice(1), 'true']).status === 0

/**
 * What two cores of this machine give beside one: the throughput of two processes that only calculate, by that of one.
 * Two threads of one core, or a machine that others use, give less than 2; no more can be hoped for from the files.
 */
async function coresGive(): Promise<number> {
  const ratios: number[] = []
  for (let i = 0; i < RUNS; i++) {
    const alone = await calculate()
    const both = await Promise.all([calculate(), calculate()])
    ratios.push((2 * alone) / Math.max(...both))
  }
  return median(ratios)
}

async function calculate(): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(here, 'calculate.ts')])
  return Number(stdout)
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

function tell(name: string, measures: readonly Measure[]): { seconds: number; peak: number } {
  const seconds = measures.map((measure) => measure.seconds)
  const peaks = measures.map(({ peak }) => peak)
  const spread = `${Math.min(...seconds).toFixed(2)}–${Math.max(...seconds).toFixed(2)}`
  const cpu = median(measures.map((measure) => measure.cpu)).toFixed(1)
  const rates = measures[0]?.rates === undefined ? '' : `, ${measures[0].rates.toLocaleString('en')} rates`
  const peak = `${Math.round(median(peaks) / 2 ** 20)} MB (${Math.round(Math.min(...peaks) / 2 ** 20)}–${Math.round(Math.max(...peaks) / 2 ** 20)})`
  console.log(
    `  ${name.padEnd(28)} ${median(seconds).toFixed(2)} s (${spread}), ${cpu} s of processor, peak ${peak}${rates}`,
  )
  return { seconds: median(seconds), peak: median(peaks) }
}

try {
  const cores = cpus()
  console.log(`${cores.length} × ${cores[0]?.model}, Node ${process.version}, median of ${RUNS} (range)\n`)

  const large = join(work, 'lanes.xlsx')
  writeFileSync(large, lanesWorkbook(ROWS))
  const size = (statSync(large).size / 2 ** 20).toFixed(1)
  console.log(`(a) one workbook, ${ROWS.toLocaleString('en')} rows × 16 columns, ${size} MB`)
  const parses: Measure[] = []
  const ingests: Measure[] = []
  for (let i = 0; i < RUNS; i++) {
    parses.push(run('parse-library.ts', [large]))
    ingests.push(ingest(1, large))
  }
  const parse = tell('bare library parse', parses)
  const whole = tell('whole ingest', ingests)
  const times = (whole.seconds / parse.seconds).toFixed(2)
  console.log(
    `  ingest by parse: ${times} × time (bar 1.3), ${(whole.peak / parse.peak).toFixed(2)} × peak memory (bar 1.4)\n`,
  )

  const profiles: { checks: number; share: number }[] = []
  for (let i = 0; i < RUNS; i++) profiles.push(run('share-of-checks.ts', [join(work, 'out'), large]))
  const shares = profiles.map(({ share }) => share)
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  const seconds = median(profiles.map(({ checks }) => checks))
  console.log(
    `(c) all checks of that ingest: ${seconds.toFixed(2)} s, ${percent(seconds / whole.seconds)} of it (bar 15 %); of its work, garbage collection and loading apart, ${percent(median(shares))} (${percent(Math.min(...shares))}–${percent(Math.max(...shares))})\n`,
  )

  const samples = fileURLToPath(new URL('../samples/', import.meta.url))
  const small = readdirSync(samples)
    .filter((name) => /\.(xlsx|xls|ods|csv)$/.test(name))
    .filter((name) => statSync(join(samples, name)).size <= LARGEST_SMALL_BYTES)
  const inbox = join(work, 'inbox')
  mkdirSync(inbox)
  for (let i = 0; i < SMALL_FILES; i++) {
    const name = small[i % small.length]!
    copyFileSync(join(samples, name), join(inbox, `${String(i).padStart(3, '0')}-${name}`))
  }
  console.log(`(b) ${SMALL_FILES} workbooks up to ${LARGEST_SMALL_BYTES / 1000} kB, ${small.length} kinds`)
  const one: Measure[] = []
  const pinned: Measure[] = []
  const two: Measure[] = []
  for (let i = 0; i < RUNS; i++) {
    one.push(ingest(1, inbox))
    if (canPin) pinned.push(ingest(1, inbox, ON_ONE_CORE))
    two.push(ingest(2, inbox))
  }
  // One job uses more than one core: the collector of garbage and the compiler have threads of their own.
  const alone = tell('--jobs 1, all cores', one)
  const single = canPin ? tell('--jobs 1, on one core', pinned) : null
  const both = tell('--jobs 2', two)
  const plain = await coresGive()
  if (single)
    console.log(`  throughput by one core: ${(single.seconds / both.seconds).toFixed(2)} × (bar 1.7)`)
  console.log(
    `  throughput by one job: ${(alone.seconds / both.seconds).toFixed(2)} × (two plain calculations at once: ${plain.toFixed(2)} ×)`,
  )
} finally {
  rmSync(work, { recursive: true, force: true })
}
