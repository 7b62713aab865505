import type { ColumnFacts } from './answerer.ts'
import { headingOf, MOST } from './column-shares.ts'
import type { ColumnRole } from './understanding.ts'

const VOYAGE =
  /\bet[das]\b|depart|arriv|sailing|vessel|voyage|cut-?\s?off|closing|abfahrt|ankunft|salida|llegada|离港|到港|开船/iu

const HOLDS =
  /valid|expir|effect|until|vigen|gültig|geldig|ważn|berlaku|действ|срок|有效|有効|유효|hiệu lực|geçerli/iu
const LAST = /expir|until|till?\b|\bto\b|\bend|thru|hasta|\bbis\b|截止|失效|đến|만료|bitiş/iu

/** When the terminal or the office closes for a ship. */
const CLOSING =
  /截关|截單|截单|截港|截重|截VGM|截补料|结关|\bclosing\b|cut[- ]?off|\bcierre\b|annahmeschluss|cắt máng|kapanış|kapanis|закрыти|zamknięci/iu

/** "截关 | 开船": of two columns of days the one of the closing is no departure. */
function settleClosing(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  const sailing = roles.flatMap((role, at) => (role === 'etd' ? [at] : []))
  const closing = sailing.filter((at) => CLOSING.test(columns[at]!.header.own))
  if (closing.length < sailing.length) for (const at of closing) roles[at] = 'ignored'
}

/** Where a column says how long a price holds, the dates of the voyage do not. */
export function settleVoyage(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  settleClosing(columns, roles)
  const dates = columns.flatMap((column, at) => ((column.profile.shares.date ?? 0) >= MOST ? [at] : []))
  const holding = dates.filter((at) => HOLDS.test(headingOf(columns[at]!)))
  const voyage = dates.filter(
    (at) =>
      (roles[at] === 'effective_date' || roles[at] === 'expiry_date') &&
      VOYAGE.test(headingOf(columns[at]!)) &&
      !HOLDS.test(headingOf(columns[at]!)),
  )
  if (holding.length === 0 || voyage.length === 0) return
  for (const at of voyage) roles[at] = 'ignored'
  const departure = voyage.find((at) => !/arriv|\beta\b|ankunft|llegada|到港/iu.test(headingOf(columns[at]!)))
  const vessel = columns.findIndex(
    (column, at) => roles[at] === 'etd' && /vessel|voyage/iu.test(headingOf(column)),
  )
  if (departure !== undefined && vessel >= 0) roles[vessel] = 'ignored'
  if (departure !== undefined && !roles.includes('etd')) roles[departure] = 'etd'
  for (const at of holding) {
    if (roles[at] === 'effective_date' || roles[at] === 'expiry_date') continue
    const role = LAST.test(headingOf(columns[at]!)) ? 'expiry_date' : 'effective_date'
    if (!roles.includes(role)) roles[at] = role
  }
}
