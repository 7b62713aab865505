import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeOutput } from '../batch/output-file.ts'
import { type TableEdits, tableEditsSchema } from './edits.ts'

/**
 * Where review files lie in an output folder, and beside them, out of sight, how each was written: what a person
 * changed is the difference. Corrections are kept there too, so that reading the same workbook again keeps them.
 */

const STATE = '.rateloom'
const EDITED = '.edited'

/** Files below the output folder. */
const reviewFile = (output: string): string => `review/${output}.yaml`
const writtenFile = (output: string): string => `${STATE}/review/${output}.yaml`
const correctionsFile = (output: string): string => `${STATE}/corrections/${output}.json`

export const reviewPath = (out: string, output: string): string => join(out, reviewFile(output))
const writtenPath = (out: string, output: string): string => join(out, writtenFile(output))
const correctionsPath = (out: string, output: string): string => join(out, correctionsFile(output))

/** Writes a review file. One that a person has begun to edit is put aside as `NAME.yaml.edited`, never lost. */
export function writeReview(out: string, output: string, text: string): void {
  const path = reviewPath(out, output)
  const written = readText(writtenPath(out, output))
  const now = readText(path)
  if (now !== null && now !== written && now !== text) renameSync(path, path + EDITED)
  write(out, reviewFile(output), text)
  write(out, writtenFile(output), text)
}

/** Removes the review file of a workbook that waits no more; an edited one is put aside. */
export function removeReview(out: string, output: string): void {
  const path = reviewPath(out, output)
  const now = readText(path)
  if (now !== null && now !== readText(writtenPath(out, output))) renameSync(path, path + EDITED)
  for (const file of [path, writtenPath(out, output)]) rmSync(file, { force: true })
}

/** The review file as it was written; null when there is none. */
export const reviewAsWritten = (out: string, output: string): string | null =>
  readText(writtenPath(out, output))

const correctionsSchema = z.strictObject({
  sha256: z.string(),
  /** In the order in which they were made; each speaks of the reading that the ones before it left. */
  corrections: z.array(z.array(tableEditsSchema)),
})

/** The corrections that were made of a workbook with these bytes. */
export function readCorrections(out: string, output: string, sha256: string): TableEdits[][] {
  const text = readText(correctionsPath(out, output))
  if (text === null) return []
  const kept = correctionsSchema.parse(JSON.parse(text))
  return kept.sha256 === sha256 ? kept.corrections : []
}

export function keepCorrections(
  out: string,
  output: string,
  sha256: string,
  corrections: readonly (readonly TableEdits[])[],
): void {
  write(out, correctionsFile(output), `${JSON.stringify({ sha256, corrections }, null, 1)}\n`)
}

export const hasCorrections = (out: string, output: string): boolean =>
  existsSync(correctionsPath(out, output))

/** Unfinished files lie where the next run clears them away: a run may be stopped before one has its name. */
function write(out: string, file: string, text: string): void {
  const scratch = join(out, STATE, 'unfinished')
  mkdirSync(scratch, { recursive: true })
  writeOutput(out, file, scratch, text)
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
