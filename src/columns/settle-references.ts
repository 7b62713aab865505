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

/** What is computed from both. */
const COMPARED =
  /(?<!\p{L})(?:savings?|variance|difference|diff|delta|ahorros?|diferencias?|economia|abweichung|differenz|ersparnis|écarts?|scostamento)(?!\p{L})|差异|差額|差额/iu

/** Whether a heading names no offer, but what a buyer holds those against that the other headings name. */
export function namesReference(heading: string, others: readonly string[]): boolean {
  if (COMPARED.test(heading)) return true
  if (OFFERED.test(heading)) return false
  return REFERENCE.test(heading) || (PAID_TODAY.test(heading) && others.some((other) => OFFERED.test(other)))
}

/**
 * "Target 40HC", "Incumbent rate" beside the prices of a tender's answers: what the buyer would pay or pays today. Where
 * nothing else is priced, it is the price.
 */
export function settleReferences(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  const priced = columns.flatMap((column, at) =>
    roles[at] === 'price' ? [{ at, heading: headingOf(column) }] : [],
  )
  const isOffer = ({ heading }: { heading: string }, others: readonly string[]) =>
    !namesReference(heading, others)
  const headings = priced.map(({ heading }) => heading)
  if (!priced.some((one) => isOffer(one, headings))) return
  for (const one of priced) if (!isOffer(one, headings)) roles[one.at] = 'ignored'
}
