import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { checkThresholds, loadConfig, readLimits, UsageError } from '../config.ts'
import { wholeNumber } from './options.ts'
import { terminalOf } from './terminal.ts'

interface InspectOptions {
  readonly json?: boolean
  readonly rows: number
  readonly config?: string
}

const MOST_ROWS = 100_000

export const command = (program: Command): void => {
  program
    .command('inspect')
    .description('Show what each stage saw in one workbook: tables, columns, fields, context, findings.')
    .argument('<file>', 'a workbook')
    .option('-n, --rows <n>', 'data rows of each table that are shown', wholeNumber(1, MOST_ROWS), 6)
    .option('--json', 'print it as JSON')
    .option('-c, --config <file>', 'configuration (default: rateloom.yaml here, if there is one)')
    .addHelpText(
      'after',
      `
Examples:
  $ rateloom inspect march.xlsx
  $ rateloom inspect march.xlsx --json | jq '.tables[].columns[] | [.letter, .field]'

Ends with 0, with 1 when the file could not be read, 2 for wrong usage.`,
    )
    .action(inspect)
}

async function inspect(path: string, options: InspectOptions): Promise<void> {
  const config = await loadConfig(options.config)
  const facts = await stat(path).catch(() => null)
  if (!facts?.isFile()) throw new UsageError(`There is no file ${path}.`)
  const [{ readRateSheet }, { answerersHere }, { inspection }, { inspectView }] = await Promise.all([
    import('../pipeline.ts'),
    import('../batch/answerers-here.ts'),
    import('./inspection.ts'),
    import('./inspect-view.ts'),
  ])
  const { answerers, close } = await answerersHere(config)
  const read = await readRateSheet(await readFile(path), basename(path), answerers, {
    limits: readLimits(config),
    reviewBelow: config.thresholds.review_below,
    thresholds: checkThresholds(config),
  }).finally(close)
  const seen = inspection(basename(path), read)
  if (options.json) process.stdout.write(`${JSON.stringify(seen, null, 2)}\n`)
  else process.stdout.write(inspectView(seen, read, options.rows, terminalOf(process.stdout)))
  process.exitCode = read.workbook ? 0 : 1
}
