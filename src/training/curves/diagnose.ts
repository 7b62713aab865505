import { median, runningMedian } from './smooth.ts'
import { series, type TrainingRun } from './training-run.ts'

/** What a pair of loss curves says about a training. */
export type Verdict =
  | 'converging'
  | 'diverging'
  | 'flat'
  | 'jumping'
  | 'overfitting'
  | 'too_few_examples'
  | 'too_short'

export interface Diagnosis {
  readonly verdict: Verdict
  /** What is seen in the curves, with the figures that decided. */
  readonly seen: string
  /** What to do about it. */
  readonly advice: string
}

/** Fewer points than this are no curve. */
const LEAST_POINTS = 5
/** Share of the points at either end that give the level there. */
const END_SHARE = 0.15
/** A loss that ends so much above its start has diverged. */
const DIVERGED = 1.1
/** A loss that rises so much above its lowest level and stays there has diverged too. */
const LEFT_MINIMUM = 1.5
/** A loss that fell by less than this share has not moved. */
const FLAT = 0.1
/** A point so far off its surroundings, as a share of the whole fall, is a jump ... */
const JUMP = 0.25
/** ... and this share of such points makes a curve that jumps. */
const JUMPING_SHARE = 0.08
/** Early points fall steeply; jumps are looked for after this share of the run. */
const SETTLED_FROM = 0.25
/** Validation that ends so much above its lowest level, while training goes on falling, is learned by heart. */
const OVERFIT_RISE = 1.08
const TRAINING_GOES_ON = 0.97
/** Training that fell by this share, while validation fell by less than that one: the examples say too little. */
const LEARNED = 0.6
const NOT_CARRIED_OVER = 0.45
/** Fewer examples than this teach a format, seldom a judgement. */
const FEW_EXAMPLES = 50

/**
 * Says in words what the curves of a training show, and what to do. Levels are medians over the ends of the curves, so
 * that the noise of single steps decides nothing.
 */
export function diagnose(run: TrainingRun): Diagnosis {
  const raw = series(run, 'training_loss').map(({ loss }) => loss)
  if (raw.some((loss) => !Number.isFinite(loss))) return diverging('The training loss is no longer a number.')
  if (raw.length < LEAST_POINTS) {
    return {
      verdict: 'too_short',
      seen: `${raw.length} points are no curve.`,
      advice: 'Train for more steps, or let the job report more often.',
    }
  }
  const smooth = runningMedian(raw, oddWidth(raw.length))
  const start = startOf(smooth)
  const end = endOf(smooth)
  const lowest = Math.min(...smooth)
  const fall = (start - end) / Math.abs(start)
  const levels = `the training loss goes from ${figure(start)} to ${figure(end)}`

  const isAbove = end > start * DIVERGED
  const jumps = jumpShare(raw, smooth, Math.max(start - lowest, Number.EPSILON))
  // Jumps near the end lift its level: whether a loss has left its lowest point is asked of quiet curves only.
  if (!isAbove && (start - lowest) / Math.abs(start) >= FLAT && jumps > JUMPING_SHARE)
    return jumping(run, jumps)
  if (isAbove || (end > lowest * LEFT_MINIMUM && end - lowest > FLAT * Math.abs(start)))
    return diverging(`Not converging: ${levels}, its lowest was ${figure(lowest)}.`)
  if (fall < FLAT) {
    return {
      verdict: 'flat',
      seen: `Not converging: ${levels}, hardly a fall.`,
      advice:
        'Raise the learning rate (double it), and check that the examples hold the answer in what the model is shown.',
    }
  }
  return ofValidation(run, smooth, fall, levels)
}

