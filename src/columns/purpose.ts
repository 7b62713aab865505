import { findCarrier } from '../reference/carriers.ts'
import { countryName } from '../reference/countries.ts'
import type { TableKind } from '../reference/vocabulary.ts'
import type { Table } from '../tables/table.ts'
import type { ColumnFacts } from './answerer.ts'
import { claimCountries, listed } from './country-claim.ts'
import type { UnderstoodColumn } from './understanding.ts'
import type { WholeColumn } from './whole-column.ts'

const SUBJECT: Readonly<Record<TableKind, string>> = {
  rates: 'Ocean rates',
  matrix: 'Matrix of ocean rates',
  charges: 'Surcharges and local charges',
  reference: 'Members of port groups',
  free_time: 'Demurrage and detention',
  copy: 'Computed copy of rates',
  not_rates: 'No rates',
}
const BY: Readonly<Partial<Record<UnderstoodColumn['role'], string>>> = {
  carrier: 'carrier',
  service_line: 'service',
  commodity: 'commodity',
  container_size: 'container',
  container_type: 'container type',
  charge: 'charge',
  service_mode: 'service mode',
}
const NAMED_COUNTRIES = 2

/** One sentence on what the table is for, from what its columns and its context say. */
export function purposeOf(
  table: Table,
  kind: TableKind,
  columns: readonly UnderstoodColumn[],
  facts: readonly ColumnFacts[],
  wholes: readonly WholeColumn[],
): string {
  const textsOf = (role: UnderstoodColumn['role']) => {
    const at = columns.findIndex((column) => column.role === role)
    return at < 0 ? undefined : wholes[at]?.texts
  }
  const from = ends(textsOf('origin') ?? textsOf('loading_port'), 'ports')
  const to = ends(textsOf('destination') ?? textsOf('unloading_port'), 'destinations')
  const by = columns.flatMap((column) => BY[column.role] ?? [])
  const dated = columns.some((column) => column.role === 'effective_date' || column.role === 'expiry_date')
  const carrier = columns.some((column) => column.role === 'carrier') ? null : carrierOf(table)
  const pieces = [
    `${carrier ? `${carrier}: ` : ''}${subject(kind, facts)}`,
    from ? ` from ${from}` : '',
    to ? ` to ${to}` : '',
    by.length > 0 ? `, by ${listed([...new Set(by)])}` : '',
    dated ? ', for a date range' : '',
  ]
  return pieces.join('')
}

function subject(kind: TableKind, facts: readonly ColumnFacts[]): string {
  if (kind !== 'rates') return SUBJECT[kind]
  const heads = facts.map((column) => column.header.parts.join(' ')).join(' ')
  if (/w\/?m\b|\bcbm\b|\blcl\b/i.test(heads) && !/20|40/.test(heads)) return 'LCL rates'
  if (/\+ ?(?:45|100|300|500|1000)\b|\bkgs?\b/i.test(heads) && !/20'|40'|40HC/i.test(heads))
    return 'Air rates'
  return SUBJECT.rates
}

function ends(texts: readonly string[] | undefined, what: string): string | null {
  if (!texts || texts.length === 0) return null
  const claim = claimCountries(texts)
  if (texts.length === 1) return texts[0]!.replace(/\s+/g, ' ').trim()
  if (claim.unknown > 0 || claim.countries.length === 0) return what
  if (claim.countries.length <= NAMED_COUNTRIES)
    return `${what} in ${listed(claim.countries.map(countryName))}`
  return `${what} in ${claim.countries.length} countries`
}

function carrierOf(table: Table): string | null {
  for (const cell of table.context) {
    if (cell.position === 'below') continue
    const carrier = findCarrier(cell.text)
    if (carrier) return carrier.name
  }
  return null
}
