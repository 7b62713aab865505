import { resolvePlaces } from '../places/resolve-places.ts'
import { gazetteer } from '../reference/gazetteer.ts'
import type { ColumnFacts } from './answerer.ts'
import { textWording } from './cell-signals.ts'
import { placeLikeness } from './place-likeness.ts'
import { namesGateway } from './same-country.ts'

/** Distinct texts that are looked up, and the share of them that must be seaports. */
const LOOKED_UP = 30
const NEARLY_ALL = 0.9
/** A port of less is an inland place with a quay. */
const PORT_RANK = 0.6

/**
 * Whether ports are passed on the way to ports: "Casablanca via Tanger Med" is a change of ship although both lie in one
 * country. Where long railways run from a port to the next, it is none.
 */
export function isPortToPort(passed: ColumnFacts, end: ColumnFacts): boolean {
  return holdsSeaports(passed) && holdsSeaports(end) && !namesGateway(passed, end)
}

function holdsSeaports({ profile }: ColumnFacts): boolean {
  const places = gazetteer()
  const named = [...new Set(profile.texts)]
    .filter((text) => !textWording(text).has('nothing'))
    .slice(0, LOOKED_UP)
  const known = named.filter((text) => placeLikeness(text) > 0)
  const ports = known.filter((text) =>
    resolvePlaces(text).places.every(({ unlocode }) => {
      const place = unlocode === null ? null : places.byCode(unlocode)
      return place !== null && places.isPort(place) && places.rank(place) >= PORT_RANK
    }),
  )
  return known.length > 1 && ports.length >= NEARLY_ALL * known.length
}
