import { COLUMN_FIELDS } from '../../reference/vocabulary.ts'
import type { Label } from '../label.ts'
import type { StoredLabel } from '../label-folder.ts'
import type { LabelProblem } from './problem.ts'

/** A class with more than this share of all examples of its stage drowns the others ... */
const DROWNING_SHARE = 0.6
/** ... when there are this many examples at least. */
const LEAST_EXAMPLES = 20
/** Roles that most sheets have: a data set without them lacks something. */
const COMMON_ROLES: readonly string[] = [
  'origin',
  'destination',
  'price',
  'carrier',
  'expiry_date',
  'remarks',
]

/** The classes that a label is an example of. */
export function classesOf(label: Label): string[] {
  switch (label.stage) {
    case 'column-roles':
      return Object.entries(label.corrected.columns)
        .filter(([letter, role]) => label.given === null || label.given.columns[letter] !== role)
        .map(([, role]) => role)
    case 'field-mapping':
      return Object.values(label.corrected.prices).map((price) => price.charge_type ?? 'none')
    case 'place-resolution':
      return [label.corrected.unlocode === null ? 'none of them' : label.corrected.unlocode.slice(0, 2)]
    case 'row-labels':
      return [label.right.kind ?? 'rates']
  }
}

/** Classes with too much of the examples, and roles that no example has. */
export function imbalances(labels: readonly StoredLabel[]): LabelProblem[] {
  const live = labels.filter(({ label }) => label.state !== 'rejected')
  const problems: LabelProblem[] = []
  for (const [stage, group] of Map.groupBy(live, ({ label }) => label.stage)) {
    const counts = new Map<string, number>()
    for (const { label } of group)
      for (const name of classesOf(label)) counts.set(name, (counts.get(name) ?? 0) + 1)
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
    if (stage === 'row-labels' || total < LEAST_EXAMPLES) continue
    for (const [name, count] of counts) {
      if (count <= DROWNING_SHARE * total) continue
      problems.push({
        code: 'imbalance',
        severity: 'warning',
        paths: [],
        message: `${stage}: ${count} of ${total} examples are "${name}". Add examples of the others.`,
      })
    }
    if (stage !== 'column-roles') continue
    const shown = new Set(group.flatMap(({ label }) => allRoles(label)))
    const lacking = COMMON_ROLES.filter((role) => !shown.has(role))
    if (lacking.length > 0) {
      problems.push({
        code: 'class-without-examples',
        severity: 'warning',
        paths: [],
        message: `column-roles: no example of ${lacking.join(', ')} (${shown.size} of ${COLUMN_FIELDS.length + 2} roles have one).`,
      })
    }
  }
  return problems
}

function allRoles(label: Label): string[] {
  return label.stage === 'column-roles' ? Object.values(label.corrected.columns) : []
}
