import { relative, resolve } from 'node:path'
import type { Command } from 'commander'
import type { BatchResult } from '../batch/run-batch.ts'
import { type Config, loadConfig, type OutputFormat, UsageError } from '../config.ts'
import { Log } from './log.ts'
import { dollars, formatList, wholeNumber } from './options.ts'
import { Progress } from './progress.ts'
import { summaryView } from './summary-view.ts'
import { terminalOf } from './terminal.ts'

interface IngestOptions {
  readonly out?: string
  readonly dryRun?: boolean
  readonly maxCost?: number
  readonly batch?: boolean
  readonly format?: readonly OutputFormat[]
  readonly jobs?: number
  readonly resume?: boolean
  readonly strict?: boolean
  readonly json?: boolean
  readonly config?: string
  readonly verbose?: boolean
}

const EXIT_STOPPED = 3
const EXIT_PENDING = 4
const EXIT_INTERRUPTED = 130

export const command = (program: Command): void => {
  program
    .command('ingest')
    .description('Read workbooks and write unified rates, with what was understood and what is doubtful.')
    .argument('<paths...>', 'workbooks, or folders that are searched to the bottom')
    .option('-o, --out <folder>', 'where to write; made when missing (required but for --dry-run)')
    .option(
      '-f, --format <list>',
      'jsonl,json,yaml,csv; jsonl is always written (default: jsonl)',
      formatList,
    )
    .option('-j, --jobs <n>', 'workbooks at the same time (default: one a core)', wholeNumber(1, 256))
    .option('-r, --resume', 'leave alone what an earlier run finished')
    .option('--strict', 'end with 1 also when a workbook has a finding of severity error')
    .option('--dry-run', 'only tell what language models would be asked, and what that would cost')
    .option('--max-cost <usd>', 'spend at most this on language models', dollars)
    .option('--batch', 'ask by the Batch API: half the price, answers within a day; run again to go on')
    .option('--json', 'print the summary as JSON')
    .option('-c, --config <file>', 'configuration (default: rateloom.yaml here, if there is one)')
    .option('-v, --verbose', 'log each file')
    .addHelpText(
      'after',
      `
Examples:
  $ rateloom ingest ~/inbox --out rates/
  $ rateloom ingest march.xlsx april.xls --out rates/ --format csv --jobs 2
  $ rateloom ingest ~/inbox --out rates/ --resume     # after a stop, or for what is new
  $ rateloom ingest ~/inbox --dry-run                 # what language models would cost

Ends with 0 when all files were read, 1 when one could not be (or with --strict has an error),
2 for wrong usage, 3 when an endpoint refused for good, 4 while answers of a batch are missing, 130 after Ctrl-C.`,
    )
    .action(ingest)
}

async function ingest(paths: readonly string[], options: IngestOptions): Promise<void> {
  const config = withOptions(await loadConfig(options.config), options)
  if (options.dryRun) return dryRun(paths, config, options)
  const { out } = options
  if (out === undefined) throw new UsageError('Name the folder to write to: --out FOLDER.')
  const { runBatch } = await import('../batch/run-batch.ts')
  const progress = new Progress()
  const log = new Log(options.verbose ? 'info' : 'warn', (line) => progress.above(line))
  const stop = stopOnSignal()
  const start = performance.now()
  const lines: Promise<void>[] = []
  let rates = 0
  const batch = await runBatch({
    paths,
    out,
    config,
    resume: options.resume ?? false,
    batch: options.batch ?? false,
    signal: stop.signal,
    observer: {
      planned: ({ files, done }) => progress.start(files, done),
      finished: (result, seconds) => {
        rates += result.rates
        progress.step(rates, result.file)
        if (result.status === 'unreadable') {
          const why = result.finding_groups.find(({ severity }) => severity === 'error')
          lines.push(log.warn({ file: result.file, code: why?.code }, why?.message ?? 'not read'))
        } else {
          const facts = { file: result.file, rates: result.rates, seconds: Math.round(seconds * 1000) / 1000 }
          lines.push(log.info(facts, 'read'))
        }
      },
    },
  }).finally(() => {
    stop.release()
    progress.stop()
  })
  await Promise.all(lines)
  const seconds = (performance.now() - start) / 1000
  if (options.json) process.stdout.write(`${JSON.stringify(forPrograms(batch, seconds), null, 2)}\n`)
  else if (batch.interrupted) process.stderr.write(interruptedText(batch, paths, out))
  else process.stdout.write(summaryView(batch, shortPath(out), seconds, terminalOf(process.stdout)))
  if (batch.pending) process.stderr.write(`${batch.pending.message}\n`)
  process.exitCode = exitCode(batch, options.strict ?? false)
}

