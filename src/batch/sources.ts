import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, extname, join, relative, resolve, sep } from 'node:path'

/** A workbook to read. */
export interface Source {
  /** Absolute path. */
  readonly path: string
  /** Path below the folder that was asked for, with `/`: the name of its outputs and of its line in the summary. */
  readonly name: string
  /** Name of the folder that was asked for; tells apart equal names of two folders. */
  readonly root: string
  /** Bytes; 0 when the file does not exist. */
  readonly size: number
  readonly exists: boolean
}

export interface Sources {
  readonly sources: readonly Source[]
  /** Files in the folders that are no workbooks by their ending, and were left alone. */
  readonly ignored: readonly string[]
}

const WORKBOOK_ENDINGS = new Set(
  '.xlsx .xlsm .xltx .xltm .xls .xlt .xlsb .ods .fods .csv .tsv .tab .txt .htm .html .mht .mhtml'.split(' '),
)

/**
 * Finds the workbooks below `paths`. A file that is named is always taken; in folders (walked to the bottom, links to
 * folders not followed) the ending decides. The same file is taken once. Sorted by name, so that a run does not
 * depend on the order in which a disk lists its files.
 */
export async function findSources(
  paths: readonly string[],
  except: readonly string[] = [],
): Promise<Sources> {
  const found = new Map<string, Source>()
  const ignored: string[] = []
  const left = new Set(except.map((path) => resolve(path)))

  async function take(path: string, root: string, name: string): Promise<void> {
    const facts = await stat(path).catch(() => null)
    const exists = facts?.isFile() ?? false
    const key = exists ? await realpath(path) : path
    if (found.has(key)) return
    found.set(key, { path, name, root, size: facts?.size ?? 0, exists })
  }

  async function walk(folder: string, top: string): Promise<void> {
    const entries: Dirent[] = await readdir(folder, { withFileTypes: true }).catch(() => [])
    for (const entry of entries) {
      const path = join(folder, entry.name)
      // Hidden files, and the lock files that an office program leaves beside an open workbook.
      if (entry.name.startsWith('.') || entry.name.startsWith('~$') || left.has(path)) continue
      if (entry.isDirectory()) await walk(path, top)
      else if (!(await isFile(path, entry))) continue
      else if (WORKBOOK_ENDINGS.has(extname(entry.name).toLowerCase()))
        await take(path, basename(top), relative(top, path).split(sep).join('/'))
      else ignored.push(path)
    }
  }

  for (const given of paths) {
    const path = resolve(given)
    const facts = await stat(path).catch(() => null)
    if (facts?.isDirectory()) await walk(path, path)
    else await take(path, basename(resolve(path, '..')), basename(path))
  }
  const sources = [...found.values()].sort((a, b) => compare(a.name, b.name) || compare(a.path, b.path))
  return { sources, ignored: ignored.sort(compare) }
}

const isFile = async (path: string, entry: Dirent): Promise<boolean> =>
  entry.isFile() || (entry.isSymbolicLink() && ((await stat(path).catch(() => null))?.isFile() ?? false))

/** By code unit: the same everywhere, whatever the language of the machine. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
