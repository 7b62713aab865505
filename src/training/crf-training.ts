import { Crf, type CrfShape } from '../answerers/embedded/crf.ts'
import type { LossWatch, WeightedLoss } from './curves/loss-watch.ts'
import { Random } from './generator/random.ts'

export interface LabelledSequence {
  readonly rows: readonly { readonly values: Float64Array; readonly gap: number }[]
  readonly labels: readonly number[]
  /** How much the sequence counts. */
  readonly weight: number
  /** Where it comes from, for people who look for a wrong label. */
  readonly name?: string
}

export interface CrfTrainingOptions {
  readonly epochs: number
  readonly learningRate: number
  /** Weight decay, against learning a sample by heart. */
  readonly decay: number
  readonly batch: number
}

/** Learns a row model by Adam (Kingma and Ba 2015) on the log-likelihood. The same seed gives the same weights, watched or not. */
export function trainCrf(
  sequences: readonly LabelledSequence[],
  shape: CrfShape,
  seed: number,
  options: CrfTrainingOptions,
  watch?: LossWatch<LabelledSequence>,
): Crf {
  const random = new Random(seed)
  const crf = new Crf(shape)
  const { parameters } = crf
  const gradient = new Float64Array(parameters.length)
  const mean = new Float64Array(parameters.length)
  const variance = new Float64Array(parameters.length)
  const order = sequences.map((_, i) => i)
  watch?.begin({
    updates: options.epochs * Math.ceil(sequences.length / options.batch),
    passes: options.epochs,
    lossOf: (sequence) => {
      const scores = sequence.rows.map((row) => crf.scores(row.values))
      const gaps = sequence.rows.map((row) => row.gap)
      return lossOf(crf, sequence, scores, crf.marginals(scores, gaps).logSum)
    },
  })
  let step = 0
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = random.int(0, i)
      ;[order[i], order[j]] = [order[j]!, order[i]!]
    }
    const rate = options.learningRate * (1 - 0.95 * (epoch / options.epochs))
    for (let from = 0; from < order.length; from += options.batch) {
      gradient.fill(0)
      const batch = order.slice(from, from + options.batch)
      for (const i of batch) {
        const loss = addGradient(crf, sequences[i]!, gradient)
        watch?.learning(loss)
      }
      step++
      const meanScale = 1 / (1 - 0.9 ** step)
      const varianceScale = 1 / (1 - 0.999 ** step)
      for (let i = 0; i < parameters.length; i++) {
        const g = gradient[i]! / batch.length
        mean[i] = 0.9 * mean[i]! + 0.1 * g
        variance[i] = 0.999 * variance[i]! + 0.001 * g * g
        const move = (mean[i]! * meanScale) / (Math.sqrt(variance[i]! * varianceScale) + 1e-8)
        parameters[i] = parameters[i]! - rate * (move + options.decay * parameters[i]!)
      }
      watch?.moved()
    }
  }
  watch?.end(sequences)
  return crf
}

/** Negative log-likelihood of the right labels, for each row. */
function lossOf(
  crf: Crf,
  { rows, labels, weight }: LabelledSequence,
  scores: readonly Float64Array[],
  logSum: number,
): WeightedLoss {
  const { parameters, at } = crf
  let path = parameters[at.start + labels[0]!]! + parameters[at.end + labels.at(-1)!]!
  for (let t = 0; t < rows.length; t++) {
    path += scores[t]![labels[t]!]!
    if (t > 0) path += crf.transition(rows[t]!.gap, labels[t - 1]!, labels[t]!)
  }
  return { loss: (logSum - path) / rows.length, weight: weight * rows.length }
}

/** Adds the gradient of the negative log-likelihood of one sequence, and gives its loss. */
function addGradient(crf: Crf, sequence: LabelledSequence, gradient: Float64Array): WeightedLoss {
  const { labels, features } = crf.shape
  const { at } = crf
  const { rows, weight } = sequence
  const scores = rows.map((row) => crf.scores(row.values))
  const gaps = rows.map((row) => row.gap)
  const { marginals, forward, backward, logSum } = crf.marginals(scores, gaps)
  for (let t = 0; t < rows.length; t++) {
    const values = rows[t]!.values
    for (let l = 0; l < labels; l++) {
      const error = weight * (marginals[t]![l]! - (sequence.labels[t] === l ? 1 : 0))
      if (Math.abs(error) < 1e-5) continue
      const linear = at.linear + l * features
      for (let f = 0; f < features; f++) gradient[linear + f]! += error * values[f]!
    }
    if (t === 0) continue
    const base = at.transitions + gaps[t]! * labels * labels
    for (let from = 0; from < labels; from++) {
      for (let to = 0; to < labels; to++) {
        const logPair =
          forward[t - 1]![from]! +
          crf.transition(gaps[t]!, from, to) +
          scores[t]![to]! +
          backward[t]![to]! -
          logSum
        gradient[base + from * labels + to]! += weight * Math.exp(logPair)
      }
    }
    gradient[base + sequence.labels[t - 1]! * labels + sequence.labels[t]!]! -= weight
  }
  for (let l = 0; l < labels; l++) {
    gradient[at.start + l]! += weight * (marginals[0]![l]! - (sequence.labels[0] === l ? 1 : 0))
    gradient[at.end + l]! += weight * (marginals.at(-1)![l]! - (sequence.labels.at(-1) === l ? 1 : 0))
  }
  return lossOf(crf, sequence, scores, logSum)
}
