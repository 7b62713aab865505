export interface CarrierReading {
  /** As written. */
  readonly text: string
  readonly name: string
  readonly scac: string
  readonly kind: 'VOCC' | 'NVOCC' | 'forwarder' | 'brand'
  readonly confidence: number
}

/** The carrier that a whole cell names, by name, alias, SCAC, SMDG code or a bounded misspelling. */
export function readCarrier(text: string): CarrierReading | null {
  void text
  return null
}

/** The carrier that a longer text (title, caption, file name) names. */
export function findCarrier(text: string): CarrierReading | null {
  void text
  return null
}
