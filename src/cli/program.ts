import { Command } from 'commander'
import { VERSION } from '../package-info.ts'
import { command as approve } from './approve.ts'
import { command as correct } from './correct.ts'
import { command as cost } from './cost.ts'
import { command as evaluate } from './eval.ts'
import { command as ingest } from './ingest.ts'
import { command as inspect } from './inspect.ts'
import { command as labels } from './labels.ts'
import { command as models } from './models.ts'
import { command as review } from './review.ts'
import { command as train } from './train.ts'
import { command as tune } from './tune.ts'

/**
 * One file a command: each exports `command`, which adds itself to the program and loads what it needs only when it
 * runs. A command without a page `docs/commands/NAME.md` fails a test.
 */
const COMMANDS: readonly ((program: Command) => void)[] = [
  ingest,
  cost,
  inspect,
  review,
  correct,
  approve,
  evaluate,
  train,
  models,
  labels,
  tune,
]

export function createProgram(): Command {
  const program = new Command('rateloom')
    .description('Reads freight rate sheets of any layout into one schema, each price traceable to its cell.')
    .version(VERSION)
    .showHelpAfterError('(add --help for the options)')
    .exitOverride()
  for (const add of COMMANDS) add(program)
  return program.addHelpText('after', '\nExample:\n  $ rateloom ingest ~/inbox --out rates/\n')
}
