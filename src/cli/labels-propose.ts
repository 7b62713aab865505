import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Stage } from '../answered.ts'
import type { StageCost } from '../answerers/asking/cost-ledger.ts'
import { embeddedAnswerers } from '../answerers/embedded/embedded-answerers.ts'
import { promotedModels } from '../answerers/embedded/workspace-models.ts'
import { pipelineOptions } from '../batch/run-options.ts'
import { findSources, type Source } from '../batch/sources.ts'
import { answeredBy, type NamedModel, namedModel } from '../config/named-model.ts'
import type { StageConfig } from '../config/stages.ts'
import { type Config, loadConfig, UsageError } from '../config.ts'
import type { Label } from '../labels/label.ts'
import { keepLabel, readLabels } from '../labels/label-folder.ts'
import { type Answerers, type ReadRateSheet, readRateSheet } from '../pipeline.ts'
import { plural, terminalOf } from './terminal.ts'

export interface ProposeOptions {
  readonly labels: string
  readonly vary: number
  readonly generated: number
  readonly seed: number
  readonly teacher?: string
  readonly repairs?: boolean
  readonly sheets?: readonly string[]
  readonly stage?: Stage
  readonly prompt?: StageConfig['prompt']
  readonly dryRun?: boolean
  readonly maxCost?: number
  readonly config?: string
}

const print = (text: string) => process.stdout.write(`${text}\n`)
const say = (text: string) => process.stderr.write(`${text}\n`)

/** Proposes labels that a person then decides on. */
export async function propose(options: ProposeOptions): Promise<void> {
  const { vary, generated, teacher, repairs = false } = options
  if (vary === 0 && generated === 0 && teacher === undefined && !repairs)
    throw new UsageError(
      'Say what to propose: --vary N, --generated N, --teacher NAME or --repairs with --sheets.',
    )
  if ((teacher !== undefined || repairs) !== (options.sheets !== undefined))
    throw new UsageError('--teacher and --repairs read workbooks: name them with --sheets, files or folders.')
  const proposed: Label[] = []
  if (vary > 0 || generated > 0) proposed.push(...(await madeLabels(options)))
  if (teacher !== undefined || repairs) {
    const read = await labelsOfSheets(options)
    if (read === null) return
    proposed.push(...read)
  }
  let added = 0
  for (const label of proposed) if ((await keepLabel(options.labels, label)).isNew) added++
  print(
    `${added} labels proposed, ${proposed.length - added} were there already. Decide with: rateloom labels export --state proposed --as xlsx --out proposals.xlsx`,
  )
}

async function madeLabels({ labels: folder, vary, generated, seed }: ProposeOptions): Promise<Label[]> {
  const { generatedLabels, variedLabels } = await import('../training/data-sets/propose.ts')
  const { labels } = await readLabels(folder)
  const accepted = labels.filter(({ label }) => label.state === 'accepted' || label.state === 'edited')
  return [...variedLabels(accepted, vary, seed, today()), ...generatedLabels(generated, seed, today())]
}

/** Labels of the sheets that were named; null when nobody was to be asked yet. */
async function labelsOfSheets(options: ProposeOptions): Promise<Label[] | null> {
  const loaded = await loadConfig(options.config)
  const config: Config = { ...loaded, max_cost_usd: options.maxCost ?? loaded.max_cost_usd }
  const { sources } = await findSources(options.sheets!)
  const labels: Label[] = []
  if (options.repairs) labels.push(...(await labelsOfRepaired(sources, config)))
  if (options.teacher === undefined) return labels
  const teacher = namedModel(options.teacher, config)
  const asking = answeredBy(config, teacher, {
    ...(options.stage === undefined ? {} : { stages: [options.stage] }),
    prompt: options.prompt,
  })
  if (options.dryRun) {
    const [{ estimateBatch }, { estimateView }] = await Promise.all([
      import('../batch/estimate-batch.ts'),
      import('./cost-view.ts'),
    ])
    const estimate = await estimateBatch({ paths: options.sheets!, config: asking })
    process.stdout.write(estimateView(estimate, config.max_cost_usd, terminalOf(process.stdout)))
    return null
  }
  return [...labels, ...(await labelsOfTeacher(sources, asking, teacher))]
}

async function labelsOfRepaired(sources: readonly Source[], config: Config): Promise<Label[]> {
  const [{ labelsOfRepairs }, { answerersHere }] = await Promise.all([
    import('../review/labels-of-review.ts'),
    import('../batch/answerers-here.ts'),
  ])
  const { answerers, close } = await answerersHere(config)
  const labels: Label[] = []
  for (const source of sources) {
    const { tables, findings } = await readingOf(source, answerers, config)
    labels.push(...labelsOfRepairs(tables, findings, { ...factsOf(source), state: 'proposed' }))
  }
  await close()
  return labels
}

async function labelsOfTeacher(
  sources: readonly Source[],
  config: Config,
  { model }: NamedModel,
): Promise<Label[]> {
  const [{ openRunDesk }, { teach }] = await Promise.all([
    import('../answerers/asking/open-desk.ts'),
    import('../training/data-sets/teach.ts'),
  ])
  const embedded = embeddedAnswerers(promotedModels(config.workspace))
  const desk = openRunDesk(config)
  const labels: Label[] = []
  let doubted = 0
  for (const source of sources) {
    const taught = await teach(await readFile(source.path), basename(source.path), {
      embedded,
      desk,
      config,
      facts: { ...factsOf(source), teacher: model },
      pipeline: pipelineOptions(config),
    })
    say(`${source.name}: ${plural(taught.labels.length, 'answer')}`)
    labels.push(...taught.labels)
    doubted += taught.doubted
    if (desk.stopped !== null) break
  }
  await desk.close()
  await tellCosts(desk.costs)
  if (doubted > 0) say(`Checks object to ${plural(doubted, 'answer')}: the reason says what.`)
  if (desk.stopped !== null) {
    say(
      `${desk.stopped.message}\nWhat was answered is kept; the same command goes on, and asks nothing twice.`,
    )
    process.exitCode = 3
  }
  return labels
}

async function readingOf(source: Source, answerers: Answerers, config: Config): Promise<ReadRateSheet> {
  const bytes = await readFile(source.path)
  return readRateSheet(bytes, basename(source.path), answerers, pipelineOptions(config))
}

const factsOf = ({ name, path }: Source) => ({
  file: basename(path),
  layout: name.replace(/\.[^.]+$/, ''),
  date: today(),
})

async function tellCosts(costs: readonly StageCost[]): Promise<void> {
  const { costTable } = await import('./cost-view.ts')
  say(costTable(costs, terminalOf(process.stderr)))
}

const today = () => new Date().toISOString().slice(0, 10)
