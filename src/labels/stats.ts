import type { Label } from './label.ts'
import type { StoredLabel } from './label-folder.ts'
import { classesOf } from './lint/balance.ts'

/** How many labels there are of each kind, the most frequent first. */
export interface LabelStats {
  readonly labels: number
  readonly stage: Readonly<Record<string, number>>
  readonly state: Readonly<Record<string, number>>
  readonly source: Readonly<Record<string, number>>
  /** Classes of the corrected answers, by stage: `column-roles: destination_via`. */
  readonly class: Readonly<Record<string, number>>
  readonly carrier: Readonly<Record<string, number>>
  readonly layout: Readonly<Record<string, number>>
  /** Script of the headings: what language they may be in. */
  readonly script: Readonly<Record<string, number>>
}

export function labelStats(labels: readonly StoredLabel[]): LabelStats {
  const count = (of: (label: Label) => readonly string[]): Record<string, number> => {
    const counts = new Map<string, number>()
    for (const { label } of labels)
      for (const name of of(label)) counts.set(name, (counts.get(name) ?? 0) + 1)
    return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)))
  }
  return {
    labels: labels.length,
    stage: count(({ stage }) => [stage]),
    state: count(({ state }) => [state]),
    source: count(({ source }) => [source]),
    class: count((label) => classesOf(label).map((name) => `${label.stage}: ${name}`)),
    carrier: count(({ carrier }) => [carrier ?? 'not named']),
    layout: count(({ layout }) => [layout]),
    script: count((label) => [scriptOf(label)]),
  }
}

const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['Japanese', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['Korean', /\p{Script=Hangul}/u],
  ['Chinese', /\p{Script=Han}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Arabic', /\p{Script=Arabic}/u],
]

function scriptOf(label: Label): string {
  const rows = label.stage === 'place-resolution' ? null : label.right.header_rows
  const text =
    label.stage === 'place-resolution'
      ? label.question.text
      : (rows ?? [])
          .flatMap((row) =>
            Object.values(label.excerpt.rows[row] ?? {}).map((cell) =>
              String(typeof cell === 'object' ? cell.value : cell),
            ),
          )
          .join(' ')
  return SCRIPTS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'Latin'
}
