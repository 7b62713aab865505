/**
 * The time that a workbook may take. It stands still while the workbook waits for answers of an endpoint, which has limits
 * of its own: only work counts.
 */
export class WorkClock {
  readonly #over = new AbortController()
  #left: number
  #since: number | null = null
  #timer: NodeJS.Timeout | null = null

  /** Starts to run. `seconds` of work until `signal` aborts. */
  constructor(seconds: number) {
    this.#left = seconds * 1000
    this.#run()
  }

  get signal(): AbortSignal {
    return this.#over.signal
  }

  /** Stands still while `waiting` is true. */
  wait(waiting: boolean): void {
    if (waiting) this.#halt()
    else this.#run()
  }

  stop(): void {
    this.#halt()
    this.#left = Number.POSITIVE_INFINITY
  }

  #run(): void {
    if (this.#timer || this.#left === Number.POSITIVE_INFINITY) return
    this.#since = performance.now()
    this.#timer = setTimeout(() => this.#over.abort(), Math.max(0, this.#left))
  }

  #halt(): void {
    if (!this.#timer) return
    clearTimeout(this.#timer)
    this.#timer = null
    this.#left -= performance.now() - (this.#since ?? 0)
  }
}
