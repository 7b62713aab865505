import { cp, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { parse, stringify } from 'yaml'
import { z } from 'zod'
import { STAGES, stageSchema } from '../../answered.ts'
import { VERSIONS_FILE, VERSIONS_FOLDER } from '../../answerers/embedded/workspace-models.ts'
import { UsageError } from '../../config.ts'
import { packageRoot } from '../../package-info.ts'

const versionSchema = z.strictObject({
  /** Name of its folder, `0001` and on. */
  version: z.string(),
  /** ISO time. */
  at: z.string(),
  labels: z.int().nonnegative(),
  /** Stages whose models are new in it; the others are those of the version before. */
  promoted: z.array(stageSchema),
  /** Stages that were trained and not taken, with why. */
  kept_back: z.record(z.string(), z.string()),
})
export type ModelVersion = z.infer<typeof versionSchema>

const versionsSchema = z.strictObject({
  /** The version that answers; null: the shipped models. */
  current: z.string().nullable(),
  versions: z.array(versionSchema),
})
type Versions = z.infer<typeof versionsSchema>

/** The versions of the embedded models in a workspace. Every one is whole: a folder for each model. */
export class ModelVersions {
  readonly #folder: string

  constructor(workspace: string) {
    this.#folder = join(workspace, VERSIONS_FOLDER)
  }

  async read(): Promise<Versions> {
    const file = join(this.#folder, VERSIONS_FILE)
    const text = await readFile(file, 'utf8').catch(() => null)
    if (text === null) return { current: null, versions: [] }
    const result = versionsSchema.safeParse(parse(text))
    if (result.success) return result.data
    throw new UsageError(`${file} is damaged: ${result.error.issues[0]!.message}. Restore or delete it.`)
  }

  folderOf(version: string): string {
    return join(this.#folder, version)
  }

  /** Folder for a training whose outcome is not decided yet. */
  get candidate(): string {
    return join(this.#folder, 'candidate')
  }

  /** Makes a version of the promoted stages of the candidate and of the current models, and lets it answer. */
  async promote(facts: Omit<ModelVersion, 'version'>): Promise<ModelVersion> {
    const known = await this.read()
    const version = String(known.versions.length + 1).padStart(4, '0')
    const target = this.folderOf(version)
    await mkdir(target, { recursive: true })
    for (const stage of STAGES) {
      const from = facts.promoted.includes(stage)
        ? join(this.candidate, stage)
        : known.current === null
          ? new URL(`models/${stage}/`, packageRoot)
          : join(this.folderOf(known.current), stage)
      await cp(from, join(target, stage), { recursive: true })
    }
    const made = { version, ...facts }
    await this.#write({ current: version, versions: [...known.versions, made] })
    return made
  }

  /** Lets the version before the current one answer; before the first, the shipped models. */
  async rollback(): Promise<{ from: string; to: string | null }> {
    const known = await this.read()
    if (known.current === null)
      throw new UsageError('The shipped models answer: there is nothing to roll back to.')
    const at = known.versions.findIndex(({ version }) => version === known.current)
    const to = known.versions[at - 1]?.version ?? null
    await this.#write({ ...known, current: to })
    return { from: known.current, to }
  }

  async #write(versions: Versions): Promise<void> {
    await mkdir(this.#folder, { recursive: true })
    await writeFileAtomic(join(this.#folder, VERSIONS_FILE), stringify(versions))
  }
}
