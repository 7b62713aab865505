import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import type { Stage } from '../answered.ts'
import type { StageConfig } from '../config/stages.ts'
import { UsageError } from '../config.ts'
import type { Label, LabelState } from '../labels/label.ts'
import { readLabels, type StoredLabel, writeLabel } from '../labels/label-folder.ts'
import { readDecided, SPLITS, type Split, splitLabels, writeDecided } from '../labels/split.ts'
import { type LabelStats, labelStats } from '../labels/stats.ts'
import type { ChatForm } from '../training/data-sets/export-chat.ts'
import type { ProposeOptions } from './labels-propose.ts'
import { plainTable } from './plain-table.ts'
import type { Act } from './sub-commands.ts'
import { terminalOf } from './terminal.ts'

/** The options of all parts of `rateloom labels`; commander has checked them. */
interface LabelsOptions extends Omit<ProposeOptions, 'prompt'> {
  readonly prompt: StageConfig['prompt']
  readonly stage?: Stage
  readonly state?: LabelState
  readonly source?: Label['source']
  readonly json?: boolean
  readonly window: number
  readonly out: string
  readonly as: ChatForm | 'xlsx'
  readonly part?: Split
}

const print = (text: string): void => {
  process.stdout.write(`${text}\n`)
}
const say = (text: string): void => {
  process.stderr.write(`${text}\n`)
}
const short = (path: string) => relative(process.cwd(), path) || path

/** All labels; broken ones are told and left out. */
async function readAll(options: LabelsOptions): Promise<StoredLabel[]> {
  const { labels, broken } = await readLabels(options.labels)
  for (const { path, problem } of broken) say(`${short(path)} is no label: ${problem}`)
  return [...labels]
}

async function readFiltered(options: LabelsOptions): Promise<StoredLabel[]> {
  const all = await readAll(options)
  return all.filter(
    ({ label }) =>
      (options.stage === undefined || label.stage === options.stage) &&
      (options.state === undefined || label.state === options.state) &&
      (options.source === undefined || label.source === options.source),
  )
}

async function splitsOf(options: LabelsOptions, labels: readonly StoredLabel[]) {
  return splitLabels(labels, await readDecided(options.labels))
}

