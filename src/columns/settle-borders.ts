import type { ColumnFacts } from './answerer.ts'
import { MOST } from './column-shares.ts'
import type { ColumnRole } from './understanding.ts'

/** Where a train passes from one country into the next. */
const BORDER =
  /погран|пункт пропуска|border (?:crossing|station|point|port)|\bborder$|grenz(?:übergang|uebergang|bahnhof)|出境口岸|过境口岸|口岸站|граничн/iu
const TAKEN: ReadonlySet<ColumnRole> = new Set<ColumnRole>([
  'unloading_port',
  'loading_port',
  'transshipment_port',
  'origin_via',
  'remarks',
  'service_line',
  'ignored',
])

/** "Погранпереход" with Хоргос and Достык between two stations: passed on the way, and neither end nor a change of ship. */
export function settleBorders(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  if (roles.includes('destination_via') || !roles.includes('origin') || !roles.includes('destination')) return
  const at = columns.findIndex(
    ({ header, profile }, i) =>
      TAKEN.has(roles[i]!) && BORDER.test(header.own.trim()) && (profile.shares.place ?? 0) >= MOST,
  )
  if (at >= 0) roles[at] = 'destination_via'
}
