import { type Finding, finding, type StageResult } from '../checks/finding.ts'
import type { ColumnField } from '../reference/vocabulary.ts'
import type { Table } from '../tables/table.ts'
import { columnLetter, rangeAddress } from '../workbook/grid.ts'
import { furtherFields } from './also.ts'
import type { ColumnAnswerer, ColumnFacts, ColumnRoleAnswer } from './answerer.ts'
import { diverseExamples, profileColumn, sampleRows } from './column-profile.ts'
import { describeColumn } from './describe.ts'
import { columnHeaders, headerName } from './header-name.ts'
import { headingCues } from './heading-cues.ts'
import { purposeOf } from './purpose.ts'
import { namesGateway } from './same-country.ts'
import { settleAcross } from './settle-across.ts'
import { settleCodedPairs } from './settle-coded-pairs.ts'
import { settleEnds } from './settle-ends.ts'
import { settleHeadedEnds } from './settle-headed-ends.ts'
import { settleHubs } from './settle-hubs.ts'
import { settleKind } from './settle-kind.ts'
import { settleOutports } from './settle-outports.ts'
import { settleRoles } from './settle-roles.ts'
import { settleSides } from './settle-sides.ts'
import type { ColumnRole, Understanding, UnderstoodColumn } from './understanding.ts'
import { wholeColumns } from './whole-column.ts'

/** Below this, a column that would fill a field is reported for a person to look at. */
export const UNSURE_COLUMN = 0.6

/** Roles among which a choice changes nothing of what is offered where, when and for how much. */
const NOTES: ReadonlySet<ColumnRole> = new Set<ColumnRole>([
  'ignored',
  'remarks',
  'inclusions',
  'free_time',
  'transit_days',
  'etd',
  'frequency',
  'service_mode',
  'lane_id',
])

/**
 * Says what a table is for and what each of its columns is. The answerer points at roles; names, examples and
 * descriptions are made here from all values of the column. `others` are the tables of the other sheets.
 */
export async function understand(
  table: Table,
  file: string,
  answerer: ColumnAnswerer,
  others: readonly Table[] = [],
): Promise<StageResult<Understanding>> {
  const columns = columnFacts(table)
  const answer = await answerer.answerColumns({ table, file, columns })
  const wholes = wholeColumns(table)
  const findings: Finding[] = [...(answer.findings ?? [])]
  const given = columns.map(({ id }) => answer.columns.find((column) => column.id === id)?.role ?? 'ignored')
  const settled = new Set(answer.columns.filter((column) => column.settled).map(({ id }) => id))
  const sided =
    settled.size > 0 ? given : settleAcross(columns, settleHubs(columns, settleHeadedEnds(columns, given)))
  const ended = answer.kind === 'matrix' || settled.size > 0 ? sided : settleEnds(table, columns, sided)
  const between = settleRoles(columns, ended, settled)
  const outported =
    answer.kind === 'rates' && settled.size === 0 ? settleOutports(table, columns, between, others) : between
  const { roles, both } =
    settled.size === 0
      ? settleSides(table, columns, settleCodedPairs(columns, outported))
      : { roles: outported, both: new Set<number>() }
  // What a person approved stays.
  const kind = settled.size > 0 ? answer.kind : settleKind(table, answer.kind, columns, roles)
  const understood = columns.map((facts, at): UnderstoodColumn => {
    const given = answer.columns.find((column) => column.id === facts.id)
    const whole = wholes[at]!
    const found = furtherFields(roles[at]!, whole.texts, facts.header.own, () => {
      const destination = columns[roles.indexOf('destination')]
      // Less than a container changes at a hub, wherever that lies.
      return destination !== undefined && !columns.some(isByVolume) && namesGateway(facts, destination)
    })
    const fields = given?.also
      ? { role: roles[at]!, also: given.also }
      : both.has(at)
        ? { role: found.role, also: [OTHER_END[found.role] ?? 'destination', ...found.also] }
        : found
    const confidence = given === undefined ? 0 : sureness(given, roles, facts)
    const name = headerName(facts.header)
    const other = given?.alternatives[0]?.role ?? null
    if (
      confidence < UNSURE_COLUMN &&
      facts.profile.filled > 0 &&
      kind !== 'reference' &&
      // What code settled was not the model's to be sure of.
      given?.role === fields.role &&
      isWorthTelling(fields.role, other)
    )
      findings.push(
        finding(
          'column-unsure',
          'warning',
          { file, sheet: table.sheet, range: columnAddress(table, facts.id) },
          `Column ${columnLetter(facts.id)} "${name}" is read as ${fields.role}, but this is not sure.`,
          { value: name, expected: other },
        ),
      )
    return {
      id: facts.id,
      letter: columnLetter(facts.id),
      name,
      description: given?.description ?? describeColumn(fields, facts.profile, whole),
      examples: diverseExamples(whole.texts.length > 0 ? whole.texts : facts.profile.texts),
      role: fields.role,
      also: [...fields.also],
      confidence,
      alternatives: given ? given.alternatives.map((other) => ({ ...other })) : [],
    }
  })
  const sure = understood.filter((column) => column.role !== 'ignored').map((column) => column.confidence)
  return {
    value: {
      sheet: table.sheet,
      range: rangeAddress(table.range),
      header_rows: [...table.headerRows],
      data_rows: [table.firstDataRow, table.lastDataRow],
      section_rows: [...table.sectionRows],
      kind,
      purpose: purposeOf(table, kind, understood, columns, wholes),
      columns: understood,
      context: table.context.map((cell) => ({
        cell: cell.row === null || cell.column === null ? null : table.grid.address(cell.row, cell.column),
        kind: cell.kind,
        text: cell.key === null ? cell.text : `${cell.key} ${cell.text}`,
      })),
      confidence: sure.length === 0 ? answer.kindConfidence : sure.reduce((a, b) => a + b, 0) / sure.length,
      answered: [table.answered, answer.answered].filter((one) => one !== undefined),
    },
    findings,
  }
}

