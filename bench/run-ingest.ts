/** One ingest in a process of its own, for `bench/ingest.ts`: `run-ingest.ts OUT JOBS PATH…`. It runs what is shipped, `dist/`. */

const { runBatch }: typeof import('../src/batch/run-batch.ts') = await import(shipped('batch/run-batch.js'))
const { parseConfig }: typeof import('../src/config.ts') = await import(shipped('config.js'))

const [out, jobs, ...paths] = process.argv.slice(2)
const start = performance.now()
const { summary } = await runBatch({ paths, out: out!, config: parseConfig(`jobs: ${jobs}`, 'bench') })
const seconds = (performance.now() - start) / 1000
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
process.stdout.write(
  `${JSON.stringify({ seconds, cpu: (userCPUTime + systemCPUTime) / 1e6, peak: maxRSS * 1024, rates: summary.totals.rates + summary.totals.review })}\n`,
)

function shipped(module: string): string {
  return new URL(`../dist/${module}`, import.meta.url).href
}
