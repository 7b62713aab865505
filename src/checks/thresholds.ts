/** Where a doubt begins: the figures that decide in checks. Set by `thresholds` of the configuration. */
export interface CheckThresholds {
  /** A price is an outlier when it lies at least this factor away from what its row leads to expect; 1 or more. */
  readonly outlierFactor: number
  /** The same for a price without others in its row, against the rows around it; 1 or more. */
  readonly loneOutlierFactor: number
  /** A place contradicts a stated country only when it is at least this sure; 0 to 1. */
  readonly surePlace: number
  /** Share of rows in which a larger container is cheaper, above which that is the table's custom; 0 to 1. */
  readonly orderBreaks: number
  /** Share of rows that end before they start, from which the two date columns are exchanged; 0 to 1. */
  readonly swappedDates: number
  /** What each warning leaves of a rate's confidence; 0 to 1. */
  readonly warningFactor: number
}

export const DEFAULT_THRESHOLDS: CheckThresholds = {
  outlierFactor: 2.4,
  loneOutlierFactor: 4,
  surePlace: 0.85,
  orderBreaks: 0.2,
  swappedDates: 0.6,
  warningFactor: 0.95,
}
