import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { earlierOutput } from '../batch/earlier-output.ts'
import { withCorrections } from '../batch/kept-corrections.ts'
import { pipelineOptions } from '../batch/run-options.ts'
import type { Config } from '../config.ts'
import type { Answerers } from '../pipeline.ts'
import { readRateSheet } from '../pipeline.ts'
import { reviewPath } from './review-folder.ts'
import { reviewOfReading, saveReview } from './review-of-reading.ts'
import { ReviewTally } from './review-tally.ts'

/** Writes the review file of a workbook that does not wait, for a person who sees that it was read wrongly. */
export async function makeReview(
  out: string,
  output: string,
  config: Config,
  inner: Answerers,
): Promise<string> {
  const { source } = await earlierOutput(out, output)
  const bytes = await readFile(source.path)
  const answerers = await withCorrections({ out, output }, bytes, inner)
  const file = basename(source.path)
  const read = await readRateSheet(bytes, file, answerers, pipelineOptions(config))
  const tally = new ReviewTally(config.thresholds.review_below)
  for (const rate of read.rates) tally.note(rate)
  const made = await reviewOfReading(read, { file, path: source.path, waiting: tally.waiting })
  saveReview(out, output, made, read.findings)
  return reviewPath(out, output)
}
