import { PLACE_FIELDS } from '../places/answerer.ts'
import type { ColumnFacts } from './answerer.ts'
import { codesNameThese, holdsPlaceCodes } from './code-by-data.ts'
import { headingCues, sideOf } from './heading-cues.ts'
import type { ColumnRole } from './understanding.ts'

const PLACES: ReadonlySet<ColumnRole> = new Set<ColumnRole>(PLACE_FIELDS)
const PORT_OF = { origin: 'loading_port', destination: 'unloading_port' } as const
const GATEWAY = /gateway/iu
const MODE = /\bmode\b|\bmode of transport\b/iu
/** "CFS to origin gateway mode": of a leg, not of the service. */
const LEG = /\bto\b|\bfrom\b|pre-?carriage|on-?carriage/iu
const TRANSPORT =
  /^(?:trucks?|trucking|road|rail|train|barge|vessel|feeder|ship|sea|ocean|air|intermodal|n\/?a|-)(?:\s*[/+&]\s*(?:truck|road|rail|barge|vessel|feeder|sea))*$/iu

/**
 * A chain of places, each with its code and with how the cargo goes on from it ("Origin CFS | CFS code | CFS to gateway
 * mode | Origin gateway | Gateway code | Port of loading | POL code"): a gateway beside a port of its end is passed, a
 * code belongs to the place on its left, and how a leg is gone is no service.
 */
export function settleChain(columns: readonly ColumnFacts[], answered: readonly ColumnRole[]): ColumnRole[] {
  const roles = [...answered]
  for (const [at, column] of columns.entries()) {
    if (roles[at] !== 'price' && isLegMode(column)) roles[at] = 'ignored'
  }
  for (const [at, column] of columns.entries()) {
    const { own, parent } = column.header
    const end = GATEWAY.test(own) && !isCodes(column) ? (sideOf(own) ?? sideOf(parent)) : null
    if (end === null || !PLACES.has(roles[at]!)) continue
    if (roles.some((role, other) => other !== at && role === PORT_OF[end] && !isCodes(columns[other]!)))
      roles[at] = `${end}_via`
  }
  settleCodesOfChain(columns, roles)
  return roles
}

function isLegMode({ header, profile }: ColumnFacts): boolean {
  if (!MODE.test(header.own) || !LEG.test(header.own)) return false
  return profile.texts.every((text) => text.trim() === '' || TRANSPORT.test(text.trim()))
}

const isCodes = (column: ColumnFacts): boolean =>
  headingCues(column.header.own).includes('code') || holdsPlaceCodes(column)

/** Where an end has several places with a code each, every code is that of the place on its left. */
function settleCodesOfChain(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  const pairs = columns.flatMap((column, at) => {
    const named = columns[at - 1]
    if (!named || !PLACES.has(roles[at - 1]!) || isCodes(named)) return []
    if (roles[at] === 'price' || roles[at] === 'ignored') return []
    if (!headingCues(column.header.own).includes('code') || !holdsPlaceCodes(column)) return []
    return codesNameThese(column, named) === false ? [] : [at]
  })
  const places = (end: 'origin' | 'destination') =>
    roles.filter((role, at) => (role === end || role === PORT_OF[end]) && !isCodes(columns[at]!)).length
  if (pairs.length < 2 || (places('origin') < 2 && places('destination') < 2)) return
  for (const at of pairs) {
    const role = roles[at - 1]!
    roles[at] = role === 'origin' || role === 'destination' ? `${role}_code` : 'ignored'
  }
}
