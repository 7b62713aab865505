import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../config.ts'
import { STATE_FOLDER } from './done-marker.ts'

/** An output folder held by this process, with a place for unfinished files. */
export interface RunFolder {
  readonly out: string
  readonly scratch: string
  /** Removes unfinished files and lets the folder go. Safe to call twice. */
  release(): void
}

/**
 * Takes an output folder for this process alone, and clears away what a killed run left unfinished.
 * Throws {@link UsageError} when another run is writing to it.
 */
export function takeFolder(out: string): RunFolder {
  const state = join(out, STATE_FOLDER)
  const lock = join(state, 'lock')
  const scratch = join(state, 'unfinished')
  makeFolder(state, out)
  const holder = lockHolder(lock)
  if (holder !== null && holder !== process.pid && isAlive(holder))
    throw new UsageError(
      `Another run (process ${holder}) is writing to ${out}. Wait for it, or remove ${lock} if there is none.`,
    )
  rmSync(lock, { force: true })
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
  } catch {
    throw new UsageError(`Another run has just begun to write to ${out}. Wait for it to end.`)
  }
  rmSync(scratch, { recursive: true, force: true })
  mkdirSync(scratch)
  return {
    out,
    scratch,
    release() {
      rmSync(scratch, { recursive: true, force: true })
      if (lockHolder(lock) === process.pid) rmSync(lock, { force: true })
    },
  }
}

function makeFolder(state: string, out: string): void {
  try {
    mkdirSync(state, { recursive: true })
    readdirSync(state)
  } catch (error) {
    throw new UsageError(`Cannot write to ${out}: ${(error as Error).message}`)
  }
}

function lockHolder(lock: string): number | null {
  try {
    return Number.parseInt(readFileSync(lock, 'utf8'), 10) || null
  } catch {
    return null
  }
}

function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
