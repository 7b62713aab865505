import type { Signal } from '../../columns/cell-signals.ts'
import { profileColumn } from '../../columns/column-profile.ts'
import type { ColumnRole } from '../../columns/understanding.ts'
import { gazetteer } from '../../reference/gazetteer.ts'
import { columnIndex, parseRange } from '../../workbook/grid.ts'
import type { TableLabel } from '../label.ts'
import type { StoredLabel } from '../label-folder.ts'
import { tableOfLabel } from '../table-of-label.ts'
import type { LabelProblem } from './problem.ts'

const PLACES: readonly Signal[] = [
  'place',
  'locode',
  'code_list',
  'country',
  'group',
  'transshipment',
  'via',
  'nothing',
]
const DATES: readonly Signal[] = ['date', 'date_range', 'date_until', 'month', 'year']
const PRICES: readonly Signal[] = [
  'amount',
  'money',
  'slash_amounts',
  'price_word',
  'small_integer',
  'percent',
  'nothing',
]
/** What the cells of a role look like; roles that may hold anything are not listed. */
const LOOKS: Readonly<Partial<Record<ColumnRole, readonly Signal[]>>> = {
  origin: PLACES,
  destination: PLACES,
  loading_port: PLACES,
  unloading_port: PLACES,
  origin_via: PLACES,
  destination_via: PLACES,
  transshipment_port: PLACES,
  origin_country: PLACES,
  destination_country: PLACES,
  effective_date: DATES,
  expiry_date: DATES,
  price: PRICES,
  currency: ['currency', 'money', 'nothing'],
  carrier: ['carrier', 'code', 'word'],
  transit_days: ['small_integer', 'days', 'amount', 'nothing'],
}
/** A role whose looks are met by less than this share of the cells ... */
const HARDLY = 0.1
/** ... while something that is no look of it is met by this share, is contradicted. */
const CLEARLY = 0.8
/** Signals that are clear enough to speak against a role. */
const CLEAR: readonly Signal[] = [
  'date',
  'amount',
  'money',
  'place',
  'locode',
  'country',
  'currency',
  'sentence',
]

/** Claims of a label that its own cells contradict, and pointers to what its excerpt does not have. */
export function contradictions({ label, path }: StoredLabel): LabelProblem[] {
  if (label.stage === 'place-resolution') {
    const { unlocode } = label.corrected
    if (unlocode === null || gazetteer().byCode(unlocode) !== null) return []
    return [problem('claim-contradicts-data', path, `No place of the gazetteer has the code ${unlocode}.`)]
  }
  const outside = pointsOutside(label).map((what) =>
    problem('points-outside', path, `${what} is not in the excerpt.`),
  )
  if (outside.length > 0) return outside
  return [...against(label, path), ...literals(label, path)]
}

const problem = (code: LabelProblem['code'], path: string, message: string): LabelProblem => ({
  code,
  severity: 'error',
  paths: [path],
  message,
})

function pointsOutside(label: TableLabel): string[] {
  const missing: string[] = []
  const rows = new Set(Object.keys(label.excerpt.rows).map(Number))
  const range = parseRange(label.right.range)
  for (const row of label.right.header_rows) if (!rows.has(row)) missing.push(`Header row ${row}`)
  const [first, last] = label.right.data_rows
  if (![...rows].some((row) => row >= first && row <= last))
    missing.push(`Every data row ${first} to ${last}`)
  if (first > last) missing.push(`The end of the data, ${last} before ${first},`)
  const inside = (letter: string) => columnIndex(letter) >= range.left && columnIndex(letter) <= range.right
  const letters =
    label.stage === 'column-roles'
      ? Object.keys(label.corrected.columns)
      : label.stage === 'field-mapping'
        ? Object.keys(label.corrected.prices)
        : []
  for (const letter of letters) if (!inside(letter)) missing.push(`Column ${letter}`)
  return missing
}

function against(label: TableLabel, path: string): LabelProblem[] {
  const { table } = tableOfLabel(label)
  const roles: (readonly [string, ColumnRole])[] =
    label.stage === 'column-roles'
      ? Object.entries(label.corrected.columns)
      : Object.entries(label.right.fields).flatMap(([letter, field]): (readonly [string, ColumnRole])[] =>
          typeof field === 'string'
            ? [[letter, field] as const]
            : Array.isArray(field)
              ? []
              : [[letter, 'price'] as const],
        )
  const problems: LabelProblem[] = []
  for (const [letter, role] of roles) {
    const looks = LOOKS[role]
    if (!looks) continue
    const profile = profileColumn(table, columnIndex(letter))
    if (profile.filled < 2) continue
    const share = (signal: Signal) => profile.shares[signal] ?? 0
    if (looks.reduce((sum, signal) => sum + share(signal), 0) >= HARDLY) continue
    const clear = CLEAR.find((signal) => !looks.includes(signal) && share(signal) >= CLEARLY)
    if (!clear) continue
    problems.push(
      problem(
        'claim-contradicts-data',
        path,
        `Column ${letter} is called ${role}, but its cells look like ${clear}: ${[...new Set(profile.texts)]
          .filter((text) => text !== '')
          .slice(0, 3)
          .join(', ')}.`,
      ),
    )
  }
  return problems
}

/** Words around the table have to stand in the cell that they are said to come from, where the excerpt shows it. */
function literals(label: TableLabel, path: string): LabelProblem[] {
  if (label.stage !== 'field-mapping') return []
  return Object.entries(label.corrected.literals).flatMap(([field, { text, cell }]) => {
    const address = cell?.split('!').at(-1) ?? ''
    const match = /^([A-Z]{1,3})(\d+)$/.exec(address)
    const shown = match ? label.excerpt.rows[match[2]!]?.[match[1]!] : undefined
    if (shown === undefined) return []
    const value = typeof shown === 'object' ? shown.value : shown
    const words = String(value)
    if (
      words.toLowerCase().includes(text.toLowerCase()) ||
      typeof (typeof shown === 'object' ? shown.value : shown) === 'number'
    )
      return []
    return [problem('claim-contradicts-data', path, `"${text}" (${field}) does not stand in ${cell}.`)]
  })
}
