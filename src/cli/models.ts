import { readdir, readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { parse } from 'yaml'
import { packageRoot } from '../package-info.ts'
import { addCurves } from './models-curves.ts'
import { addRollback } from './models-rollback.ts'
import { addUse } from './models-use.ts'
import { plainTable } from './plain-table.ts'
import { terminalOf } from './terminal.ts'

export const command = (program: Command): void => {
  const models = program
    .command('models')
    .description('Show the models that answer each stage: task, version, training, held-out figures.')
    .option('--json', 'print the cards as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ rateloom models\n  $ rateloom models rollback\n  $ rateloom models use column-roles=gpt-6-luna',
    )
    .action(showModels)
  addRollback(models)
  addUse(models)
  addCurves(models)
}

interface Card {
  readonly name: string
  readonly facts: Readonly<Record<string, unknown>>
}

async function showModels(options: { readonly json?: boolean }): Promise<void> {
  const cards = await readCards()
  if (options.json) {
    process.stdout.write(
      `${JSON.stringify(
        cards.map(({ name, facts }) => ({ name, ...facts })),
        null,
        2,
      )}\n`,
    )
    return
  }
  const terminal = terminalOf(process.stdout)
  const rows = cards.map(({ name, facts }) => [
    name,
    text(facts.version),
    text(facts.task),
    figures(facts.held_out ?? facts.figures),
  ])
  const columns = [
    { title: 'model', width: 16 },
    { title: 'version', width: 8 },
    { title: 'task' },
    { title: 'held out' },
  ]
  process.stdout.write(
    `${plainTable(columns, rows, terminal, (cell, _, c) => (c === 0 ? terminal.colors.bold(cell) : cell))}\n`,
  )
}

async function readCards(): Promise<Card[]> {
  const folder = new URL('models/', packageRoot)
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const cards = await Promise.all(
    names.sort().map(async (name) => {
      const card = await readFile(new URL(`${name}/card.yaml`, folder), 'utf8').catch(() => null)
      return card === null ? null : { name, facts: parse(card) as Card['facts'] }
    }),
  )
  return cards.filter((card) => card !== null)
}

const text = (value: unknown) => (value === undefined || value === null ? '' : String(value))

/** `accuracy 0.97, f1 0.98`: the figures of a card on a line. */
function figures(value: unknown): string {
  if (typeof value !== 'object' || value === null) return text(value)
  return Object.entries(value)
    .filter(([, figure]) => typeof figure === 'number' || typeof figure === 'string')
    .map(
      ([name, figure]) =>
        `${name.replaceAll('_', ' ')} ${typeof figure === 'number' ? round(figure) : figure}`,
    )
    .join(', ')
}

const round = (figure: number) => String(Math.round(figure * 1000) / 1000)
