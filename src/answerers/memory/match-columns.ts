import type { ColumnFacts } from '../../columns/answerer.ts'
import type { ColumnProfile } from '../../columns/column-profile.ts'
import { headerName } from '../../columns/header-name.ts'
import type { RememberedColumn } from './layout.ts'
import { headingKey } from './skeleton.ts'

/** What became of the columns of a remembered table. Indexes are places among the columns, from the left. */
export interface ColumnMatch {
  /** For each column of now the remembered one that it is, or null. */
  readonly was: readonly (number | null)[]
  readonly moved: ReadonlySet<number>
  readonly renamed: ReadonlySet<number>
  readonly added: readonly number[]
  /** Remembered columns that are gone. */
  readonly removed: readonly number[]
  /** Columns whose values are not of the kind that they were. */
  readonly contradicting: ReadonlySet<number>
}

/** Signals that stand for one another from month to month. */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  number: ['amount', 'money', 'small_integer', 'days', 'percent', 'price_word', 'free_time'],
  parts: ['slash_amounts'],
  place: ['place', 'locode', 'code_list', 'country', 'group', 'ditto', 'via', 'transshipment'],
  date: ['date', 'date_range', 'date_until', 'year', 'month', 'weekday', 'frequency'],
  carrier: ['carrier'],
  container: ['container'],
  charge: ['charge', 'charge_list'],
  currency: ['currency'],
}
const STRONG = 0.7
const GONE = 0.3
const NEW = 0.8
const ABSENT = 0.1
/** Fewer filled cells contradict nothing. */
const FEWEST_CELLS = 3

/** What the values of a column look like: the share of each family of signals. */
export function looksLike(profile: ColumnProfile): Record<string, number> {
  const looks: Record<string, number> = {}
  for (const [family, signals] of Object.entries(FAMILIES)) {
    const share = Math.max(
      ...signals.map((signal) => profile.shares[signal as keyof ColumnProfile['shares']] ?? 0),
    )
    if (share >= 0.05) looks[family] = Math.round(share * 10) / 10
  }
  return looks
}

/** Columns of words that may be about anything. */
const SAYS_NOTHING: ReadonlySet<string> = new Set(['remarks', 'ignored'])

/** Whether the values of a column are of another kind than those remembered. */
export function contradicts(remembered: RememberedColumn, profile: ColumnProfile): boolean {
  if (profile.filled < FEWEST_CELLS || SAYS_NOTHING.has(remembered.role)) return false
  const now = looksLike(profile)
  const before = remembered.looks_like
  const plain = Object.values(before).some((share) => share >= STRONG)
  return Object.keys(FAMILIES).some((family) => {
    const was = before[family] ?? 0
    const is = now[family] ?? 0
    return (was >= STRONG && is < GONE) || (!plain && is >= NEW && was <= ABSENT)
  })
}

/** Finds each column of a table among the remembered ones: by its heading, else by its neighbours and its values. */
export function matchColumns(
  remembered: readonly RememberedColumn[],
  columns: readonly ColumnFacts[],
): ColumnMatch {
  const keysBefore = remembered.map(({ heading }) => headingKey(heading))
  const keysNow = columns.map(({ header }) => headingKey(headerName(header)))
  const was = byHeading(keysBefore, keysNow)
  const inOrder = longestRun(was)
  const moved = new Set(was.flatMap((old, at) => (old !== null && !inOrder.has(at) ? [at] : [])))
  const renamed = pairInGaps(was, inOrder, remembered, columns)
  const found = new Set(was)
  const contradicting = new Set(
    columns.flatMap(({ profile }, at) => {
      const old = was[at] ?? null
      return old !== null && contradicts(remembered[old]!, profile) ? [at] : []
    }),
  )
  return {
    was,
    moved,
    renamed,
    added: was.flatMap((old, at) => (old === null ? [at] : [])),
    removed: remembered.flatMap((_, old) => (found.has(old) ? [] : [old])),
    contradicting,
  }
}

/** Share of the columns, before and now, that have the same heading. */
export function headingOverlap(
  remembered: readonly RememberedColumn[],
  columns: readonly ColumnFacts[],
): number {
  const was = byHeading(
    remembered.map(({ heading }) => headingKey(heading)),
    columns.map(({ header }) => headingKey(headerName(header))),
  )
  const same = was.filter((old, at) => old !== null && headerName(columns[at]!.header) !== '').length
  const named = (headings: readonly string[]) => headings.filter((heading) => heading !== '').length
  const most = Math.max(
    named(remembered.map(({ heading }) => heading)),
    named(columns.map(({ header }) => headerName(header))),
  )
  return most === 0 ? 0 : same / most
}

/** The first "Service" is the first one of before, the second the second. */
function byHeading(before: readonly string[], now: readonly string[]): (number | null)[] {
  const places = new Map<string, number[]>()
  before.forEach((key, old) => {
    places.set(key, [...(places.get(key) ?? []), old])
  })
  // Columns without a heading are known by their neighbours only.
  return now.map((key) => (key === '' ? null : (places.get(key)?.shift() ?? null)))
}

/** Places of now whose remembered ones ascend: the columns that did not move. */
function longestRun(was: readonly (number | null)[]): Set<number> {
  const best: { length: number; previous: number }[] = []
  let last = -1
  was.forEach((old, at) => {
    best[at] = { length: old === null ? 0 : 1, previous: -1 }
    if (old === null) return
    for (let before = 0; before < at; before++) {
      const other = was[before] ?? null
      if (other !== null && other < old && best[before]!.length + 1 > best[at]!.length)
        best[at] = { length: best[before]!.length + 1, previous: before }
    }
    if (last < 0 || best[at]!.length > best[last]!.length) last = at
  })
  const run = new Set<number>()
  for (let at = last; at >= 0; at = best[at]!.previous) run.add(at)
  return run
}

/** Between two columns that stayed, one heading gone and one new over the same kind of values: a new name. */
function pairInGaps(
  was: (number | null)[],
  inOrder: ReadonlySet<number>,
  remembered: readonly RememberedColumn[],
  columns: readonly ColumnFacts[],
): Set<number> {
  const renamed = new Set<number>()
  const found = new Set(was)
  const anchors = [-1, ...[...inOrder].sort((a, b) => a - b), was.length]
  for (let i = 0; i + 1 < anchors.length; i++) {
    const from = anchors[i]!
    const to = anchors[i + 1]!
    const firstOld = from < 0 ? 0 : was[from]! + 1
    const lastOld = to >= was.length ? remembered.length - 1 : was[to]! - 1
    let old = firstOld
    for (let at = from + 1; at < to; at++) {
      if (was[at] !== null) continue
      while (old <= lastOld && (found.has(old) || contradicts(remembered[old]!, columns[at]!.profile))) old++
      if (old > lastOld) break
      was[at] = old
      if (headingKey(remembered[old]!.heading) !== headingKey(headerName(columns[at]!.header)))
        renamed.add(at)
      old++
    }
  }
  return renamed
}
