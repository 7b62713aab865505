import Table from 'cli-table3'
import type { DisturbanceKind } from '../training/disturbance/disturbance.ts'
import type { BeforeAfter, DisturbanceSummary } from '../training/disturbance/disturbance-summary.ts'
import type { GoldWorkbook } from '../training/evaluation/gold-folder.ts'

export interface DisturbedCommand {
  readonly kinds: readonly DisturbanceKind[]
  readonly seed: number
  readonly json: boolean
  /** How many causes of the falls are listed. */
  readonly errors: number
}

/** `rateloom eval --disturbed`: the same prices in a layout that was changed a little, and what became of them. */
export async function evaluateDisturbed(
  workbooks: readonly GoldWorkbook[],
  { kinds, seed, json, errors }: DisturbedCommand,
): Promise<void> {
  const [
    { disturbFolder },
    { summarizeDisturbance },
    { embeddedAnswerers },
    { groupDifferences },
    { renderDifferences },
  ] = await Promise.all([
    import('../training/disturbance/disturb-folder.ts'),
    import('../training/disturbance/disturbance-summary.ts'),
    import('../answerers/embedded/embedded-answerers.ts'),
    import('../training/evaluation/difference-groups.ts'),
    import('../training/evaluation/report.ts'),
  ])
  const cases = await disturbFolder(workbooks, {
    kinds,
    seed,
    answerers: embeddedAnswerers(),
    onWorkbook: ({ name, readings, seconds }) =>
      process.stderr.write(`${name}: read ${readings} times, ${seconds.toFixed(1)} s\n`),
  })
  const summary = summarizeDisturbance(cases)
  process.stdout.write(json ? `${JSON.stringify(figures(summary), null, 2)}\n` : rendered(summary))
  if (errors === 0 || summary.fallen.length === 0) return
  const causes = groupDifferences(summary.fallen.flatMap(({ differences }) => differences))
  // Figures for a program go to stdout alone.
  const stream = json ? process.stderr : process.stdout
  stream.write(`${renderDifferences(causes, errors)}\n`)
}

/** What leaves the program as JSON: the figures, without the causes behind them. */
function figures({ kinds, fallen }: DisturbanceSummary): unknown {
  const short = ({ as_it_is, disturbed }: BeforeAfter) => ({
    as_it_is: Number(as_it_is.toFixed(4)),
    disturbed: Number(disturbed.toFixed(4)),
  })
  return {
    kinds: kinds.map(({ kind, workbooks, price_cell_f1, exact_rate }) => ({
      kind,
      workbooks,
      price_cell_f1: short(price_cell_f1),
      exact_rate: short(exact_rate),
    })),
    fallen: fallen.map(({ workbook, kind, price_cell_f1, exact_rate }) => ({
      workbook,
      kind,
      price_cell_f1: short(price_cell_f1),
      exact_rate: short(exact_rate),
    })),
  }
}

function rendered({ kinds, fallen }: DisturbanceSummary): string {
  const all = table(['disturbed by', 'workbooks', 'F1', 'exact'], ['left', 'right', 'right', 'right'])
  for (const { kind, workbooks, price_cell_f1, exact_rate } of kinds)
    all.push([kind, String(workbooks), change(price_cell_f1), change(exact_rate)])
  if (fallen.length === 0) return `${all}\nNo workbook fell by more than a point.\n`
  const fell = table(
    ['fell by more than a point', 'disturbed by', 'F1', 'exact'],
    ['left', 'left', 'right', 'right'],
  )
  for (const { workbook, kind, price_cell_f1, exact_rate } of fallen)
    fell.push([workbook, kind, change(price_cell_f1), change(exact_rate)])
  return `${all}\n${fell}\n`
}

function table(head: string[], colAligns: ('left' | 'right')[]): Table.Table {
  return new Table({ head, colAligns, style: { head: [], border: [], compact: true } })
}

const change = ({ as_it_is, disturbed }: BeforeAfter): string =>
  `${percent(as_it_is)} → ${percent(disturbed)}`
const percent = (share: number): string => (100 * share).toFixed(1)
