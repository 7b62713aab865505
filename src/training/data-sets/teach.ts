import { cascadeAnswerers } from '../../answerers/cascade/cascade-answerers.ts'
import type { Desk } from '../../answerers/desk.ts'
import { answeringOf } from '../../batch/run-options.ts'
import type { Config } from '../../config.ts'
import { type Answerers, type PipelineOptions, readRateSheet } from '../../pipeline.ts'
import { type TaughtLabels, type TaughtPlaces, type TeachingFacts, taughtLabels } from './taught-labels.ts'

export interface TeachOptions {
  /** The models in use: what they say otherwise is the answer given. */
  readonly embedded: Answerers
  readonly desk: Desk
  /** One in which the teacher answers always and alone. */
  readonly config: Config
  readonly facts: TeachingFacts
  readonly pipeline: PipelineOptions
}

/**
 * Has a teacher answer for an unlabelled workbook, stage by stage as a run would have it, each stage on the strength of its own
 * answers to the one before; the checks are run on them.
 */
export async function teach(bytes: Uint8Array, file: string, options: TeachOptions): Promise<TaughtLabels> {
  const { embedded, desk, config, facts, pipeline } = options
  const given = await readRateSheet(bytes, file, embedded, pipeline)
  const answerers = cascadeAnswerers(embedded, answeringOf(config)!, desk)
  const places: TaughtPlaces[] = []
  const taught = await readRateSheet(
    bytes,
    file,
    { ...answerers, ...(answerers.places ? { places: watched(answerers.places, places) } : {}) },
    pipeline,
  )
  // Findings are complete once all rates were made.
  for (const _ of taught.rates);
  return taughtLabels(
    { given: given.tables, taught: taught.tables, findings: taught.findings, places },
    facts,
  )
}

/** The same answers, noted. */
function watched(inner: NonNullable<Answerers['places']>, noted: TaughtPlaces[]): typeof inner {
  return {
    async answerPlaces(question) {
      const answer = await inner.answerPlaces(question)
      noted.push({ question, answer })
      return answer
    },
  }
}
