import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { parseReview } from './parse-review.ts'
import { reviewAsWritten } from './review-folder.ts'

/** A workbook that waits for a person. */
export interface Waiting {
  /** What its outputs begin with. */
  readonly output: string
  readonly path: string
  readonly workbook: string
  readonly rates: number
  readonly review: number
  /** What it costs to be wrong: rates in review, each by its doubt. */
  readonly cost: number
  /** Somebody has begun to edit it. */
  readonly edited: boolean
}

/** The review files of an output folder, the one that costs most first. */
export async function waitingIn(out: string): Promise<Waiting[]> {
  const folder = join(out, 'review')
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const waiting: Waiting[] = []
  for (const path of paths) {
    const output = relative(folder, path)
      .split(sep)
      .join('/')
      .replace(/\.yaml$/, '')
    const written = reviewAsWritten(out, output)
    // A file that somebody else put there is none of ours.
    if (written === null) continue
    const { workbook, waiting: facts } = parseReview(written, path).review
    const edited = (await readFile(path, 'utf8')) !== written
    waiting.push({
      output,
      path,
      workbook,
      rates: facts.rates,
      review: facts.review,
      cost: facts.doubt,
      edited,
    })
  }
  return waiting.sort((a, b) => b.cost - a.cost)
}
