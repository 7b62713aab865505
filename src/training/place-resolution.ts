import { FEATURES, type Feature } from '../places/features.ts'
import { calibrated, compileRanker, type PlaceWeights, scoreOf } from '../places/ranker.ts'
import { readPlaces } from '../places/resolve-places.ts'
import { type PlaceCase, type PlaceTally, scoreCases } from '../places/score-cases.ts'
import { foldText } from '../reference/fold.ts'
import { type CalibrationBin, type Confidence, calibrationTable } from './calibration.ts'
import { LossWatch } from './curves/loss-watch.ts'
import type { TrainingRun } from './curves/training-run.ts'
import { Random } from './generator/random.ts'
import { isotonic } from './isotonic.ts'
import { makePlaceTexts } from './place-corruptions.ts'
import {
  examplesOfCases,
  examplesOfMade,
  examplesOfSheets,
  type LabelledPlace,
  type PlaceExample,
} from './place-examples.ts'

export interface PlaceResolutionData {
  readonly cases: readonly PlaceCase[]
  readonly sheets: readonly LabelledPlace[]
  /** How many texts to make from the gazetteer. @default 6000 */
  readonly made?: number
}

export interface PlaceResolutionFigures {
  readonly examples: Readonly<Record<PlaceExample['source'], number>>
  /** Cases of each fold read by a model that saw neither them nor the same text elsewhere. */
  readonly crossValidated: PlaceTally
  /** The same cases read by the shipped model. */
  readonly trained: PlaceTally
  /** Share of the first answers that are right, held out, by source. */
  readonly heldOutRight: Readonly<Record<PlaceExample['source'], number>>
  readonly calibration: readonly CalibrationBin[]
}

/**
 * Where the weights start and what they are drawn to: an exact name is better than a misspelt one, a known port better
 * than a hamlet. Data move them from there.
 */
const PRIOR: PlaceWeights = {
  version: 1,
  weights: {
    exact_name: 6,
    exact_alias: 6,
    exact_local: 5.5,
    exact_second: 4.5,
    exact_shortened: 4,
    printed_code: 8,
    short_alias: 6,
    tail_in_country: 5,
    tail_anywhere: 1,
    span_first: -0.5,
    span_last: -1.5,
    unexplained: -5,
    misspelt: 4,
    edit_share: -12,
    more_edits: -0.5,
    other_first_letter: -2,
    sounds_alike: 1.5,
    misspelt_alias: -0.2,
    first_words: 3,
    truncated: 1,
    left_out: -3,
    rank: 5,
    rank_of_misspelt: 2,
    rank_of_span: 1,
    rank_known: 0.5,
    obscure: -2,
    port: 0.3,
    stated_country_agrees: 3,
    stated_country_contradicts: -2.5,
    context_country_agrees: 2.5,
    context_country_contradicts: -2.5,
    column_share: 2,
    column_foreign: -1,
    state_agrees: 3.5,
    state_contradicts: -3.5,
    companion_agrees: 2,
    code_agrees: 3,
  },
  none: 7,
  calibration: [
    [0, 0],
    [1, 1],
  ],
}

const FOLDS = 5
const MADE = 6000
const STEPS = 300
const STEP_SIZE = 0.05
/** How hard weights are drawn to the prior, in examples. */
const PULL = 4
/** Decimals of stored weights. */
const DECIMALS = 3

