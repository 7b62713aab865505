import type { Understanding } from '../../columns/understanding.ts'
import type { Mapping } from '../../mapping/mapping.ts'
import type { AnswerValue } from '../finding.ts'
import type { ProposedRepair } from './answer-check.ts'

export interface Answers {
  readonly understanding: Understanding
  readonly mapping: Mapping
}

/** The answers with one field changed; nothing is changed in place. */
export function applyRepair(answers: Answers, repair: ProposedRepair): Answers {
  const changed = withValue(answers[repair.stage], repair.field.split('.'), repair.after)
  const repaired = { ...answers, [repair.stage]: changed }
  // A literal that is gone has no source any more.
  if (
    repair.stage === 'mapping' &&
    typeof repair.after !== 'string' &&
    repair.field in repaired.mapping.sources
  ) {
    const { [repair.field]: _, ...sources } = repaired.mapping.sources
    return { ...repaired, mapping: { ...repaired.mapping, sources } }
  }
  return repaired
}

/** What the answers say at the place of a repair. */
export function valueAt(answers: Answers, { stage, field }: ProposedRepair): AnswerValue {
  let value: unknown = answers[stage]
  for (const part of field.split('.')) value = (value as Record<string, unknown> | undefined)?.[part]
  return (value ?? null) as AnswerValue
}

function withValue<T>(target: T, [part, ...rest]: readonly string[], value: unknown): T {
  if (part === undefined) return value as T
  if (Array.isArray(target))
    return target.map((item, at) => (at === Number(part) ? withValue(item, rest, value) : item)) as T
  const record = target as Record<string, unknown>
  return { ...record, [part]: withValue(record[part], rest, value) } as T
}