/**
 * How sure an answer is. Whether a lone column of charges holds their codes or their names is all one: what divides the two
 * makes it no less sure.
 */
function sureness(
  { role, confidence, alternatives }: ColumnRoleAnswer,
  roles: readonly ColumnRole[],
  { header }: ColumnFacts,
): number {
  // "CFS charges minimum": its own heading says that it is no price.
  const least = role === 'minimum' && headingCues(header.own).includes('minimum')
  const twin = least ? 'price' : TWIN[role]
  if (twin === undefined || (!least && roles.includes(twin))) return confidence
  return Math.min(1, confidence + (alternatives.find((other) => other.role === twin)?.confidence ?? 0))
}

const TWIN: Partial<Record<ColumnRole, ColumnRole>> = { charge: 'charge_name', charge_name: 'charge' }

/** Whether it matters to a rate which of two roles a column has: a note is one under any name. */
function isWorthTelling(role: ColumnRole, other: ColumnRole | null): boolean {
  if (role === 'ignored' || other === null) return role !== 'ignored'
  return !(NOTES.has(role) && NOTES.has(other))
}

/** What a column of one end also holds where another says which end a row means. */
const OTHER_END: Partial<Record<ColumnRole, ColumnField>> = {
  origin: 'destination',
  origin_via: 'destination_via',
}

/** A column of prices per cubic metre or revenue ton. */
const isByVolume = ({ header }: ColumnFacts): boolean =>
  /\bw\/m\b|\bcbm\b|\bm3\b|\br\/?t\b|\blcl\b/i.test(header.parts.join(' '))

const factsOf = new WeakMap<Table, ColumnFacts[]>()

/** Headings and profiles of the columns of a table, from left to right. */
export function columnFacts(table: Table): ColumnFacts[] {
  const known = factsOf.get(table)
  if (known) return known
  const rows = sampleRows(table)
  const read = columnHeaders(table).map((header, at) => {
    const id = table.range.left + at
    return { id, header, profile: profileColumn(table, id, rows), hidden: table.grid.isColumnHidden(id) }
  })
  factsOf.set(table, read)
  return read
}

function columnAddress(table: Table, column: number): string {
  const top = table.headerRows[0] ?? table.firstDataRow
  return `${table.grid.address(top, column)}:${table.grid.address(table.lastDataRow, column)}`
}
