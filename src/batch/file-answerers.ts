import type { StageCost } from '../answerers/asking/cost-ledger.ts'
import { embeddedAnswerers } from '../answerers/embedded/embedded-answerers.ts'
import type { Answerers } from '../pipeline.ts'
import type { ThreadTask } from './file-task.ts'

/** Who answers for one workbook, and what that came to. */
export interface FileAnswerers {
  readonly answerers: Answerers
  /** What was asked of endpoints so far. */
  costs(): StageCost[]
  /** Whether an answer is still to come from a batch: what was read without it does not count. */
  pending(): boolean
  close(): void
}

/** Approved layouts first, then the others; without layouts and endpoints the embedded models alone, and nothing else is loaded. */
export async function fileAnswerers(task: ThreadTask): Promise<FileAnswerers> {
  const { answering, desk: port } = task
  if (!answering || !port) {
    const answerers = await remembering(task, embeddedAnswerers(task.models))
    return { answerers, costs: () => [], pending: () => false, close() {} }
  }
  const [{ PortDesk }, { CostLedger }, { cascadeAnswerers }] = await Promise.all([
    import('../answerers/asking/desk-port.ts'),
    import('../answerers/asking/cost-ledger.ts'),
    import('../answerers/cascade/cascade-answerers.ts'),
  ])
  const desk = new PortDesk(port)
  const ledger = new CostLedger()
  let pending = false
  const counted = {
    async ask(question: Parameters<typeof desk.ask>[0]) {
      const reply = await desk.ask(question)
      ledger.add(question, reply)
      if (reply.status === 'pending') pending = true
      return reply
    },
  }
  return {
    answerers: await remembering(task, cascadeAnswerers(embeddedAnswerers(task.models), answering, counted)),
    costs: () => ledger.costs,
    pending: () => pending,
    close: () => desk.close(),
  }
}

async function remembering({ workspace }: ThreadTask, inner: Answerers): Promise<Answerers> {
  if (workspace === null) return inner
  const [{ withMemory }, { layoutsOfThread }] = await Promise.all([
    import('../answerers/memory/layout-memory.ts'),
    import('../answerers/memory/layouts-folder.ts'),
  ])
  return withMemory(inner, await layoutsOfThread(workspace))
}
