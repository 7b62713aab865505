import { mkdir, readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { answerCostSchema } from '../../answered.ts'
import type { ModelReply } from '../desk.ts'
import { NO_COST } from './cost-ledger.ts'

const fileSchema = z.record(
  z.string(),
  z.strictObject({
    tries: z.int(),
    status: z.enum(['refused', 'truncated', 'failed']),
    reason: z.string(),
    cost: answerCostSchema,
  }),
)

/** A question that a batch did not answer goes again once; what failed twice is left to the embedded model. */
const MOST_TRIES = 2

/**
 * Questions that batches left without a usable answer, by key, over the rounds of one run: without them a refusal would be
 * asked for again in every round, and no round would be the last.
 */
export class BatchLeftovers {
  readonly #file: string
  #left: z.infer<typeof fileSchema> = {}

  private constructor(file: string) {
    this.#file = file
  }

  static async open(file: string): Promise<BatchLeftovers> {
    const leftovers = new BatchLeftovers(file)
    try {
      leftovers.#left = fileSchema.parse(JSON.parse(await readFile(file, 'utf8')))
    } catch {
      // None yet, or none that can be read: every question may be asked.
    }
    return leftovers
  }

  /** Notes a reply that is no answer. `final`: asking again would bring the same. */
  async note(key: string, reply: Exclude<ModelReply, { status: 'answered' }>, final: boolean): Promise<void> {
    const { status, reason, cost } = reply
    if (status === 'over_budget' || status === 'pending') return
    const tries = final ? MOST_TRIES : (this.#left[key]?.tries ?? 0) + 1
    this.#left[key] = { tries, status, reason, cost }
    await mkdir(dirname(this.#file), { recursive: true })
    await writeFileAtomic(this.#file, JSON.stringify(this.#left))
  }

  /** The reply that stands for a question; null while it may be asked. */
  reply(key: string): ModelReply | null {
    const left = this.#left[key]
    if (!left || left.tries < MOST_TRIES) return null
    return { status: left.status, reason: left.reason, cost: NO_COST }
  }

  /** When all rounds are over, the next run may ask for everything again. */
  async clear(): Promise<void> {
    this.#left = {}
    await rm(this.#file, { force: true })
  }
}
