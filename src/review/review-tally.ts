import { DEFAULT_REVIEW_BELOW } from '../pipeline.ts'
import type { Review } from './review-file.ts'

/** Sums up what waits: rates, and how doubtful they are. */
export class ReviewTally {
  readonly #sureFrom: number
  rates = 0
  review = 0
  #doubt = 0

  /** `sureFrom`: a rate in review that is surer waits for an error, and is in full doubt. */
  constructor(sureFrom = DEFAULT_REVIEW_BELOW) {
    this.#sureFrom = sureFrom
  }

  note(rate: { readonly review: boolean; readonly confidence: number }): void {
    this.rates++
    if (!rate.review) return
    this.review++
    this.#doubt += rate.confidence >= this.#sureFrom ? 1 : 1 - rate.confidence
  }

  get waiting(): Review['waiting'] {
    return { rates: this.rates, review: this.review, doubt: Math.round(this.#doubt * 100) / 100 }
  }
}
