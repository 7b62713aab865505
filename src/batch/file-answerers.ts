import { STAGES } from '../answered.ts'
import type { StageCost } from '../answerers/asking/cost-ledger.ts'
import type { ModelQuestion, ModelReply } from '../answerers/desk.ts'
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

/**
 * Approved layouts first, then the others; without layouts and endpoints the embedded models alone, and nothing else is loaded.
 * `later`: what becomes of questions of later stages while an answer of an earlier one waits for a batch. They would be
 * asked on the strength of an answer that may not stand.
 */
export async function fileAnswerers(task: ThreadTask, later: 'asked' | 'held_back'): Promise<FileAnswerers> {
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
  let pending: number = STAGES.length
  const counted = {
    async ask(question: ModelQuestion): Promise<ModelReply> {
      const stage = STAGES.indexOf(question.stage)
      if (later === 'held_back' && stage > pending) return HELD_BACK
      const reply = await desk.ask(question)
      ledger.add(question, reply)
      if (reply.status === 'pending') pending = Math.min(pending, stage)
      return reply
    },
  }
  return {
    answerers: await remembering(task, cascadeAnswerers(embeddedAnswerers(task.models), answering, counted)),
    costs: () => ledger.costs,
    pending: () => pending < STAGES.length,
    close: () => desk.close(),
  }
}

const HELD_BACK: ModelReply = {
  status: 'pending',
  reason: 'It waits for an answer of an earlier stage.',
  cost: { calls: 0, input_tokens: 0, cached_tokens: 0, output_tokens: 0, usd: 0 },
}

async function remembering({ workspace }: ThreadTask, inner: Answerers): Promise<Answerers> {
  if (workspace === null) return inner
  const [{ withMemory }, { layoutsOfThread }] = await Promise.all([
    import('../answerers/memory/layout-memory.ts'),
    import('../answerers/memory/layouts-folder.ts'),
  ])
  return withMemory(inner, await layoutsOfThread(workspace))
}
