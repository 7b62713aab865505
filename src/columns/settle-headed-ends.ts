import type { ColumnFacts } from './answerer.ts'
import { matchHeader } from './header-terms.ts'
import type { ColumnRole } from './understanding.ts'

/** Share of the cells that must be places. */
const MOST = 0.7
const ENDS = [
  ['origin', 'loading_port'],
  ['destination', 'unloading_port'],
] as const

/** A column that is headed "POL" or 積港, whole, over places is that end where no other column is, however odd the table is. */
export function settleHeadedEnds(
  columns: readonly ColumnFacts[],
  answered: readonly ColumnRole[],
): ColumnRole[] {
  const roles = [...answered]
  for (const [end, port] of ENDS) {
    if ([end, port, `${end}_via`, `${end}_code`].some((role) => roles.includes(role as ColumnRole))) continue
    const headed = columns.flatMap(({ header, profile }, at) => {
      if (roles[at] !== 'ignored' && roles[at] !== 'remarks') return []
      const [known] = matchHeader(header.own)
      const named = known?.score === 1 && (known.field === end || known.field === port)
      return named && (profile.shares.place ?? 0) >= MOST ? [at] : []
    })
    if (headed.length === 1) roles[headed[0]!] = end
  }
  return roles
}
