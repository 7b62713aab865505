import { readCharge } from '../reference/charges.ts'
import type { TableKind } from '../reference/vocabulary.ts'
import type { Table } from '../tables/table.ts'
import type { ColumnFacts } from './answerer.ts'
import { chargeOfTab } from './charge-of-tab.ts'
import { isByDays } from './day-tiers.ts'
import { placeOfHeading } from './header-name.ts'
import { matchHeader } from './header-terms.ts'
import type { ColumnRole } from './understanding.ts'

const KEY_SCORE = 0.5
const ORIGINS: ReadonlySet<string> = new Set(['origin', 'loading_port'])
const DESTINATIONS: ReadonlySet<string> = new Set(['destination', 'unloading_port'])

/**
 * A table whose prices are headed by the ports of the missing end is a matrix.
 * A list of charges is the quotation of one lane when freight is among them and a block of keys above names both ends:
 * what looks like local charges then holds for that lane only. What costs more with every day is demurrage.
 */
export function settleKind(
  table: Table,
  kind: TableKind,
  columns: readonly ColumnFacts[],
  roles: readonly ColumnRole[],
): TableKind {
  if ((kind === 'charges' || kind === 'rates') && isByDays(table, columns, roles)) return 'free_time'
  if (kind === 'rates' && chargeOfTab(table) !== null && hasOneEnd(roles)) return 'charges'
  // Charges by name with no freight among them, and nothing says from where to where, or only at which port.
  if (kind === 'rates' && !hasBothEnds(roles) && hasOnlySurcharges(columns, roles))
    return namesLane(table) ? kind : 'charges'
  if (kind === 'rates' && isMatrix(columns, roles)) return 'matrix'
  // "Reederei | THC | ISPS | D/O": what the lines levy, wherever they sail.
  if (kind === 'rates' && !hasBothEnds(roles) && areSurcharges(columns, roles))
    return namesLane(table) ? kind : 'charges'
  if (kind === 'matrix' && !hasOneEnd(roles) && !hasBothEnds(roles) && hasOnlySurcharges(columns, roles))
    return 'charges'
  if (kind !== 'charges' || !namesLane(table)) return kind
  const freight = columns.some(
    ({ profile }, at) =>
      (roles[at] === 'charge' || roles[at] === 'charge_name') &&
      profile.texts.some((text) => text.trim() !== '' && readCharge(text)?.type === 'base'),
  )
  return freight ? 'rates' : kind
}

function hasOnlySurcharges(columns: readonly ColumnFacts[], roles: readonly ColumnRole[]): boolean {
  const named = roles.includes('charge') ? roles.indexOf('charge') : roles.indexOf('charge_name')
  const { texts } = columns[named]?.profile ?? { texts: [] }
  const charges = texts.map((text) => readCharge(text)).filter((charge) => charge?.known)
  return charges.length > 0 && charges.every((charge) => charge!.type === 'surcharge')
}

/** Whether several prices are headed by charges, and none by freight or by nothing but a box. */
export function areSurcharges(columns: readonly ColumnFacts[], roles: readonly ColumnRole[]): boolean {
  if (roles.includes('charge') || roles.includes('charge_name')) return false
  const charges = columns.flatMap(({ header }, at) =>
    roles[at] === 'price' ? [readCharge(header.parts.join(' '))] : [],
  )
  return (
    charges.length > 1 && charges.every((charge) => charge?.known === true && charge.type === 'surcharge')
  )
}

function hasBothEnds(roles: readonly ColumnRole[]): boolean {
  return roles.some((role) => ORIGINS.has(role)) && roles.some((role) => DESTINATIONS.has(role))
}

/** Where a charge is levied is one place; freight has two. */
function hasOneEnd(roles: readonly ColumnRole[]): boolean {
  const has = (ends: ReadonlySet<string>) => roles.some((role) => ends.has(role))
  return has(ORIGINS) !== has(DESTINATIONS)
}

/** "EX BKK | EX LCH": each price column is headed by another place, of the end that no column names. */
function isMatrix(columns: readonly ColumnFacts[], roles: readonly ColumnRole[]): boolean {
  const has = (ends: ReadonlySet<string>) => roles.some((role) => ends.has(role))
  if (has(ORIGINS) === has(DESTINATIONS)) return false
  const prices = columns.filter((_, at) => roles[at] === 'price')
  const places = prices.map(({ header }) => placeOfHeading(header))
  return prices.length > 1 && places.every((place) => place !== null) && new Set(places).size > 1
}

function namesLane(table: Table): boolean {
  let origin = false
  let destination = false
  for (const { key, position } of table.context) {
    if (!key || position === 'below' || position === 'workbook') continue
    for (const { field, score } of matchHeader(key)) {
      if (score < KEY_SCORE) continue
      origin ||= ORIGINS.has(field)
      destination ||= DESTINATIONS.has(field)
    }
  }
  return origin && destination
}