function withOptions(config: Config, options: IngestOptions): Config {
  const formats = options.format ? [...options.format] : config.output.formats
  const jobs = options.jobs ?? config.jobs
  if (formats.length === 0) throw new UsageError('--format needs at least one format.')
  return {
    ...config,
    output: { ...config.output, formats },
    max_cost_usd: options.maxCost ?? config.max_cost_usd,
    ...(jobs === undefined ? {} : { jobs }),
  }
}

/** `summary.json` and what differs from run to run: times, and how much was done before. */
function forPrograms(batch: BatchResult, seconds: number) {
  const { summary, resumed, interrupted, ignored, stopped, pending } = batch
  const files = summary.files.map((file) => ({ ...file, seconds: batch.seconds.get(file.output) ?? null }))
  const spent = batch.costs
  return {
    ...summary,
    files,
    resumed,
    interrupted,
    stopped,
    pending,
    spent,
    ignored: ignored.length,
    seconds,
  }
}

function exitCode(batch: BatchResult, strict: boolean): number {
  const unfinished = batch.interrupted || batch.summary.totals.pending > 0
  if (batch.stopped !== null && unfinished) return EXIT_STOPPED
  if (batch.interrupted) return EXIT_INTERRUPTED
  if (batch.pending) return EXIT_PENDING
  const { unreadable, errors } = batch.summary.totals
  return unreadable > 0 || (strict && errors > 0) ? 1 : 0
}

function interruptedText(batch: BatchResult, paths: readonly string[], out: string): string {
  const done = batch.summary.totals.files
  const again = `rateloom ingest ${paths.join(' ')} --out ${out} --resume`
  const why = batch.stopped === null ? '' : `${batch.stopped}\n`
  const instead =
    batch.stopped === null
      ? ''
      : '\nTo go on without language models instead, set without_endpoint: embedded in rateloom.yaml.'
  return `${why}Stopped. ${done} files are done and whole; go on with:\n  ${again}${instead}\n`
}

/** Tells what would be asked, stage by stage, and asks nothing. */
async function dryRun(paths: readonly string[], config: Config, options: IngestOptions): Promise<void> {
  const [{ estimateBatch }, { estimateView }] = await Promise.all([
    import('../batch/estimate-batch.ts'),
    import('./cost-view.ts'),
  ])
  const stop = stopOnSignal()
  const estimate = await estimateBatch({
    paths,
    config,
    batch: options.batch ?? false,
    signal: stop.signal,
  }).finally(() => stop.release())
  if (options.json) process.stdout.write(`${JSON.stringify(estimate, null, 2)}\n`)
  else process.stdout.write(estimateView(estimate, config.max_cost_usd, terminalOf(process.stdout)))
}

/** Ctrl-C stops the run, a second one stops at once. */
function stopOnSignal(): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController()
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(EXIT_INTERRUPTED)
    controller.abort()
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  return {
    signal: controller.signal,
    release: () => process.off('SIGINT', onSignal).off('SIGTERM', onSignal),
  }
}

/** As the user would write it: relative when that is shorter and not upwards. */
function shortPath(path: string): string {
  const below = relative(process.cwd(), resolve(path))
  return below === '' ? '.' : below.startsWith('..') ? resolve(path) : below
}
