import { nearKeys } from '../places/misspellings.ts'
import { readBasis } from '../reference/bases.ts'
import { readCharge } from '../reference/charges.ts'
import { readContainers } from '../reference/containers.ts'
import { placeKey } from '../reference/fold.ts'
import { carriersOfHeadings, portsOfCarriers } from './carrier-headings.ts'
import { type ColumnHeader, placeOfHeading } from './header-name.ts'
import { matchHeader } from './header-terms.ts'
import { zonesOfHeadings } from './zone-headings.ts'

/** So many other columns must be headed by places before a word that is none is held for a misspelt one. */
const NEIGHBOURS = 2
const SHORTEST = 5
const LONGEST = 30

/**
 * The places that head these columns; null where none does. Beside "SINGAPORE" and "JAKARTA" a "SURBAAYA" is a port as well,
 * where some place is written nearly so, and so is a "CAPE TWON" over the same containers as "DURBAN": else its prices would
 * be held for those of the port to its left. A carrier that heads several columns may say for which port each is.
 */
export function placesOfHeadings(headers: readonly ColumnHeader[]): (string | null)[] {
  const ports = portsOfCarriers(carriersOfHeadings(headers, new Map()), headers)
  const zones = zonesOfHeadings(headers)
  const places = headers.map((header, at) => ports[at]?.text ?? zones[at]?.name ?? placeOfHeading(header))
  const named = new Set(places.filter((place) => place !== null))
  if (named.size === 0) return places
  const besides = new Set(headers.flatMap(({ parts }, at) => (places[at] ? beside(parts, places[at]) : [])))
  return places.map((place, at) => {
    if (place !== null) return place
    const { parts } = headers[at]!
    const near = parts.toReversed().find(looksMisspelt) ?? null
    if (near === null || named.size >= NEIGHBOURS) return near
    return beside(parts, near).some((rest) => besides.has(rest)) ? near : null
  })
}

/** What else stands over a column that a place heads, as one text; nothing where that is all. */
function beside(parts: readonly string[], place: string): string[] {
  const rest = parts.filter((part) => !part.includes(place)).join('\n')
  return rest === '' ? [] : [rest]
}

function looksMisspelt(part: string): boolean {
  if (part.length < SHORTEST || part.length > LONGEST || /\d/.test(part)) return false
  if (
    readBasis(part) ||
    readContainers(part) ||
    readCharge(part)?.known ||
    (matchHeader(part)[0]?.score ?? 0) > KNOWN_HEADING
  )
    return false
  return nearKeys(placeKey(part), null).length > 0
}

/** From here on a text is a heading of the trade and no name. */
const KNOWN_HEADING = 0.6
