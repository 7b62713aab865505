import type { ColumnFacts } from './answerer.ts'
import { headingOf } from './column-shares.ts'
import type { ColumnRole } from './understanding.ts'

/** What a buyer holds offers against: no price that anybody offers. */
const REFERENCE =
  /(?<!\p{L})(?:targets?|target[ _-]?(?:rates?|price)|benchmarks?|incumbents?|baseline|budget(?:ed)? (?:rates?|price|cost)|last (?:year|round|bid|season)\p{L}*|previous (?:year|round|bid|contract)|prior (?:year|round|bid|contract)|historic(?:al)?|should[ -]?cost|zielpreis|zielrate|objetivo|alvo|cible|obiettivo|hedef|mục tiêu)(?!\p{L})|目标价|目標價|目標価格|목표가|целев/iu
/** What is paid today, where others offer for it. */
const PAID_TODAY =
  /(?<!\p{L})(?:current|existing|present|today'?s?|actual(?:es)?|aktuell\p{L}*|vigentes?|actuel\p{L}*) (?:rates?|prices?|costs?|contract|supplier|tarifas?|preis\p{L}*|prix)(?!\p{L})|当前价|現行価格/iu
/** Words over a price that somebody offers against it. */
const OFFERED =
  /(?<!\p{L})(?:offers?|offered|bids?|bidders?|quot\p{L}*|proposed|proposal|round ?\d|new|your|responses?|ofert\p{L}*|angebot\p{L}*|offres?|teklif\p{L}*)(?!\p{L})/iu

/** Whether a heading names what a buyer holds offers against. */
export const namesReference = (heading: string): boolean => REFERENCE.test(heading) && !OFFERED.test(heading)

/**
 * "Target 40HC", "Incumbent rate" beside the prices of a tender's answers: what the buyer would pay or pays today. Where
 * nothing else is priced, it is the price.
 */
export function settleReferences(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  const priced = columns.flatMap((column, at) =>
    roles[at] === 'price' ? [{ at, heading: headingOf(column) }] : [],
  )
  const referring = priced.filter(({ heading }) => namesReference(heading))
  const paid = priced.filter(({ heading }) => PAID_TODAY.test(heading))
  const others = priced.filter((one) => !referring.includes(one) && !paid.includes(one))
  if (others.length === 0) return
  for (const { at } of referring) roles[at] = 'ignored'
  if (others.some(({ heading }) => OFFERED.test(heading))) for (const { at } of paid) roles[at] = 'ignored'
}
