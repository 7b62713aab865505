import Table from 'cli-table3'
import { SCORED_FIELDS } from './agreement.ts'
import type { DifferenceGroup } from './difference-groups.ts'
import { ratio, type Share, share } from './score.ts'
import { FIGURES, type FigureName, type Summary, type Total } from './summary.ts'

/** The columns of the table of workbooks. */
const SHOWN: readonly [FigureName, string][] = [
  ['price_cell_f1', 'F1'],
  ['price_cell_precision', 'prec.'],
  ['price_cell_recall', 'recall'],
  ['exact_rate', 'exact'],
  ['accepted_share', 'accepted'],
  ['accepted_exact', 'of them exact'],
  ['header_rows', 'headers'],
  ['data_rows', 'data'],
  ['columns', 'columns'],
  ['mapped_columns', 'mapped'],
  ['price_columns', 'prices'],
  ['places', 'places'],
  ['finding_recall', 'found'],
  ['finding_precision', 'doubts'],
]
/** Longest text of one side of a difference. */
const SIDE_WIDTH = 70

/** The summary as text: workbooks, fields, calibration. */
export function renderSummary(summary: Summary): string {
  const workbooks = plainTable(['workbook', 'lines', 'read', ...SHOWN.map(([, title]) => title), 's'])
  const row = (name: string, score: Total): string[] => [
    name,
    String(score.gold),
    String(score.read),
    ...SHOWN.map(([figure]) => percent(FIGURES[figure](score))),
    score.seconds.toFixed(1),
  ]
  for (const score of summary.workbooks) workbooks.push(row(score.name, score))
  workbooks.push([
    'mean over workbooks',
    '',
    '',
    ...SHOWN.map(([figure]) => percent(summary.mean[figure])),
    '',
  ])
  workbooks.push(row('all lines together', summary.totals))

  const fields = plainTable(['field', 'right', 'where stated', 'lines stated'])
  for (const name of SCORED_FIELDS) {
    const field = summary.totals.fields[name]
    if (field.stated === 0) continue
    fields.push([
      name,
      percent(ratio(field)),
      percent(ratio(share(field.statedRight, field.stated))),
      String(field.stated),
    ])
  }
  const { totals } = summary
  const { tables, places, notRates } = totals
  const attributes = plainTable(['price column', 'right', 'of'])
  for (const [name, value] of Object.entries(tables.priceAttributes))
    attributes.push([name, percent(ratio(value)), String(value.of)])

  const calibration = plainTable(['confidence', 'lines', 'mean confidence', 'exact'])
  for (const [index, bin] of summary.totals.calibration.entries()) {
    const to = summary.totals.calibration[index + 1]?.from
    calibration.push([
      to === undefined ? `${bin.from} and more` : `${bin.from} to ${to}`,
      String(bin.lines),
      percent(bin.lines === 0 ? null : bin.confidenceSum / bin.lines),
      percent(bin.lines === 0 ? null : bin.exact / bin.lines),
    ])
  }
  const ofAll = (value: Share): string => `${value.right} of ${value.of}`
  return [
    workbooks.toString(),
    fields.toString(),
    attributes.toString(),
    calibration.toString(),
    `Tables: header rows right in ${ofAll(tables.headerRows)}, data rows in ${ofAll(tables.dataRows)}, both and the range in ${ofAll(tables.whole)}, section rows in ${ofAll(tables.sectionRows)}; kind in ${ofAll(tables.kind)}; other tables' header rows in ${ofAll(tables.otherHeaderRows)}; ${tables.invented} tables too many.`,
    `Columns with all their fields right: ${ofAll(tables.columnsWhole)}. Sheets without rates left alone: ${ofAll(notRates)}.`,
    `Place texts: ${places.right} right, ${places.wrong} wrong, ${places.unanswered} unanswered.`,
    `Accepted without review: ${totals.accepted.of} of ${totals.read} rates read (${percent(summary.overall.accepted_share)} %), of them ${totals.accepted.right} exact (${percent(summary.overall.accepted_exact)} %); the mean over workbooks is ${percent(summary.mean.accepted_share)} % accepted, of them ${percent(summary.mean.accepted_exact)} % exact.`,
    `Calibration error: ${percent(summary.calibrationError)}.`,
  ].join('\n')
}

/** Differences, expected beside got, one cause a line. */
export function renderDifferences(groups: readonly DifferenceGroup[], limit: number): string {
  const shown = groups.slice(0, limit)
  const lines: string[] = []
  let workbook = ''
  for (const group of shown) {
    if (group.workbook !== workbook) {
      workbook = group.workbook
      lines.push('', workbook)
    }
    const more = group.count > group.at.length ? ', …' : ''
    lines.push(
      `  ${String(group.count).padStart(5)} × ${group.about}: expected ${clip(group.expected)} | got ${clip(group.got)}`,
      `          ${group.at.join(', ')}${more}`,
    )
  }
  if (groups.length > shown.length) lines.push('', `${groups.length - shown.length} more causes.`)
  return lines.join('\n')
}

function plainTable(head: string[]): Table.Table {
  return new Table({
    head,
    colAligns: head.map((_, index) => (index === 0 ? 'left' : 'right')),
    style: { head: [], border: [], compact: true },
  })
}

function clip(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > SIDE_WIDTH ? `${line.slice(0, SIDE_WIDTH - 1)}…` : line
}

const percent = (value: number | null): string => (value === null ? '' : (value * 100).toFixed(1))
