import type { ReadRateSheet, ReadTable } from '../pipeline.ts'
import { columnLetter } from '../workbook/grid.ts'
import { findingPlace, type InspectedColumn, type InspectedTable, type Inspection } from './inspection.ts'
import { plainTable } from './plain-table.ts'
import { plural, shorten, type Terminal } from './terminal.ts'

const MOST_COLUMN_WIDTH = 22
const LEAST_COLUMN_WIDTH = 5
const MOST_CONTEXT = 12
const MOST_FINDINGS = 30

/** What each stage saw, for a person. `rowsShown`: data rows of a table that are shown from each end of it. */
export function inspectView(
  seen: Inspection,
  read: ReadRateSheet,
  rowsShown: number,
  terminal: Terminal,
): string {
  const { colors } = terminal
  const counts = `${plural(seen.tables.length, 'table')}, ${plural(seen.rates, 'rate')}, ${seen.review} to review`
  const lines = [`${colors.bold(seen.file)}  ${seen.format ?? 'unreadable'}  ${counts}`]
  for (const sheet of seen.sheets) {
    const hidden = [
      ...(sheet.state === 'visible' ? [] : [sheet.state.replace('_', ' ')]),
      ...(sheet.hidden_rows > 0 ? [plural(sheet.hidden_rows, 'hidden row')] : []),
      ...(sheet.hidden_columns > 0 ? [plural(sheet.hidden_columns, 'hidden column')] : []),
    ]
    const size = `${plural(sheet.rows, 'row')} × ${plural(sheet.columns, 'column')}`
    const name = sheet.sheet ?? '(no sheets)'
    lines.push(`  ${name}  ${colors.dim([size, ...hidden].join(', '))}`)
  }
  seen.tables.forEach((table, index) => {
    lines.push('', ...tableLines(table, read.tables[index]!, rowsShown, terminal))
  })
  lines.push('', ...findingLines(seen, terminal))
  return `${lines.join('\n')}\n`
}

function tableLines(seen: InspectedTable, read: ReadTable, rowsShown: number, terminal: Terminal): string[] {
  const { colors, width } = terminal
  const title = `Table ${index(seen)}  ${seen.kind}  ${percent(seen.confidence)}`
  return [
    colors.bold(colors.inverse(` ${title} `)),
    shorten(seen.purpose, width),
    `${colors.cyan('■ header')} ${colors.magenta('■ section')} ${colors.yellow('■ left out')} ■ data ${colors.dim('■ context')}${seen.transposed ? '  lies on its side: fields go down' : ''}`,
    '',
    sheetExcerpt(seen, read, rowsShown, terminal),
    '',
    columnTable(seen.columns, terminal),
    ...seen.literals.map(
      ({ field, value, from }) =>
        `${colors.bold(field)}: "${shorten(value, 50)}"${from ? colors.dim(`, from ${from}`) : ''}`,
    ),
    ...seen.context
      .slice(0, MOST_CONTEXT)
      .map(({ cell, kind, text }) => colors.dim(shorten(`${kind} ${cell ?? ''}: ${text}`, width - 1))),
  ]
}

const index = (seen: InspectedTable) => (seen.sheet === null ? seen.range : `${seen.sheet}!${seen.range}`)

