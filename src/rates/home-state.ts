import { displayName } from '../places/display-name.ts'
import type { ResolvedPlace } from '../places/place.ts'
import { resolvePlaces } from '../places/resolve-places.ts'
import { placeKey } from '../reference/fold.ts'
import { gazetteer } from '../reference/gazetteer.ts'

/** The part of a country that a list of towns lies in. */
export interface HomeState {
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  /** ISO 3166-2 without the country. */
  readonly subdivision: string
}

/** Share of the names that must be found in the state before the others are looked for there. */
const MOST = 0.75
const FEWEST_NAMES = 5
/** A town that only its list tells from its namesakes is never surer than this. */
const AT_HOME_CONFIDENCE = 0.8

/**
 * Trucks go from a port to towns around it: when the ports at one end lie in one state, and nearly all the names at the
 * other are towns of that state, a name that has many towns is the one there (Ontario, Wilmington, Orange near Los Angeles).
 */
export function homeStateOf(ports: Iterable<string>, names: Iterable<string>): HomeState | null {
  const places = gazetteer()
  let home: HomeState | null = null
  for (const text of ports) {
    for (const { unlocode } of resolvePlaces(text).places) {
      const port = unlocode === null ? null : places.byCode(unlocode)
      if (port === null) return null
      const lies = { country: places.country(port), subdivision: places.subdivision(port) }
      if (home && (home.country !== lies.country || home.subdivision !== lies.subdivision)) return null
      home = lies
    }
  }
  if (home === null || home.subdivision === '') return null
  let known = 0
  let here = 0
  for (const name of names) {
    if (places.find(placeKey(name)).length === 0) continue
    known++
    if (townAt(name, home) !== null) here++
  }
  return known >= FEWEST_NAMES && here >= MOST * known ? home : null
}

/** The place as the town of that name in the state, where there is one. */
export function settleAtHome(place: ResolvedPlace, home: HomeState): ResolvedPlace {
  const town = place.group ? null : townAt(place.text, home)
  if (town === null) return place
  const places = gazetteer()
  const codes = places.group(town).map((one) => places.code(one))
  if (place.unlocode !== null && codes.includes(place.unlocode)) return place
  return {
    ...place,
    unlocode: codes[0]!,
    codes,
    name: displayName(town, places),
    country: home.country,
    confidence: AT_HOME_CONFIDENCE,
    // One that was taken for another town is worth a word.
    flags:
      place.unlocode === null ? [] : [{ code: 'place-ambiguous', candidates: [codes[0]!, place.unlocode] }],
  }
}

/** The best known town of the state that bears the name itself. */
function townAt(name: string, { country, subdivision }: HomeState): number | null {
  const places = gazetteer()
  let best: number | null = null
  for (const { place, kind } of places.find(placeKey(name))) {
    if (kind !== 'name' || places.country(place) !== country || places.subdivision(place) !== subdivision)
      continue
    if (best === null || places.rank(place) > places.rank(best)) best = place
  }
  return best
}