/** Trains the ranker of places. The same data and seed give the same weights. */
export function trainPlaceResolution(
  data: PlaceResolutionData,
  seed: number,
): { weights: PlaceWeights; figures: PlaceResolutionFigures; curve: TrainingRun } {
  const random = new Random(seed)
  const start = compileRanker(PRIOR)
  const made = makePlaceTexts(data.made ?? MADE, random.fork())
  const examples = [
    ...examplesOfCases(data.cases, start),
    ...examplesOfSheets(data.sheets, start),
    ...examplesOfMade(made, start),
  ]
  const foldOf = foldsOf(
    [...examples.map(({ text }) => text), ...data.cases.map(({ text }) => foldText(text))],
    random,
  )
  const folds = Array.from({ length: FOLDS }, (_, fold) => fold)
  const inFold = (fold: number) => examples.filter(({ text }) => foldOf.get(text) === fold)
  const watch = new LossWatch(inFold(0))
  const models = folds.map((fold) =>
    trainWeights(
      examples.filter(({ text }) => foldOf.get(text) !== fold),
      fold === 0 ? watch : undefined,
    ),
  )
  const judged = folds.flatMap((fold) => {
    return inFold(fold).map((example) => ({ ...judge(example, models[fold]!), fold, source: example.source }))
  })

  const crossValidated: PlaceTally = { right: 0, wrong: 0, unanswered: 0 }
  const confidences: Confidence[] = []
  for (const fold of folds) {
    // Calibrated on the other folds, judged on this one.
    const calibration = isotonic(judged.filter((one) => one.fold !== fold))
    const ranker = compileRanker({ ...models[fold]!, calibration })
    const held = data.cases.filter(({ text }) => foldOf.get(foldText(text)) === fold)
    const { overall } = scoreCases(held, (text, context) => readPlaces(text, context, ranker))
    for (const verdict of ['right', 'wrong', 'unanswered'] as const)
      crossValidated[verdict] += overall[verdict]
    for (const one of judged) {
      if (one.fold === fold) confidences.push({ ...one, confidence: calibrated(one.confidence, ranker) })
    }
  }

  const weights: PlaceWeights = { ...trainWeights(examples), calibration: isotonic(judged) }
  const ranker = compileRanker(weights)
  return {
    weights,
    figures: {
      examples: bySource((source) => examples.filter((one) => one.source === source).length),
      crossValidated,
      trained: scoreCases(data.cases, (text, context) => readPlaces(text, context, ranker)).overall,
      heldOutRight: bySource((source) => {
        const own = judged.filter((one) => one.source === source)
        return Math.round((own.filter(({ right }) => right).length / own.length) * 1e4) / 1e4
      }),
      calibration: calibrationTable(confidences),
    },
    curve: {
      name: 'place-resolution',
      model: 'place-resolution',
      examples: examples.length - inFold(0).length,
      epochs: STEPS,
      ...watch.curve,
    },
  }
}

function bySource(
  figure: (source: PlaceExample['source']) => number,
): Record<PlaceExample['source'], number> {
  return { case: figure('case'), sheet: figure('sheet'), made: figure('made') }
}

function foldsOf(texts: readonly string[], random: Random): ReadonlyMap<string, number> {
  const different = random.shuffle([...new Set(texts)].sort())
  return new Map(different.map((text, i) => [text, i % FOLDS]))
}

/** Candidates of all examples in one list, each as the features that are not zero: most are. */
interface SparseChoices {
  readonly features: Uint8Array
  readonly values: Float64Array
  /** First feature of each candidate, and the end of the last. */
  readonly starts: Uint32Array
  /** First candidate of each example, and the end of the last. */
  readonly examples: Uint32Array
}

function sparse(examples: readonly PlaceExample[]): SparseChoices {
  const features: number[] = []
  const values: number[] = []
  const starts = [0]
  const firsts = [0]
  for (const { candidates } of examples) {
    for (const vector of candidates) {
      vector.forEach((value, feature) => {
        if (value === 0) return
        features.push(feature)
        values.push(value)
      })
      starts.push(features.length)
    }
    firsts.push(starts.length - 1)
  }
  return {
    features: Uint8Array.from(features),
    values: Float64Array.from(values),
    starts: Uint32Array.from(starts),
    examples: Uint32Array.from(firsts),
  }
}

/**
 * Weights that make the right choices likeliest, drawn to the prior: gradient steps with Adam over all examples at
 * once, so that neither order nor chance plays a part.
 */
