import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { Piscina } from 'piscina'
import type { CostLedger, StageCost } from '../answerers/asking/cost-ledger.ts'
import type { RunDesk } from '../answerers/asking/run-desk.ts'
import type { Config } from '../config.ts'
import type { FileResult } from './file-result.ts'
import type { FileTask, ThreadTask } from './file-task.ts'
import { refuseFile } from './refuse-file.ts'
import type { Source } from './sources.ts'
import { WorkClock } from './work-clock.ts'

export interface ThreadsOptions {
  readonly jobs: number
  readonly limits: Config['limits']
  readonly signal: AbortSignal | undefined
  /** Null where no stage asks an endpoint. */
  readonly desk: RunDesk | null
}

/**
 * What a thread has in hand is small: rates are written as they are made. A young generation of three times the size, as
 * is usual, takes a fifth more memory of a run and saves no time.
 */
const YOUNG_GENERATION_MB = 16

/** The threads, and what becomes of a file when its thread does not come back: another one takes its place. */
export class Threads {
  /** A pool of one thread each: whoever hands out the files chooses who gets which. */
  readonly #pools: readonly Piscina[]
  readonly #options: ThreadsOptions

  constructor(options: ThreadsOptions) {
    this.#options = options
    const { jobs } = options
    // Sources run as they are (.ts) or compiled (.js).
    const worker = import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js'
    const filename = new URL(worker, import.meta.url).href
    this.#pools = Array.from(
      { length: jobs },
      () =>
        new Piscina({
          filename,
          minThreads: 1,
          maxThreads: 1,
          recordTiming: false,
          resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
        }),
    )
  }

  /** Reads a workbook in one of the threads, counted from 0; null when the run was stopped. */
  async ingest(source: Source, task: FileTask, thread: number): Promise<FileResult | null> {
    const { signal: stopped, limits, desk } = this.#options
    if (!source.exists) {
      return refuseFile(task, 'file-not-found', 'There is no such file. Check the path.', {
        value: source.path,
      })
    }
    if (source.size > limits.max_file_bytes) return this.#tooLarge(source, task)
    const clock = new WorkClock(limits.max_seconds)
    const line = desk ? await openLine(desk, clock, stopped) : null
    const signal = stopped ? AbortSignal.any([stopped, clock.signal]) : clock.signal
    const threadTask: ThreadTask = { ...task, desk: line?.port ?? null }
    try {
      return await this.#pools[thread]!.run(threadTask, {
        signal,
        ...(line ? { transferList: [line.port] } : {}),
      })
    } catch (error) {
      if (stopped?.aborted) return null
      if (clock.signal.aborted) {
        const seconds = limits.max_seconds
        return refuseFile(
          task,
          'file-time-limit',
          `The file was given up after ${seconds} seconds. Split it, or raise the limit max_seconds.`,
          { expected: `at most ${seconds} seconds` },
          line?.costs(),
        )
      }
      const value = error instanceof Error ? error.message : String(error)
      return refuseFile(
        task,
        'file-failed',
        'Rateloom failed on this file; the others are not concerned. Please report it, with the file if you may.',
        { value },
        line?.costs(),
      )
    } finally {
      clock.stop()
      line?.close()
    }
  }

  /** What a workbook looks like, read without writing anything; null where it cannot be read. */
  async preview(source: Source, task: FileTask, thread: number): Promise<{ readonly tables: number } | null> {
    const { signal: stopped, limits, desk } = this.#options
    if (!source.exists || source.size > limits.max_file_bytes) return null
    const clock = new WorkClock(limits.max_seconds)
    const line = desk ? await openLine(desk, clock, stopped) : null
    const signal = stopped ? AbortSignal.any([stopped, clock.signal]) : clock.signal
    const threadTask: ThreadTask = { ...task, desk: line?.port ?? null }
    try {
      const transfer = line ? { transferList: [line.port] } : {}
      return await this.#pools[thread]!.run(threadTask, { signal, name: 'previewFile', ...transfer })
    } catch {
      return null
    } finally {
      clock.stop()
      line?.close()
    }
  }

  #tooLarge(source: Source, task: FileTask): FileResult {
    const limit = this.#options.limits.max_file_bytes
    return refuseFile(
      task,
      'file-too-large',
      `The file has ${source.size.toLocaleString('en')} bytes, more than the limit of ${limit.toLocaleString('en')}. Split it, or raise the limit max_file_bytes.`,
      { value: `${source.size} bytes`, expected: `at most ${limit} bytes` },
    )
  }

  async close(): Promise<void> {
    await Promise.all(this.#pools.map((pool) => pool.destroy()))
  }
}

/** The way from one thread to the desk. */
interface Line {
  /** The thread's end. */
  readonly port: MessagePort
  costs(): StageCost[]
  /** Calls off what is still asked for this workbook. */
  close(): void
}

async function openLine(desk: RunDesk, clock: WorkClock, stopped: AbortSignal | undefined): Promise<Line> {
  const [{ serveDesk }, ledgers] = await Promise.all([
    import('../answerers/asking/desk-port.ts'),
    import('../answerers/asking/cost-ledger.ts'),
  ])
  const ledger: CostLedger = new ledgers.CostLedger()
  const over = new AbortController()
  const signal = stopped ? AbortSignal.any([stopped, over.signal]) : over.signal
  const { port1, port2 } = new MessageChannel()
  serveDesk(port1, (question) => desk.ask(question, signal), {
    waiting: (count) => clock.wait(count > 0),
    replied: (question, reply) => ledger.add(question, reply),
  })
  return {
    port: port2,
    costs: () => ledger.costs,
    close() {
      over.abort()
      port1.close()
    },
  }
}
