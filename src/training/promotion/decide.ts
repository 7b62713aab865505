import type { Share } from '../evaluation/score.ts'
import { type StageShares, TRAINED_STAGES, type TrainedStage, totalOf } from './test-figures.ts'

/** A share may fall by so much before it counts: single answers move by chance. */
const TOLERANCE = 0.002
/** A single field may fall by more, for there are fewer examples of it ... */
const FIELD_TOLERANCE = 0.03
/** ... and by anything when there are fewer than this many. */
const LEAST_OF_FIELD = 20

/** What became of the candidate's model of one stage. */
export interface StageDecision {
  readonly stage: TrainedStage
  readonly promoted: boolean
  readonly before: Share
  readonly after: Share
  /** Why it was not taken, with the figures; what it gains where it was. */
  readonly why: string
}

/** Whether the candidate of each stage is no worse than the current model, in all and for each field. */
export function decideStages(
  current: readonly StageShares[],
  candidate: readonly StageShares[],
): StageDecision[] {
  return TRAINED_STAGES.map((stage): StageDecision => {
    const pairs = current.map((set, i) => ({ now: set[stage], next: candidate[i]![stage] }))
    const before = sum(pairs.map(({ now }) => totalOf(now)))
    const after = sum(pairs.map(({ next }) => totalOf(next)))
    const lost = pairs.flatMap(({ now, next: fields }) =>
      Object.entries(now).flatMap(([field, share]) => {
        const next = fields[field] ?? { right: 0, of: share.of }
        const worse = share.of >= LEAST_OF_FIELD && ratio(next) < ratio(share) - FIELD_TOLERANCE
        return worse ? [`${field} falls from ${percent(share)} to ${percent(next)}`] : []
      }),
    )
    const total = pairs.findIndex(({ now, next }) => ratio(totalOf(next)) < ratio(totalOf(now)) - TOLERANCE)
    const said = `${percent(before)} to ${percent(after)} of ${after.of} answers`
    if (total >= 0 || lost.length > 0)
      return { stage, promoted: false, before, after, why: [`not taken: ${said}`, ...lost].join('; ') }
    return { stage, promoted: true, before, after, why: `taken: ${said}` }
  })
}

const sum = (shares: readonly Share[]): Share => ({
  right: shares.reduce((total, { right }) => total + right, 0),
  of: shares.reduce((total, { of }) => total + of, 0),
})
const ratio = ({ right, of }: Share): number => (of === 0 ? 1 : right / of)
const percent = (share: Share): string => `${(100 * ratio(share)).toFixed(1)} %`