function trainWeights(examples: readonly PlaceExample[], watch?: LossWatch<PlaceExample>): PlaceWeights {
  const choices = sparse(examples)
  const size = FEATURES.length + 1
  const prior = Float64Array.from([...FEATURES.map((feature) => PRIOR.weights[feature]), PRIOR.none])
  const weights = prior.slice()
  const mean = new Float64Array(size)
  const spread = new Float64Array(size)
  watch?.begin({
    updates: STEPS,
    passes: STEPS,
    lossOf: (example) => {
      const { candidates, truth, weight } = example
      const scores = candidates.map((values) =>
        values.reduce((sum, value, feature) => sum + value * weights[feature]!, 0),
      )
      return { loss: sharesOf(scores, truth, weights[size - 1]!).loss, weight }
    },
  })
  for (let step = 1; step <= STEPS; step++) {
    const gradient = weights.map((weight, i) => PULL * (weight - prior[i]!))
    addGradient(gradient, examples, choices, weights, watch)
    for (let i = 0; i < size; i++) {
      mean[i] = 0.9 * mean[i]! + 0.1 * gradient[i]!
      spread[i] = 0.999 * spread[i]! + 0.001 * gradient[i]! ** 2
      const direction = mean[i]! / (1 - 0.9 ** step) / (Math.sqrt(spread[i]! / (1 - 0.999 ** step)) + 1e-8)
      weights[i] = weights[i]! - STEP_SIZE * direction
    }
    watch?.moved()
  }
  watch?.end(examples)
  const rounded = Array.from(weights, (weight) => Number(weight.toFixed(DECIMALS)))
  return {
    version: PRIOR.version,
    weights: Object.fromEntries(FEATURES.map((feature, i) => [feature, rounded[i]!])) as Record<
      Feature,
      number
    >,
    none: rounded.at(-1)!,
    calibration: PRIOR.calibration,
  }
}

/** Adds the gradient of minus the log-likelihood of the choices. */
function addGradient(
  gradient: Float64Array,
  examples: readonly PlaceExample[],
  { features, values, starts, examples: firsts }: SparseChoices,
  weights: Float64Array,
  watch: LossWatch<PlaceExample> | undefined,
): void {
  const none = weights.length - 1
  examples.forEach(({ truth, weight }, at) => {
    const first = firsts[at]!
    const scores = truth.map((_, i) => {
      let score = 0
      for (let j = starts[first + i]!; j < starts[first + i + 1]!; j++)
        score += weights[features[j]!]! * values[j]!
      return score
    })
    const { shares, noneShare, sum, answered, loss } = sharesOf(scores, truth, weights[none]!)
    watch?.learning({ loss, weight })
    gradient[none] = gradient[none]! + weight * (noneShare / sum - (1 - answered))
    for (let i = 0; i < shares.length; i++) {
      const error = weight * (shares[i]! / sum - truth[i]!)
      for (let j = starts[first + i]!; j < starts[first + i + 1]!; j++) {
        gradient[features[j]!] = gradient[features[j]!]! + error * values[j]!
      }
    }
  })
}

/** Shares of the candidates and of none of them, not yet divided by their sum; and minus the log-likelihood of the truth. */
function sharesOf(scores: readonly number[], truth: readonly number[], none: number) {
  const top = Math.max(none, ...scores)
  const noneShare = Math.exp(none - top)
  let sum = noneShare
  const shares = scores.map((score) => {
    const share = Math.exp(score - top)
    sum += share
    return share
  })
  let answered = 0
  let right = 0
  for (let i = 0; i < truth.length; i++) {
    answered += truth[i]!
    right += truth[i]! * scores[i]!
  }
  const loss = top + Math.log(sum) - right - (1 - answered) * none
  return { shares, noneShare, sum, answered, loss }
}

/** The likeliest candidate of an example, and whether it is the right one. */
function judge(example: PlaceExample, model: PlaceWeights): Confidence {
  const ranker = compileRanker(model)
  const scores = example.candidates.map((features) => scoreOf(features, ranker.weights))
  const top = Math.max(ranker.none, ...scores)
  const sum = scores.reduce((total, score) => total + Math.exp(score - top), Math.exp(ranker.none - top))
  const best = scores.indexOf(Math.max(...scores))
  if (best < 0) return { confidence: 0, right: false }
  // Of two equally right candidates an answer would be a guess.
  return { confidence: Math.exp(scores[best]! - top) / sum, right: example.truth[best]! > 0.5 }
}
