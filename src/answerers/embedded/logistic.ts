/** Multinomial logistic regression over hashed sparse features: weights of one byte each, prediction. */

/** Features of one example: indices into the hash space and their values, in step. */
export interface SparseVector {
  readonly indices: readonly number[]
  readonly values: readonly number[]
}

export interface LogisticModel {
  readonly classes: readonly string[]
  /** Size of the hash space. */
  readonly buckets: number
  /** `buckets * classes` weights in steps of the class's scale, bucket by bucket. */
  readonly weights: Int8Array
  readonly scales: Float32Array
  readonly biases: Float32Array
  /** Scores are divided by it before the softmax: fitted on held-out examples. */
  readonly temperature: number
}

/** Collects named features and hashes them. */
export class FeatureSet {
  readonly #buckets: number
  readonly #sums = new Map<number, number>()

  constructor(buckets: number) {
    this.#buckets = buckets
  }

  add(name: string, value = 1): void {
    if (value === 0) return
    const index = hash(name) % this.#buckets
    this.#sums.set(index, (this.#sums.get(index) ?? 0) + value)
  }

  build(): SparseVector {
    return { indices: [...this.#sums.keys()], values: [...this.#sums.values()] }
  }
}

/** FNV-1a over UTF-16 units, as an unsigned 32-bit number. */
export function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h ^= h >>> 15
  return h >>> 0
}

/** A seeded stream of numbers in [0, 1) (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Probability of each class, in the order of `classes`. */
export function predict(model: LogisticModel, features: SparseVector): Float64Array {
  const scores = rawScores(model, features)
  softmax(scores, model.temperature)
  return scores
}

/** Scores before temperature and softmax. */
export function rawScores(model: LogisticModel, features: SparseVector): Float64Array {
  const count = model.classes.length
  const scores = new Float64Array(count)
  const { indices, values } = features
  for (let f = 0; f < indices.length; f++) {
    const base = indices[f]! * count
    const value = values[f]!
    for (let c = 0; c < count; c++) scores[c]! += model.weights[base + c]! * value
  }
  for (let c = 0; c < count; c++) scores[c] = scores[c]! * model.scales[c]! + model.biases[c]!
  return scores
}

/** Scores into probabilities, in place. */
export function softmax(scores: Float64Array, temperature: number): void {
  let top = Number.NEGATIVE_INFINITY
  for (const score of scores) if (score > top) top = score
  let sum = 0
  for (let c = 0; c < scores.length; c++) {
    scores[c] = Math.exp((scores[c]! - top) / temperature)
    sum += scores[c]!
  }
  for (let c = 0; c < scores.length; c++) scores[c]! /= sum
}

const TEMPERATURES = [0.6, 0.7, 0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2, 2.4, 2.9, 3.5, 4.2, 5]

/** The temperature under which held-out right answers were likeliest. */
export function fitTemperature(heldOut: readonly { scores: Float64Array; label: number }[]): number {
  let best = 1
  let bestLoss = Number.POSITIVE_INFINITY
  for (const temperature of TEMPERATURES) {
    let loss = 0
    for (const { scores, label } of heldOut) {
      const probabilities = Float64Array.from(scores)
      softmax(probabilities, temperature)
      loss -= Math.log(Math.max(1e-9, probabilities[label]!))
    }
    if (loss < bestLoss) {
      bestLoss = loss
      best = temperature
    }
  }
  return best
}

interface StoredModel {
  readonly classes: readonly string[]
  readonly buckets: number
  readonly scales: readonly number[]
  readonly biases: readonly number[]
  readonly temperature: number
}

/** The stored form: a line of JSON, then the weights, those of unused buckets left out. */
export function packModel(model: LogisticModel): Uint8Array {
  const count = model.classes.length
  const used: number[] = []
  for (let b = 0; b < model.buckets; b++) {
    let any = false
    for (let c = 0; c < count && !any; c++) any = model.weights[b * count + c] !== 0
    if (any) used.push(b)
  }
  const { classes, buckets, temperature } = model
  const head: StoredModel & { used: number } = {
    classes,
    buckets,
    scales: Array.from(model.scales, round),
    biases: Array.from(model.biases, round),
    temperature,
    used: used.length,
  }
  const json = new TextEncoder().encode(`${JSON.stringify(head)}\n`)
  const bytes = new Uint8Array(json.length + used.length * (2 + count))
  bytes.set(json)
  let at = json.length
  for (const b of used) {
    bytes[at++] = b & 255
    bytes[at++] = b >> 8
    for (let c = 0; c < count; c++) bytes[at++] = model.weights[b * count + c]! & 255
  }
  return bytes
}

/** Reads what {@link packModel} wrote. */
export function unpackModel(bytes: Uint8Array): LogisticModel {
  const end = bytes.indexOf(10)
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as StoredModel & { used: number }
  const count = head.classes.length
  const weights = new Int8Array(head.buckets * count)
  let at = end + 1
  for (let i = 0; i < head.used; i++) {
    const b = bytes[at]! | (bytes[at + 1]! << 8)
    at += 2
    for (let c = 0; c < count; c++) weights[b * count + c] = (bytes[at++]! << 24) >> 24
  }
  return {
    classes: head.classes,
    buckets: head.buckets,
    weights,
    scales: Float32Array.from(head.scales),
    biases: Float32Array.from(head.biases),
    temperature: head.temperature,
  }
}

function round(value: number): number {
  return Number(value.toPrecision(6))
}
