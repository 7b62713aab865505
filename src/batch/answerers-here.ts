import { embeddedAnswerers } from '../answerers/embedded/embedded-answerers.ts'
import { promotedModels } from '../answerers/embedded/workspace-models.ts'
import { withMemory } from '../answerers/memory/layout-memory.ts'
import { readLayouts } from '../answerers/memory/layouts-folder.ts'
import type { Config } from '../config.ts'
import type { Answerers } from '../pipeline.ts'
import { answeringOf } from './run-options.ts'

/** Who answers as in a run, for a command that reads one workbook in its own thread. */
export interface AnswerersHere {
  readonly answerers: Answerers
  close(): Promise<void>
}

/** Approved layouts, embedded models, and the endpoints of the configuration, whose answers come from the cache where it has them. */
export async function answerersHere(config: Config): Promise<AnswerersHere> {
  const layouts = await readLayouts(config.workspace)
  const answering = answeringOf(config)
  const embedded = embeddedAnswerers(promotedModels(config.workspace))
  if (!answering) return { answerers: withMemory(embedded, layouts), async close() {} }
  const [{ openRunDesk }, { cascadeAnswerers }] = await Promise.all([
    import('../answerers/asking/open-desk.ts'),
    import('../answerers/cascade/cascade-answerers.ts'),
  ])
  const desk = openRunDesk(config)
  return {
    answerers: withMemory(cascadeAnswerers(embedded, answering, desk), layouts),
    async close() {
      await desk.close()
    },
  }
}
