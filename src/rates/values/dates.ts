export interface DateContext {
  /** Year and month (1-12) that the surroundings state, when a text gives none. */
  readonly year: number | null
  readonly month: number | null
  /** 04/05 is 4 May; null when nothing tells. */
  readonly dayFirst: boolean | null
  /** ISO date of the sheet ("updated", file name): a missing year is the one that brings the date nearest to it. */
  readonly anchor: string | null
}

export interface ValidityInput {
  readonly text: string
  /** NaN or null unless the cell is a number (a serial date). */
  readonly number: number | null
  readonly numberFormat: string
  readonly date1904: boolean
  /** What the heading says that a single date is; a text's own words ("till", "from") go before. */
  readonly role?: 'effective' | 'expiry' | null
}

export interface ValidityReading {
  /** ISO date. */
  readonly effective: string | null
  /** ISO date. */
  readonly expiry: string | null
  readonly effectiveYearInferred: boolean
  readonly expiryYearInferred: boolean
  /** "until further notice", or a start alone. */
  readonly openEnd: boolean
  /** One date only was written. */
  readonly single: boolean
  /** The event that counts for the date. */
  readonly event: 'etd' | 'gate_in' | 'on_board' | null
  /** Day and month could be exchanged, and nothing told which. */
  readonly dayFirstAssumed: boolean
}

export interface DateMention {
  readonly reading: ValidityReading
  readonly role: 'validity' | 'updated' | 'mentioned'
  readonly index: number
  readonly length: number
}

/** Reads a validity cell in any notation; null when it holds no date. Never throws. */
export function readValidity(input: ValidityInput, context: DateContext): ValidityReading | null {
  void input
  void context
  return null
}

/** Validity statements and dates inside titles, notes and file names, in order. */
export function findDates(text: string, context?: Partial<DateContext>): DateMention[] {
  void text
  void context
  return []
}

/** Whether a set of texts writes the day before the month: true, false, or null without evidence. */
export function dayFirstEvidence(texts: Iterable<string>): boolean | null {
  void texts
  return null
}
