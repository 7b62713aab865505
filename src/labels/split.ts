import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { parse, stringify } from 'yaml'
import { z } from 'zod'
import { UsageError } from '../config.ts'
import type { StoredLabel } from './label-folder.ts'

export const SPLITS = ['train', 'validation', 'test'] as const
export type Split = (typeof SPLITS)[number]

/** Shares of the layouts that are held back. */
const TEST_SHARE = 0.15
const VALIDATION_SHARE = 0.15
/** Lies beside the labels and is committed with them. */
const SPLIT_FILE = 'split.yaml'

/** Layout → split: what was decided once stays, so that a frozen test set is never trained on later. */
const decidedSchema = z.record(z.string(), z.enum(SPLITS))
export type Decided = ReadonlyMap<string, Split>

/**
 * Divides labels by layout, and layouts of one carrier together: a model would be examined on what it has seen. What was
 * decided before stays; new layouts are decided by their hash, so that the same layout falls the same way anywhere.
 */
export function splitLabels(labels: readonly StoredLabel[], decided: Decided): Map<string, Split> {
  const result = new Map<string, Split>()
  for (const unit of unitsOf(labels)) {
    const known = unit.map((layout) => decided.get(layout)).find((split) => split !== undefined)
    const split = known ?? hashSplit(unit[0]!)
    for (const layout of unit) result.set(layout, decided.get(layout) ?? split)
  }
  return result
}

/** Layouts that belong together: they share a carrier. Sorted, so that the first names the unit. */
export function unitsOf(labels: readonly StoredLabel[]): string[][] {
  const parent = new Map<string, string>()
  const root = (key: string): string => {
    const above = parent.get(key)
    if (above === undefined || above === key) return key
    const top = root(above)
    parent.set(key, top)
    return top
  }
  const join = (a: string, b: string) => {
    const [x, y] = [root(a), root(b)]
    // The name that comes first stays the root, whatever the order of the labels.
    const [first, second] = [x, y].sort() as [string, string]
    parent.set(second, first)
  }
  for (const { label } of labels) {
    const layout = `layout ${label.layout}`
    if (!parent.has(layout)) parent.set(layout, layout)
    const carrier = label.carrier?.trim().toLowerCase()
    if (!carrier) continue
    const key = `carrier ${carrier}`
    if (!parent.has(key)) parent.set(key, key)
    join(layout, key)
  }
  const units = new Map<string, string[]>()
  for (const key of parent.keys()) {
    if (!key.startsWith('layout ')) continue
    const top = root(key)
    const unit = units.get(top)
    if (unit) unit.push(key.slice('layout '.length))
    else units.set(top, [key.slice('layout '.length)])
  }
  return [...units.values()].map((unit) => unit.sort()).sort((a, b) => (a[0]! < b[0]! ? -1 : 1))
}

function hashSplit(layout: string): Split {
  const share = createHash('sha256').update(layout).digest().readUInt32BE(0) / 2 ** 32
  if (share < TEST_SHARE) return 'test'
  return share < TEST_SHARE + VALIDATION_SHARE ? 'validation' : 'train'
}

/** What was decided before. Throws {@link UsageError} when somebody broke the file. */
export async function readDecided(folder: string): Promise<Decided> {
  const path = join(folder, SPLIT_FILE)
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) return new Map()
  const result = decidedSchema.safeParse(parse(text))
  if (!result.success)
    throw new UsageError(
      `${path} is damaged (${result.error.issues[0]!.message}). Restore it: it freezes the test set.`,
    )
  return new Map(Object.entries(result.data))
}

/** Keeps the division beside the labels. */
export async function writeDecided(folder: string, splits: ReadonlyMap<string, Split>): Promise<string> {
  const path = join(folder, SPLIT_FILE)
  const sorted = Object.fromEntries([...splits].sort(([a], [b]) => (a < b ? -1 : 1)))
  await writeFileAtomic(path, stringify(sorted))
  return path
}
