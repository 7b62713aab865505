import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UsageError } from '../../config.ts'
import { questionKey } from '../../labels/label.ts'
import type { StoredLabel } from '../../labels/label-folder.ts'
import { TRAINED_STAGES, type TrainedStage, testFigures, totalOf } from './test-figures.ts'
import { labelParts, type TrainOnLabelsOptions, trainCandidate, workbooksOf } from './train-on-labels.ts'

/** Shares of the labels that are trained with. */
export const CURVE_SHARES = [0, 1 / 8, 1 / 4, 1 / 2, 1] as const

/** What a number of labels brings: the share of right answers of each stage on layouts that none of them is of. */
export interface LearningPoint {
  readonly labels: number
  readonly right: Readonly<Record<TrainedStage, number>>
}

/**
 * Trains with none, an eighth, a quarter, a half and all of the labels, and measures each on the frozen test part. Smaller
 * sets are parts of larger ones, chosen by the hash of the question. Throws {@link UsageError} without a test part.
 */
export async function learningCurve(options: TrainOnLabelsOptions): Promise<LearningPoint[]> {
  const { learn, test } = await labelParts(options.labels)
  if (test.length === 0)
    throw new UsageError(
      'A learning curve needs a frozen test: labels of ten layouts at least, divided by "labels split".',
    )
  const order = [...learn].sort((a, b) => (questionKey(a.label) < questionKey(b.label) ? -1 : 1))
  const set = workbooksOf(test)
  const points: LearningPoint[] = []
  for (const share of CURVE_SHARES) {
    const part = order.slice(0, Math.round(order.length * share))
    options.onStep?.(`training with ${part.length} labels`)
    points.push({ labels: part.length, right: await measure(part, set, options) })
  }
  return points
}

async function measure(
  part: readonly StoredLabel[],
  set: ReturnType<typeof workbooksOf>,
  options: TrainOnLabelsOptions,
): Promise<LearningPoint['right']> {
  const folder = await mkdtemp(join(tmpdir(), 'rateloom-'))
  try {
    const { onStep: _, ...quiet } = options
    await trainCandidate(part, folder, { ...quiet, curves: false })
    const figures = testFigures(Object.fromEntries(TRAINED_STAGES.map((stage) => [stage, folder])), set)
    return Object.fromEntries(
      TRAINED_STAGES.map((stage) => {
        const { right, of } = totalOf(figures[stage])
        return [stage, of === 0 ? 1 : right / of]
      }),
    ) as Record<TrainedStage, number>
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What the last doubling of the labels brought, in words. */
export function whatMoreWouldBring(points: readonly LearningPoint[]): string {
  const [half, all] = points.slice(-2)
  if (!half || !all || all.labels <= half.labels)
    return 'Too few labels to say what more of them would bring.'
  const gains = TRAINED_STAGES.map((stage) => `${stage} ${signed(all.right[stage] - half.right[stage])}`)
  const best = Math.max(...TRAINED_STAGES.map((stage) => all.right[stage] - half.right[stage]))
  const advice =
    best > 0.005
      ? 'Twice as many labels should bring something again.'
      : 'More of the same will hardly help: label other carriers and layouts.'
  return `From ${half.labels} to ${all.labels} labels: ${gains.join(', ')} points. ${advice}`
}

const signed = (share: number): string => `${share >= 0 ? '+' : ''}${(100 * share).toFixed(1)}`
