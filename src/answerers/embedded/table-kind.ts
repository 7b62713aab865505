import type { ColumnFacts, ColumnQuestion } from '../../columns/answerer.ts'
import { placeOfHeading } from '../../columns/header-name.ts'
import { foldHeader } from '../../columns/header-terms.ts'
import { FeatureSet, type SparseVector } from './logistic.ts'
import { surroundingCues } from './surrounding-cues.ts'

/** Size of the hash space of the table-kind model. */
export const KIND_BUCKETS = 2048

/** Features of a table for what it is: its roles as decoded, its headings, what stands above it, its formulas. */
export function kindFeatures(question: ColumnQuestion, roles: readonly string[]): SparseVector {
  const set = new FeatureSet(KIND_BUCKETS)
  const { columns, table } = question
  const counts = new Map<string, number>()
  for (const role of roles) counts.set(role, (counts.get(role) ?? 0) + 1)
  for (const [role, count] of counts) {
    set.add(`has:${role}`)
    set.add(`share:${role}`, count / roles.length)
    if (count > 1) set.add(`several:${role}`)
  }
  for (const role of ['origin', 'destination', 'price', 'charge', 'member'])
    if (!counts.has(role)) set.add(`lacks:${role}`)
  const prices = columns.filter((_, at) => roles[at] === 'price')
  const share = placeHeadingShare(prices)
  for (const step of [0.2, 0.5, 0.8]) if (share > step) set.add(`place-headings>${step}`, 2)
  const foreign = prices.filter(({ profile }) => profile.foreignFormulaShare > 0.6).length
  if (prices.length > 0 && foreign / prices.length > 0.6) set.add('foreign-formulas', 3)
  for (const cue of surroundingCues(table)) set.add(cue)
  const words = new Set<string>()
  for (const column of columns)
    for (const word of foldHeader(column.header.parts.join(' ')).split(' ')) words.add(word)
  for (const word of words) set.add(`h=${word}`, 2 / Math.sqrt(words.size + 1))
  const above = new Set<string>()
  for (const cell of table.context) {
    if (cell.position === 'below' || cell.position === 'workbook') continue
    for (const word of foldHeader(cell.text).split(/[ /']+/))
      if (word.length > 1 && !/\d/.test(word)) above.add(word)
  }
  for (const word of above) set.add(`t=${word}`, 1.5 / Math.sqrt(above.size + 1))
  return set.build()
}

/** Share of price columns that are headed by a place, when several places head them; 0 otherwise. */
export function placeHeadingShare(prices: readonly ColumnFacts[]): number {
  const places = prices.map(({ header }) => placeOfHeading(header)).filter((place) => place !== null)
  return new Set(places).size < 2 ? 0 : places.length / prices.length
}
