import { extname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { UsageError } from '../config.ts'
import { curvesPage } from '../training/curves/curves-page.ts'
import { diagnose } from '../training/curves/diagnose.ts'
import { drawCurves, toPng } from '../training/curves/draw-curves.ts'
import { terminalCurve } from '../training/curves/terminal-curve.ts'
import type { TrainingRun } from '../training/curves/training-run.ts'

export interface ShowCurvesOptions {
  /** Picture to write; without, they are drawn in the terminal. */
  readonly out?: string
  readonly json?: boolean
}

/** Draws the losses of trainings, and says in words what they show. */
export async function showCurves(
  runs: readonly TrainingRun[],
  { out, json = false }: ShowCurvesOptions,
): Promise<void> {
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
