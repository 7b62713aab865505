import { stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { STAGES } from '../answered.ts'
import { promotedModels, VERSIONS_FOLDER } from '../answerers/embedded/workspace-models.ts'
import { loadConfig, UsageError } from '../config.ts'
import { packageRoot } from '../package-info.ts'
import type { TrainingRun } from '../training/curves/training-run.ts'

/** The models of the package, where a name has to say of whom. */
const SHIPPED = 'shipped'

interface CurvesOptions {
  readonly out?: string
  readonly json?: boolean
  readonly config?: string
}

/** `rateloom models curves`: how the embedded models learned. */
export function addCurves(models: Command): void {
  models
    .command('curves')
    .description('draw the losses of the embedded models while they were trained, with a diagnosis')
    .argument(
      '[model...]',
      'STAGE: the model that answers now; shipped/STAGE; VERSION/STAGE; or a folder that "train --out" wrote',
    )
    .option('--out <file>', 'write .html, .svg or .png instead of drawing in the terminal')
    .option('--json', 'print losses and diagnosis as JSON')
    .option('--config <file>', 'configuration (default: rateloom.yaml in the current folder)')
    .addHelpText(
      'after',
      `
Examples:
  $ rateloom models curves column-roles
  $ rateloom models curves shipped/column-roles column-roles --out curves.html`,
    )
    .action(async (names: readonly string[], _: unknown, command: Command) => {
      // "models" has a --json too, and takes it wherever it stands.
      const options = command.optsWithGlobals<CurvesOptions>()
      const { workspace } = await loadConfig(options.config)
      const { showCurves } = await import('./show-curves.ts')
      const wanted = names.length === 0 ? STAGES : names
      const runs = (await Promise.all(wanted.map((name) => curvesOf(name, workspace)))).flat()
      await showCurves(runs, options)
    })
}

/** The curves of a model; each is called as it was asked for. */
async function curvesOf(name: string, workspace: string): Promise<TrainingRun[]> {
  const { readCurves } = await import('../training/curves/curve-files.ts')
  for (const folder of await foldersOf(name, workspace)) {
    const runs = await readCurves(folder)
    if (runs.length > 0)
      return runs.map((run) => ({ ...run, name: `${name}${run.name.slice(run.model.length)}` }))
  }
  throw new UsageError(
    `There are no curves of "${name}". Name one of ${STAGES.join(', ')}, alone or behind "${SHIPPED}/" or a version, or a folder with curves.`,
  )
}

async function foldersOf(name: string, workspace: string): Promise<string[]> {
  const shipped = fileURLToPath(new URL('models/', packageRoot))
  const stage = basename(name)
  const of = dirname(name)
  if ((STAGES as readonly string[]).includes(stage)) {
    if (of === '.') return [join(promotedModels(workspace) ?? shipped, stage)]
    if (of === SHIPPED) return [join(shipped, stage)]
    return [join(workspace, VERSIONS_FOLDER, of, stage), name]
  }
  const isFolder = (await stat(name).catch(() => null))?.isDirectory() ?? false
  return isFolder ? [name] : []
}
