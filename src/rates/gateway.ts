import type { ResolvedPlace } from '../places/place.ts'
import { gazetteer } from '../reference/gazetteer.ts'
import { LANDLOCKED } from '../reference/landlocked.ts'

/** Borders that boxes cross by rail on their way from a port. */
const LAND_BRIDGE: ReadonlySet<string> = new Set(['US-CA', 'CA-US', 'US-MX', 'MX-US'])

/** Between two ports of these countries no foreign ship may carry cargo: by law the rest of the way is by land. */
const CABOTAGE: ReadonlySet<string> = new Set(['US', 'CA'])

/** Whether a via port is where the cargo leaves the ship for its inland way, rather than where it changes ship. */
export function isGateway(via: ResolvedPlace, destination: ResolvedPlace | null): boolean {
  if (!via.country || !destination?.country) return false
  // From port to port of one country the cargo changes ship, unless the law leaves that to the country's own.
  if (via.country === destination.country)
    return CABOTAGE.has(via.country) || isInland(destination) || isInland(via)
  return LANDLOCKED.has(destination.country) || LAND_BRIDGE.has(`${via.country}-${destination.country}`)
}

/** A port by its name: "Ningbo Pt", "Ningbo Port". */
const PORT = /\b(?:Pt|Port)$/

/** Whether no ship calls at a place; of port cities the everyday code may be that of the airport (CNNGB, CNTAO). */
export function isInland({ unlocode }: ResolvedPlace): boolean {
  const places = gazetteer()
  const place = unlocode === null ? null : places.byCode(unlocode)
  if (place === null || places.isPort(place)) return false
  return !places.group(place).some((member) => places.isPort(member) && PORT.test(places.name(member)))
}

/** Whether all of some via ports are gateways from which only land leads on. */
export function goesByLand(via: readonly ResolvedPlace[], destination: ResolvedPlace | null): boolean {
  return (
    via.length > 0 && via.every((place) => CABOTAGE.has(place.country ?? '') && isGateway(place, destination))
  )
}

/** Whether all of some seaports lie in the country of an inland destination: from there on no ship goes. */
export function leadsInland(hubs: readonly ResolvedPlace[], destination: ResolvedPlace | null): boolean {
  return (
    destination?.country !== undefined &&
    destination.country !== null &&
    hubs.length > 0 &&
    hubs.every((hub) => hub.country === destination.country && !isInland(hub)) &&
    isInland(destination)
  )
}
