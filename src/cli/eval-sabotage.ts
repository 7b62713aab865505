import Table from 'cli-table3'
import type { GoldWorkbook } from '../training/evaluation/gold-folder.ts'
import type { KindFigures, SabotageSummary } from '../training/sabotage/sabotage-summary.ts'

export interface SabotageCommand {
  readonly seed: number
  readonly generated: number
  readonly json: boolean
  /** How many uncaught cases are listed. */
  readonly errors: number
}

/** `rateloom eval --sabotage`: right answers made wrong, and what the checks said. */
export async function evaluateSabotage(
  dir: string,
  workbooks: readonly GoldWorkbook[],
  options: SabotageCommand,
): Promise<void> {
  const [{ sabotageFolder }, { summarizeSabotage, VERDICTS }, { CAUGHT }] = await Promise.all([
    import('../training/sabotage/sabotage-folder.ts'),
    import('../training/sabotage/sabotage-summary.ts'),
    import('../training/sabotage/run-sabotage.ts'),
  ])
  const run = await sabotageFolder(dir, workbooks, options)
  const summary = summarizeSabotage(run.cases, run.clean)
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ ...summary, left_out: run.leftOut }, null, 2)}\n`)
    return
  }
  process.stdout.write(`${rendered(summary, VERDICTS)}\n`)
  process.stdout.write(
    `${run.leftOut} tables were left out: they hold no rates, or right answers do not give the right ones.\n`,
  )
  const missed = run.cases.filter(({ verdict }) => !CAUGHT.has(verdict)).slice(0, options.errors)
  for (const { kind, workbook, sheet, verdict, codes, wrong } of missed)
    process.stdout.write(
      `  ${kind}: ${workbook} ${sheet ?? ''}: ${verdict}${codes.length > 0 ? ` (${codes.join(', ')})` : ''}, ${wrong} rates wrong\n`,
    )
  for (const { code, at, message } of summary.clean.falseErrors.slice(0, options.errors))
    process.stdout.write(
      `  false error ${code}: ${at.file} ${at.sheet ?? ''} ${at.range ?? ''}: ${message}\n`,
    )
}

function rendered(
  { kinds, all, clean, tables }: SabotageSummary,
  verdicts: readonly (keyof KindFigures['verdicts'])[],
): string {
  const row = (name: string, figures: Omit<KindFigures, 'kind' | 'stage'>) => [
    name,
    String(figures.cases),
    percent(figures.caught),
    ...verdicts.map((verdict) => String(figures.verdicts[verdict] || '')),
    figures.wrong === 0 ? '' : `${figures.leaked} of ${figures.wrong}`,
  ]
  const head = ['made wrong', 'tables', 'caught', ...verdicts, 'wrong rates let through']
  const table = new Table({
    head,
    colAligns: head.map((_, at) => (at === 0 ? 'left' : 'right')),
    style: { head: [], border: [], compact: true },
  })
  for (const kind of kinds) if (kind.cases > 0) table.push(row(kind.kind, kind))
  table.push(row('all', all))
  const share = clean.tables === 0 ? null : clean.withFalseError / clean.tables
  return [
    table.toString(),
    `${tables} tables with right answers: ${clean.withFalseError} with a false error (${percent(share)} %), ${clean.inReview} of ${clean.rates} rates in review.`,
  ].join('\n')
}

const percent = (share: number | null): string => (share === null ? '' : (100 * share).toFixed(1))
