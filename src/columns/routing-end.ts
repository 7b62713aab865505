import type { ColumnFacts } from './answerer.ts'
import { textSignals } from './cell-signals.ts'
import { countriesOf } from './country-claim.ts'
import { headingCues } from './heading-cues.ts'
import { placeLikeness } from './place-likeness.ts'
import type { ColumnRole } from './understanding.ts'

/** Rows that are compared. */
const COMPARED = 60
const FEWEST = 2

/**
 * Tells a gateway from a transhipment port where the heading does not ("Via", "Routing"): a gateway lies in the country
 * of the destination, a hub in another. Null when the values do not tell.
 */
export function routingByData(
  routing: ColumnFacts,
  destination: ColumnFacts | undefined,
): Extract<ColumnRole, 'destination_via' | 'transshipment_port'> | null {
  const cues = headingCues(routing.header.own)
  if (!destination || cues.includes('transshipment') || cues.includes('destination') || cues.includes('base'))
    return null
  let same = 0
  let other = 0
  const seen = new Set<string>()
  for (let i = 0; i < routing.profile.texts.length && seen.size < COMPARED; i++) {
    const via = routing.profile.texts[i]!
    const to = destination.profile.texts[i]!
    const signals = textSignals(via)
    if (via === '' || to === '' || signals.has('nothing') || seen.has(`${via}|${to}`)) continue
    seen.add(`${via}|${to}`)
    if (signals.has('transshipment')) return null
    const bare = via.replace(/^\s*(?:via|vía|über|over)\s+/iu, '')
    if (placeLikeness(bare) === 0 || placeLikeness(to) === 0) continue
    const [from] = countriesOf(bare, false)
    const [end] = countriesOf(to, false)
    if (!from || !end) continue
    if (from === end) same++
    else other++
  }
  if (same + other < FEWEST) return null
  return same > other ? 'destination_via' : 'transshipment_port'
}
