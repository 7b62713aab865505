import type { StoredLabel } from '../label-folder.ts'
import type { Split } from '../split.ts'
import type { LabelProblem } from './problem.ts'

/** Headings that two layouts have in common, as a share of all of both, from which they are one layout by two names. */
const SAME_LAYOUT = 0.85
/** Fewer headings tell no layout. */
const LEAST_HEADINGS = 3

/** Layouts that lie in different parts of the division and are the same, or belong to one carrier. */
export function leaks(labels: readonly StoredLabel[], splits: ReadonlyMap<string, Split>): LabelProblem[] {
  const layouts = new Map<string, { headings: Set<string>; carriers: Set<string>; paths: string[] }>()
  for (const { label, path } of labels) {
    const layout = layouts.get(label.layout) ?? { headings: new Set(), carriers: new Set(), paths: [] }
    layout.paths.push(path)
    if (label.carrier) layout.carriers.add(label.carrier.trim().toLowerCase())
    if (label.stage !== 'place-resolution') {
      for (const row of label.right.header_rows)
        for (const cell of Object.values(label.excerpt.rows[row] ?? {})) {
          const text = String(typeof cell === 'object' ? cell.value : cell)
          layout.headings.add(text.toLowerCase().replace(/\s+/g, ' ').trim())
        }
    }
    layouts.set(label.layout, layout)
  }
  const problems: LabelProblem[] = []
  const all = [...layouts]
  for (let i = 0; i < all.length; i++) {
    for (let j = i + 1; j < all.length; j++) {
      const [[a, one], [b, other]] = [all[i]!, all[j]!]
      const [here, there] = [splits.get(a), splits.get(b)]
      if (here === undefined || there === undefined || here === there) continue
      const same = overlap(one.headings, other.headings) >= SAME_LAYOUT
      const carrier = [...one.carriers].find((name) => other.carriers.has(name))
      if (!same && carrier === undefined) continue
      problems.push({
        code: 'leakage',
        severity: 'error',
        paths: [one.paths[0]!, other.paths[0]!],
        message: `${same ? 'The same headings' : `Carrier "${carrier}"`} in ${here} (${a}) and ${there} (${b}). Put both into one part in split.yaml.`,
      })
    }
  }
  return problems
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size < LEAST_HEADINGS || b.size < LEAST_HEADINGS) return 0
  let both = 0
  for (const heading of a) if (b.has(heading)) both++
  return both / (a.size + b.size - both)
}
