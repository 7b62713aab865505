import type { UnderstoodColumn } from '../../columns/understanding.ts'
import type { MappingQuestion } from '../../mapping/answerer.ts'
import type { PriceHeading } from '../../mapping/price-heading.ts'

const OF_FREIGHT = /freight|flete|frete|fracht|\bfret\b|nolo|navlun|运费|運賃|운임|фрахт/iu
const OF_CHARGES =
  /gastos|charges?\b|\bcargos?\b|\bfees?\b|despesas|\btaxas?\b|\bfrais\b|nebenkosten|费用|杂费|local/iu

/**
 * The minimum of a price stands right of it, or right of the currency between them; where each minimum opens a block of
 * prices ("ATA min | ATA <1000 kg | ATA >1000 kg | PTD min | PTD"), left of it.
 */
export function minimumOf(
  question: MappingQuestion,
  headings: readonly PriceHeading[],
  at: number,
): number | null {
  const { columns } = question.understanding
  const prices = columns.filter(({ role }) => role === 'price')
  const { id } = prices[at]!
  const index = columns.findIndex((column) => column.id === id)
  if (minimaOpen(columns)) return openingMinimum(columns, index)
  const heading = headings[at]!
  const freight = heading.weightBreak !== null || heading.charge?.type === 'base'
  const others = freight ? OF_CHARGES : OF_FREIGHT
  for (const next of columns.slice(index + 1, index + 3)) {
    if (next.role === 'minimum' && !others.test(next.name)) return next.id
    if (next.role !== 'currency') break
  }
  const minima = columns.filter(({ role, name }) => role === 'minimum' && !others.test(name))
  // "Mín Gastos x Kg | Mín Flete": each says what it is the least of.
  const named = freight ? minima.filter(({ name }) => OF_FREIGHT.test(name)) : []
  if (named.length === 1) return named[0]!.id
  if (minima.length !== 1) return null
  const minimum = minima[0]!.id
  if (prices.length === 1) return minimum
  // Air: one minimum for all weight breaks, and not for the surcharges per kg beside them.
  if (headings.some(({ weightBreak }) => weightBreak !== null) && heading.weightBreak !== null) return minimum
  if (minimum === prices[0]!.id - 1) {
    const breaks = headings.some(({ weightBreak }) => weightBreak !== null)
    return breaks && heading.charge?.type === 'surcharge' ? null : minimum
  }
  // LCL: "per CBM", "per TON" and one minimum for the two.
  const pair = [headings[at], headings[at + 1]].map((one) => one?.basis ?? null)
  const halves = pair.includes('cbm') && pair.includes('ton') && prices[at + 1]?.id === id + 1
  return halves && minimum === id + 2 ? minimum : null
}

/** Several minima, of which the first stands before all prices and none behind the last. */
function minimaOpen(columns: readonly UnderstoodColumn[]): boolean {
  const order = columns.flatMap(({ role }) => (role === 'minimum' || role === 'price' ? role : []))
  return (
    order.filter((role) => role === 'minimum').length > 1 &&
    order[0] === 'minimum' &&
    order.at(-1) === 'price'
  )
}

/** The minimum that opens the block of a price; none for a price of another name in it ("Origin min | Origin fees | ATA fuel"). */
function openingMinimum(columns: readonly UnderstoodColumn[], index: number): number | null {
  const minimum = columns.slice(0, index).findLast(({ role }) => role === 'minimum')
  if (!minimum) return null
  const [word] = wordsOf(minimum.name)
  const named = word !== undefined && !/^min/.test(word)
  return !named || wordsOf(columns[index]!.name)[0] === word ? minimum.id : null
}

const wordsOf = (name: string): string[] => name.toLowerCase().match(/\p{L}+/gu) ?? []
