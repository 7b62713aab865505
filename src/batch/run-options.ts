import type { Answering } from '../answerers/cascade/answering.ts'
import { asksEndpoints } from '../config/stages.ts'
import { type Config, checkThresholds, readLimits } from '../config.ts'
import type { PipelineOptions } from '../pipeline.ts'

/** The part of the configuration that a thread reads workbooks by. */
export const pipelineOptions = (config: Config): PipelineOptions => ({
  limits: readLimits(config),
  reviewBelow: config.thresholds.review_below,
  thresholds: checkThresholds(config),
})

/** Who is asked beside the embedded models; null where no stage asks an endpoint. */
export const answeringOf = ({ stages, thresholds }: Config): Answering | null =>
  asksEndpoints(stages) ? { stages, disagreementBelow: thresholds.disagreement_below } : null
