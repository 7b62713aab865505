import { runBatch } from '../src/batch/run-batch.ts'
import { parseConfig } from '../src/config.ts'

/** One ingest in a process of its own, for `bench/ingest.ts`: `run-ingest.ts OUT JOBS PATH…`. */

const [out, jobs, ...paths] = process.argv.slice(2)
const start = performance.now()
const { summary } = await runBatch({ paths, out: out!, config: parseConfig(`jobs: ${jobs}`, 'bench') })
const seconds = (performance.now() - start) / 1000
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
process.stdout.write(
  `${JSON.stringify({ seconds, cpu: (userCPUTime + systemCPUTime) / 1e6, peak: maxRSS * 1024, rates: summary.totals.rates + summary.totals.review })}\n`,
)
