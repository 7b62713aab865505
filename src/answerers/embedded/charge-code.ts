import type { MappingQuestion } from '../../mapping/answerer.ts'
import type { PriceHeading } from '../../mapping/price-heading.ts'
import { isHeading, type Statement } from '../../mapping/statements.ts'
import { readBasis } from '../../reference/bases.ts'
import { findCharges } from '../../reference/charges.ts'
import type { ChargeType } from '../../reference/vocabulary.ts'
import { isTwoSided, LUMPED } from './added-charges.ts'
import { surroundingCues } from './surrounding-cues.ts'

const SEA = /ocean|\bsea\b|\bo\/?f\b|mar[ií]tim|seefracht|海/iu

export function codeOf(
  question: MappingQuestion,
  heading: PriceHeading,
  type: ChargeType | null,
  statements: readonly Statement[],
): string | null {
  const { columns } = question.understanding
  const roles = new Set(columns.map(({ role }) => role))
  const perRow = roles.has('charge') || roles.has('charge_name')
  if (type === null) return null
  if (type === 'base' || type === 'total') {
    if (perRow) return null
    // "Base rate" in a tariff of drayage is that of the truck.
    const unsaid = heading.charge === null || heading.charge.code === 'BAS'
    return unsaid && surroundingCues(question.table).includes('title:haulage') && !SEA.test(heading.rest)
      ? 'TRK'
      : 'BAS'
  }
  if (type === 'arbitrary') {
    const originSide = roles.has('origin_via') || (roles.has('origin') && !roles.has('destination'))
    // Each row says at which end it adds.
    if (columns.some(isTwoSided)) return null
    return perRow ? null : (inlandCode(statements) ?? (originSide ? 'OPA' : 'DPA'))
  }
  // "B/L" over amounts of charges that the rows name is what they are paid for.
  if (perRow && readBasis(heading.rest) !== null) return null
  // "Local charges x AWB" are paid by the bill, and are none for it.
  if (heading.charge?.code === 'AWB' && LUMPED.test(heading.rest)) return null
  if (heading.charge?.known && heading.charge.type === 'surcharge') return heading.charge.code
  if (perRow || heading.rest !== '') return heading.charge?.code ?? null
  for (const statement of statements) {
    if (!isHeading(statement)) continue
    const charges = findCharges(statement.text).filter(
      (charge) => charge.known && charge.type === 'surcharge',
    )
    if (charges.length === 1) return charges[0]!.code
  }
  return null
}

/** "Inland Haulage Import (IHI), on top of ocean rates": the carrier's own code for what it adds. */
function inlandCode(statements: readonly Statement[]): string | null {
  for (const statement of statements) {
    if (!isHeading(statement)) continue
    const { text } = statement
    const [inland] = findCharges(text).filter(
      ({ category, code, index, length }) =>
        category === 'INLAND' &&
        text.slice(index, index + length) === code &&
        /[([]\s*$/.test(text.slice(0, index)),
    )
    if (inland) return inland.code
  }
  return null
}
