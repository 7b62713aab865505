import type { Command } from 'commander'

/** What a sub-command does: arguments and options as commander read them. */
export type Act<Options> = (args: readonly unknown[], options: Options) => Promise<void>

/** Makes handlers of sub-commands whose module is loaded only when one of them runs: `--help` needs none of it. */
export function lazily<Actions extends Readonly<Record<string, Act<never>>>>(
  load: () => Promise<{ readonly ACTIONS: Actions }>,
) {
  return (action: keyof Actions) =>
    async (...given: unknown[]): Promise<void> => {
      const command = given.at(-1) as Command
      const { ACTIONS } = await load()
      await ACTIONS[action]!(command.processedArgs, command.opts() as never)
    }
}
