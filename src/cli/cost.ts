import type { Command } from 'commander'
import { loadConfig, UsageError } from '../config.ts'
import { plainTable } from './plain-table.ts'
import { count, plural, terminalOf } from './terminal.ts'

interface CostOptions {
  readonly models: readonly string[]
  readonly config?: string
  readonly json?: boolean
}

export const command = (program: Command): void => {
  program
    .command('cost')
    .description('Compare what language models would cost for workbooks like these; asks nobody.')
    .argument('<paths...>', 'workbooks, or folders that are searched to the bottom')
    .requiredOption('-m, --models <list>', 'ids of models, by comma', modelList)
    .option('-c, --config <file>', 'configuration with prices (default: rateloom.yaml here, if there is one)')
    .option('--json', 'print the figures as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  $ rateloom cost samples --models gpt-6-luna,gpt-6-sol\n\nEnds with 0, 2 for wrong usage.',
    )
    .action(cost)
}

const modelList = (text: string): string[] =>
  text
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '')

async function cost(paths: readonly string[], options: CostOptions): Promise<void> {
  if (options.models.length === 0) throw new UsageError('Name at least one model: --models gpt-6-luna.')
  const config = await loadConfig(options.config)
  const { compareCosts, COMPARED_TABLES } = await import('../batch/compare-costs.ts')
  const compared = await compareCosts(paths, options.models, config.prices)
  if (options.json) {
    process.stdout.write(`${JSON.stringify(compared, null, 2)}\n`)
    return
  }
  const terminal = terminalOf(process.stdout)
  const columns = [
    { title: 'model', width: 40 },
    { title: 'prompt', width: 9 },
    { title: 'tokens in', width: 10, align: 'right' as const },
    { title: 'out', width: 7, align: 'right' as const },
    { title: `USD for ${count(COMPARED_TABLES)} tables`, width: 24, align: 'right' as const },
  ]
  const rows = compared.costs.map(({ model, prompt, input_tokens, output_tokens, usd }) => [
    model,
    prompt ?? '',
    count(input_tokens),
    count(output_tokens),
    usd === null ? 'price unknown' : usd.toFixed(2),
  ])
  const head = `${plural(compared.files, 'file')}, ${plural(compared.tables, 'table')}; tokens for one table, all four stages`
  process.stdout.write(`${head}\n\n${plainTable(columns, rows, terminal)}\n`)
}
