import type { Command } from 'commander'
import { loadConfig } from '../config.ts'

/** `rateloom models rollback`: the version before answers again. */
export function addRollback(models: Command): void {
  models
    .command('rollback')
    .description('let the version before answer again; before the first, the shipped models')
    .option('--config <file>', 'configuration (default: rateloom.yaml in the current folder)')
    .action(async (options: { readonly config?: string }) => {
      const { ModelVersions } = await import('../training/promotion/versions.ts')
      const { workspace } = await loadConfig(options.config)
      const { from, to } = await new ModelVersions(workspace).rollback()
      process.stdout.write(
        `Version ${from} answers no more; ${to === null ? 'the shipped models do' : `version ${to} does`}.\n`,
      )
    })
}