/** The rows of the table as they stand, numbered and coloured by what they were taken for. */
function sheetExcerpt(
  seen: InspectedTable,
  { table }: ReadTable,
  rowsShown: number,
  terminal: Terminal,
): string {
  const { colors } = terminal
  const { grid, range } = table
  const kinds = new Map<number, (text: string) => string>()
  for (const row of seen.header_rows) kinds.set(row, (text) => colors.bold(colors.cyan(text)))
  for (const row of seen.section_rows) kinds.set(row, colors.magenta)
  for (const { row } of seen.skipped_rows) kinds.set(row, colors.yellow)
  const first = seen.header_rows[0] ?? range.top
  const all = Array.from(grid.filledRows).filter((row) => row >= first && row <= range.bottom)
  const plain = all.filter((row) => !kinds.has(row))
  const hidden = new Set(plain.slice(rowsShown, Math.max(rowsShown, plain.length - 2)))
  // Sections and rows left out between hidden data rows are shown only as far as they tell something new.
  const lastShown = plain[rowsShown - 1] ?? range.bottom
  const shown = all.filter(
    (row) => !hidden.has(row) && (!kinds.has(row) || row <= lastShown || hidden.size === 0),
  )
  const fitting = Math.max(2, Math.floor((terminal.width - 7) / (LEAST_COLUMN_WIDTH + 7)))
  const columns = Array.from({ length: range.right - range.left + 1 }, (_, i) => range.left + i).slice(
    0,
    fitting,
  )
  const share = Math.floor((terminal.width - 7) / columns.length) - 2
  const widths = columns.map((column) => {
    const longest = Math.max(3, ...shown.map((row) => grid.text(row, column).length))
    return Math.min(longest, MOST_COLUMN_WIDTH, Math.max(LEAST_COLUMN_WIDTH, share))
  })
  const rows = shown.map((row) => [String(row), ...columns.map((column) => grid.text(row, column))])
  const heads = columns.map((column, i) => ({ title: columnLetter(column), width: widths[i]! }))
  const text = plainTable(
    [{ title: 'row', width: 5, align: 'right' }, ...heads],
    rows,
    terminal,
    (cell, r, c) => (c === 0 ? colors.dim(cell) : (kinds.get(shown[r]!) ?? ((same: string) => same))(cell)),
  )
  const left = range.right - range.left + 1 - columns.length
  const notes = [
    ...(hidden.size > 0 ? [`${plural(hidden.size, 'more data row')} between`] : []),
    ...(left > 0 ? [`${plural(left, 'more column')} to the right`] : []),
  ]
  return notes.length > 0 ? `${text}\n${colors.dim(`… ${notes.join(', ')}`)}` : text
}

function columnTable(columns: readonly InspectedColumn[], terminal: Terminal): string {
  const { colors } = terminal
  const rows = columns.map((column) => [
    column.letter,
    column.name,
    column.price ? priceText(column) : column.fields.join(', '),
    percent(column.confidence),
    column.examples.join(' | '),
  ])
  const titles = [
    { title: '', width: 3 },
    { title: 'column', width: 20 },
    { title: 'field', width: 30 },
    { title: 'sure', width: 5, align: 'right' as const },
    { title: 'examples' },
  ]
  return plainTable(titles, rows, terminal, (text, r, c) => {
    if (c !== 2) return c === 4 ? colors.dim(text) : text
    const column = columns[r]!
    return column.price
      ? colors.green(text)
      : column.field === 'ignored'
        ? colors.dim(text)
        : colors.bold(text)
  })
}

/** `price 40ft_hc dry BAS USD`, with what heading, table and sheet settle. */
function priceText({ price, fields }: InspectedColumn): string {
  if (!price) return fields.join(', ')
  const sizes = Array.isArray(price.container_size) ? price.container_size.join('/') : price.container_size
  const currency =
    typeof price.currency === 'number' ? `currency in ${columnLetter(price.currency)}` : price.currency
  const place = price.destination ?? price.origin
  const facts = [
    place,
    sizes,
    price.container_type,
    price.charge,
    price.type,
    price.basis,
    price.weight_break,
    currency,
  ]
  return ['price', ...facts.filter((fact) => fact !== null)].join(' ')
}

function findingLines(seen: Inspection, terminal: Terminal): string[] {
  const { colors, width } = terminal
  if (seen.findings.length === 0) return [colors.green('No findings.')]
  const paint = { error: colors.red, warning: colors.yellow, info: colors.dim }
  const order = { error: 0, warning: 1, info: 2 }
  const sorted = seen.findings.toSorted((a, b) => order[a.severity] - order[b.severity])
  const lines = sorted.slice(0, MOST_FINDINGS).map((finding) => {
    const head = `${finding.severity} ${finding.code} ${findingPlace(finding)}`
    return `${paint[finding.severity](head)}  ${shorten(finding.message, Math.max(20, width - head.length - 3))}`
  })
  const more = sorted.length - lines.length
  if (more > 0) lines.push(colors.dim(`… and ${plural(more, 'more finding')}; all of them with --json`))
  return [colors.bold(plural(seen.findings.length, 'finding')), ...lines]
}

const percent = (share: number) => `${Math.round(share * 100)}%`
