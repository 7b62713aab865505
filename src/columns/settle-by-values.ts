import type { ColumnFacts } from './answerer.ts'
import { headingOf, MOST, shareOf } from './column-shares.ts'
import { settleBorders } from './settle-borders.ts'
import { settleAsides, settleChargeNames, settleChargesVia } from './settle-charge-columns.ts'
import { settleFlights } from './settle-flights.ts'
import {
  settleHubCodes,
  settleNamedPorts,
  settleNoPlaces,
  settlePortsOfEnds,
  settleStations,
} from './settle-places.ts'
import { settleReferences } from './settle-references.ts'
import { settleTerms } from './settle-terms.ts'
import { settleVoyage } from './settle-voyage.ts'
import type { ColumnRole } from './understanding.ts'

/** The code of a service: letters and a number. */
const LOOP = /^[A-Z]{1,5}[ -]?\d{1,3}[A-Z]?$/

const ACCOUNT =
  /\b(?:customer|account|shipper|consignee|client|cliente|kunde|bco|named acc\w*|nac)\b|客户|货主|khách/iu

/**
 * What the values of a column, or its heading beside those of its neighbours, decide against the answer: carriers under
 * "Service", free days under "Type", a port of discharge beside a city, a departure beside a validity.
 */
export function settleByValues(
  columns: readonly ColumnFacts[],
  answered: readonly ColumnRole[],
): ColumnRole[] {
  const roles = [...answered]
  settleNoPlaces(columns, roles)
  settleChargesVia(columns, roles)
  settleStations(columns, roles)
  settleCarriers(columns, roles)
  settleTerms(columns, roles)
  settleReferences(columns, roles)
  settleChargeNames(columns, roles)
  settleAsides(columns, roles)
  settleVoyage(columns, roles)
  settleFlights(columns, roles)
  settleBorders(columns, roles)
  settleHubCodes(columns, roles)
  settleNamedPorts(columns, roles)
  settlePortsOfEnds(columns, roles)
  return roles
}

function settleCarriers(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  for (const [at, column] of columns.entries()) {
    // "Customer" with FAK and ANY: an account, and no carrier among its values.
    if (roles[at] === 'carrier' && !column.profile.shares.carrier && ACCOUNT.test(headingOf(column)))
      roles[at] = 'ignored'
  }
  // "Linea" over ADR1 and ESA2: the loops of one line.
  const loops = columns.findIndex(
    (column, at) =>
      roles[at] === 'carrier' && !column.profile.shares.carrier && shareOf(column, LOOP) >= MOST,
  )
  if (loops >= 0 && !roles.includes('service_line')) roles[loops] = 'service_line'
  if (roles.includes('carrier')) return
  const service = columns.findIndex(
    ({ profile }, at) => roles[at] === 'service_line' && (profile.shares.carrier ?? 0) >= MOST,
  )
  if (service >= 0) roles[service] = 'carrier'
}
