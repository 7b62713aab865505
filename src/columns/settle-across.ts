import type { ColumnFacts } from './answerer.ts'
import { type ColumnHeader, placeOfHeading } from './header-name.ts'
import { sideOf } from './heading-cues.ts'
import { headedEnd } from './heading-ends.ts'
import { type End, turnBeside, turnEnd } from './lane-ends.ts'
import type { ColumnRole } from './understanding.ts'

const PORT_OF = { origin: 'loading_port', destination: 'unloading_port' } as const

/**
 * Load ports that head the prices ("ex PENANG" over 20' and 40', "POL : BKK", 東京積) leave the column of ports the other
 * end of the lanes, and ports of discharge across leave it the first, whatever it was taken for.
 */
export function settleAcross(columns: readonly ColumnFacts[], answered: readonly ColumnRole[]): ColumnRole[] {
  const roles = [...answered]
  const across = endAcross(columns, roles)
  if (across === null) return roles
  const down: End = across === 'origin' ? 'destination' : 'origin'
  const has = (end: End) => roles.includes(end) || roles.includes(PORT_OF[end])
  if (has(down)) {
    if (!has(across)) turnBeside(roles, across, down)
    return roles
  }
  const taken = roles.flatMap((role, at) => (role === across || role === PORT_OF[across] ? [at] : []))
  const [at] = taken
  if (taken.length === 1 && at !== undefined && sideOf(columns[at]!.header.own) !== across)
    turnEnd(roles, at, down)
  return roles
}

/** The end that the headings of prices say they name; null where they name no places, or do not say which they are. */
function endAcross(columns: readonly ColumnFacts[], roles: readonly ColumnRole[]): End | null {
  const named = columns.flatMap(({ header }, at) => {
    const place = roles[at] === 'price' ? placeOfHeading(header) : null
    return place === null ? [] : [{ place, end: endOf(header, place) }]
  })
  const ends = new Set(named.map(({ end }) => end))
  const [end = null] = ends
  return new Set(named.map(({ place }) => place)).size > 1 && ends.size === 1 ? end : null
}

/** What the words beside the place say, else the heading above it: "LOAD PORT" over PENANG and PORT KLANG. */
function endOf({ parts }: ColumnHeader, place: string): End | null {
  const at = parts.findIndex((part) => part.includes(place))
  return headedEnd(parts[at]!).end ?? sideOf(parts.slice(0, at).join(' '))
}
