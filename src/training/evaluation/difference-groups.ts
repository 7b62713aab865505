import type { Difference } from './score.ts'

/** Differences of one workbook with one cause. */
export interface DifferenceGroup {
  readonly workbook: string
  readonly about: string
  readonly expected: string
  readonly got: string
  readonly count: number
  /** The first places, in the order of the sheet. */
  readonly at: readonly string[]
}

const PLACES_SHOWN = 6
/** What is wrong with a table explains what is wrong with its lines: shown first. */
const STRUCTURE_FIRST = [
  'header_rows',
  'data_rows',
  'range',
  'section_rows',
  'kind',
  'invented table',
  'sheet without rates',
  'column',
  'mapping',
]

/** Groups by workbook, field and pattern (expected → got); structure first, then the most frequent. */
export function groupDifferences(differences: readonly Difference[]): DifferenceGroup[] {
  const groups = new Map<string, { first: Difference; at: string[]; count: number }>()
  for (const difference of differences) {
    const { workbook, about, expected, got } = difference
    const key = JSON.stringify([workbook, about, expected, got])
    const group = groups.get(key) ?? { first: difference, at: [], count: 0 }
    group.count++
    if (group.at.length < PLACES_SHOWN) group.at.push(difference.at)
    groups.set(key, group)
  }
  return [...groups.values()]
    .map(({ first, at, count }) => ({
      workbook: first.workbook,
      about: first.about,
      expected: first.expected,
      got: first.got,
      count,
      at,
    }))
    .sort(
      (a, b) =>
        (a.workbook < b.workbook ? -1 : a.workbook > b.workbook ? 1 : 0) ||
        rank(a) - rank(b) ||
        b.count - a.count,
    )
}

function rank(group: DifferenceGroup): number {
  if (STRUCTURE_FIRST.includes(group.about) || group.about.startsWith('price ')) return 0
  return group.about.endsWith('finding') ? 2 : 1
}
