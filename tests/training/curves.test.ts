import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { curvesPage } from '../../src/training/curves/curves-page.ts'
import { diagnose, type Verdict } from '../../src/training/curves/diagnose.ts'
import { drawCurves, toPng } from '../../src/training/curves/draw-curves.ts'
import { labelShifts } from '../../src/training/curves/label-shifts.ts'
import { LossWatch } from '../../src/training/curves/loss-watch.ts'
import { terminalCurve } from '../../src/training/curves/terminal-curve.ts'
import type { TrainingRun } from '../../src/training/curves/training-run.ts'
import { Random } from '../../src/training/generator/random.ts'
import { type Example, trainLogistic } from '../../src/training/logistic-training.ts'
import { runCli } from '../cli/run-cli.ts'

const STEPS = 120

type Curve = (progress: number, noise: () => number) => number

function run(
  training: Curve,
  validation: Curve | null,
  seed: number,
  more: Partial<TrainingRun> = {},
): TrainingRun {
  const random = new Random(seed)
  const noise = () => random.between(-1, 1)
  return {
    name: `run-${seed}`,
    model: 'small-model',
    examples: 400,
    epochs: 6,
    hardest: [],
    ...more,
    points: Array.from({ length: STEPS }, (_, i) => {
      const progress = i / (STEPS - 1)
      return {
        step: i + 1,
        epoch: progress * 6,
        training_loss: training(progress, noise),
        validation_loss: validation && i % 8 === 7 ? validation(progress, noise) : null,
      }
    }),
  }
}

/** Losses as they are seen: a fast fall that flattens, with the noise of single batches. */
const falls =
  (from: number, to: number, speed = 5, wobble = 0.03): Curve =>
  (progress, noise) =>
    to + (from - to) * Math.exp(-speed * progress) + from * wobble * noise()

const RUNS: Record<Exclude<Verdict, 'too_short'>, (seed: number) => TrainingRun> = {
  converging: (seed) => run(falls(2, 0.3), falls(2, 0.4, 5, 0.01), seed),
  diverging: (seed) =>
    run(
      (progress, noise) => 1.6 + 2.5 * progress ** 2 + 0.1 * noise(),
      (progress) => 1.7 + 2.5 * progress ** 2,
      seed,
    ),
  flat: (seed) =>
    run(
      (_, noise) => 2 + 0.04 * noise(),
      (_, noise) => 2.05 + 0.02 * noise(),
      seed,
    ),
  jumping: (seed) => {
    const base = falls(2, 0.4, 4)
    return run(
      (progress, noise) => base(progress, noise) + (Math.abs(noise()) > 0.75 ? 0.9 + 0.3 * noise() : 0),
      falls(2, 0.6, 4, 0.02),
      seed,
      { hardest: [{ example: 'labels/ab12.yaml', loss: 4.1 }] },
    )
  },
  overfitting: (seed) =>
    run(
      falls(2, 0.05, 4, 0.02),
      (progress, noise) => 0.7 + 1.3 * Math.exp(-9 * progress) + 0.7 * progress ** 2 + 0.01 * noise(),
      seed,
    ),
  too_few_examples: (seed) => run(falls(2, 0.05, 8, 0.02), falls(2, 1.5, 8, 0.01), seed, { examples: 60 }),
}

describe('a diagnosis', () => {
  it.each(Object.keys(RUNS) as (keyof typeof RUNS)[])('%s, whatever the noise', (verdict) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 30 }), (seed) => {
        expect(diagnose(RUNS[verdict](seed)).verdict).toBe(verdict)
      }),
      { numRuns: 60 },
    )
  })

  it('does not depend on the unit of the loss or on how often it is reported', () => {
    for (const verdict of Object.keys(RUNS) as (keyof typeof RUNS)[]) {
      const whole = RUNS[verdict](7)
      const scaled = whole.points.map((point) => ({
        ...point,
        training_loss: point.training_loss === null ? null : point.training_loss * 10,
        validation_loss: point.validation_loss === null ? null : point.validation_loss * 10,
      }))
      expect(diagnose({ ...whole, points: scaled }).verdict).toBe(verdict)
    }
  })

  it('says what to look at first when labels are in doubt, and how many epochs would do', () => {
    expect(diagnose(RUNS.jumping(1)).advice).toContain('labels/ab12.yaml')
    expect(diagnose(RUNS.overfitting(1)).advice).toMatch(/about [1-4] instead of 6/)
  })

  it('needs a curve', () => {
    const short = { ...RUNS.converging(1), points: RUNS.converging(1).points.slice(0, 3) }
    expect(diagnose(short).verdict).toBe('too_short')
  })
})

