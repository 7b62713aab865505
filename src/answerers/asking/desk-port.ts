import type { MessagePort } from 'node:worker_threads'
import type { Desk, ModelQuestion, ModelReply } from '../desk.ts'
import { NO_COST } from './cost-ledger.ts'

/**
 * The desk stands in the main thread, workbooks are read in others: questions and replies cross as messages, each with a
 * number. A port serves one workbook.
 */
interface Asked {
  readonly number: number
  readonly question: ModelQuestion
}
interface Replied {
  readonly number: number
  readonly reply: ModelReply
}

/** The desk as a thread sees it. */
export class PortDesk implements Desk {
  readonly #port: MessagePort
  readonly #waiting = new Map<number, (reply: ModelReply) => void>()
  #next = 0

  constructor(port: MessagePort) {
    this.#port = port
    port.on('message', ({ number, reply }: Replied) => {
      this.#waiting.get(number)?.(reply)
      this.#waiting.delete(number)
    })
  }

  ask(question: ModelQuestion): Promise<ModelReply> {
    return new Promise((resolve) => {
      const asked: Asked = { number: this.#next++, question }
      this.#waiting.set(asked.number, resolve)
      this.#port.postMessage(asked)
    })
  }

  close(): void {
    this.#port.close()
  }
}

/** Where the main thread hears of what goes over a port. */
export interface PortObserver {
  /** Called when the number of questions that wait for a reply has changed. */
  waiting?(count: number): void
  replied?(question: ModelQuestion, reply: ModelReply): void
}

/** Answers the questions that come over a port until it is closed. A desk that fails costs one question. */
export function serveDesk(
  port: MessagePort,
  ask: (question: ModelQuestion) => Promise<ModelReply>,
  observer: PortObserver = {},
): void {
  let waiting = 0
  port.on('message', async ({ number, question }: Asked) => {
    observer.waiting?.(++waiting)
    const reply = await ask(question).catch(
      (error: Error): ModelReply => ({ status: 'failed', reason: error.message, cost: NO_COST }),
    )
    observer.replied?.(question, reply)
    observer.waiting?.(--waiting)
    const replied: Replied = { number, reply }
    port.postMessage(replied)
  })
}
