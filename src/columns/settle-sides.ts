import { columnOfEnds } from '../tables/direction-column.ts'
import type { Table } from '../tables/table.ts'
import type { ColumnFacts } from './answerer.ts'
import { sideOf } from './heading-cues.ts'
import { ENDS, PASSED } from './lane-ends.ts'
import type { ColumnRole } from './understanding.ts'

/** The roles of columns, and those whose places are of the one end in some rows and of the other in others. */
export interface SidedColumns {
  readonly roles: readonly ColumnRole[]
  readonly both: ReadonlySet<number>
}

/**
 * "At: Origin" and "At: Destination" beside "Location" and "Over": the column says row by row, or for all rows, at which
 * end of the lane the only place of the row lies, and with it the port that it is reached over.
 */
export function settleSides(
  table: Table,
  columns: readonly ColumnFacts[],
  answered: readonly ColumnRole[],
): SidedColumns {
  const none = { roles: answered, both: new Set<number>() }
  const ends = answered.flatMap((role, at) => (ENDS.has(role) ? [at] : []))
  const passed = answered.flatMap((role, at) => (PASSED.has(role) ? [at] : []))
  const [end] = ends
  if (ends.length !== 1 || end === undefined || passed.length > 1 || !answered.includes('price')) return none
  if ([end, ...passed].some((at) => sideOf(columns[at]!.header.own) !== null)) return none
  const said = columnOfEnds(table)
  const at = columns.findIndex(({ id }) => id === said?.column)
  if (said === null || at < 0 || ENDS.has(answered[at]!) || answered[at] === 'price') return none
  const role = said.ends.has('export') ? 'origin' : 'destination'
  const roles = [...answered]
  roles[end] = role
  for (const via of passed) roles[via] = `${role}_via`
  roles[at] = 'ignored'
  return { roles, both: new Set(said.ends.size === 2 ? [end, ...passed] : []) }
}
