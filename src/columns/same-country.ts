import { LANDLOCKED } from '../reference/landlocked.ts'
import type { ColumnFacts } from './answerer.ts'
import { textWording } from './cell-signals.ts'
import { countriesOf } from './country-claim.ts'
import { placeLikeness } from './place-likeness.ts'

/** Distinct pairs of cells that are compared, and how few known ones decide nothing. */
const COMPARED = 60
const FEWEST = 2

/** Share of rows in which two columns name places of one country; blank cells carry on what stands above them. */
export function sameCountryShare(one: ColumnFacts, other: ColumnFacts, gateways = false): number | null {
  let same = 0
  let known = 0
  let above = ''
  let beside = ''
  const seen = new Set<string>()
  for (let i = 0; i < one.profile.texts.length && seen.size < COMPARED; i++) {
    const text = one.profile.texts[i]!
    if (text !== '' && !textWording(text).has('ditto')) above = text
    const partner = other.profile.texts[i]!
    if (partner !== '' && !textWording(partner).has('ditto')) beside = partner
    const key = `${above}|${beside}`
    if (above === '' || beside === '' || seen.has(key)) continue
    seen.add(key)
    const a = countryOf(above)
    const b = countryOf(beside)
    if (!a || !b) continue
    known++
    if (a === b || (gateways && LANDLOCKED.has(b))) same++
  }
  return known < FEWEST ? null : same / known
}

/** Whose inland points a box reaches by rail from a port of the same country; elsewhere such a port is a hub. */
const BY_RAIL: ReadonlySet<string> = new Set(['US', 'CA'])

/** Whether any row names a port and an end that lie in one country of long railways: "Toronto | Montreal". */
export function namesGateway(passed: ColumnFacts, end: ColumnFacts): boolean {
  return passed.profile.texts.some((text, row) => {
    const country = text === '' ? null : countryOf(text)
    return country !== null && BY_RAIL.has(country) && country === countryOf(end.profile.texts[row] ?? '')
  })
}

function countryOf(text: string): string | null {
  if (textWording(text).has('nothing')) return null
  const bare = text.replace(/^\s*(?:via|vía|über|over|qua)\s+/iu, '')
  return placeLikeness(bare) === 0 ? null : (countriesOf(bare, false)[0] ?? null)
}
