import type { PlaceContext, PlaceReading } from './place.ts'

const NOTHING: PlaceReading = { places: [], via: [], transshipment: [], none: true }

/** What the text of one cell says about places. */
export function resolvePlaces(text: string, context: PlaceContext = {}): PlaceReading {
  void context
  if (text.trim() === '') return NOTHING
  return { ...NOTHING, none: false }
}
