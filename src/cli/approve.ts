import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { loadConfig, readLimits, UsageError } from '../config.ts'
import type { ReadRateSheet } from '../pipeline.ts'

interface ApproveOptions {
  readonly as?: string
  readonly config?: string
}

export const command = (program: Command): void => {
  program
    .command('approve')
    .description('Remember how workbooks are laid out, as read rightly: next month they cost no question.')
    .argument('<files...>', 'workbooks whose reading is right')
    .option('--as <name>', 'name of the layout (default: the name of the file)')
    .option('-c, --config <file>', 'configuration (default: rateloom.yaml here, if there is one)')
    .addHelpText(
      'after',
      `
Examples:
  $ rateloom approve march.xlsx
  $ rateloom approve inbox/kmtc-feb.xlsx --as kmtc-guide-rates

Look at the reading first: rateloom inspect FILE. Ends with 0, with 1 when a file could not be read,
2 for wrong usage.`,
    )
    .action(approve)
}

async function approve(files: readonly string[], options: ApproveOptions): Promise<void> {
  const config = await loadConfig(options.config)
  if (options.as !== undefined && files.length > 1)
    throw new UsageError('--as names one layout; approve the files one by one, or leave it out.')
  const [
    { readRateSheet },
    { embeddedAnswerers },
    { promotedModels },
    { withMemory },
    { readLayouts, writeLayout },
    { recordAnswers },
    { layoutName, rememberLayout },
  ] = await Promise.all([
    import('../pipeline.ts'),
    import('../answerers/embedded/embedded-answerers.ts'),
    import('../answerers/embedded/workspace-models.ts'),
    import('../answerers/memory/layout-memory.ts'),
    import('../answerers/memory/layouts-folder.ts'),
    import('../answerers/given-answers.ts'),
    import('../answerers/memory/remember.ts'),
  ])
  for (const path of files) {
    if (!(await stat(path).catch(() => null))?.isFile()) throw new UsageError(`There is no file ${path}.`)
    const file = basename(path)
    const layouts = await readLayouts(config.workspace)
    const { answerers, given } = recordAnswers(
      withMemory(embeddedAnswerers(promotedModels(config.workspace)), layouts),
    )
    const read = await readRateSheet(await readFile(path), file, answerers, { limits: readLimits(config) })
    if (read.tables.length === 0) {
      process.stderr.write(`${path}: ${whyNot(read)}\n`)
      process.exitCode = 1
      continue
    }
    const layout = rememberLayout(layoutName(options.as ?? file), { file, read, given })
    const written = await writeLayout(config.workspace, layout)
    const tables = read.tables.length
    process.stdout.write(`${file}: ${tables} table${tables === 1 ? '' : 's'} remembered in ${written}\n`)
  }
}

function whyNot({ findings }: ReadRateSheet): string {
  const error = findings.find(({ severity }) => severity === 'error')
  return error ? error.message : 'No table of rates was found; there is no layout to remember.'
}
