import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Command } from 'commander'
import { loadConfig, UsageError } from '../config.ts'
import type { Answerers, ReadRateSheet } from '../pipeline.ts'
import { plural } from './terminal.ts'

interface ApproveOptions {
  readonly as?: string
  readonly labels: string
  readonly config?: string
}

export const command = (program: Command): void => {
  program
    .command('approve')
    .description('Remember how workbooks are laid out, as read rightly: next month they cost no question.')
    .argument('<names...>', 'workbooks that are read rightly: files, or OUT/NAME of an output folder')
    .option('--as <name>', 'name of the layout (default: the name of the file)')
    .option('--labels <folder>', 'folder of the labels', 'labels')
    .option('-c, --config <file>', 'configuration (default: rateloom.yaml here, if there is one)')
    .addHelpText(
      'after',
      `
Examples:
  $ rateloom approve march.xlsx
  $ rateloom approve rates/march        # as it lies in the output folder, corrections included
  $ rateloom approve inbox/kmtc-feb.xlsx --as kmtc-guide-rates

Look at the reading first: rateloom inspect FILE. Ends with 0, with 1 when a file could not be read,
2 for wrong usage.`,
    )
    .action(approve)
}

async function approve(names: readonly string[], options: ApproveOptions): Promise<void> {
  const config = await loadConfig(options.config)
  if (options.as !== undefined && names.length > 1)
    throw new UsageError('--as names one layout; approve the workbooks one by one, or leave it out.')
  const [
    { readRateSheet },
    { answerersHere },
    { pipelineOptions },
    { writeLayout },
    { recordAnswers },
    { layoutName, rememberLayout },
  ] = await Promise.all([
    import('../pipeline.ts'),
    import('../batch/answerers-here.ts'),
    import('../batch/run-options.ts'),
    import('../answerers/memory/layouts-folder.ts'),
    import('../answerers/given-answers.ts'),
    import('../answerers/memory/remember.ts'),
  ])
  for (const name of names) {
    const approved = await find(name)
    const file = basename(approved.path)
    const bytes = await readFile(approved.path)
    const here = await answerersHere(config)
    const { answerers, given } = recordAnswers(await approved.answerers(bytes, here.answerers))
    const read = await readRateSheet(bytes, file, answerers, pipelineOptions(config)).finally(here.close)
    if (read.tables.length === 0) {
      process.stderr.write(`${approved.path}: ${whyNot(read)}\n`)
      process.exitCode = 1
      continue
    }
    const layout = rememberLayout(layoutName(options.as ?? file), { file, read, given })
    const written = await writeLayout(config.workspace, layout)
    const kept = await keepRepairs(read, file, layout.layout, options.labels)
    await approved.settle()
    const labels = kept > 0 ? `, ${plural(kept, 'label')} of repairs in ${options.labels}` : ''
    process.stdout.write(
      `${file}: ${plural(read.tables.length, 'table')} remembered in ${written}${labels}\n`,
    )
  }
}

/** A workbook to approve: where it lies, who answers for it, and what is done when it is approved. */
interface Approved {
  readonly path: string
  answerers(bytes: Uint8Array, inner: Answerers): Promise<Answerers>
  settle(): Promise<void>
}

/** A file, or a workbook of an output folder with the corrections that were made of it. */
async function find(name: string): Promise<Approved> {
  if ((await stat(name).catch(() => null))?.isFile())
    return { path: name, answerers: async (_, inner) => inner, async settle() {} }
  const place = await outputOf(name)
  if (!place)
    throw new UsageError(`There is no file ${name}, and no output folder with a workbook of this name.`)
  const [{ earlierOutput }, { withCorrections }, { removeReview }] = await Promise.all([
    import('../batch/earlier-output.ts'),
    import('../batch/kept-corrections.ts'),
    import('../review/review-folder.ts'),
  ])
  const { source, marker } = await earlierOutput(place.out, place.output)
  return {
    path: source.path,
    async answerers(bytes, inner) {
      if (createHash('sha256').update(bytes).digest('hex') !== marker.source.sha256)
        throw new UsageError(
          `${source.path} has changed since it was read. Ingest it again, then look, then approve.`,
        )
      return withCorrections(place, bytes, inner)
    },
    async settle() {
      removeReview(place.out, place.output)
    },
  }
}

/** `rates/asia/march` → the nearest folder above that holds outputs, and the name below it. */
async function outputOf(name: string): Promise<{ out: string; output: string } | null> {
  const full = resolve(name)
  for (let out = dirname(full); out !== dirname(out); out = dirname(out))
    if ((await stat(join(out, '.rateloom', 'done')).catch(() => null))?.isDirectory())
      return { out, output: full.slice(out.length + 1).replaceAll('\\', '/') }
  return null
}

/** What the checks put right is approved with the reading: labels of the stages that erred. */
async function keepRepairs(
  read: ReadRateSheet,
  file: string,
  layout: string,
  folder: string,
): Promise<number> {
  const [{ labelsOfRepairs }, { keepLabel }] = await Promise.all([
    import('../review/labels-of-review.ts'),
    import('../labels/label-folder.ts'),
  ])
  const date = new Date().toISOString().slice(0, 10)
  let kept = 0
  for (const label of labelsOfRepairs(read.tables, read.findings, { file, layout, date }))
    if ((await keepLabel(folder, label)).isNew) kept++
  return kept
}

function whyNot({ findings }: ReadRateSheet): string {
  const error = findings.find(({ severity }) => severity === 'error')
  return error ? error.message : 'No table of rates was found; there is no layout to remember.'
}
