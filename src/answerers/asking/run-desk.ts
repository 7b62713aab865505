import type { ModelQuestion, ModelReply } from '../desk.ts'
import type { StageCost } from './cost-ledger.ts'

/** The desk of one run, in the main thread. */
export interface RunDesk {
  /** Never throws. `signal` calls the question off. */
  ask(question: ModelQuestion, signal?: AbortSignal): Promise<ModelReply>
  /** Why nothing is asked any more; null while all is well. */
  readonly stopped: Error | null
  /** What the run cost so far, workbooks that came to nothing included. */
  readonly costs: StageCost[]
  /** To be called once, when all workbooks were read. */
  close(): Promise<DeskReport>
}

/** What is left when a run is over. */
export interface DeskReport {
  /** Questions that wait for a batch, and where it stands. */
  readonly pending: { readonly questions: number; readonly message: string } | null
}
