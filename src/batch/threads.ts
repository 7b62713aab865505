import { Piscina } from 'piscina'
import type { Config } from '../config.ts'
import type { FileResult } from './file-result.ts'
import type { FileTask } from './file-task.ts'
import { refuseFile } from './refuse-file.ts'
import type { Source } from './sources.ts'

/** The pool of threads, and what becomes of a file when its thread does not come back. */
export class Threads {
  readonly #pool: Piscina
  readonly #signal: AbortSignal | undefined
  readonly #limits: Config['limits']

  constructor(jobs: number, limits: Config['limits'], signal: AbortSignal | undefined) {
    this.#signal = signal
    this.#limits = limits
    // Sources run as they are (.ts) or compiled (.js).
    const worker = import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js'
    this.#pool = new Piscina({
      filename: new URL(worker, import.meta.url).href,
      minThreads: jobs,
      maxThreads: jobs,
      recordTiming: false,
    })
  }

  /** Null when the run was stopped. */
  async ingest(source: Source, task: FileTask): Promise<FileResult | null> {
    if (!source.exists) {
      return refuseFile(task, 'file-not-found', 'There is no such file. Check the path.', {
        value: source.path,
      })
    }
    if (source.size > this.#limits.max_file_bytes) return this.#tooLarge(source, task)
    const timeout = AbortSignal.timeout(this.#limits.max_seconds * 1000)
    const signal = this.#signal ? AbortSignal.any([this.#signal, timeout]) : timeout
    try {
      return await this.#pool.run(task, { signal })
    } catch (error) {
      if (this.#signal?.aborted) return null
      if (timeout.aborted) {
        const seconds = this.#limits.max_seconds
        return refuseFile(
          task,
          'file-time-limit',
          `The file was given up after ${seconds} seconds. Split it, or raise the limit max_seconds.`,
          { expected: `at most ${seconds} seconds` },
        )
      }
      const value = error instanceof Error ? error.message : String(error)
      return refuseFile(
        task,
        'file-failed',
        'Rateloom failed on this file; the others are not concerned. Please report it, with the file if you may.',
        { value },
      )
    }
  }

  #tooLarge(source: Source, task: FileTask): FileResult {
    const limit = this.#limits.max_file_bytes
    return refuseFile(
      task,
      'file-too-large',
      `The file has ${source.size.toLocaleString('en')} bytes, more than the limit of ${limit.toLocaleString('en')}. Split it, or raise the limit max_file_bytes.`,
      { value: `${source.size} bytes`, expected: `at most ${limit} bytes` },
    )
  }

  close(): Promise<void> {
    return this.#pool.destroy()
  }
}
