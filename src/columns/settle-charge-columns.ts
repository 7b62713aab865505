import { readCharge } from '../reference/charges.ts'
import { readContainers } from '../reference/containers.ts'
import type { ColumnFacts } from './answerer.ts'
import { headingOf, MOST, shareOf } from './column-shares.ts'
import type { ColumnRole } from './understanding.ts'

export const CHARGE_CODE = /^[A-Z][A-Z0-9]{1,5}$/

const CHARGE_KIND =
  /(?:charge|cost|fee|rate)[\s_]*(?:group|categor\w*|class|section)|kostengruppe|费用(?:类别|分组)/iu
const CHARGE_VIA = /^([A-Z]{3,5})\s+(?:via|ex|at)\s/iu

/** "THC VIA MUNDRA", "THC VIA PIPAVAV" in a column without a heading: a charge by gateway, no place. */
export function settleChargesVia(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  if (roles.includes('charge') || roles.includes('charge_name')) return
  for (const [at, { profile }] of columns.entries()) {
    if (roles[at] === 'price') continue
    const filled = profile.texts.filter((text) => text.trim() !== '')
    const charges = filled.filter((text) => {
      const code = CHARGE_VIA.exec(text.trim())?.[1]
      return code !== undefined && readCharge(code)?.known === true
    })
    if (filled.length === 0 || charges.length < filled.length) continue
    roles[at] = 'charge'
    return
  }
}

/** Filled in less than this share of the rows, and not in the first: what it says holds for the rows that say it. */
const SELDOM = 0.5

/**
 * "FUTURE_SURCHARGES" with PSS in one row of forty lanes says nothing of what the others price; and of two columns of
 * commodities the one with the numbers of a tariff is none.
 */
export function settleAsides(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  const lanes =
    roles.some((role) => role === 'origin' || role === 'loading_port') &&
    roles.some((role) => role === 'destination' || role === 'unloading_port')
  const boxes = columns.some(
    ({ header }, at) => roles[at] === 'price' && (readContainers(header.own)?.sizes.length ?? 0) > 0,
  )
  for (const [at, { profile }] of columns.entries()) {
    if (!lanes || !boxes || (roles[at] !== 'charge' && roles[at] !== 'charge_name')) continue
    const filled = profile.texts.filter((text) => text.trim() !== '').length
    if ((profile.texts[0] ?? '').trim() === '' && filled < SELDOM * profile.texts.length)
      roles[at] = 'ignored'
  }
  const goods = columns.flatMap((_, at) => (roles[at] === 'commodity' ? [at] : []))
  const numbered = goods.filter((at) => shareOf(columns[at]!, TARIFF_NUMBER) >= MOST)
  if (numbered.length < goods.length) for (const at of numbered) roles[at] = 'ignored'
}

const TARIFF_NUMBER = /^\d{4}(?:\.?\d{2}){1,3}$/

/** Of two columns that name the charge, the one with codes is the charge, the other its name. */
export function settleChargeNames(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  const all = columns.flatMap((_, at) => (roles[at] === 'charge' || roles[at] === 'charge_name' ? [at] : []))
  const kinds = all.length > 1 ? all.filter((at) => CHARGE_KIND.test(headingOf(columns[at]!))) : []
  // FREIGHT, ORIGIN, DESTINATION beside the charges: what they are booked under.
  if (kinds.length > 0 && kinds.length < all.length) for (const at of kinds) roles[at] = 'ignored'
  const naming = all.filter((at) => roles[at] !== 'ignored')
  if (naming.length !== 2) return
  const coded = naming.filter((at) => shareOf(columns[at]!, CHARGE_CODE) >= MOST)
  if (coded.length !== 1) return
  for (const at of naming) roles[at] = at === coded[0] ? 'charge' : 'charge_name'
}
