import { type Command, Option } from 'commander'
import { STAGES } from '../answered.ts'
import { PROMPT_VARIANTS } from '../config/stages.ts'
import { LABEL_SOURCES, LABEL_STATES } from '../labels/label.ts'
import { dollars, wholeNumber } from './options.ts'
import { lazily } from './sub-commands.ts'

const run = lazily(() => import('./labels-actions.ts'))

/** `rateloom labels`: corrections as training examples; nobody writes JSONL by hand. */
export const command = (program: Command): void => {
  const labels = program
    .command('labels')
    .description('Show, check, divide, export, import and propose labels: corrections as training examples.')
    .addHelpText(
      'after',
      `
Examples:
  $ rateloom labels list --stage column-roles
  $ rateloom labels lint
  $ rateloom labels split && rateloom labels export --stage column-roles --part train --out train.jsonl
  $ rateloom labels export --as xlsx --out for-the-desk.xlsx && rateloom labels import for-the-desk.xlsx
  $ rateloom labels propose --vary 3 --generated 20
  $ rateloom labels propose --teacher openai=gpt-6-sol --sheets inbox/ --dry-run`,
    )

  filtered(labels.command('list'))
    .description('list labels, a line each')
    .option('--json', 'print them as JSON')
    .action(run('list'))

  folder(labels.command('stats'))
    .description('count by stage, state, source, class, carrier, layout and script')
    .option('--json', 'print the counts as JSON')
    .action(run('stats'))

  folder(labels.command('lint'))
    .description(
      'look for what spoils a training: format, length, doubles, contradictions, leaks, personal data',
    )
    .option('--window <n>', 'longest example in tokens', wholeNumber(1024, 1_000_000), 16_384)
    .option('--json', 'print the problems as JSON')
    .action(run('lint'))

  folder(labels.command('split'))
    .description('divide into train, validation and a frozen test set, by layout and carrier')
    .action(run('split'))

  filtered(labels.command('export'))
    .description('write examples for training, or a spreadsheet for people who know the trade')
    .requiredOption('--out <file>', 'file to write')
    .addOption(
      new Option(
        '--as <form>',
        'chat examples, preference pairs, conversations with look-ups, or a spreadsheet',
      )
        .choices(['chat', 'preference', 'tools', 'xlsx'])
        .default('chat'),
    )
    .addOption(
      new Option('--part <part>', 'only this part of the split').choices(['train', 'validation', 'test']),
    )
    .option('--prompt <variant>', 'prompt that goes with each example', 'short')
    .option('--window <n>', 'longest example in tokens', wholeNumber(1024, 1_000_000), 16_384)
    .action(run('export'))

  folder(labels.command('import <file>'))
    .description('take back the spreadsheet: accepted, edited and rejected lines')
    .action(run('import'))

  folder(labels.command('propose'))
    .description('propose examples, for a person to decide: variations of real ones, made layouts')
    .option('--teacher <name>', 'answers of an expensive model: ENDPOINT of rateloom.yaml, or ENDPOINT=MODEL')
    .option('--repairs', 'what the checks put right with certainty')
    .option('--sheets <paths...>', 'with --teacher or --repairs: workbooks, or folders of them')
    .addOption(new Option('--stage <stage>', 'with --teacher: only this stage').choices([...STAGES]))
    .addOption(new Option('--prompt <variant>', 'with --teacher: another wording').choices(PROMPT_VARIANTS))
    .option('--dry-run', 'with --teacher: only tell what would be asked, and what that would cost')
    .option('--max-cost <usd>', 'with --teacher: spend at most this', dollars)
    .option('--config <file>', 'with --teacher: configuration (default: rateloom.yaml in the current folder)')
    .option('--vary <n>', 'variations of each accepted label of column-roles', wholeNumber(0, 50), 0)
    .option('--generated <n>', 'workbooks out of the generator of layouts', wholeNumber(0, 10_000), 0)
    .option('--seed <n>', 'the same seed proposes the same', wholeNumber(0, 2 ** 31 - 1), 1)
    .action(run('propose'))
}

const folder = (command: Command): Command =>
  command.option('--labels <folder>', 'folder of the labels', 'labels')

const filtered = (command: Command): Command =>
  folder(command)
    .addOption(new Option('--stage <stage>', 'only this stage').choices([...STAGES]))
    .addOption(new Option('--state <state>', 'only this state').choices([...LABEL_STATES]))
    .addOption(new Option('--source <source>', 'only this source').choices([...LABEL_SOURCES]))
