import type { ColumnRole } from './understanding.ts'

/** Roles of columns that hold the end of a lane. */
export const ENDS: ReadonlySet<ColumnRole> = new Set<ColumnRole>([
  'origin',
  'destination',
  'loading_port',
  'unloading_port',
])
/** Roles of columns that hold a port between the ends, on the side of one. */
export const PASSED: ReadonlySet<ColumnRole> = new Set<ColumnRole>(['origin_via', 'destination_via'])

/** An end of a lane. */
export type End = 'origin' | 'destination'

/** Makes a column another end of the lanes, with the countries and codes beside it. */
export function turnEnd(roles: ColumnRole[], at: number, end: End): void {
  const before: End = roles[at] === 'origin' || roles[at] === 'loading_port' ? 'origin' : 'destination'
  roles[at] = end
  if (before !== end) turnBeside(roles, before, end)
}

/** Gives the countries and codes of one end to the other. */
export function turnBeside(roles: ColumnRole[], before: End, end: End): void {
  for (const part of ['country', 'code'] as const) {
    const beside = roles.indexOf(`${before}_${part}`)
    if (beside >= 0 && !roles.includes(`${end}_${part}`)) roles[beside] = `${end}_${part}`
  }
}
