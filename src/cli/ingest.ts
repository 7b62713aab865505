import { relative, resolve } from 'node:path'
import type { Command } from 'commander'
import type { BatchResult } from '../batch/run-batch.ts'
import { type Config, loadConfig, type OutputFormat, UsageError } from '../config.ts'
import { Log } from './log.ts'
import { formatList, wholeNumber } from './options.ts'
import { Progress } from './progress.ts'
import { summaryView } from './summary-view.ts'
import { terminalOf } from './terminal.ts'

interface IngestOptions {
  readonly out: string
  readonly format?: readonly OutputFormat[]
  readonly jobs?: number
  readonly resume?: boolean
  readonly strict?: boolean
  readonly json?: boolean
  readonly config?: string
  readonly verbose?: boolean
}

const EXIT_INTERRUPTED = 130

export const command = (program: Command): void => {
  program
    .command('ingest')
    .description('Read workbooks and write unified rates, with what was understood and what is doubtful.')
    .argument('<paths...>', 'workbooks, or folders that are searched to the bottom')
    .requiredOption('-o, --out <folder>', 'where to write; made when missing')
    .option(
      '-f, --format <list>',
      'jsonl,json,yaml,csv; jsonl is always written (default: jsonl)',
      formatList,
    )
    .option('-j, --jobs <n>', 'workbooks at the same time (default: one a core)', wholeNumber(1, 256))
    .option('-r, --resume', 'leave alone what an earlier run finished')
    .option('--strict', 'end with 1 also when a workbook has a finding of severity error')
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

Ends with 0 when all files were read, 1 when one could not be (or with --strict has an error),
2 for wrong usage, 130 after Ctrl-C.`,
    )
    .action(ingest)
}

async function ingest(paths: readonly string[], options: IngestOptions): Promise<void> {
  const config = withOptions(await loadConfig(options.config), options)
  const { runBatch } = await import('../batch/run-batch.ts')
  const progress = new Progress()
  const log = new Log(options.verbose ? 'info' : 'warn', (line) => progress.above(line))
  const stop = stopOnSignal()
  const start = performance.now()
  const lines: Promise<void>[] = []
  let rates = 0
  const batch = await runBatch({
    paths,
    out: options.out,
    config,
    resume: options.resume ?? false,
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
  else if (batch.interrupted) process.stderr.write(interruptedText(batch, paths, options))
  else process.stdout.write(summaryView(batch, shortPath(options.out), seconds, terminalOf(process.stdout)))
  process.exitCode = exitCode(batch, options.strict ?? false)
}

function withOptions(config: Config, options: IngestOptions): Config {
  const formats = options.format ? [...options.format] : config.output.formats
  const jobs = options.jobs ?? config.jobs
  if (formats.length === 0) throw new UsageError('--format needs at least one format.')
  return { ...config, output: { ...config.output, formats }, ...(jobs === undefined ? {} : { jobs }) }
}

/** `summary.json` and what differs from run to run: times, and how much was done before. */
function forPrograms(batch: BatchResult, seconds: number) {
  const { summary, resumed, interrupted, ignored } = batch
  const files = summary.files.map((file) => ({ ...file, seconds: batch.seconds.get(file.output) ?? null }))
  return { ...summary, files, resumed, interrupted, ignored: ignored.length, seconds }
}

function exitCode(batch: BatchResult, strict: boolean): number {
  if (batch.interrupted) return EXIT_INTERRUPTED
  const { unreadable, errors } = batch.summary.totals
  return unreadable > 0 || (strict && errors > 0) ? 1 : 0
}

function interruptedText(batch: BatchResult, paths: readonly string[], options: IngestOptions): string {
  const done = batch.summary.totals.files
  const again = `rateloom ingest ${paths.join(' ')} --out ${options.out} --resume`
  return `Stopped. ${done} files are done and whole; go on with:\n  ${again}\n`
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
