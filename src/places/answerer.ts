import type { Answered } from '../answered.ts'
import type { Finding } from '../checks/finding.ts'

/** The ends and points of a lane that a place text may stand for, in the order of the way. */
export const PLACE_FIELDS = [
  'origin',
  'origin_via',
  'loading_port',
  'transshipment_port',
  'unloading_port',
  'destination_via',
  'destination',
] as const
export type PlaceField = (typeof PLACE_FIELDS)[number]

/** A place of the gazetteer that a text may mean. */
export interface PlaceOption {
  /** UN/LOCODE. */
  readonly code: string
  readonly name: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  /** ISO 3166-2 without the country, '' where unknown. */
  readonly subdivision: string
  readonly port: boolean
  /** What the embedded model gives it, 0..1. */
  readonly confidence: number
}

/** A place text whose reading is not sure, with what it may mean. */
export interface PlaceDoubt {
  /** Number within the question. */
  readonly id: number
  /** The part of the cell that names the place. */
  readonly text: string
  /** The whole cell. */
  readonly cell: string
  readonly field: PlaceField
  /** What the country column beside it says, as written. */
  readonly country: string | null
  /** What the code column beside it says, as written. */
  readonly printedCode: string | null
  /** Places at the other end of the lanes it stands in, as written. */
  readonly opposite: readonly string[]
  readonly options: readonly PlaceOption[]
}

/** Which place does each of these texts mean? */
export interface PlaceQuestion {
  readonly file: string
  readonly sheet: string | null
  readonly doubts: readonly PlaceDoubt[]
  /** Where the sure places of each field lie: countries, the commonest first. */
  readonly countries: Readonly<Partial<Record<PlaceField, readonly string[]>>>
}

export interface PlaceChoice {
  /** Number of the doubt. */
  readonly id: number
  /** Code of one of its options; null where none of them is meant. */
  readonly code: string | null
  readonly confidence: number
  /** The text under which it was looked up, where it is none of the options: the gazetteer offers it for that. */
  readonly lookedUp?: string
}

export interface PlaceAnswer {
  /** Texts without a choice stay as they were read. */
  readonly choices: readonly PlaceChoice[]
  readonly answered?: Answered
  /** What went wrong on the way to the answer. */
  readonly findings?: readonly Finding[]
}

/** Who decides between places that a text may mean, once the embedded model is not sure. */
export interface PlaceAnswerer {
  answerPlaces(question: PlaceQuestion): Promise<PlaceAnswer>
}
