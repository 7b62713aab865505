import { readCharge } from '../reference/charges.ts'
import type { TableKind } from '../reference/vocabulary.ts'
import type { Table } from '../tables/table.ts'
import type { ColumnFacts } from './answerer.ts'
import { matchHeader } from './header-terms.ts'
import type { ColumnRole } from './understanding.ts'

const KEY_SCORE = 0.5
const ORIGINS: ReadonlySet<string> = new Set(['origin', 'loading_port'])
const DESTINATIONS: ReadonlySet<string> = new Set(['destination', 'unloading_port'])

/**
 * A list of charges is the quotation of one lane when freight is among them and a block of keys above names both ends:
 * what looks like local charges then holds for that lane only.
 */
export function settleKind(
  table: Table,
  kind: TableKind,
  columns: readonly ColumnFacts[],
  roles: readonly ColumnRole[],
): TableKind {
  if (kind !== 'charges' || !namesLane(table)) return kind
  const freight = columns.some(
    ({ profile }, at) =>
      (roles[at] === 'charge' || roles[at] === 'charge_name') &&
      profile.texts.some((text) => text.trim() !== '' && readCharge(text)?.type === 'base'),
  )
  return freight ? 'rates' : kind
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
