import type { FindingCode } from '../checks/finding.ts'
import type { ResolvedPlace } from '../places/place.ts'
import type { PlaceReader } from './place-reader.ts'
import type { RatePlace } from './rate.ts'

/** One lane of a row: where the priced leg starts and ends, and what it passes. */
export interface Lane {
  readonly origin: RatePlace | null
  readonly origin_via: RatePlace | null
  readonly loading_port: RatePlace | null
  readonly transshipment_port: RatePlace | null
  readonly unloading_port: RatePlace | null
  readonly destination_via: RatePlace | null
  readonly destination: RatePlace | null
  /** Least confidence of the places, 1 without any. */
  readonly confidence: number
  readonly findings: readonly FindingCode[]
  /** Equal for equal lanes. */
  readonly key: string
}

export function laneOf(
  places: PlaceReader,
  resolved: Record<Exclude<keyof Lane, 'confidence' | 'findings' | 'key'>, ResolvedPlace | null>,
): Lane {
  const findings = new Set<FindingCode>()
  let confidence = 1
  for (const place of Object.values(resolved)) {
    if (!place) continue
    confidence = Math.min(confidence, place.confidence)
    for (const flag of place.flags) findings.add(flag.code)
    if (place.group && place.members === null) findings.add('group-unexpanded')
  }
  const { origin, destination } = resolved
  if (
    origin?.unlocode &&
    destination?.unlocode &&
    (origin.codes.includes(destination.unlocode) || origin.unlocode === destination.unlocode)
  ) {
    findings.add('same-origin-destination')
  }
  const as = (place: ResolvedPlace | null) => (place ? places.ratePlace(place) : null)
  const lane = {
    origin: as(origin),
    origin_via: as(resolved.origin_via),
    loading_port: as(resolved.loading_port),
    transshipment_port: as(resolved.transshipment_port),
    unloading_port: as(resolved.unloading_port),
    destination_via: as(resolved.destination_via),
    destination: as(destination),
  }
  const key = Object.values(lane)
    .map((place) => (place ? `${place.unlocode ?? ''}~${place.text}` : ''))
    .join('|')
  return { ...lane, confidence, findings: [...findings], key }
}
