import { extname } from 'node:path'
import { compare, type Source } from './sources.ts'

/** A source of an earlier run whose outputs lie in the folder already. */
export interface EarlierOutput {
  /** The name that the outputs have. */
  readonly output: string
  /** The source's name below its folder. */
  readonly source: string
}

/**
 * Gives each source the name that its outputs begin with, a path below the output folder. The rule, in this order:
 * 1. the source's own path without its ending: `asia/a.xlsx` → `asia/a`;
 * 2. where two would collide (`a.xlsx` and `a.xls`; letter case does not tell apart): with the ending, `a.xlsx`;
 * 3. where that collides too (equal names in two folders that were asked for): below the folder's name, `inbox/a.xlsx`;
 * 4. else with `~2`, `~3` in the order of their paths.
 * Outputs of earlier runs count: reading `a.xls` after `a.xlsx` does not overwrite the first one's rates.
 */
export function nameOutputs(
  sources: readonly Source[],
  earlier: readonly EarlierOutput[] = [],
): ReadonlyMap<Source, string> {
  const here = new Set(sources.map((source) => source.name))
  const others = earlier.filter((one) => !here.has(one.source))
  const takenAs = (name: (path: string) => string) => others.map((one) => name(one.source).toLowerCase())
  const names = new Map<Source, string>()
  const taken = new Set(others.map((one) => one.output.toLowerCase()))

  const claim = (
    open: readonly Source[],
    name: (source: Source) => string,
    alsoClaimed: readonly string[],
  ) => {
    const count = new Map<string, number>()
    for (const key of alsoClaimed) count.set(key, (count.get(key) ?? 0) + 1)
    for (const source of open) {
      const key = name(source).toLowerCase()
      count.set(key, (count.get(key) ?? 0) + 1)
    }
    return open.filter((source) => {
      const key = name(source).toLowerCase()
      if (count.get(key) !== 1 || taken.has(key)) return true
      taken.add(key)
      names.set(source, name(source))
      return false
    })
  }

  let open = [...sources].sort((a, b) => compare(a.path, b.path))
  open = claim(open, (source) => withoutEnding(source.name), takenAs(withoutEnding))
  open = claim(open, (source) => source.name, [])
  open = claim(open, (source) => `${source.root}/${source.name}`, [])
  for (const source of open) {
    let number = 1
    let name = source.name
    while (taken.has(name.toLowerCase())) name = `${source.name}~${++number}`
    taken.add(name.toLowerCase())
    names.set(source, name)
  }
  return names
}

const withoutEnding = (path: string) => path.slice(0, path.length - extname(path).length)
