import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** Folder of the versions that were trained in a workspace, and the file that says which of them answers. */
export const VERSIONS_FOLDER = 'models'
export const VERSIONS_FILE = 'versions.yaml'

/**
 * The folder of the models that a workspace has promoted; undefined where the shipped ones answer. The promotion is
 * written by `rateloom train --labels`, and taken back by `rateloom models rollback`.
 */
export function promotedModels(workspace: string): string | undefined {
  const file = join(workspace, VERSIONS_FOLDER, VERSIONS_FILE)
  if (!existsSync(file)) return undefined
  const { current } = (parse(readFileSync(file, 'utf8')) ?? {}) as { current?: unknown }
  if (typeof current !== 'string') return undefined
  return join(workspace, VERSIONS_FOLDER, current)
}
