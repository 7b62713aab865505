import type { ColumnAnswer, ColumnRoleAnswer } from '../../columns/answerer.ts'
import { columnLetter } from '../../workbook/grid.ts'
import { type Difference, type Merged, signMerged } from './merged.ts'
import { agreed, settle, type Trust } from './weighing.ts'

/** Roles column by column from two answers; columns outside of `asked` stay as the first has them. */
export function mergeColumns(
  first: ColumnAnswer,
  second: ColumnAnswer,
  trust: Trust,
  asked?: readonly number[],
): Merged<ColumnAnswer> {
  const differs: Difference[] = []
  const given = new Map(second.columns.map((column) => [column.id, column]))
  const columns = first.columns.map((one): ColumnRoleAnswer => {
    const other = given.get(one.id)
    // Said by a person, or nothing said at all: there is nothing to weigh.
    if (one.settled || !other || other.confidence === 0 || (asked && !asked.includes(one.id))) return one
    return mergeColumn(one, other, trust, differs)
  })
  const kind = asked ? first : mergeKind(first, second, trust, differs)
  const sure = columns.filter(({ role }) => role !== 'ignored').map(({ confidence }) => confidence)
  const answered = signMerged(first.answered, second.answered, sure, differs)
  return {
    answer: {
      kind: kind.kind,
      kindConfidence: kind.kindConfidence,
      columns,
      ...(answered ? { answered } : {}),
    },
    differs,
  }
}

function mergeColumn(
  first: ColumnRoleAnswer,
  second: ColumnRoleAnswer,
  trust: Trust,
  differs: Difference[],
): ColumnRoleAnswer {
  if (first.role === second.role) return { ...first, confidence: agreed(first.confidence, second.confidence) }
  const likelihood = first.alternatives.find(({ role }) => role === second.role)?.confidence
  const { wins, confidence } = settle(trust, first.confidence, second.confidence, likelihood)
  const [stands, falls] = wins === 'first' ? [first, second] : [second, first]
  differs.push({
    what: `${columnLetter(first.id)}: ${falls.role}, not ${stands.role}`,
    confidence,
    wins,
  })
  const others = [falls, ...first.alternatives, ...second.alternatives].filter(
    ({ role }) => role !== stands.role,
  )
  const alternatives = others
    .filter(({ role }, at) => others.findIndex((other) => other.role === role) === at)
    .map(({ role, confidence: own }) => ({ role, confidence: Math.min(own, 1 - confidence) }))
  return { id: first.id, role: stands.role, confidence, alternatives }
}

function mergeKind(first: ColumnAnswer, second: ColumnAnswer, trust: Trust, differs: Difference[]) {
  if (second.kindConfidence === 0) return first
  if (first.kind === second.kind)
    return { kind: first.kind, kindConfidence: agreed(first.kindConfidence, second.kindConfidence) }
  const { wins, confidence } = settle(trust, first.kindConfidence, second.kindConfidence)
  const [stands, falls] = wins === 'first' ? [first, second] : [second, first]
  differs.push({ what: `table: ${falls.kind}, not ${stands.kind}`, confidence, wins })
  return { kind: stands.kind, kindConfidence: confidence }
}
