import type { LossPoint, TrainingRun } from './training-run.ts'

/**
 * Points of a curve: enough to see a shape, few enough to be measured beside the training. They lie the closer the earlier,
 * by the square, because most is learned in the first part of the first pass.
 */
const POINTS = 30
/** Examples that are named as the hardest. */
const HARDEST = 5

/** A loss in nats, and how much it counts. */
export interface WeightedLoss {
  readonly loss: number
  readonly weight: number
}

/** What a training tells of itself before its first update. */
interface Watched<Example> {
  /** Loss of an example by the model as it is at the moment. */
  readonly lossOf: (example: Example) => WeightedLoss
  readonly updates: number
  readonly passes: number
}

/**
 * Watches a training, and changes nothing of what is learned: the mean loss of the examples since the last point, as they
 * were before they were learned from, and that of held-out ones at the point.
 */
export class LossWatch<Example extends { readonly name?: string }> {
  readonly #heldOut: readonly Example[]
  readonly #points: LossPoint[] = []
  #hardest: TrainingRun['hardest'] = []
  #watched: Watched<Example> | null = null
  #sum = 0
  #weight = 0
  #updates = 0

  /** @param heldOut examples that are not learned from; without any, only the training loss is followed */
  constructor(heldOut: readonly Example[]) {
    this.#heldOut = heldOut
  }

  begin(watched: Watched<Example>): void {
    this.#watched = watched
  }

  /** Notes the loss of an example that is being learned from. */
  learning({ loss, weight }: WeightedLoss): void {
    this.#sum += loss * weight
    this.#weight += weight
  }

  /** Tells that the model has moved; makes a point when one is due. */
  moved(): void {
    const { updates, passes, lossOf } = this.#watched!
    this.#updates++
    const due = Math.ceil(updates * ((this.#points.length + 1) / Math.min(POINTS, updates)) ** 2)
    if (this.#updates < due) return
    this.#points.push({
      step: this.#updates,
      epoch: rounded((passes * this.#updates) / updates),
      training_loss: rounded(this.#sum / this.#weight),
      validation_loss: this.#heldOut.length === 0 ? null : rounded(meanLoss(this.#heldOut.map(lossOf))),
    })
    this.#sum = 0
    this.#weight = 0
  }

  /** Looks for the examples that the trained model finds hardest, among those that have a name. */
  end(learned: readonly Example[]): void {
    const losses = new Map<string, number>()
    for (const example of [...learned, ...this.#heldOut]) {
      if (example.name === undefined) continue
      const { loss } = this.#watched!.lossOf(example)
      losses.set(example.name, Math.max(loss, losses.get(example.name) ?? 0))
    }
    this.#hardest = [...losses]
      .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
      .slice(0, HARDEST)
      .map(([example, loss]) => ({ example, loss: rounded(loss) }))
  }

  get curve(): Pick<TrainingRun, 'points' | 'hardest'> {
    return { points: this.#points, hardest: this.#hardest }
  }
}

function meanLoss(losses: readonly WeightedLoss[]): number {
  const weight = losses.reduce((sum, one) => sum + one.weight, 0)
  return losses.reduce((sum, { loss, weight: own }) => sum + loss * own, 0) / weight
}

const rounded = (value: number): number => Number(value.toPrecision(4))
