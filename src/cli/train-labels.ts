import { extname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { loadConfig, UsageError } from '../config.ts'
import { toPng } from '../training/curves/draw-curves.ts'
import { drawLearningCurve } from '../training/curves/draw-learning-curve.ts'
import { html } from '../training/curves/html.ts'
import {
  type LearningPoint,
  learningCurve,
  whatMoreWouldBring,
} from '../training/promotion/learning-curve.ts'
import { TRAINED_STAGES } from '../training/promotion/test-figures.ts'
import { type TrainOnLabelsOptions, trainOnLabels } from '../training/promotion/train-on-labels.ts'
import { DEFAULT_GENERATED } from '../training/train-models.ts'
import { duration } from './terminal.ts'
import type { TrainCommandOptions } from './train.ts'

const DEFAULT_LABELS = 'labels'

/** Trains the embedded models with labels: promotion of what is not worse, or the learning curve. */
export async function trainWithLabels(options: TrainCommandOptions): Promise<void> {
  const { workspace } = await loadConfig(options.config)
  const start = performance.now()
  const onStep = (step: string): void => {
    process.stderr.write(`${duration((performance.now() - start) / 1000).padStart(12)}  ${step}\n`)
  }
  const training: TrainOnLabelsOptions = {
    workspace,
    labels: typeof options.labels === 'string' ? options.labels : DEFAULT_LABELS,
    samples: options.samples,
    cases: options.cases,
    generated: options.generated ?? DEFAULT_GENERATED,
    seed: options.seed,
    onStep,
  }
  if (options.learningCurve !== undefined) await showLearningCurve(training, options.learningCurve)
  else {
    const { learned, tested, decisions, version } = await trainOnLabels(training)
    onStep('done')
    process.stdout.write(`${learned} labels learned from, ${tested} kept for the frozen test\n`)
    for (const { stage, why } of decisions) process.stdout.write(`${stage}: ${why}\n`)
    process.stdout.write(
      version
        ? `Version ${version.version} answers from now on. Back with: rateloom models rollback\n`
        : 'Nothing was taken: the current models stay.\n',
    )
  }
}

async function showLearningCurve(options: TrainOnLabelsOptions, out: string | true): Promise<void> {
  const points = await learningCurve(options)
  for (const { labels, right } of points) {
    const shares = TRAINED_STAGES.map((stage) => `${stage} ${(100 * right[stage]).toFixed(1)} %`)
    process.stdout.write(`${String(labels).padStart(6)} labels: ${shares.join(', ')}\n`)
  }
  const words = whatMoreWouldBring(points)
  process.stdout.write(`${words}\n`)
  if (typeof out === 'string') {
    await writeFileAtomic(out, await pictureOf(points, words, extname(out)))
    process.stderr.write(`${out} written\n`)
  }
}

async function pictureOf(
  points: readonly LearningPoint[],
  words: string,
  kind: string,
): Promise<string | Buffer> {
  const svg = await drawLearningCurve(points)
  if (kind === '.svg') return svg
  if (kind === '.png') return Buffer.from(await toPng(svg))
  if (kind !== '.html') throw new UsageError('Name a file that ends in .html, .svg or .png.')
  return `<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>Learning curve</title>\n<h1>Learning curve</h1>\n${svg}\n<p>${html(words)}</p>\n</html>\n`
}
