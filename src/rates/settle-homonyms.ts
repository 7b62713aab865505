import type { PlaceCandidate, ResolvedPlace } from '../places/place.ts'
import { gazetteer } from '../reference/gazetteer.ts'
import { tradeRegion } from '../reference/trade-regions.ts'

/** What the table says about where a column's places lie. */
export interface ColumnSurroundings {
  /** Country → share of the column's own sure places. */
  readonly own: ReadonlyMap<string, number>
  /** Country → share of the sure places at the other end of the lanes. */
  readonly opposite: ReadonlyMap<string, number>
  /** The column's own sure places are ports, one and all: among them a namesake inland is not meant. */
  readonly ports?: boolean
  /** Provinces and states of the column's own sure places: "CN-FJ". */
  readonly subdivisions?: ReadonlySet<string>
}

/** A homonym whose surroundings fit this much better than those of the next one is taken. */
const CLEARLY_BETTER = 3
/** A name settled by its surroundings is never surer than this. */
const SETTLED_CONFIDENCE = 0.75
/** From this confidence on a namesake is taken for a port on the way. */
const SURE_HUB = 0.85
/** Without this much of the column near a candidate, its surroundings say nothing for it. */
const EVIDENT_NEARNESS = 0.1
/** Keeps a candidate far from the column comparable. */
const LEAST_NEARNESS = 0.02
/** Share at which the other end of the lanes lies in a country. */
const OPPOSITE_SHARE = 0.05

/**
 * Decides between homonyms by what no single cell shows: a lane does not start and end in one country, and the places
 * of a column lie in one trade (San Antonio among Callao and Buenaventura is in Chile). Leaves the place open otherwise.
 */
export function settleHomonym(place: ResolvedPlace, surroundings: ColumnSurroundings): ResolvedPlace {
  if (place.unlocode !== null || place.group || place.alternatives.length < 2) return place
  const gazette = gazetteer()
  const ashore = surroundings.ports
    ? place.alternatives.filter(({ codes }) => {
        const found = gazette.byCode(codes[0]!)
        return found !== null && gazette.isPort(found)
      })
    : []
  const alternatives = ashore.length > 0 ? ashore : place.alternatives
  const abroad = alternatives.filter(
    ({ country }) =>
      (surroundings.opposite.get(country) ?? 0) < OPPOSITE_SHARE || (surroundings.own.get(country) ?? 0) > 0,
  )
  const ranked = (abroad.length > 0 ? abroad : alternatives)
    .map((candidate) => {
      const nearness = nearnessOf(candidate, surroundings.own)
      return { candidate, nearness, fit: (nearness + LEAST_NEARNESS) * candidate.confidence }
    })
    .sort((a, b) => b.fit - a.fit)
  const [best, next] = ranked
  if (!best) return place
  const neighbour = inProvince(
    ranked.map(({ candidate }) => candidate),
    surroundings.subdivisions,
  )
  if (neighbour) return taken(place, neighbour)
  const larger = largestAtHome(
    ranked.map(({ candidate }) => candidate),
    surroundings.own,
  )
  if (larger) return taken(place, larger)
  const ruledOut = abroad.length > 0 && abroad.length < alternatives.length
  if (best.nearness < EVIDENT_NEARNESS && !ruledOut) return place
  if (next && best.fit < CLEARLY_BETTER * next.fit) return place
  return taken(place, best.candidate)
}

/** Of towns of one name in the country of the column, the one that stands so much above the next is meant. */
const RANKS_APART = 0.07
const HOME_SHARE = 0.8

/** Of namesakes in one country the one in a province that others of the column lie in: 江阴 beside 马尾 is in Fujian. */
function inProvince(
  candidates: readonly PlaceCandidate[],
  subdivisions: ReadonlySet<string> | undefined,
): PlaceCandidate | null {
  if (!subdivisions?.size || candidates.length < 2) return null
  if (candidates.some(({ country }) => country !== candidates[0]!.country)) return null
  const gazette = gazetteer()
  const near = candidates.filter(({ codes, country }) => {
    const found = gazette.byCode(codes[0]!)
    return found !== null && subdivisions.has(`${country}-${gazette.subdivision(found)}`)
  })
  return near.length === 1 ? near[0]! : null
}

function largestAtHome(
  candidates: readonly PlaceCandidate[],
  own: ReadonlyMap<string, number>,
): PlaceCandidate | null {
  const country = candidates[0]?.country
  if (country === undefined || (own.get(country) ?? 0) < HOME_SHARE) return null
  if (candidates.length < 2 || candidates.some((candidate) => candidate.country !== country)) return null
  const gazette = gazetteer()
  const [best, next] = candidates
    .map((candidate) => {
      const found = gazette.byCode(candidate.codes[0]!)
      return { candidate, rank: found === null ? 0 : gazette.rank(found) }
    })
    .sort((a, b) => b.rank - a.rank)
  return best!.rank - next!.rank >= RANKS_APART ? best!.candidate : null
}

/** A port on the way is a hub: of two namesakes the one that hardly anybody doubts (Cartagena in Colombia). */
export function settleHub(place: ResolvedPlace): ResolvedPlace {
  if (place.unlocode !== null || place.group || place.alternatives.length < 2) return place
  const [best] = [...place.alternatives].sort((a, b) => b.confidence - a.confidence)
  return best && best.confidence >= SURE_HUB ? taken(place, best) : place
}

/** In a column of codes three letters that end the code of one place, and of no other worth a thought, are that place. */
export function settleCode(place: ResolvedPlace): ResolvedPlace {
  const [only] = place.alternatives
  return place.unlocode === null && place.alternatives.length === 1 && only!.codes[0]?.slice(2) === place.text
    ? { ...taken(place, only!), flags: [] }
    : place
}

function taken(place: ResolvedPlace, candidate: PlaceCandidate): ResolvedPlace {
  return {
    ...place,
    unlocode: candidate.codes[0]!,
    codes: candidate.codes,
    name: candidate.name,
    country: candidate.country,
    confidence: SETTLED_CONFIDENCE,
  }
}

/** Share of the column that lies in the candidate's country, or near it. */
function nearnessOf({ country }: PlaceCandidate, own: ReadonlyMap<string, number>): number {
  const region = tradeRegion(country)
  let near = 0
  for (const [other, share] of own) {
    if (other !== country && region !== null && tradeRegion(other) === region) near += share
  }
  return (own.get(country) ?? 0) + near / 2
}
