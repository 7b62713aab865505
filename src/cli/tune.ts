import { type Command, InvalidArgumentError, Option } from 'commander'
import { TUNING_METHODS } from '../training/fine-tuning/tune.ts'
import { wholeNumber } from './options.ts'
import { lazily } from './sub-commands.ts'

const run = lazily(() => import('./tune-actions.ts'))

const LONGEST_SUFFIX = 64

/** Options that name an endpoint of the configuration, and so where the key is. */
const withConfig = (command: Command): Command =>
  command.option('--config <file>', 'configuration (default: rateloom.yaml in the current folder)')

/** `rateloom tune`: a language model of one's own, from examples to an id for `rateloom.yaml`. */
export const command = (program: Command): void => {
  const tune = program
    .command('tune')
    .description(
      'Fine-tune a language model on exported labels: prepare, submit, follow, or export for LoRA.',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ rateloom tune prepare columns-v2 --training data/train.jsonl --validation data/validation.jsonl \\
      --endpoint openai --base-model gpt-4.1-mini-2025-04-14 --epochs 3 --suffix columns-v2
  $ rateloom tune submit columns-v2
  $ rateloom tune follow columns-v2
  $ rateloom tune curves columns-v1 columns-v2 --out curves.html
  $ rateloom tune export columns-v2 --open-model Qwen/Qwen3-4B --stage column-roles --out lora/`,
    )

  withConfig(tune.command('prepare <name>'))
    .description('check the examples and lay down the folder of a fine-tuning; nothing leaves the machine')
    .requiredOption('--training <file>', 'JSONL of examples, from "rateloom labels export"')
    .option('--validation <file>', 'examples held back, to see overfitting')
    .option('--endpoint <name>', 'endpoint of the configuration that trains; the only one when there is one')
    .requiredOption('--base-model <id>', 'model to start from; an earlier fine-tuned one goes on learning')
    .addOption(
      new Option('--method <method>', 'right answers, or pairs of a better and a worse answer')
        .choices([...TUNING_METHODS])
        .default('supervised'),
    )
    .option('--epochs <n>', 'passes over the examples', wholeNumber(1, 50))
    .option('--batch-size <n>', 'examples a step', wholeNumber(1, 256))
    .option('--learning-rate-multiplier <x>', "of the vendor's own learning rate", positive)
    .option('--suffix <text>', `end of the new model's id, at most ${LONGEST_SUFFIX} characters`, suffix)
    .option('--seed <n>', 'the same seed and settings train alike', wholeNumber(0, 2 ** 31 - 1))
    .option('--window <n>', 'longest example in tokens (default: 16384)', wholeNumber(256, 1_000_000))
    .action(run('prepare'))

  withConfig(tune.command('submit <name>'))
    .description('upload the data and create the job; goes on where it was interrupted')
    .action(run('submit'))

  withConfig(tune.command('follow <name>'))
    .description('show events and progress until the job ends; may be stopped and started again')
    .option('--once', 'look once')
    .option('--every <seconds>', 'seconds between two looks (default: 15)', wholeNumber(1, 3600))
    .action(run('follow'))

  withConfig(tune.command('cancel <name>')).description('stop the job').action(run('cancel'))

  withConfig(tune.command('list')).description('show all fine-tunings and their states').action(run('list'))

  withConfig(tune.command('checkpoints <name>'))
    .description('list the models that the job left on its way')
    .action(run('checkpoints'))

  withConfig(tune.command('export <name>'))
    .description('write a folder for training an open model with LoRA')
    .requiredOption('--open-model <name>', 'open model to adapt')
    .requiredOption('--stage <stage>', 'stage that it will answer')
    .requiredOption('--out <folder>', 'folder to write')
    .action(run('export'))

  withConfig(tune.command('curves <name...>'))
    .description('draw the losses of one or more trainings, with a diagnosis')
    .option('--out <file>', 'write .html, .svg or .png instead of drawing in the terminal')
    .option('--json', 'print losses and diagnosis as JSON')
    .action(run('curves'))
}

function positive(text: string): number {
  const value = Number(text)
  if (Number.isFinite(value) && value > 0) return value
  throw new InvalidArgumentError('Expected a number above 0.')
}

function suffix(text: string): string {
  if (text.length <= LONGEST_SUFFIX && /^[\w.-]+$/.test(text)) return text
  throw new InvalidArgumentError(`Expected at most ${LONGEST_SUFFIX} letters, digits, ".", "-" and "_".`)
}
