import type { Basis, ChargeType } from './vocabulary.ts'

export interface ChargeReading {
  /** The code that the text writes, else the trade's usual one; null when only the kind of price is known. */
  readonly code: string | null
  readonly name: string | null
  /** FREIGHT, THC, BUNKER, DOCUMENT, …; null for an unknown code. */
  readonly category: string | null
  readonly type: ChargeType
  /** The usual basis, null when the trade uses several. */
  readonly basis: Basis | null
  /** The letters have several senses, and the carrier does not settle which. */
  readonly ambiguous: boolean
  /** False: a code that the reference lacks, kept as data. */
  readonly known: boolean
  /** The whole text is the charge; false when it stood inside a longer text. */
  readonly exact: boolean
}

/** The charge that a cell or header names. `carrier` is a SCAC and settles codes that carriers use differently. */
export function readCharge(text: string, carrier?: string | null): ChargeReading | null {
  void text
  void carrier
  return null
}

/** Every charge that a longer text names, in order. */
export function findCharges(
  text: string,
  carrier?: string | null,
): (ChargeReading & { index: number; length: number })[] {
  void text
  void carrier
  return []
}