describe('a training that is watched', () => {
  const example = (at: number): Example => ({
    features: { indices: [at % 7, 7 + (at % 3)], values: [1, 0.5] },
    label: at % 3 === 0 ? 1 : 0,
    weight: 1,
    name: `column ${at}`,
  })
  const examples = Array.from({ length: 40 }, (_, at) => example(at))
  const options = { buckets: 16, epochs: 12, rate: 0.1, decay: 1e-4, seed: 5 }

  it('learns the same, and its losses are measured on what it learns and on what it does not', () => {
    const wrong = { ...example(0), label: 0, name: 'labelled wrongly' }
    const watch = new LossWatch([...examples.slice(30), wrong])
    const watched = trainLogistic(examples.slice(0, 30), ['a', 'b'], options, watch)
    expect(watched).toEqual(trainLogistic(examples.slice(0, 30), ['a', 'b'], options))
    const { points, hardest } = watch.curve
    expect(points.at(-1)).toMatchObject({ step: 12 * 30, epoch: 12 })
    expect(points.map(({ step }) => step)).toEqual(points.map(({ step }) => step).sort((a, b) => a - b))
    expect(points.every(({ validation_loss }) => validation_loss! > 0)).toBe(true)
    expect(hardest[0]!.example).toBe('labelled wrongly')
  })

  it('is drawn by "rateloom models curves", several models in one picture', async () => {
    const words = await runCli(['models', 'curves', 'shipped/field-mapping'])
    expect(words.stdout).toMatch(/shipped\/field-mapping\.kind: [a-z ]+\. .*training loss goes from/)
    const out = join(mkdtempSync(join(tmpdir(), 'rateloom-')), 'curves.svg')
    const drawn = await runCli(['models', 'curves', 'row-labels', 'column-roles', '--out', out])
    expect(drawn.code).toBe(0)
    expect(readFileSync(out, 'utf8')).toContain('column-roles, validation')
    expect((await runCli(['models', 'curves', 'nothing'])).code).toBe(2)
  })
})

it('labels of lines that end close together are moved apart', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { maxLength: 12 }), (places) => {
      const moved = labelShifts(places, 14).map((shift, i) => places[i]! + shift)
      const sorted = moved.toSorted((a, b) => a - b)
      for (let i = 1; i < sorted.length; i++) expect(sorted[i]! - sorted[i - 1]!).toBeGreaterThan(13.99)
    }),
  )
})

describe('a picture', () => {
  it('is an SVG with both losses of each run, and a PNG with the same', async () => {
    const runs = [RUNS.converging(1), { ...RUNS.overfitting(2), name: 'second <run>' }]
    const svg = await drawCurves(runs)
    expect(svg).toMatch(/^<svg [^>]*xmlns=/)
    expect(svg.match(/aria-label="line"/g)).toHaveLength(4)
    expect(svg).toContain('run-1, validation')
    const png = await toPng(svg)
    expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG')
    const page = curvesPage(
      runs.map((one) => ({ run: one, diagnosis: diagnose(one) })),
      svg,
    )
    expect(page).toContain('second &lt;run&gt;')
    expect(page).not.toContain('second <run>')
    expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/)
  })

  it('can be read in the terminal', () => {
    const text = terminalCurve(RUNS.overfitting(3), 40, 8)
    expect(text.split('\n')).toHaveLength(12)
    expect(text).toContain('●')
    expect(text).toContain('step 120')
  })
})
