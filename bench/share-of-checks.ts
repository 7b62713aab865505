import { mkdirSync, rmSync } from 'node:fs'
import type { Profiler } from 'node:inspector'
import { Session } from 'node:inspector/promises'
import { parseConfig } from '../src/config.ts'

/**
 * How much of an ingest its checks take: `share-of-checks.ts OUT PATH`. One ingest in this thread under V8's sampling
 * profiler; each sample counts for the innermost of the program's stages on its stack. It prints the share as JSON, and
 * with `-v` the functions of the checks that took most.
 */

/** Findings are noted by all stages: who calls them counts. */
const FINDINGS = /\/src\/checks\/finding(-log)?\.ts$/
const CHECKS = /\/src\/checks\//
/** The stream of rates is pulled through the checks; what it takes to make one is no check. */
const BUILDING = /\/src\/rates\/build-rates\.ts$/

/** Microseconds between two samples; where it is much more, another process had the core. */
const INTERVAL = 250
const LONGEST_GAP = 2 * INTERVAL

const [out, path] = process.argv.slice(2)
const { ingestFile } = await import('../src/batch/ingest-file.ts')
const { pipelineOptions } = await import('../src/batch/run-options.ts')
const scratch = `${out}/scratch`
mkdirSync(scratch, { recursive: true })
const session = new Session()
session.connect()
await session.post('Profiler.enable')
await session.post('Profiler.setSamplingInterval', { interval: INTERVAL })
await session.post('Profiler.start')
await ingestFile({
  path: path!,
  name: 'lanes.xlsx',
  output: 'lanes',
  out: out!,
  scratch,
  formats: ['jsonl'],
  pipeline: pipelineOptions(parseConfig('', 'bench')),
  workspace: null,
  models: undefined,
  answering: null,
  run: 'bench',
  earlier: [],
  desk: null,
})
const { profile } = await session.post('Profiler.stop')
rmSync(out!, { recursive: true, force: true })

const nodes = new Map(profile.nodes.map((node) => [node.id, node]))
const parents = new Map(
  profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])),
)
let checks = 0
let whole = 0
const functions = new Map<string, number>()
profile.samples?.forEach((sample, i) => {
  const took = Math.min(profile.timeDeltas?.[i] ?? 0, LONGEST_GAP)
  const leaf = nodes.get(sample)!
  // Waiting is no work. What the collector takes cannot be told apart: neither side has it.
  if (/^\((idle|garbage collector|program)\)$/.test(leaf.callFrame.functionName)) return
  whole += took
  const check = checkOf(sample)
  if (!check) return
  checks += took
  const name = `${check.functionName || '(anonymous)'} ${check.url.replace(/^.*\/src\//, '')}:${check.lineNumber + 1}`
  functions.set(name, (functions.get(name) ?? 0) + took)
})
process.stdout.write(
  `${JSON.stringify({ seconds: whole / 1e6, checks: checks / 1e6, share: checks / whole })}\n`,
)
if (process.argv.includes('-v'))
  for (const [name, took] of [...functions].sort((a, b) => b[1] - a[1]).slice(0, 30))
    process.stdout.write(`${(took / 1000).toFixed(0).padStart(6)} ms  ${name}\n`)

/** The innermost frame of a check on the stack of a sample, if the sample is one of a check. */
function checkOf(sample: number): Profiler.ProfileNode['callFrame'] | null {
  for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) {
    const { callFrame } = nodes.get(id)!
    if (BUILDING.test(callFrame.url)) return null
    if (CHECKS.test(callFrame.url) && !FINDINGS.test(callFrame.url)) return callFrame
  }
  return null
}
