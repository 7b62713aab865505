/**
 * What a run may spend. Money is set aside before a question is sent, for the longest answer that it may get, and what was
 * not used is given back: the limit is never passed, however many questions are under way.
 */
export class Budget {
  readonly #limit: number
  #spent = 0
  #reserved = 0

  /** `limit` in USD; null: none. */
  constructor(limit: number | null) {
    this.#limit = limit ?? Number.POSITIVE_INFINITY
  }

  /** USD spent so far. */
  get spent(): number {
    return this.#spent
  }

  /** Sets `usd` aside; false when it would pass the limit. A hair's breadth is allowed for sums of fractions. */
  reserve(usd: number): boolean {
    if (this.#spent + this.#reserved + usd > this.#limit * (1 + Number.EPSILON * 16)) return false
    this.#reserved += usd
    return true
  }

  /** Gives back what `reserve` set aside and books what was used. */
  settle(reserved: number, used: number): void {
    this.#reserved = Math.max(0, this.#reserved - reserved)
    this.#spent += used
  }
}
