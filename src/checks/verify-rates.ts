import type { PriceColumn } from '../mapping/mapping.ts'
import type { Rate } from '../rates/rate.ts'
import { confidenceReader, shippedConfidence } from '../rates/rate-confidence.ts'
import type { RateInput } from '../rates/rate-input.ts'
import { acceptsCell } from './acceptance.ts'
import type { FindingCode } from './finding.ts'
import type { FindingLog } from './finding-log.ts'
import { lacksWhatIsSaid, RateDoubts } from './rate-doubts.ts'
import { amountGrounding } from './rates/amount-grounding.ts'
import { containerGrounding } from './rates/container-grounding.ts'
import { currencyGrounding } from './rates/currency-grounding.ts'
import { dateGrounding } from './rates/date-grounding.ts'
import { mergesFilled } from './rates/merges-filled.ts'
import { MissingCurrency } from './rates/missing-currency.ts'
import { placeGrounding } from './rates/place-grounding.ts'
import { PriceConservation } from './rates/price-conservation.ts'
import { NOTHING_TO_FIND, type RateCheck, type RateCheckOf } from './rates/rate-check.ts'
import { rateExpired } from './rates/rate-expired.ts'
import { validityOverlap } from './rates/validity-overlap.ts'
import { type CheckThresholds, DEFAULT_THRESHOLDS } from './thresholds.ts'

/** What these find keeps a rate back. */
const CHECKS: readonly RateCheckOf[] = [
  amountGrounding,
  currencyGrounding,
  containerGrounding,
  dateGrounding,
  placeGrounding,
  mergesFilled,
]
/** What these find is told. */
const REMARKS: readonly RateCheckOf[] = [validityOverlap, rateExpired]

/**
 * Holds every rate of a table against the sheet before it leaves: what no cell bears out goes to review. After the last
 * rate, price cells that gave none are told.
 */
export class RateVerifier {
  readonly #input: RateInput
  readonly #log: FindingLog
  readonly #warningFactor: number
  readonly #sureness: ReturnType<typeof confidenceReader>
  readonly #doubts: RateDoubts
  /** By column id. */
  readonly #prices: PriceColumn[] = []
  readonly #checks: readonly RateCheck[]
  readonly #remarks: readonly RateCheck[]
  readonly #currencies: MissingCurrency
  readonly #conservation: PriceConservation
  /** Where the first cell of a turned table lies in the sheet. */
  readonly #trucked: boolean
  readonly #turnedAt: { readonly row: number; readonly column: number } | null

  /** `first` are the first rates of the table: what all of them lack is known before one is let through. */
  constructor(
    input: RateInput,
    first: readonly Rate[],
    log: FindingLog,
    thresholds: CheckThresholds = DEFAULT_THRESHOLDS,
  ) {
    const { table, mapping } = input
    const prepared = (checks: readonly RateCheckOf[]) =>
      checks.map((check) => check(input, log)).filter((check) => check !== NOTHING_TO_FIND)
    this.#input = input
    this.#log = log
    this.#warningFactor = thresholds.warningFactor
    this.#sureness = confidenceReader(input.confidence === undefined ? shippedConfidence() : input.confidence)
    this.#doubts = new RateDoubts(input, first, log)
    for (const price of mapping.rates) this.#prices[price.id] = price
    this.#checks = prepared(CHECKS)
    this.#remarks = prepared(REMARKS)
    this.#currencies = new MissingCurrency(input, log)
    this.#conservation = new PriceConservation(input, log)
    // Boxes are trucked within a city.
    this.#trucked = input.mapping.rates.some(({ charge }) => charge === TRUCKING)
    this.#turnedAt = table.transposed ? positionOf(table.grid.address(1, 0), null) : null
  }

  /** The rate with what was found of it, and with the confidence that its least sure part is worth. */
  verify(rate: Rate): Rate {
    const { row, column } = positionOf(rate.source.cell, this.#turnedAt)
    const cell = { row, column, price: this.#prices[column] }
    this.#conservation.add(cell)
    this.#currencies.add(rate, cell)
    if (!this.#trucked && rate.findings.includes('same-origin-destination'))
      noteSameEnds(rate, this.#input.table.sheet, this.#log)
    let codes: FindingCode[] | null = null
    for (const check of this.#checks) {
      const code = check(rate, cell)
      if (code) codes = codes ? [...codes, code] : [code]
    }
    let told = codes
    for (const remark of this.#remarks) {
      const code = remark(rate, cell)
      if (code) told = told ? [...told, code] : [code]
    }
    const doubts = this.#doubts.of(rate)
    if (lacksWhatIsSaid(doubts)) told = [...(told ?? []), 'context-unused']
    const findings = told ? [...new Set([...rate.findings, ...told])] : rate.findings
    const { accepted, reviewBelow } = this.#input
    const weighed = this.#sureness(lessSure(rate.confidence, findings, this.#warningFactor), doubts)
    // Where the curve is flat a warning counts all the same.
    const confidence = Math.min(
      weighed,
      lessSure(this.#sureness(rate.confidence, doubts), findings, this.#warningFactor),
    )
    const accepts = (code: FindingCode | null) =>
      accepted !== undefined && acceptsCell(accepted, code, rate.source.cell)
    const review =
      rate.review ||
      (codes?.some((code) => !accepts(code)) ?? false) ||
      (confidence < reviewBelow && !accepts(null))
    if (told) {
      const verified = { ...rate, findings, confidence, review }
      this.#input.onRate?.(verified, doubts)
      return verified
    }
    // Made for this table and not handed on yet: a copy of every rate would cost as much as a check.
    rate.confidence = confidence
    rate.review = review
    this.#input.onRate?.(rate, doubts)
    return rate
  }

  /** To be called after the last rate. */
  finish(): void {
    this.#conservation.finish()
    this.#currencies.finish()
  }
}

const TRUCKING = 'TRK'

function noteSameEnds(rate: Rate, sheet: string | null, log: FindingLog): void {
  const place = rate.destination?.text ?? ''
  log.note(
    place,
    'same-origin-destination',
    'warning',
    { sheet, range: rate.source.cell },
    `The lane starts and ends in ${place}.`,
    { value: place },
  )
}

/** Findings that are told as warnings when they concern a rate: each makes it less sure. */
const WARNINGS: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'place-unknown',
  'place-ambiguous',
  'code-name-mismatch',
  'country-contradicts-data',
  'same-origin-destination',
  'price-order',
  'duplicate-rate',
  'date-order',
  'date-implausible',
  'date-unreadable',
  'currency-contradiction',
  'zero-amount',
  'sum-mismatch',
  'validity-overlap',
])

/** The confidence after its warnings, rounded as all confidences are. */
function lessSure(confidence: number, findings: readonly FindingCode[], factor: number): number {
  let left = confidence
  for (const code of findings) if (WARNINGS.has(code)) left *= factor
  return left === confidence ? confidence : Math.round(left * 1000) / 1000
}

const A = 65

/** Row and column of an A1 address in the grid of the table, which is turned where fields go down and lanes across. */
function positionOf(
  cell: string,
  turnedAt: { readonly row: number; readonly column: number } | null,
): { row: number; column: number } {
  let column = 0
  let at = 0
  for (; at < cell.length; at++) {
    const code = cell.charCodeAt(at) - A
    if (code < 0) break
    column = column * 26 + code + 1
  }
  let row = 0
  for (; at < cell.length; at++) row = row * 10 + cell.charCodeAt(at) - 48
  if (turnedAt === null) return { row, column: column - 1 }
  return { row: column - turnedAt.column, column: row - turnedAt.row }
}
