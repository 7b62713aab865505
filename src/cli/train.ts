import { stat } from 'node:fs/promises'
import type { Command } from 'commander'
import { UsageError } from '../config.ts'
import { wholeNumber } from './options.ts'
import { duration } from './terminal.ts'

export interface TrainCommandOptions {
  readonly samples: string
  readonly cases: string
  readonly generated?: number
  readonly seed: number
  readonly out: string
  readonly labels?: string | true
  readonly learningCurve?: string | true
  readonly config?: string
}

const MOST_GENERATED = 100_000

export const command = (program: Command): void => {
  program
    .command('train')
    .description('Train the embedded models from labelled workbooks and generated layouts.')
    .option('--samples <dir>', 'folder of labelled workbooks', 'samples')
    .option('--cases <file>', 'table of place cases (.tsv)', 'tests/fixtures/place-cases.tsv')
    .option('--generated <n>', 'generated workbooks to add', wholeNumber(0, MOST_GENERATED))
    .option('--seed <n>', 'the same seed gives the same weights', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--out <dir>', 'folder that gets a folder for each model', 'models')
    .option('--labels [dir]', 'learn from corrections too (default: labels), and take what is not worse')
    .option('--learning-curve [file]', 'with --labels: what more labels would bring; .svg, .png or .html')
    .option('--config <file>', 'configuration (default: rateloom.yaml in the current folder)')
    .addHelpText(
      'after',
      `
Examples:
  $ rateloom train
  $ rateloom train --samples ~/labelled --out ~/models
  $ rateloom train --labels
  $ rateloom train --labels --learning-curve curve.html

Ends with 0, with 2 for wrong usage.`,
    )
    .action(runTraining)
}

async function runTraining(options: TrainCommandOptions): Promise<void> {
  if (!(await stat(options.samples).catch(() => null))?.isDirectory()) {
    throw new UsageError(
      `There is no folder ${options.samples}. Name a folder of labelled workbooks with --samples.`,
    )
  }
  if (!(await stat(options.cases).catch(() => null))?.isFile()) {
    throw new UsageError(`There is no file ${options.cases}. Name a table of place cases with --cases.`)
  }
  if (options.labels !== undefined || options.learningCurve !== undefined) {
    const { trainWithLabels } = await import('./train-labels.ts')
    return trainWithLabels(options)
  }
  const [{ train }, { DEFAULT_GENERATED }] = await Promise.all([
    import('../training/train.ts'),
    import('../training/train-models.ts'),
  ])
  const start = performance.now()
  const elapsed = (): string => duration((performance.now() - start) / 1000)
  const { samples, cases, seed, out } = options
  const cards = await train({
    samples,
    cases,
    seed,
    out,
    generated: options.generated ?? DEFAULT_GENERATED,
    onStep: (step) => process.stderr.write(`${elapsed().padStart(12)}  ${step}\n`),
  })
  for (const { name, held_out, weights } of cards) {
    const bytes = Object.values(weights).reduce((sum, file) => sum + file.bytes, 0)
    const figures = Object.entries(held_out).map(
      ([figure, value]) => `${figure.replaceAll('_', ' ')} ${value}`,
    )
    process.stdout.write(`${name}: ${Math.ceil(bytes / 1024)} KB; held out: ${figures.join(', ')}\n`)
  }
  process.stderr.write(`${elapsed().padStart(12)}  done\n`)
}