export const ACTIONS = {
  list: async (_, options) => {
    const labels = await readFiltered(options)
    if (options.json)
      return print(
        JSON.stringify(
          labels.map(({ id, label }) => ({ id, ...label })),
          null,
          2,
        ),
      )
    if (labels.length === 0)
      return print('No labels. "rateloom correct" makes them, "rateloom labels propose" too.')
    const columns = [
      { title: 'id', width: 16 },
      { title: 'stage', width: 16 },
      { title: 'state', width: 8 },
      { title: 'source', width: 10 },
      { title: 'file' },
      { title: 'reason' },
    ]
    const rows = labels.map(({ id, label }) => [
      id,
      label.stage,
      label.state,
      label.source,
      label.file,
      label.reason,
    ])
    print(plainTable(columns, rows, terminalOf(process.stdout)))
  },

  stats: async (_, options) => {
    const stats = labelStats(await readAll(options))
    print(options.json ? JSON.stringify(stats, null, 2) : statsText(stats))
  },

  lint: async (_, options) => {
    const [{ lintLabels }, { tokensOfLabel }] = await Promise.all([
      import('../labels/lint/lint.ts'),
      import('../training/data-sets/export-chat.ts'),
    ])
    const { labels, broken } = await readLabels(options.labels)
    const tokens = new Map<StoredLabel, number>()
    for (const stored of labels) {
      // What points outside its excerpt cannot be rendered, and is told for that.
      tokens.set(
        stored,
        await tokensOfLabel(stored, { prompt: 'short', window: options.window }).catch(() => 0),
      )
    }
    const splits = await splitsOf(options, labels)
    const problems = lintLabels(
      { labels, broken, splits },
      { window: options.window, tokensOf: (stored) => tokens.get(stored) ?? 0 },
    )
    if (options.json) print(JSON.stringify(problems, null, 2))
    else {
      for (const { code, severity, paths, message } of problems) {
        print(`${severity} ${code}: ${message}`)
        for (const path of paths) print(`    ${short(path)}`)
      }
      print(`${labels.length + broken.length} labels, ${problems.length} problems`)
    }
    if (problems.some(({ severity }) => severity === 'error')) process.exitCode = 1
  },

  split: async (_, options) => {
    const labels = await readAll(options)
    if (labels.length === 0) throw new UsageError(`There are no labels in ${options.labels}.`)
    const splits = await splitsOf(options, labels)
    const path = await writeDecided(options.labels, splits)
    for (const split of SPLITS) {
      const own = labels.filter(({ label }) => splits.get(label.layout) === split)
      print(
        `${split.padEnd(10)} ${String(own.length).padStart(5)} labels of ${new Set(own.map(({ label }) => label.layout)).size} layouts`,
      )
    }
    say(`${short(path)} written: commit it, it freezes the test set`)
  },

  export: async (_, options) => {
    const all = await readFiltered(options)
    const splits = await splitsOf(options, await readAll(options))
    const inPart = all.filter(
      ({ label }) => options.part === undefined || splits.get(label.layout) === options.part,
    )
    if (options.as === 'xlsx') {
      const { writeExpertSheet } = await import('../training/data-sets/expert-sheet.ts')
      await writeFileAtomic(options.out, Buffer.from(writeExpertSheet(inPart)))
      return say(
        `${options.out}: ${inPart.length} labels. Take it back with: rateloom labels import ${options.out}`,
      )
    }
    const { chatLines } = await import('../training/data-sets/export-chat.ts')
    const usable = inPart.filter(({ label }) => label.state === 'accepted' || label.state === 'edited')
    const lines: string[] = []
    for (const stored of usable) lines.push(...(await chatLines(stored, options.as, options)))
    if (lines.length === 0)
      throw new UsageError(
        options.as === 'tools'
          ? 'No label to export: only accepted and edited ones of place-resolution are looked up.'
          : 'No label to export: only accepted and edited ones are. Look with "rateloom labels list".',
      )
    await writeFileAtomic(options.out, `${lines.join('\n')}\n`)
    say(
      `${options.out}: ${lines.length} examples of ${usable.length} labels; ${inPart.length - usable.length} left out that nobody accepted`,
    )
  },

  import: async ([file], options) => {
    const { readExpertSheet } = await import('../training/data-sets/expert-sheet.ts')
    const bytes = await readFile(String(file)).catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(`${file} cannot be read: ${error.message}`)
    })
    const { labels, problems } = readExpertSheet(bytes)
    const known = new Map((await readAll(options)).map((stored) => [stored.id, stored]))
    let changed = 0
    for (const { id, label } of labels) {
      const before = known.get(id)
      if (before && JSON.stringify(before.label) === JSON.stringify(label)) continue
      changed++
      await writeLabel(options.labels, label)
      // An edited answer has an address of its own; what it replaces is not to be learned.
      if (
        before &&
        label.state === 'edited' &&
        JSON.stringify(before.label.corrected) !== JSON.stringify(label.corrected)
      )
        await writeLabel(options.labels, { ...before.label, state: 'rejected' })
    }
    for (const problem of problems) say(problem)
    print(`${labels.length} labels read, ${changed} changed, ${problems.length} lines not understood`)
    if (problems.length > 0) process.exitCode = 1
  },

  propose: async (_, options) => {
    const { propose } = await import('./labels-propose.ts')
    await propose(options)
  },
} satisfies Record<string, Act<LabelsOptions>>

const MOST_SHOWN = 12

function statsText(stats: LabelStats): string {
  const lines = [`${stats.labels} labels`]
  for (const [name, counts] of Object.entries(stats)) {
    if (typeof counts === 'number') continue
    const entries = Object.entries(counts as Record<string, number>)
    lines.push('', name)
    for (const [value, count] of entries.slice(0, MOST_SHOWN))
      lines.push(`${String(count).padStart(6)}  ${value}`)
    if (entries.length > MOST_SHOWN) lines.push(`        and ${entries.length - MOST_SHOWN} more`)
  }
  return lines.join('\n')
}
