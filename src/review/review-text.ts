import { Document, isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml'
import type { Finding } from '../checks/finding.ts'
import type { Table } from '../tables/table.ts'
import { columnLetter, parseRange } from '../workbook/grid.ts'
import { concerns } from './concerns.ts'
import type { Review } from './review-file.ts'
import type { TableForReview } from './review-of-reading.ts'

/** Rows of a table that are shown: from the top, and from the end. */
const ROWS_AT_TOP = 5
const ROWS_AT_END = 2
const CELL_CHARACTERS = 18
const EXAMPLES = 3
/** Findings of one code are told so often at one place; the rest is counted. */
const MOST_OF_A_CODE = 3

/** The review file as people read it: rows, alternatives and findings as comments beside what may be edited. */
export function reviewText(
  review: Review,
  tables: readonly TableForReview[],
  findings: readonly Finding[],
  output: string,
): string {
  const document = new Document(review, { aliasDuplicateObjects: false })
  const list = document.get('tables') as { items: YAMLMap[] }
  const told = new Set<Finding>()
  list.items.forEach((node, at) => {
    annotate(node, tables[at]!, findings, told)
  })
  compact(document.contents)
  const { review: waiting, rates } = review.waiting
  const rest = findings.filter((one) => !told.has(one) && one.severity !== 'info')
  document.commentBefore = comment([
    `${waiting} of ${rates} rates of ${review.workbook} wait for a person. Change what is wrong below, then, in the output folder:`,
    `  rateloom correct review/${output}.yaml --reason "what was wrong"`,
    'Where all is right as it is, and the next issue is to be read like this one:',
    `  rateloom approve ${output}`,
    ...(rest.length > 0 ? ['', ...tell(rest)] : []),
  ])
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}

function annotate(
  node: YAMLMap,
  one: TableForReview,
  findings: readonly Finding[],
  told: Set<Finding>,
): void {
  const { table, understanding, mapping } = one.read
  const own = findings.filter((finding) => concerns(finding, table))
  const perColumn = new Map<string, Finding[]>()
  const whole: Finding[] = []
  for (const finding of own) {
    told.add(finding)
    const letter = columnOf(finding)
    if (letter !== null && letter in one.reviewed.columns && finding.severity !== 'info')
      perColumn.set(letter, [...(perColumn.get(letter) ?? []), finding])
    else if (finding.severity !== 'info') whole.push(finding)
  }
  before(node, 'header_rows', [...window(table), ...(whole.length > 0 ? ['', ...tell(whole)] : [])])
  const columns = node.get('columns') as YAMLMap
  for (const column of understanding.columns) {
    const others = column.alternatives
      .slice(0, 2)
      .map(({ role, confidence }) => `or ${role} ${percent(confidence)}`)
    const examples = column.examples.slice(0, EXAMPLES).map((text) => short(text))
    behind(columns, column.letter, [
      `"${short(column.name, 40)}", ${[percent(column.confidence), ...others].join(', ')}`,
      ...(examples.length > 0 ? [examples.join(' | ')] : []),
    ])
    const found = perColumn.get(column.letter)
    if (found) before(columns, column.letter, tell(found))
  }
  const prices = node.get('prices') as YAMLMap
  for (const price of mapping.rates) behind(prices, columnLetter(price.id), [percent(price.confidence)])
  for (const part of ['literals', 'countries'] as const) {
    const map = node.get(part) as YAMLMap
    for (const field of Object.keys(one.reviewed[part])) {
      const source = mapping.sources[field]
      if (source !== undefined) behind(map, field, [`from ${source}`])
    }
  }
  const places = node.get('places') as YAMLMap
  for (const { text, options } of one.doubts)
    behind(
      places,
      text,
      options
        .slice(0, 4)
        .map(({ code, name, country, confidence }) => `${code} ${name}, ${country} ${percent(confidence)}`),
    )
}

/** A window of real rows: the heading, the first rows and the last ones. */
function window(table: Table): string[] {
  const { grid, range } = table
  const data: number[] = []
  for (let row = table.firstDataRow; row <= table.lastDataRow; row++) data.push(row)
  const top = data.slice(0, ROWS_AT_TOP)
  const end = data.slice(Math.max(ROWS_AT_TOP, data.length - ROWS_AT_END))
  const line = (row: number) => {
    const cells: string[] = []
    for (let column = range.left; column <= range.right; column++)
      cells.push(short(grid.text(row, column), CELL_CHARACTERS))
    return `${String(row).padStart(5)} | ${cells.join(' | ')}`
  }
  const left = data.length - top.length - end.length
  return [
    ...table.headerRows.map(line),
    ...top.map(line),
    ...(left > 0 ? [`      … ${left} more`] : []),
    ...end.map(line),
  ]
}

/** The one column that a finding is about. */
function columnOf({ at }: Finding): string | null {
  const range = parseRange(at.range!)
  return range.left === range.right ? columnLetter(range.left) : null
}

function tell(findings: readonly Finding[]): string[] {
  const groups = Map.groupBy(findings, ({ code }) => code)
  return [...groups].flatMap(([code, all]) => [
    ...all
      .slice(0, MOST_OF_A_CODE)
      .map(({ severity, at, message }) => `${severity} ${code} ${at.range ?? ''}: ${short(message, 220)}`),
    ...(all.length > MOST_OF_A_CODE ? [`  … ${all.length - MOST_OF_A_CODE} more ${code}`] : []),
  ])
}

const comment = (lines: readonly string[]): string => lines.map((line) => ` ${line}`).join('\n')

function before(map: YAMLMap, key: string, lines: readonly string[]): void {
  const pair = map.items.find((item) => isScalar(item.key) && item.key.value === key)
  if (pair && lines.length > 0) (pair.key as Node).commentBefore = comment(lines)
}

function behind(map: YAMLMap, key: string, parts: readonly string[]): void {
  const value = map.get(key, true) as Node | undefined
  if (value) value.comment = ` ${parts.join(' · ')}`
}

/** Lists and prices on one line each. */
function compact(node: unknown, key = ''): void {
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : ''
      if (isSeq(value) && name !== 'tables') value.flow = true
      else if (name === 'waiting') (value as YAMLMap).flow = true
      else if (name === 'prices' && isMap(value))
        for (const price of value.items) (price.value as YAMLMap).flow = true
      else if (name === 'columns' && isMap(value)) {
        for (const column of value.items) if (isSeq(column.value)) column.value.flow = true
      } else compact(value, name)
    }
  } else if (isSeq(node) && key === 'tables') for (const item of node.items) compact(item)
}

const percent = (share: number): string => `${Math.round(share * 100)} %`

const short = (text: string, most = 24): string => {
  const flat = text.replace(/\s+/g, ' ').trim()
  return flat.length <= most ? flat : `${flat.slice(0, most - 1)}…`
}
