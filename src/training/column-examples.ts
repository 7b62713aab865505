import { seededRandom } from '../answerers/embedded/logistic.ts'
import type { ColumnFacts, ColumnQuestion } from '../columns/answerer.ts'
import { headerTermsOf } from '../columns/header-terms.ts'
import { columnFacts } from '../columns/understand.ts'
import type { ColumnRole } from '../columns/understanding.ts'
import type { GoldField, GoldTable } from '../labels/gold.ts'
import type { LabelledWorkbook } from '../labels/labelled.ts'
import { tablesFromGold } from '../labels/table-from-gold.ts'
import { columnLetter } from '../workbook/grid.ts'

/** A table as a question, with the right roles. */
export interface ColumnExample {
  readonly family: string
  readonly name: string
  readonly gold: GoldTable
  readonly question: ColumnQuestion
  /** One for each column of the question. */
  readonly roles: readonly ColumnRole[]
  readonly workbook: LabelledWorkbook
}

/** Every gold table of the workbooks as an example. */
export function columnExamples(workbooks: readonly LabelledWorkbook[]): ColumnExample[] {
  return workbooks.flatMap((workbook) =>
    tablesFromGold(workbook).map(({ gold, table }) => {
      const columns = columnFacts(table)
      return {
        family: workbook.family,
        name: workbook.name,
        gold,
        question: { table, file: workbook.gold.file, columns },
        roles: columns.map(({ id }) => roleOf(gold.fields[columnLetter(id)])),
        workbook,
      }
    }),
  )
}

/** The one role of a gold field: of several fields the one that the column is called for. */
export function roleOf(field: GoldField | undefined): ColumnRole {
  if (field === undefined) return 'ignored'
  if (typeof field === 'string') return field
  if (!Array.isArray(field)) return 'price'
  // What remarks also say is found in their text.
  return field.includes('remarks') ? 'remarks' : field[0]!
}

/** Which lists of heading words a role may be called by; the ends of a lane depend on what else a table has. */
const WORDS_OF: Readonly<Partial<Record<ColumnRole, readonly string[]>>> = {
  carrier: ['carrier'],
  service_line: ['service_line'],
  service_mode: ['service_mode'],
  contract_number: ['contract_number'],
  commodity: ['commodity'],
  loading_port: ['loading_port'],
  unloading_port: ['unloading_port'],
  origin_country: ['country'],
  destination_country: ['country'],
  origin_code: ['origin_code'],
  destination_code: ['destination_code'],
  transshipment_port: ['via'],
  destination_via: ['via'],
  effective_date: ['effective_date'],
  expiry_date: ['expiry_date'],
  year: ['year'],
  month: ['month'],
  transit_days: ['transit_time'],
  etd: ['etd'],
  frequency: ['frequency'],
  free_time: ['free_time'],
  currency: ['currency'],
  container_size: ['container_type', 'container_size'],
  container_type: ['container_type'],
  basis: ['basis'],
  charge: ['charge'],
  charge_name: ['charge_name'],
  minimum: ['minimum'],
  inclusions: ['inclusive'],
  remarks: ['remarks', 'subject_to'],
  lane_id: ['lane_id'],
  group: ['group'],
  member: ['member'],
  member_code: ['member_code'],
  ignored: ['ignored'],
}
const RENAMED = 0.35
const UNNAMED = 0.06
const MISSPELT = 0.12

/** The same table under other headings: renamed from the lists of words, misspelt, or left blank. */
export function disguised(example: ColumnExample, seed: number): ColumnExample {
  const random = seededRandom(seed)
  const roles = new Set(example.roles)
  const columns = example.question.columns.map((column, at): ColumnFacts => {
    const role = example.roles[at]!
    const roll = random()
    if (roll < UNNAMED && role !== 'price' && role !== 'ignored') return withHeading(column, '')
    if (roll < UNNAMED + MISSPELT) return withHeading(column, misspell(column.header.own, random))
    if (roll > 1 - RENAMED) {
      const terms = wordsFor(role, roles, column, example)
      if (terms.length > 0) return withHeading(column, terms[Math.floor(random() * terms.length)]!)
    }
    return column
  })
  return { ...example, question: { ...example.question, columns } }
}

function wordsFor(
  role: ColumnRole,
  roles: ReadonlySet<ColumnRole>,
  column: ColumnFacts,
  example: ColumnExample,
): readonly string[] {
  const arbitrary = isArbitrary(example)
  if (arbitrary && role === (roles.has('destination_via') ? 'destination' : 'origin'))
    return terms(['inland_point'])
  if (arbitrary && (role === 'destination_via' || role === 'origin_via'))
    return terms(['base_port', role === 'origin_via' ? 'loading_port' : 'unloading_port'])
  if (role === 'origin')
    return terms(roles.has('loading_port') ? ['place_of_receipt'] : ['origin', 'loading_port'])
  if (role === 'destination')
    return terms(roles.has('unloading_port') ? ['place_of_delivery'] : ['destination', 'unloading_port'])
  if (
    role === 'effective_date' &&
    !roles.has('expiry_date') &&
    (column.profile.shares.date_range ?? 0) > 0.05
  )
    return terms(['validity'])
  if (role === 'expiry_date' && !roles.has('effective_date')) return terms(['expiry_date', 'validity'])
  if (role === 'price') {
    const prices = example.roles.filter((other) => other === 'price').length
    return prices === 1 && column.header.parent === '' ? terms(['amount']) : []
  }
  if (role === 'charge' && roles.has('charge_name')) return terms(['charge_code'])
  return terms(WORDS_OF[role] ?? [])
}

function terms(fields: readonly string[]): string[] {
  return fields.flatMap((field) => headerTermsOf(field))
}

function withHeading(column: ColumnFacts, own: string): ColumnFacts {
  const { parent, parts } = column.header
  const others = parts.filter((part) => part !== column.header.own)
  return {
    ...column,
    header: { parts: own === '' ? others : [...others, own], own, parent, borrowed: false },
  }
}

function misspell(text: string, random: () => number): string {
  if (text.length < 5) return text
  const at = 1 + Math.floor(random() * (text.length - 3))
  const kind = random()
  if (kind < 0.4) return text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2)
  if (kind < 0.7) return text.slice(0, at) + text.slice(at + 1)
  return text.slice(0, at) + text[at]! + text.slice(at)
}

/** Whether the prices of a table come on top of those of a base port. */
export function isArbitrary({ gold }: ColumnExample): boolean {
  return Object.values(gold.fields).some(
    (field) => typeof field === 'object' && !Array.isArray(field) && field.charge_type === 'arbitrary',
  )
}
