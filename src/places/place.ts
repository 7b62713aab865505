/** What a text of a sheet says about places. */

export interface PlaceCandidate {
  /** The everyday code first is `codes[0]`; the others mean the same port city. */
  readonly codes: readonly string[]
  readonly name: string
  readonly country: string
  readonly confidence: number
}

export interface ResolvedPlace {
  /** The part of the cell that names the place. */
  readonly text: string
  /** Null when unknown or ambiguous: abstain rather than guess. */
  readonly unlocode: string | null
  readonly codes: readonly string[]
  readonly name: string | null
  /** ISO 3166-1 alpha-2 of where it is; also for a country or region without a code. */
  readonly country: string | null
  readonly confidence: number
  /** A named group ("USWC base ports", "Other South China ports"); `members` filled in by the workbook's definition. */
  readonly group: boolean
  readonly members: readonly string[] | null
  readonly alternatives: readonly PlaceCandidate[]
  /** RAMP, DOOR, CY, CFS, ICD or a terminal, where the text says so. */
  readonly qualifier: string | null
  /** What a careful reader would flag. */
  readonly flags: readonly PlaceFlag[]
}

export type PlaceFlag =
  | { readonly code: 'place-decided'; readonly as: string; readonly by: string }
  | { readonly code: 'place-misspelt'; readonly read: string; readonly as: string }
  | { readonly code: 'place-unknown' }
  | { readonly code: 'place-ambiguous'; readonly candidates: readonly string[] }
  | { readonly code: 'code-name-mismatch'; readonly printed: string; readonly named: string }
  | { readonly code: 'country-contradicts-data'; readonly stated: string; readonly actual: string }

/** All that one cell says: several places at one price, and the routing taken out of it. */
export interface PlaceReading {
  readonly places: readonly ResolvedPlace[]
  /** "(via INKAT)", "over Savannah". */
  readonly via: readonly ResolvedPlace[]
  /** "t/s Pusan". */
  readonly transshipment: readonly ResolvedPlace[]
  /** "None", "Direct", "-": the cell says that there is no place. */
  readonly none: boolean
}

export interface PlaceContext {
  /** ISO alpha-2 that the row's country column or the caption states. A hint: the place may contradict it. */
  readonly country?: string | null
  /** Code printed beside the name in another column. */
  readonly printedCode?: string | null
  /** Countries that the other cells of the column lie in, with shares: decides homonyms. */
  readonly columnCountries?: ReadonlyMap<string, number>
  /** The table names its places by three letters: FRA is Frankfurt there, not France. */
  readonly shortCodes?: boolean
  /** Cargo that flies: three letters are those of an airport, where the city's port goes by the same. */
  readonly byAir?: boolean
  /** The names between the slashes stand alone in other cells of the column: each is a place of its own. */
  readonly apart?: boolean
  /** Groups that the workbook defines: upper-cased name → member codes. */
  readonly groups?: ReadonlyMap<string, readonly string[]>
}
