import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { loadConfig, UsageError } from '../config.ts'
import type { Waiting } from '../review/queue.ts'
import { plainTable } from './plain-table.ts'
import { count, terminalOf } from './terminal.ts'

interface ReviewOptions {
  readonly json?: boolean
  readonly config?: string
}

export const command = (program: Command): void => {
  program
    .command('review')
    .description('List what waits for a person in an output folder, what costs most to be wrong first.')
    .argument('<out>', 'output folder of ingest')
    .argument('[name]', 'write the review file of this workbook, whether it waits or not')
    .option('--json', 'print the list as JSON')
    .option('-c, --config <file>', 'configuration (default: rateloom.yaml here, if there is one)')
    .addHelpText(
      'after',
      `
Examples:
  $ rateloom review rates/
  $ rateloom review rates/ march        # march.xlsx was read wrongly, though nothing was in doubt

Then edit OUT/review/NAME.yaml and hand it in: rateloom correct OUT/review/NAME.yaml.
Ends with 0, 2 for wrong usage.`,
    )
    .action(review)
}

async function review(out: string, name: string | undefined, options: ReviewOptions): Promise<void> {
  if (!(await stat(out).catch(() => null))?.isDirectory())
    throw new UsageError(`There is no folder ${out}. Name the output folder of "rateloom ingest".`)
  if (name !== undefined) {
    const config = await loadConfig(options.config)
    const [{ makeReview }, { answerersHere }] = await Promise.all([
      import('../review/make-review.ts'),
      import('../batch/answerers-here.ts'),
    ])
    const here = await answerersHere(config)
    const path = await makeReview(out, name, config, here.answerers).finally(here.close)
    process.stdout.write(`${path}\n`)
    return
  }
  const { waitingIn } = await import('../review/queue.ts')
  const waiting = await waitingIn(out)
  if (options.json) process.stdout.write(`${JSON.stringify(waiting, null, 2)}\n`)
  else if (waiting.length === 0) process.stdout.write('Nothing waits for a person.\n')
  else process.stdout.write(view(out, waiting))
}

function view(out: string, waiting: readonly Waiting[]): string {
  const terminal = terminalOf(process.stdout)
  const columns = [
    { title: 'review file' },
    { title: 'rates', width: 8, align: 'right' },
    { title: 'waiting', width: 8, align: 'right' },
    { title: 'cost', width: 8, align: 'right' },
    { title: '', width: 7 },
  ] as const
  const rows = waiting.map(({ output, rates, review, cost, edited }) => [
    join(out, 'review', `${output}.yaml`),
    count(rates),
    count(review),
    String(cost),
    edited ? 'edited' : '',
  ])
  const hint = terminal.colors.dim(
    'cost: waiting rates by their doubt. Edit the first, then: rateloom correct FILE --reason "…"',
  )
  return `${plainTable(columns, rows, terminal)}\n\n${hint}\n`
}