function ofValidation(
  run: TrainingRun,
  training: readonly number[],
  fall: number,
  levels: string,
): Diagnosis {
  const points = series(run, 'validation_loss')
  if (points.length >= LEAST_POINTS) {
    const raw = points.map(({ loss }) => loss)
    const smooth = runningMedian(raw, oddWidth(raw.length))
    const start = startOf(smooth)
    const end = endOf(smooth)
    const lowest = Math.min(...smooth)
    const at = smooth.indexOf(lowest)
    const position = at / (smooth.length - 1)
    const trainingThere = training[Math.round(position * (training.length - 1))]!
    const goesOn = endOf(training) < trainingThere * TRAINING_GOES_ON
    if (end > lowest * OVERFIT_RISE && position < 0.85 && position > 0 && goesOn) {
      return {
        verdict: 'overfitting',
        seen: `The validation loss was lowest (${figure(lowest)}) at step ${points[at]!.step} and rose to ${figure(end)}, while ${levels}.`,
        advice: `Train fewer epochs${epochAdvice(run, epochAt(run, points[at]!.step) ?? position * (run.epochs ?? 1))}, or add examples that differ more from one another.`,
      }
    }
    const carried = (start - end) / Math.abs(start)
    if (fall > LEARNED && carried < NOT_CARRIED_OVER && end > 2 * endOf(training))
      return starved(
        `${capital(levels)}, but the validation loss only from ${figure(start)} to ${figure(end)}: what was learned does not carry over.`,
      )
  }
  if (run.examples !== null && run.examples < FEW_EXAMPLES)
    return starved(`Only ${run.examples} examples; ${levels}.`)
  return {
    verdict: 'converging',
    seen: `Converging: ${levels}${points.length > 0 ? `, the validation loss ends at ${figure(endOf(points.map(({ loss }) => loss)))}` : ''}.`,
    advice: 'Compare it with the model in use on the frozen test before it answers anything.',
  }
}

function diverging(seen: string): Diagnosis {
  return {
    verdict: 'diverging',
    seen,
    advice: 'Lower the learning rate (halve it, or divide it by ten where the loss is no number any more).',
  }
}

function starved(seen: string): Diagnosis {
  return {
    verdict: 'too_few_examples',
    seen,
    advice: 'Double the examples, from carriers and layouts that are not among them yet.',
  }
}

function jumping(run: TrainingRun, share: number): Diagnosis {
  const first = run.hardest.slice(0, 5).map(({ example }) => example)
  const where = first.length > 0 ? ` Look first at ${first.join(', ')}.` : ' Run "rateloom labels lint".'
  return {
    verdict: 'jumping',
    seen: `The training loss jumps: ${Math.round(share * 100)} % of its steps lie far off those around them.`,
    advice: `Some examples are labelled wrongly or lack what the answer needs.${where}`,
  }
}

/** Share of settled points that lie further above their surroundings than a part of the whole fall. */
function jumpShare(raw: readonly number[], smooth: readonly number[], fall: number): number {
  const from = Math.floor(raw.length * SETTLED_FROM)
  let jumps = 0
  for (let i = from; i < raw.length; i++) if (Math.abs(raw[i]! - smooth[i]!) > JUMP * fall) jumps++
  return jumps / Math.max(1, raw.length - from)
}

const epochAt = (run: TrainingRun, step: number): number | null =>
  run.points.find((point) => point.step === step)?.epoch ?? null

function epochAdvice(run: TrainingRun, epoch: number): string {
  if (run.epochs === null || run.epochs <= 1) return ''
  return ` (about ${Math.max(1, Math.round(epoch))} instead of ${run.epochs})`
}

/** A window of about a tenth of the curve, odd, at least 3. */
function oddWidth(points: number): number {
  return Math.max(3, 2 * Math.round(points / 20) + 1)
}

function ends(values: readonly number[]): number {
  return Math.max(1, Math.round(values.length * END_SHARE))
}
/** The first points fall steeply, so that the start is their highest level. */
const startOf = (values: readonly number[]): number => Math.max(...values.slice(0, ends(values)))
const endOf = (values: readonly number[]): number => median(values.slice(-ends(values)))
const figure = (loss: number): string => loss.toPrecision(3)
const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1)
