/**
 * A linear-chain conditional random field (Lafferty et al. 2001). Transitions depend on how many blank rows lie
 * between two rows.
 */

export interface CrfShape {
  readonly labels: number
  readonly features: number
  /** Number of kinds of steps between two rows. */
  readonly gaps: number
}

/** All parameters in one array: emission, transition, start, end. */
export class Crf {
  readonly shape: CrfShape
  readonly parameters: Float64Array
  readonly at: {
    readonly linear: number
    readonly transitions: number
    readonly start: number
    readonly end: number
  }

  constructor(shape: CrfShape, parameters?: ArrayLike<number>) {
    const { labels, features, gaps } = shape
    this.shape = shape
    const linear = 0
    const transitions = linear + labels * features
    const start = transitions + gaps * labels * labels
    const end = start + labels
    this.at = { linear, transitions, start, end }
    const size = end + labels
    if (parameters && parameters.length !== size) {
      throw new Error(`Row model has ${parameters.length} parameters, its shape needs ${size}`)
    }
    this.parameters = parameters ? Float64Array.from(parameters) : new Float64Array(size)
  }

  /** Score of each label of one row, before its neighbours are heard. */
  scores(values: Float64Array): Float64Array {
    const { labels, features } = this.shape
    const scores = new Float64Array(labels)
    for (let l = 0; l < labels; l++) {
      let sum = 0
      const base = this.at.linear + l * features
      for (let f = 0; f < features; f++) sum += this.parameters[base + f]! * values[f]!
      scores[l] = sum
    }
    return scores
  }

  transition(gap: number, from: number, to: number): number {
    const { labels } = this.shape
    return this.parameters[this.at.transitions + (gap * labels + from) * labels + to]!
  }

  /** The best sequence of labels, with the probability of each label. */
  decode(rows: readonly { readonly values: Float64Array; readonly gap: number }[]): {
    labels: number[]
    confidences: number[]
  } {
    if (rows.length === 0) return { labels: [], confidences: [] }
    const scores = rows.map((row) => this.scores(row.values))
    const gaps = rows.map((row) => row.gap)
    const { marginals } = this.marginals(scores, gaps)
    const labels = this.#best(scores, gaps)
    return { labels, confidences: labels.map((label, t) => marginals[t]![label]!) }
  }

  /** Forward-backward: the probability of each label in each row, and the log of the sum over all sequences. */
  marginals(
    scores: readonly Float64Array[],
    gaps: readonly number[],
  ): { marginals: Float64Array[]; forward: Float64Array[]; backward: Float64Array[]; logSum: number } {
    const { labels } = this.shape
    const { start, end } = this.at
    const length = scores.length
    const forward: Float64Array[] = []
    const backward: Float64Array[] = new Array(length)
    const terms = new Float64Array(labels)
    forward.push(scores[0]!.map((score, l) => score + this.parameters[start + l]!))
    for (let t = 1; t < length; t++) {
      const next = new Float64Array(labels)
      for (let to = 0; to < labels; to++) {
        for (let from = 0; from < labels; from++) {
          terms[from] = forward[t - 1]![from]! + this.transition(gaps[t]!, from, to)
        }
        next[to] = logSumExp(terms) + scores[t]![to]!
      }
      forward.push(next)
    }
    backward[length - 1] = this.parameters.slice(end, end + labels)
    for (let t = length - 2; t >= 0; t--) {
      const previous = new Float64Array(labels)
      for (let from = 0; from < labels; from++) {
        for (let to = 0; to < labels; to++) {
          terms[to] = this.transition(gaps[t + 1]!, from, to) + scores[t + 1]![to]! + backward[t + 1]![to]!
        }
        previous[from] = logSumExp(terms)
      }
      backward[t] = previous
    }
    for (let l = 0; l < labels; l++) terms[l] = forward[length - 1]![l]! + backward[length - 1]![l]!
    const logSum = logSumExp(terms)
    const marginals = forward.map((f, t) => f.map((value, l) => Math.exp(value + backward[t]![l]! - logSum)))
    return { marginals, forward, backward, logSum }
  }

  #best(scores: readonly Float64Array[], gaps: readonly number[]): number[] {
    const { labels } = this.shape
    const { start, end } = this.at
    let reached = scores[0]!.map((score, l) => score + this.parameters[start + l]!)
    const cameFrom: Int8Array[] = []
    for (let t = 1; t < scores.length; t++) {
      const next = new Float64Array(labels)
      const from = new Int8Array(labels)
      for (let to = 0; to < labels; to++) {
        let best = Number.NEGATIVE_INFINITY
        for (let l = 0; l < labels; l++) {
          const value = reached[l]! + this.transition(gaps[t]!, l, to)
          if (value > best) {
            best = value
            from[to] = l
          }
        }
        next[to] = best + scores[t]![to]!
      }
      reached = next
      cameFrom.push(from)
    }
    const final = reached.map((value, l) => value + this.parameters[end + l]!)
    let label = final.indexOf(Math.max(...final))
    const path = [label]
    for (let t = cameFrom.length - 1; t >= 0; t--) {
      label = cameFrom[t]![label]!
      path.push(label)
    }
    return path.reverse()
  }
}

export function logSumExp(values: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY
  for (const value of values) if (value > most) most = value
  if (most === Number.NEGATIVE_INFINITY) return most
  let sum = 0
  for (const value of values) sum += Math.exp(value - most)
  return most + Math.log(sum)
}
