import type { BatchResult } from '../batch/run-batch.ts'
import { costTable } from './cost-view.ts'
import { plainTable } from './plain-table.ts'
import { count, duration, plural, shorten, type Terminal } from './terminal.ts'

const MOST_FILES = 40
const MOST_FINDINGS = 8

/** What a run did, for a person: a line a file, totals, the gravest findings in words, and where the output is. */
export function summaryView(batch: BatchResult, out: string, seconds: number, terminal: Terminal): string {
  const { colors } = terminal
  const { totals } = batch.summary
  const parts = [
    headline(batch, seconds, terminal),
    filesTable(batch, terminal),
    topFindings(batch, terminal),
    costTable(batch.costs, terminal),
    ...(batch.stopped === null ? [] : [colors.red(batch.stopped)]),
    [
      `${colors.bold(plural(totals.rates, 'rate'))} in ${colors.cyan(`${out}/`)}, one line each in *.rates.jsonl`,
      ...(totals.review > 0 ? [`${count(totals.review)} to look at, in *.review.jsonl`] : []),
      colors.dim(
        'Why each was read so: *.understanding.yaml, *.mapping.yaml, *.findings.yaml; all: summary.json',
      ),
    ].join('\n'),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function headline(batch: BatchResult, seconds: number, terminal: Terminal): string {
  const { colors } = terminal
  const { totals } = batch.summary
  const facts = [
    plural(totals.files, 'file'),
    plural(totals.tables, 'table'),
    plural(totals.rates, 'rate'),
    ...(totals.review > 0 ? [`${count(totals.review)} to review`] : []),
    ...(totals.pending > 0 ? [colors.yellow(`${count(totals.pending)} waiting for answers`)] : []),
    ...(totals.unreadable > 0 ? [colors.red(`${count(totals.unreadable)} unreadable`)] : []),
    ...(batch.resumed > 0 ? [`${count(batch.resumed)} done before`] : []),
  ]
  const left =
    batch.ignored.length > 0 ? colors.dim(` (${plural(batch.ignored.length, 'other file')} left alone)`) : ''
  const verb = batch.interrupted ? colors.yellow('Stopped') : colors.green('Done')
  return `${verb} in ${duration(seconds)}: ${facts.join(', ')}${left}`
}

/** The name is the column that gives way on a narrow terminal; the counts of tables and time go first. */
function filesTable(batch: BatchResult, terminal: Terminal): string {
  const { colors } = terminal
  const narrow = terminal.width < 76
  // The files that need a look come first when not all fit.
  const all = batch.summary.files
  const shown =
    all.length <= MOST_FILES ? all : all.toSorted((a, b) => weight(b) - weight(a)).slice(0, MOST_FILES)
  const nameWidth = Math.max(...shown.map(({ file }) => file.length), 4)
  const taken = narrow ? 30 : 58
  const columns = [
    { title: 'file', width: Math.max(12, Math.min(nameWidth, terminal.width - taken)) },
    { title: 'rates', width: 8, align: 'right' as const },
    { title: 'review', width: 6, align: 'right' as const },
    ...(narrow ? [] : [{ title: 'tables', width: 6, align: 'right' as const }]),
    { title: narrow ? 'warn' : 'warnings', width: narrow ? 4 : 8, align: 'right' as const },
    ...(narrow ? [] : [{ title: 'errors', width: 6, align: 'right' as const }]),
    ...(narrow ? [] : [{ title: 'time', width: 8, align: 'right' as const }]),
  ]
  const rows = shown.map(({ file, output, status, tables, rates, review, findings }) => {
    const took = batch.seconds.get(output)
    return [
      file,
      status === 'unreadable' ? 'unread' : status === 'pending' ? 'waiting' : count(rates),
      some(review),
      ...(narrow ? [] : [some(tables)]),
      some(narrow ? findings.warning + findings.error : findings.warning),
      ...(narrow ? [] : [some(findings.error), took === undefined ? 'before' : duration(took)]),
    ]
  })
  if (rows.length === 0)
    return colors.yellow('No workbooks there. Name files or folders with .xlsx, .xls, .xlsb, .ods, .csv.')
  const table = plainTable(columns, rows, terminal, (text, row, column) => {
    if (shown[row]!.status === 'unreadable' && column < 2) return colors.red(text)
    if (columns[column]!.title === 'review' || columns[column]!.title.startsWith('warn'))
      return colors.yellow(text)
    if (columns[column]!.title === 'errors') return colors.red(text)
    return column === 1 ? colors.bold(text) : text
  })
  const more = all.length - shown.length
  return more > 0 ? `${table}\n${colors.dim(`… and ${plural(more, 'file')} more, in summary.json`)}` : table
}

const weight = (file: BatchResult['summary']['files'][number]) =>
  (file.status === 'unreadable' ? 1e12 : 0) +
  file.findings.error * 1e6 +
  file.review * 1e3 +
  file.findings.warning

const some = (n: number) => (n === 0 ? '' : count(n))

function topFindings(batch: BatchResult, terminal: Terminal): string {
  const { colors, width } = terminal
  const grave = batch.summary.findings.filter(({ severity }) => severity !== 'info')
  if (grave.length === 0) return ''
  const lines = grave
    .slice(0, MOST_FINDINGS)
    .map(({ severity, code, count: times, files, file, at, message }) => {
      const paint = severity === 'error' ? colors.red : colors.yellow
      const often = times > 1 ? ` ×${count(times)}${files > 1 ? ` in ${plural(files, 'file')}` : ''}` : ''
      const where = `${file}${at === null ? '' : ` ${at}`}`
      return `${paint(severity)} ${colors.bold(code)}${often}\n  ${shorten(`${where}: ${message}`, width - 3)}`
    })
  const more = grave.length - lines.length
  if (more > 0)
    lines.push(
      colors.dim(`… and ${plural(more, 'more kind')} of finding, in summary.json and docs/findings.md`),
    )
  return [colors.bold('What to look at'), ...lines].join('\n')
}
