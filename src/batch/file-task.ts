import type { MessagePort } from 'node:worker_threads'
import type { Answering } from '../answerers/cascade/answering.ts'
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
  /** A folder on the same disk as `out` for unfinished files, shared by the tasks of the run. */
  readonly scratch: string
  readonly formats: readonly OutputFormat[]
  readonly pipeline: PipelineOptions
  /** Folder with the layouts that were approved; null when there are none. */
  readonly workspace: string | null
  /** Folder of the models that the workspace has promoted; undefined: the shipped ones. */
  readonly models: string | undefined
  /** Null: the embedded models answer alone. */
  readonly answering: Answering | null
  /** Fingerprint of program, models and options. */
  readonly run: string
  /** Outputs of an earlier run that this one replaces. */
  readonly earlier: readonly string[]
}

/** A task on its way to a thread, with the port at whose other end questions are answered. */
export interface ThreadTask extends FileTask {
  readonly desk: MessagePort | null
}
