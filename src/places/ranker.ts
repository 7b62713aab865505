import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { Candidate } from './candidates.ts'
import { FEATURES, type Feature, type FeatureVector } from './features.ts'

/** Weights of the model `place-resolution`: a log-linear choice between the candidates and "none of them". */
export interface PlaceWeights {
  readonly version: number
  readonly weights: Readonly<Record<Feature, number>>
  /** Score of "none of them"; a candidate without any feature scores 0. */
  readonly none: number
  /** Raw probability → share that proved right, ascending; read off by linear interpolation. */
  readonly calibration: readonly (readonly [number, number])[]
}

export interface Ranked {
  readonly candidate: Candidate
  /** Raw probability that this candidate is meant; they add up to one with that of "none of them". */
  readonly probability: number
}

/** A compiled ranker: weights in the order of the features. */
export interface Ranker {
  readonly weights: Float64Array
  readonly none: number
  readonly calibration: readonly (readonly [number, number])[]
}

const SHIPPED_WEIGHTS = new URL('../../models/place-resolution/weights.json', import.meta.url)

export function compileRanker(model: PlaceWeights): Ranker {
  return {
    weights: Float64Array.from(FEATURES, (feature) => model.weights[feature] ?? 0),
    none: model.none,
    calibration: model.calibration,
  }
}

let weightsFile = SHIPPED_WEIGHTS
let loaded: Ranker | null = null

/** The model that this thread ranks with, read on first use. */
export function currentRanker(): Ranker {
  loaded ??= compileRanker(JSON.parse(readFileSync(weightsFile, 'utf8')) as PlaceWeights)
  return loaded
}

/**
 * Lets this thread rank with the weights of another folder of models; undefined: with the shipped ones. A thread reads
 * with one set of models at a time.
 */
export function useRanker(folder: string | undefined): void {
  const file =
    folder === undefined ? SHIPPED_WEIGHTS : pathToFileURL(`${folder}/place-resolution/weights.json`)
  if (file.href === weightsFile.href) return
  weightsFile = file
  loaded = null
}

export function scoreOf(features: FeatureVector, weights: Float64Array): number {
  let score = 0
  for (let i = 0; i < weights.length; i++) score += weights[i]! * features[i]!
  return score
}

/** Candidates with their probabilities, the likeliest first; equal ones in the order of codes. */
export function rank(candidates: readonly Candidate[], ranker: Ranker): Ranked[] {
  const scores = candidates.map((candidate) => scoreOf(candidate.features, ranker.weights))
  const top = Math.max(ranker.none, ...scores)
  const shares = scores.map((score) => Math.exp(score - top))
  const sum = shares.reduce((a, b) => a + b, Math.exp(ranker.none - top))
  return candidates
    .map((candidate, i) => ({ candidate, probability: shares[i]! / sum }))
    .sort((a, b) => b.probability - a.probability || a.candidate.place - b.candidate.place)
}

/** The share of answers of that raw probability that proved right. */
export function calibrated(probability: number, ranker: Ranker): number {
  const points = ranker.calibration
  const after = points.findIndex(([raw]) => raw >= probability)
  if (after < 0) return points.at(-1)?.[1] ?? probability
  const [highRaw, high] = points[after]!
  const [lowRaw, low] = points[after - 1] ?? [0, 0]
  return highRaw === lowRaw ? high : low + ((high - low) * (probability - lowRaw)) / (highRaw - lowRaw)
}
