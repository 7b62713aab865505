import { stat } from 'node:fs/promises'
import { type Command, Option } from 'commander'
import { STAGES, type Stage } from '../answered.ts'
import type { StageCost } from '../answerers/asking/cost-ledger.ts'
import { PROMPT_VARIANTS, type StageConfig } from '../config/stages.ts'
import { type Config, UsageError } from '../config.ts'
import { DISTURBANCES, type DisturbanceKind } from '../training/disturbance/disturbance.ts'
import type { ConfiguredEndpoint } from '../training/evaluation/configured-endpoint.ts'
import type { Evaluated } from '../training/evaluation/evaluate.ts'
import type { AskedShare, GoldEndpoint } from '../training/evaluation/gold-endpoint.ts'
import type { GoldWorkbook } from '../training/evaluation/gold-folder.ts'
import type { Contender } from './eval-models.ts'
import { listOf, share, wholeNumber } from './options.ts'

interface EvalOptions {
  readonly leaveOneOut?: boolean
  readonly folds?: number
  readonly samples: string
  readonly endpoint?: 'gold' | 'configured'
  readonly prompts?: readonly StageConfig['prompt'][]
  readonly stages?: readonly Stage[]
  readonly unsureBelow?: number
  readonly only?: string
  readonly errors?: number
  readonly places?: string
  readonly sabotage?: boolean
  readonly disturbed?: readonly DisturbanceKind[] | true
  readonly seed: number
  readonly generated: number
  readonly jobs: number
  readonly json?: boolean
  readonly models?: string
  readonly report?: string
  readonly baseline?: string
  readonly failIfWorse?: boolean
  readonly label?: string
  readonly config?: string
}

/** What makes no sense beside `--disturbed`. */
const NOT_DISTURBED = [
  'leaveOneOut',
  'endpoint',
  'sabotage',
  'models',
  'report',
  'baseline',
  'failIfWorse',
] as const satisfies readonly (keyof EvalOptions)[]
const MOST_CAUSES = 100_000
const MOST_GENERATED = 100_000
const MOST_JOBS = 64
const MOST_FOLDS = 10_000

