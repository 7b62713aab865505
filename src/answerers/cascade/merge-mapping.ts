import type { LiteralAnswer, MappingAnswer, PriceColumnAnswer } from '../../mapping/answerer.ts'
import type { MappingField } from '../../mapping/mapping.ts'
import { columnLetter } from '../../workbook/grid.ts'
import { type Difference, type Merged, signMerged } from './merged.ts'
import { agreed, settle, type Trust } from './weighing.ts'

/** What of a mapping question was asked of the second one. */
export interface MappingScope {
  /** Ids of price columns; absent: all. */
  readonly asked?: readonly number[]
  readonly literals?: boolean
}

/** Literals field by field and price columns one by one from two answers. */
export function mergeMapping(
  first: MappingAnswer,
  second: MappingAnswer,
  trust: Trust,
  { asked, literals: askedLiterals = true }: MappingScope = {},
): Merged<MappingAnswer> {
  const differs: Difference[] = []
  const given = new Map(second.prices.map((price) => [price.id, price]))
  const prices = first.prices.map((one): PriceColumnAnswer => {
    const other = given.get(one.id)
    if (!other || other.confidence === 0 || (asked && !asked.includes(one.id))) return one
    return mergePrice(one, other, trust, differs)
  })
  const literals = askedLiterals
    ? mergeLiterals(first.literals, second.literals, trust, differs)
    : first.literals
  const confidences = [...literals, ...prices].map(({ confidence }) => confidence)
  const answered = signMerged(first.answered, second.answered, confidences, differs)
  return { answer: { literals, prices, ...(answered ? { answered } : {}) }, differs }
}

function mergePrice(
  first: PriceColumnAnswer,
  second: PriceColumnAnswer,
  trust: Trust,
  differs: Difference[],
): PriceColumnAnswer {
  const [a, b] = [factsOf(first), factsOf(second)]
  const apart = Object.keys(a).filter((fact) => a[fact] !== b[fact])
  if (apart.length === 0) return { ...first, confidence: agreed(first.confidence, second.confidence) }
  const { wins, confidence } = settle(trust, first.confidence, second.confidence)
  const [stands, falls] = wins === 'first' ? [a, b] : [b, a]
  const words = apart.map((fact) => `${fact} ${falls[fact]}, not ${stands[fact]}`)
  differs.push({ what: `${columnLetter(first.id)}: ${words.join('; ')}`, confidence, wins })
  return { ...(wins === 'first' ? first : second), confidence }
}

/** What is said of a price column, each fact as a word. */
function factsOf(price: PriceColumnAnswer): Record<string, string> {
  const word = (value: string | number | null) => (value === null ? 'none' : String(value))
  const column = (id: number | null) => (id === null ? 'none' : `column ${columnLetter(id)}`)
  return {
    type: word(price.type),
    container: price.containerSizes.join('/') || 'none',
    'container type': word(price.containerType),
    charge: word(price.charge),
    basis: word(price.basis),
    currency: typeof price.currency === 'number' ? column(price.currency) : word(price.currency),
    minimum: column(price.minimum),
    'weight break': word(price.weightBreak),
    heading: word(price.headingIs),
  }
}

/** The surest literal of each field. */
function surest(literals: readonly LiteralAnswer[]): Map<MappingField, LiteralAnswer> {
  const best = new Map<MappingField, LiteralAnswer>()
  for (const literal of literals) {
    const known = best.get(literal.field)
    if (!known || literal.confidence > known.confidence) best.set(literal.field, literal)
  }
  return best
}

function mergeLiterals(
  first: readonly LiteralAnswer[],
  second: readonly LiteralAnswer[],
  trust: Trust,
  differs: Difference[],
): LiteralAnswer[] {
  const [a, b] = [surest(first), surest(second)]
  const fields = new Set([...a.keys(), ...b.keys()])
  return [...fields].flatMap((field): LiteralAnswer[] => {
    const [one, other] = [a.get(field), b.get(field)]
    if (!other) return [one!]
    // What the first did not see at all is told as a difference; a mere witness adds nothing.
    if (!one) {
      const taken = trust !== 'witness'
      const what = taken ? `${field}: none, not "${other.text}"` : `${field}: "${other.text}", not none`
      differs.push({ what, confidence: other.confidence, wins: taken ? 'second' : 'first' })
      return taken ? [other] : []
    }
    if (saysTheSame(one, other)) return [{ ...one, confidence: agreed(one.confidence, other.confidence) }]
    const { wins, confidence } = settle(trust, one.confidence, other.confidence)
    const [stands, falls] = wins === 'first' ? [one, other] : [other, one]
    differs.push({ what: `${field}: "${falls.text}", not "${stands.text}"`, confidence, wins })
    return [{ ...stands, confidence }]
  })
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim()

/** Of two cuts of one text the longer holds the shorter: "USD" and "in USD". */
function saysTheSame(one: LiteralAnswer, other: LiteralAnswer): boolean {
  const [a, b] = [plain(one.text), plain(other.text)]
  return a === b || (one.context === other.context && (a.includes(b) || b.includes(a)))
}
