import {
  type LogisticModel,
  type SparseVector,
  seededRandom,
  softmax,
} from '../answerers/embedded/logistic.ts'
import type { LossWatch } from './curves/loss-watch.ts'

export interface Example {
  readonly features: SparseVector
  /** Index of the right class. */
  readonly label: number
  readonly weight: number
  /** Where it comes from, for people who look for a wrong label. */
  readonly name?: string
}

export interface TrainingOptions {
  readonly buckets: number
  /** Passes over the examples. */
  readonly epochs: number
  /** First step size. */
  readonly rate: number
  /** Strength of the pull towards zero. */
  readonly decay: number
  readonly seed: number
}

/** A class whose probability is this near to right moves no weight: most classes of most examples, soon. */
const NEGLIGIBLE = 2e-3

/** Stochastic gradient descent with a step for each weight (AdaGrad). The same seed gives the same weights, watched or not. */
export function trainLogistic(
  examples: readonly Example[],
  classes: readonly string[],
  options: TrainingOptions,
  watch?: LossWatch<Example>,
): LogisticModel {
  const { buckets, epochs, rate, decay, seed } = options
  const count = classes.length
  const weights = new Float32Array(buckets * count)
  const squares = new Float32Array(buckets * count).fill(1e-3)
  const biases = new Float32Array(count)
  const biasSquares = new Float32Array(count).fill(1e-3)
  const random = seededRandom(seed)
  const order = examples.map((_, i) => i)
  const scores = new Float64Array(count)
  const moved = new Int32Array(count)
  const probabilitiesOf = ({ indices, values }: SparseVector): void => {
    scores.set(biases)
    for (let f = 0; f < indices.length; f++) {
      const base = indices[f]! * count
      const value = values[f]!
      for (let c = 0; c < count; c++) scores[c]! += weights[base + c]! * value
    }
    softmax(scores, 1)
  }
  watch?.begin({
    updates: epochs * examples.length,
    passes: epochs,
    lossOf: ({ features, label, weight }) => {
      probabilitiesOf(features)
      return { loss: lossOf(scores[label]!), weight }
    },
  })
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      const kept = order[i]!
      order[i] = order[j]!
      order[j] = kept
    }
    for (const at of order) {
      const { features, label, weight } = examples[at]!
      const { indices, values } = features
      probabilitiesOf(features)
      watch?.learning({ loss: lossOf(scores[label]!), weight })
      for (let c = 0; c < count; c++) scores[c] = ((c === label ? 1 : 0) - scores[c]!) * weight
      for (let c = 0; c < count; c++) {
        const gradient = scores[c]!
        biasSquares[c]! += gradient * gradient
        biases[c]! += (rate * gradient) / Math.sqrt(biasSquares[c]!)
      }
      let active = 0
      for (let c = 0; c < count; c++) if (Math.abs(scores[c]!) >= NEGLIGIBLE) moved[active++] = c
      for (let f = 0; f < indices.length; f++) {
        const base = indices[f]! * count
        const value = values[f]!
        for (let m = 0; m < active; m++) {
          const at = base + moved[m]!
          const gradient = scores[moved[m]!]! * value - decay * weights[at]!
          squares[at]! += gradient * gradient
          weights[at]! += (rate * gradient) / Math.sqrt(squares[at]!)
        }
      }
      watch?.moved()
    }
  }
  watch?.end(examples)
  return quantise(classes, buckets, weights, biases)
}

/** A probability of nothing costs much, and not everything. */
const lossOf = (probability: number): number => -Math.log(Math.max(1e-9, probability))

function quantise(
  classes: readonly string[],
  buckets: number,
  weights: Float32Array,
  biases: Float32Array,
): LogisticModel {
  const count = classes.length
  const scales = new Float32Array(count)
  for (let i = 0; i < weights.length; i++)
    scales[i % count] = Math.max(scales[i % count]!, Math.abs(weights[i]!))
  const stepped = new Int8Array(weights.length)
  for (let c = 0; c < count; c++) scales[c] = (scales[c]! || 1) / 127
  for (let i = 0; i < weights.length; i++) stepped[i] = Math.round(weights[i]! / scales[i % count]!)
  return { classes, buckets, weights: stepped, scales, biases, temperature: 1 }
}