export const command = (program: Command): void => {
  program
    .command('eval')
    .description('Score the reading of labelled workbooks against their gold answers.')
    .argument('[dir]', 'a folder with NAME.xlsx, NAME.gold.yaml and NAME.gold.jsonl')
    .option('--leave-one-out', 'read each workbook with models that were trained without it and its siblings')
    .option(
      '--folds <n>',
      'leave out in n groups instead of one by one: quicker, a little harsher',
      wholeNumber(2, MOST_FOLDS),
    )
    .option('--samples <dir>', 'with --leave-one-out: labelled workbooks to train with as well', 'samples')
    .addOption(
      new Option(
        '--endpoint <name>',
        'gold: a language model that answers from the labels stands behind the embedded models; configured: those of rateloom.yaml do, and are paid',
      ).choices(['gold', 'configured']),
    )
    .option(
      '--prompts <list>',
      'wordings by comma: each language model is evaluated with each of them (zero-shot, few-shot, short)',
      listOf(PROMPT_VARIANTS),
    )
    .option(
      '--stages <list>',
      'stages by comma that the language models of --models answer; the embedded models answer the others',
      listOf(STAGES),
    )
    .option('--unsure-below <share>', 'with --endpoint: what is less sure is asked', share)
    .option('--only <text>', 'only the workbooks whose name contains this')
    .option(
      '-e, --errors <n>',
      'list the first n causes of differences, expected beside got',
      wholeNumber(0, MOST_CAUSES),
    )
    .option('--places <file>', 'score the place resolver on a table of place cases (.tsv)')
    .option('--sabotage', 'make right answers wrong in many ways, and tell which of them the checks catch')
    .option(
      '--disturbed [kinds]',
      `read each workbook once more for each harmless change of its layout, by comma (default: all of ${DISTURBANCES.join(', ')})`,
      listOf(DISTURBANCES),
    )
    .option(
      '--seed <n>',
      'seed of the leave-one-out training, of the sabotage and of the disturbances',
      wholeNumber(0, 2 ** 31 - 1),
      1,
    )
    .option('--generated <n>', 'generated workbooks to train with', wholeNumber(0, MOST_GENERATED))
    .option('-j, --jobs <n>', 'leave-one-out trainings at a time', wholeNumber(1, MOST_JOBS), 2)
    .option(
      '--models <list>',
      'compare models, by comma: "shipped", folders that "train --out" wrote, ENDPOINT=MODEL of rateloom.yaml',
    )
    .option('--report <file>', 'write a page (.html): figures, what got better and worse, case by case')
    .option(
      '--baseline <file>',
      'compare with a kept evaluation; "last" for the last one on the same answers',
    )
    .option('--fail-if-worse', 'end with 1 when a deciding figure fell against the baseline (default: last)')
    .option('--label <text>', 'name of this evaluation in the history')
    .option('--config <file>', 'configuration (default: rateloom.yaml in the current folder)')
    .option('--json', 'print the figures as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ rateloom eval samples
  $ rateloom eval samples --only kmtc --errors 20
  $ rateloom eval samples --leave-one-out --json
  $ rateloom eval samples --sabotage --errors 20
  $ rateloom eval samples --disturbed letterhead,spacer
  $ rateloom eval labelled/ --models shipped,candidate/ --report compared.html
  $ rateloom eval samples --models shipped,openai=gpt-6-luna --prompts few-shot,short --report compared.html

Ends with 0 whatever the figures are, with 2 for wrong usage; with --fail-if-worse, with 1 when they fell.`,
    )
    .action(evaluate)
}

async function evaluate(dir: string | undefined, options: EvalOptions): Promise<void> {
  const other = options.disturbed && NOT_DISTURBED.find((name) => options[name])
  if (other)
    throw new UsageError(
      `--disturbed holds the shipped models against themselves: leave --${other.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} out.`,
    )
  if (!dir && !options.places) throw new UsageError('Give a folder of labelled workbooks, or --places FILE.')
  if (options.places) {
    const { evaluatePlaces } = await import('./eval-places.ts')
    await evaluatePlaces(options.places, options.json ?? false)
  }
  if (dir) await evaluateFolder(dir, options)
}

async function evaluateFolder(dir: string, options: EvalOptions): Promise<void> {
  const [
    { readGoldFolder },
    { summarize, summaryJson },
    { renderDifferences, renderSummary },
    { groupDifferences },
  ] = await Promise.all([
    import('../training/evaluation/gold-folder.ts'),
    import('../training/evaluation/summary.ts'),
    import('../training/evaluation/report.ts'),
    import('../training/evaluation/difference-groups.ts'),
  ])
  const facts = await stat(dir).catch(() => null)
  if (!facts?.isDirectory()) throw new UsageError(`There is no folder ${dir}.`)
  const workbooks = (await readGoldFolder(dir)).filter(({ name }) => name.includes(options.only ?? ''))
  if (workbooks.length === 0) throw new UsageError(`No workbook of ${dir} has "${options.only}" in its name.`)
  if (options.sabotage) {
    const { evaluateSabotage } = await import('./eval-sabotage.ts')
    const { seed, generated = 0, json = false, errors = 0 } = options
    await evaluateSabotage(dir, workbooks, { seed, generated, json, errors })
    return
  }
  if (options.disturbed) {
    const { evaluateDisturbed } = await import('./eval-disturbed.ts')
    const { seed, json = false, errors = 0, disturbed } = options
    const kinds = disturbed === true ? DISTURBANCES : disturbed
    await evaluateDisturbed(workbooks, { kinds, seed, json, errors })
    return
  }
  const runs = await evaluations(dir, workbooks, options)
  const figures: Record<string, unknown>[] = []
  for (const { label, results } of runs) {
    if (runs.length > 1 && !options.json) process.stdout.write(`${label}\n`)
    const summary = summarize(results.map(({ score }) => score))
    if (options.json)
      figures.push(runs.length > 1 ? { label, ...summaryJson(summary) } : summaryJson(summary))
    else process.stdout.write(`${renderSummary(summary)}\n`)
    if (options.errors) {
      const groups = groupDifferences(results.flatMap(({ differences }) => differences))
      // Figures for a program go to stdout alone.
      const stream = options.json ? process.stderr : process.stdout
      stream.write(`${renderDifferences(groups, options.errors)}\n`)
    }
  }
  if (options.json)
    process.stdout.write(`${JSON.stringify(runs.length > 1 ? figures : figures[0], null, 2)}\n`)
  const [{ keepAndCompare }, { evalRecord }, { loadConfig }] = await Promise.all([
    import('./eval-history.ts'),
    import('../training/comparison/eval-record.ts'),
    import('../config.ts'),
  ])
  const { workspace } = await loadConfig(options.config)
  const records = runs.map(({ label, results, costs }) =>
    evalRecord(label, dir, results, workbooks, { costs }),
  )
  await keepAndCompare(records, dir, workspace, options)
}

interface Run {
  readonly label: string
  readonly results: readonly Evaluated[]
  /** Of language models, by stage. */
  readonly costs: readonly StageCost[]
}

/** One run over the workbooks for each set of models that is asked for. */
async function evaluations(
  dir: string,
  workbooks: readonly GoldWorkbook[],
  options: EvalOptions,
): Promise<Run[]> {
  if (options.leaveOneOut) {
    if (options.models) throw new UsageError('--leave-one-out trains its own models: leave --models out.')
    if (options.endpoint === 'configured')
      throw new UsageError('--leave-one-out goes with --endpoint gold only: its workers ask nobody.')
    const label = options.label ?? 'leave-one-out'
    return [{ label, results: await leaveOneOut(dir, workbooks, options), costs: [] }]
  }
  const { contendersOf } = await import('./eval-models.ts')
  const runs: Run[] = []
  for (const contender of await contendersOf(options))
    runs.push({ label: contender.label, ...(await readWith(dir, workbooks, options, contender)) })
  return runs
}

/** Reads with the models of a contender. */
async function readWith(
  dir: string,
  workbooks: readonly GoldWorkbook[],
  options: EvalOptions,
  { label, folder, asks }: Contender,
): Promise<Omit<Run, 'label'>> {
  const [{ readRateSheet }, { embeddedAnswerers }, { evaluateWorkbook }] = await Promise.all([
    import('../pipeline.ts'),
    import('../answerers/embedded/embedded-answerers.ts'),
    import('../training/evaluation/evaluate.ts'),
  ])
  const embedded = embeddedAnswerers(folder)
  const gold = await goldEndpoint(dir, options)
  const asked = asks ? await askedEndpoint(asks) : null
  const answerers = (gold ?? asked)?.behind(embedded) ?? embedded
  const results: Evaluated[] = []
  for (const workbook of workbooks) {
    results.push(await evaluateWorkbook(workbook, (bytes, file) => readRateSheet(bytes, file, answerers)))
    if (asked?.stopped) throw new UsageError(asked.stopped.message)
  }
  if (gold) tellShares(gold.shares)
  if (asked) {
    const [{ costTable }, { terminalOf }] = await Promise.all([
      import('./cost-view.ts'),
      import('./terminal.ts'),
    ])
    process.stderr.write(`${label}\n${costTable(asked.costs, terminalOf(process.stderr))}\n`)
    const unanswered = asked.costs.reduce((sum, cost) => sum + cost.unanswered, 0)
    if (unanswered > 0)
      process.stderr.write(
        `${label} left ${unanswered} questions unanswered: there the embedded models stand in its figures.\n`,
      )
  }
  return { results, costs: asked?.costs ?? [] }
}

async function leaveOneOut(
  dir: string,
  workbooks: readonly GoldWorkbook[],
  options: EvalOptions,
): Promise<Evaluated[]> {
  const [{ evaluateLeaveOneOut }, { DEFAULT_GENERATED }] = await Promise.all([
    import('../training/evaluation/leave-one-out.ts'),
    import('../training/train-models.ts'),
  ])
  const samples = await stat(options.samples).catch(() => null)
  const shares: AskedShare[] = []
  const endpoint = options.endpoint ? { unsureBelow: options.unsureBelow ?? null } : null
  const results = await evaluateLeaveOneOut(workbooks, {
    dir,
    others: samples?.isDirectory() ? [options.samples] : [],
    endpoint,
    seed: options.seed,
    generated: options.generated ?? DEFAULT_GENERATED,
    jobs: options.jobs,
    ...(options.folds === undefined ? {} : { folds: options.folds }),
    onFold: (fold) => {
      shares.push(...fold.shares)
      process.stderr.write(`without ${fold.families.join(', ')}: ${fold.seconds.toFixed(0)} s\n`)
    },
  })
  if (endpoint) {
    const { sumShares } = await import('../training/evaluation/gold-endpoint.ts')
    tellShares(sumShares(shares))
  }
  return results
}

async function goldEndpoint(dir: string, options: EvalOptions): Promise<GoldEndpoint | null> {
  if (options.endpoint !== 'gold') return null
  const { GoldEndpoint } = await import('../training/evaluation/gold-endpoint.ts')
  return GoldEndpoint.open(dir, options.unsureBelow ?? null)
}

async function askedEndpoint(asks: Config): Promise<ConfiguredEndpoint> {
  const { configuredEndpoint } = await import('../training/evaluation/configured-endpoint.ts')
  return configuredEndpoint(asks)
}

/** How much was asked of the endpoint, stage by stage; beside the figures, which stdout has to itself. */
function tellShares(shares: readonly AskedShare[]): void {
  const sum = (of: (share: AskedShare) => number) => shares.reduce((total, one) => total + of(one), 0)
  const line = (name: string, asked: number, questions: number, calls: number, tokens: number) =>
    `${name}: ${asked} of ${questions} questions asked of the endpoint (${((100 * asked) / Math.max(1, questions)).toFixed(1)} %), ${calls} calls, ${tokens} input tokens\n`
  for (const { stage, asked, questions, calls, input_tokens } of shares)
    process.stderr.write(line(stage, asked, questions, calls, input_tokens))
  const all = line(
    'together',
    sum(({ asked }) => asked),
    sum(({ questions }) => questions),
    sum(({ calls }) => calls),
    sum(({ input_tokens }) => input_tokens),
  )
  process.stderr.write(all)
}
