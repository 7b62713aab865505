import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { parse } from 'yaml'
import { UsageError } from '../config.ts'
import { curvesPage } from '../training/curves/curves-page.ts'
import { diagnose } from '../training/curves/diagnose.ts'
import { drawCurves, toPng } from '../training/curves/draw-curves.ts'
import { terminalCurve } from '../training/curves/terminal-curve.ts'
import { type TrainingRun, trainingRunSchema } from '../training/curves/training-run.ts'
import { CURVE_FILE } from '../training/fine-tuning/follow-tune.ts'

export interface ShowCurvesOptions {
  readonly out?: string
  readonly json: boolean
}

/** Draws the losses of fine-tunings, by their name. */
export async function showCurves(
  names: readonly string[],
  tunes: string,
  { out, json }: ShowCurvesOptions,
): Promise<void> {
  const runs = await Promise.all(names.map((name) => curveOf(name, tunes)))
  const shown = runs.map((run) => ({ run, diagnosis: diagnose(run) }))
  if (json) {
    process.stdout.write(
      `${JSON.stringify(
        shown.map(({ run, diagnosis }) => ({ ...run, diagnosis })),
        null,
        2,
      )}\n`,
    )
    return
  }
  if (out !== undefined) await writePicture(out, shown)
  for (const { run, diagnosis } of shown) {
    if (out === undefined) process.stdout.write(`${run.name}\n${terminalCurve(run)}`)
    process.stdout.write(
      `${run.name}: ${diagnosis.verdict.replaceAll('_', ' ')}. ${diagnosis.seen} ${diagnosis.advice}\n`,
    )
  }
}

async function writePicture(
  out: string,
  shown: readonly { run: TrainingRun; diagnosis: ReturnType<typeof diagnose> }[],
): Promise<void> {
  const kind = extname(out)
  if (!['.html', '.svg', '.png'].includes(kind))
    throw new UsageError(`${out}: name a file that ends in .html, .svg or .png.`)
  const svg = await drawCurves(shown.map(({ run }) => run))
  const content =
    kind === '.svg' ? svg : kind === '.html' ? curvesPage(shown, svg) : Buffer.from(await toPng(svg))
  await writeFileAtomic(out, content)
  process.stderr.write(`${out} written\n`)
}

async function curveOf(name: string, tunes: string): Promise<TrainingRun> {
  const text = await readFile(join(tunes, name, CURVE_FILE), 'utf8').catch(() => null)
  if (text === null)
    throw new UsageError(`There are no curves of "${name}". Name a fine-tuning that was followed.`)
  return trainingRunSchema.parse(parse(text))
}
