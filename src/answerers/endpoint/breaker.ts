/** Questions in a row without any answer, retries included, after which an endpoint is taken to be down. */
export const UNANSWERED_IN_A_ROW = 5
/** Seconds after which one question is let through, to see whether the endpoint is back. */
export const SECONDS_BETWEEN_TRIES = 60

/**
 * Spares a run the waiting for an endpoint that is down: after {@link UNANSWERED_IN_A_ROW} questions further ones fail at
 * once, but for one every {@link SECONDS_BETWEEN_TRIES}; when that gets an answer, all are asked again. An error, a refusal
 * or a cut answer is an answer here: somebody is there.
 */
export class Breaker {
  #unanswered = 0
  #nextTry = 0

  /** Why a question is not to be asked; null lets it through. */
  refusal(): string | null {
    if (this.#unanswered < UNANSWERED_IN_A_ROW) return null
    const now = Date.now()
    if (now >= this.#nextTry) {
      this.#nextTry = now + SECONDS_BETWEEN_TRIES * 1000
      return null
    }
    return `Not asked: ${this.#unanswered} questions in a row got no answer from this endpoint, so that only one in ${SECONDS_BETWEEN_TRIES} seconds is tried. See whether it is up, then run again.`
  }

  /** Takes in whether anything answered. */
  heed(answered: boolean): void {
    this.#unanswered = answered ? 0 : this.#unanswered + 1
    // Later failures are those of questions that were under way; they do not put off the next try.
    if (this.#unanswered === UNANSWERED_IN_A_ROW) this.#nextTry = Date.now() + SECONDS_BETWEEN_TRIES * 1000
  }
}
