import { saysDirect } from '../reference/direct.ts'
import type { ColumnFacts } from './answerer.ts'
import { textWording } from './cell-signals.ts'
import { headingCues, sideOf } from './heading-cues.ts'
import { ENDS, PASSED } from './lane-ends.ts'
import { placeLikeness } from './place-likeness.ts'
import type { ColumnRole } from './understanding.ts'

/** Share of the named values that must be places. */
const MOST = 0.8
/** Distinct values below which a column of hubs may be chance. */
const FEWEST_HUBS = 2
/** A word that a column of places has between them: "DIRECT" is no place and does not count. */
const HUB = 0.7

/**
 * A column with "DIRECT", SIN and PKG says where the box changes ship, whatever it is headed by: of two columns called
 * "Service" the one with the ports, and one that was taken for an end of the lanes ("Relay", "Connex").
 */
export function settleHubs(columns: readonly ColumnFacts[], answered: readonly ColumnRole[]): ColumnRole[] {
  const roles = [...answered]
  if (roles.includes('transshipment_port')) return roles
  const services = roles.filter((role) => role === 'service_line').length
  const hubs = columns.flatMap((column, at) => {
    const role = roles[at]!
    const values = [...new Set(column.profile.texts.filter((text) => text !== ''))]
    const named = values.filter((text) => !textWording(text).has('nothing'))
    const places = named.filter((text) => placeLikeness(text) >= HUB).length
    if (places < FEWEST_HUBS || places / named.length < MOST) return []
    if (role === 'service_line') return services > 1 || named.length < values.length ? [at] : []
    const direct = values.some((text) => saysDirect(text))
    const heading = column.header.own
    if (sideOf(heading) !== null || !direct) return []
    return ENDS.has(role) || (PASSED.has(role) && headingCues(heading).includes('transshipment')) ? [at] : []
  })
  if (hubs.length === 1) roles[hubs[0]!] = 'transshipment_port'
  return roles
}
