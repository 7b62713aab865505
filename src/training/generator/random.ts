/**
 * Seeded pseudo-random choices (mulberry32): the same seed gives the same workbooks on every machine, so that a retrain
 * gives the same weights.
 */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** Uniform in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** Whole number in [low, high]. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low)
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)]!
  }

  /** One of the keys, each as likely as its weight. */
  weighted<T extends string | number>(weights: readonly (readonly [T, number])[]): T {
    let total = 0
    for (const [, weight] of weights) total += weight
    let at = this.next() * total
    for (const [item, weight] of weights) {
      at -= weight
      if (at < 0) return item
    }
    return weights.at(-1)![0]
  }

  /** `count` different items (all of them when there are fewer), in random order. */
  sample<T>(items: readonly T[], count: number): T[] {
    const pool = [...items]
    const taken: T[] = []
    while (taken.length < count && pool.length > 0) {
      taken.push(pool.splice(Math.floor(this.next() * pool.length), 1)[0]!)
    }
    return taken
  }

  shuffle<T>(items: readonly T[]): T[] {
    return this.sample(items, items.length)
  }

  /** A stream of its own, so that adding a choice in one place does not change all that follows. */
  fork(): Random {
    return new Random(Math.floor(this.next() * 4294967296))
  }
}
