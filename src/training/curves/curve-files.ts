import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { parse, stringify } from 'yaml'
import { UsageError } from '../../config.ts'
import { type TrainingRun, trainingRunSchema } from './training-run.ts'

/** The losses of a training, in the folder of the fine-tuning or of the model. */
export const CURVE_FILE = 'curve.yaml'
const IS_CURVE = /^curve(?:\.[\w-]+)?\.yaml$/

/** Keeps a curve. A model of several parts has one for each: `curve.kind.yaml` of `field-mapping.kind`. */
export async function keepCurve(folder: string, run: TrainingRun): Promise<void> {
  const part = run.name.startsWith(`${run.model}.`) ? run.name.slice(run.model.length) : ''
  await mkdir(folder, { recursive: true })
  const { points, ...facts } = trainingRunSchema.parse(run)
  await writeFileAtomic(join(folder, CURVE_FILE.replace('.', `${part}.`)), stringify({ ...facts, points }))
}

/** The curves in a folder, by name of file; none where there is no such folder. Throws {@link UsageError} for a damaged one. */
export async function readCurves(folder: string): Promise<TrainingRun[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => IS_CURVE.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const result = trainingRunSchema.safeParse(parse(await readFile(join(folder, name), 'utf8')))
      if (result.success) return result.data
      throw new UsageError(`${join(folder, name)} holds no curve: ${result.error.issues[0]!.message}.`)
    }),
  )
}
