import type { Command } from 'commander'
import type { Finding } from '../checks/finding.ts'
import { loadConfig } from '../config.ts'
import type { Corrected } from '../review/correct.ts'
import { findingPlace } from './inspection.ts'
import { plural } from './terminal.ts'

interface CorrectOptions {
  readonly reason: string
  readonly force?: boolean
  readonly labels: string
  readonly config?: string
}

export const command = (program: Command): void => {
  program
    .command('correct')
    .description(
      'Hand in an edited review file: it is checked, the workbook read again with it, and kept as labels.',
    )
    .argument('<file>', 'OUT/review/NAME.yaml')
    .option('-m, --reason <text>', 'what was wrong, for whoever reads the labels', '')
    .option('--force', 'correct in spite of findings that speak against it')
    .option('--labels <folder>', 'folder of the labels', 'labels')
    .option('-c, --config <file>', 'configuration (default: rateloom.yaml here, if there is one)')
    .addHelpText(
      'after',
      `
Examples:
  $ rateloom correct rates/review/march.yaml --reason "column C is the port of transhipment"

Ends with 0, 1 when the data speak against the correction (nothing is changed), 2 for wrong usage or a file
that cannot be used.`,
    )
    .action(correct)
}

async function correct(path: string, options: CorrectOptions): Promise<void> {
  const config = await loadConfig(options.config)
  const [{ correct }, { answerersHere }, { keepLabel }] = await Promise.all([
    import('../review/correct.ts'),
    import('../batch/answerers-here.ts'),
    import('../labels/label-folder.ts'),
  ])
  const { reason, force = false } = options
  const date = new Date().toISOString().slice(0, 10)
  const { answerers, close } = await answerersHere(config)
  const corrected = await correct({ path, reason, force, date, config, answerers }).finally(close)
  for (const objection of corrected.objections) process.stderr.write(`${line(objection)}\n`)
  if (corrected.status === 'refused') {
    process.stderr.write(
      `The data speak against the correction; nothing was changed. Change ${path}, or add --force.\n`,
    )
    process.exitCode = 1
    return
  }
  let kept = 0
  for (const label of corrected.labels) if ((await keepLabel(options.labels, label)).isNew) kept++
  process.stdout.write(summary(corrected, kept, options.labels))
}

const line = (finding: Finding): string =>
  `${finding.severity} ${finding.code} ${findingPlace(finding)}: ${finding.message}`

function summary(
  corrected: Extract<Corrected, { status: 'corrected' }>,
  kept: number,
  labels: string,
): string {
  const { before, after, from } = corrected
  const waits = after.review > 0 ? `${plural(after.review, 'rate')} still to review` : 'nothing to review'
  return [
    `${after.file} was read again from ${from} on: ${before.rates} → ${plural(after.rates, 'clean rate')}, ${waits}.`,
    `${plural(kept, 'label')} kept in ${labels}.`,
    '',
  ].join('\n')
}
