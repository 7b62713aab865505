import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { parse, parseDocument } from 'yaml'
import { STAGES, type Stage } from '../answered.ts'
import { parseConfig, UsageError } from '../config.ts'
import { packageRoot } from '../package-info.ts'

export const addUse = (models: Command): void => {
  models
    .command('use')
    .description('Let another language model answer a stage: writes its id into rateloom.yaml.')
    .argument('<stage=id...>', `as column-roles=gpt-6-luna; stages: ${STAGES.join(', ')}`)
    .option('-c, --config <file>', 'configuration (default: rateloom.yaml in the current folder)')
    .addHelpText('after', '\nExample:\n  $ rateloom models use column-roles=ft:YOUR-BASE:acme::abc123')
    .action(useModels)
}

/** Ids of models that were fine-tuned on the short prompt begin so. */
const FINE_TUNED = /^ft:/

async function useModels(choices: readonly string[], options: { readonly config?: string }): Promise<void> {
  const path = resolve(options.config ?? 'rateloom.yaml')
  const before = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw new UsageError(`The configuration ${path} cannot be read: ${error.message}`)
  })
  // Checked as it stands: what was wrong before is not to be blamed on this command.
  const was = parseConfig(before, path)
  const document = parseDocument(before)
  const changes: string[] = []
  const set = (stage: Stage, key: 'model' | 'answer' | 'prompt', value: string) => {
    const old = was.stages[stage][key]
    if (old === value) return
    document.setIn(['stages', stage, key], value)
    changes.push(`stages.${stage}.${key}: ${old ?? 'none'} → ${value}`)
  }
  const stages = choices.map((choice) => {
    const { stage, id } = readChoice(choice)
    set(stage, 'model', id)
    if (was.stages[stage].answer === 'embedded') set(stage, 'answer', 'when_unsure')
    if (FINE_TUNED.test(id)) set(stage, 'prompt', 'short')
    return stage
  })
  const text = document.toString({ lineWidth: 0 })
  parseConfig(text, path)
  if (changes.length > 0) {
    const { default: writeFileAtomic } = await import('write-file-atomic')
    await writeFileAtomic(path, text)
  }
  const figures = await Promise.all(stages.map(figuresOf))
  const told =
    changes.length === 0 ? ['Nothing to change.'] : [`${path}:`, ...changes.map((one) => `  ${one}`)]
  process.stdout.write(`${[...told, ...figures].join('\n')}\n`)
}

function readChoice(choice: string): { stage: Stage; id: string } {
  const at = choice.indexOf('=')
  const name = choice.slice(0, at)
  const stage = STAGES.find((one) => one === name)
  const id = choice.slice(at + 1).trim()
  if (stage && id !== '') return { stage, id }
  throw new UsageError(`Expected STAGE=ID, not "${choice}". Stages: ${STAGES.join(', ')}.`)
}

/** What the embedded model of the stage reaches on workbooks that it was not trained on: what the new one has to beat. */
async function figuresOf(stage: Stage): Promise<string> {
  const text = await readFile(new URL(`models/${stage}/card.yaml`, packageRoot), 'utf8')
  const { held_out = {} } = parse(text) as { held_out?: Readonly<Record<string, unknown>> }
  const figures = Object.entries(held_out)
    .filter(([, value]) => typeof value === 'number')
    .map(([name, value]) => `${name.replaceAll('_', ' ')} ${value}`)
  return `${stage}: the embedded model reaches ${figures.join(', ')} on layouts that it never saw.`
}
