import { foldText } from '../reference/fold.ts'
import { gazetteer } from '../reference/gazetteer.ts'
import { isWithin } from './candidates.ts'
import { displayName } from './display-name.ts'
import type { PlaceFlag, ResolvedPlace } from './place.ts'

/** Which place a doubtful text means, by somebody who was asked. */
export interface PlaceDecision {
  /** UN/LOCODE of the place. */
  readonly code: string
  readonly confidence: number
  /** Who decided, in words. */
  readonly by: string
}

/** Flags that a decision answers. */
const SETTLED: ReadonlySet<PlaceFlag['code']> = new Set<PlaceFlag['code']>([
  'place-unknown',
  'place-ambiguous',
  'place-misspelt',
  'country-contradicts-data',
])

/** A place as somebody decided it. What is odd about it is said anew; `stated` is the country beside it. */
export function decidedPlace(
  place: ResolvedPlace,
  { code, confidence, by }: PlaceDecision,
  stated: string | null,
): ResolvedPlace {
  const places = gazetteer()
  const chosen = places.byCode(code)
  if (chosen === null) return place
  const name = displayName(chosen, places)
  const country = places.country(chosen)
  const flags: PlaceFlag[] = place.flags.filter((flag) => !SETTLED.has(flag.code))
  flags.push({ code: 'place-decided', as: name, by })
  if (stated !== null && !isWithin(country, stated))
    flags.push({ code: 'country-contradicts-data', stated, actual: country })
  const misspelt = place.flags.find((flag) => flag.code === 'place-misspelt')
  if (misspelt && foldText(misspelt.as) === foldText(name)) flags.push(misspelt)
  return {
    ...place,
    unlocode: code,
    codes: places.group(chosen).map((member) => places.code(member)),
    name,
    country,
    confidence,
    alternatives: place.alternatives.filter(({ codes }) => !codes.includes(code)),
    flags,
  }
}
