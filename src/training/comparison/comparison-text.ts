import type { Comparison } from './compare-evals.ts'

const SIGNS = { better: '▲', same: ' ', worse: '▼' } as const
const MOST = 10

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`
const points = (value: number): string => `${value > 0 ? '+' : ''}${(100 * value).toFixed(1)}`

/** A comparison for the terminal: figures with intervals, then the workbooks that moved, then new causes. */
export function comparisonText(comparison: Comparison): string {
  const { before, after, figures, workbooks, newCauses, goneCauses, worse } = comparison
  const width = Math.max(...figures.map(({ figure }) => figure.length), 0)
  const lines = [
    `${before} → ${after}: ${worse ? 'worse' : 'not worse'}`,
    ...figures.map(
      (change) =>
        `${SIGNS[change.verdict]} ${change.figure.padEnd(width)} ${percent(change.before).padStart(8)} → ${percent(change.after).padStart(8)}  ${points(change.after - change.before).padStart(6)} (${points(change.interval.from)} to ${points(change.interval.to)})`,
    ),
  ]
  const moved = workbooks.slice(0, MOST)
  if (moved.length > 0) lines.push('', 'Workbooks that moved')
  for (const { name, figure, before: from, after: to } of moved)
    lines.push(`  ${name}: ${figure} ${percent(from)} → ${percent(to)}`)
  if (workbooks.length > MOST) lines.push(`  and ${workbooks.length - MOST} more`)
  for (const [title, causes] of [
    ['New slips', newCauses],
    ['Gone', goneCauses],
  ] as const) {
    if (causes.length > 0) lines.push('', title)
    for (const { workbook, about, expected, got, count, at } of causes.slice(0, MOST))
      lines.push(`  ${workbook} ${at[0] ?? ''}: ${count} × ${about}: expected ${expected} | got ${got}`)
    if (causes.length > MOST) lines.push(`  and ${causes.length - MOST} more`)
  }
  return `${lines.join('\n')}\n`
}
