import type { OutputFormat } from '../config.ts'
import type { PipelineOptions } from '../pipeline.ts'

/** One workbook of a batch: plain data, because it crosses to a thread. */
export interface FileTask {
  /** Absolute path, and the name below the folder that was asked for. */
  readonly path: string
  readonly name: string
  /** What its outputs begin with, below `out`. */
  readonly output: string
  readonly out: string
  /** A folder on the same disk as `out` for unfinished files, for this task alone. */
  readonly scratch: string
  readonly formats: readonly OutputFormat[]
  readonly pipeline: PipelineOptions
  /** Folder with the layouts that were approved; null when there are none. */
  readonly workspace: string | null
  /** Fingerprint of program, models and options. */
  readonly run: string
  /** Outputs of an earlier run that this one replaces. */
  readonly earlier: readonly string[]
}
