import { columnHeaders } from '../columns/header-name.ts'
import type { Mapping } from '../mapping/mapping.ts'
import { resolvePlaces } from '../places/resolve-places.ts'
import type { ContextCell, Table } from '../tables/table.ts'
import { ColumnReader } from './column-reader.ts'

/** Named port groups of a workbook: upper-cased name → UN/LOCODEs of the members, one code a member. */
export type PortGroups = ReadonlyMap<string, readonly string[]>

export const groupKey = (name: string): string =>
  name.normalize('NFKC').replace(/\s+/g, ' ').trim().toUpperCase()

/** "China BP (base ports) = Shanghai, Ningbo", "USWC base ports = Los Angeles, Long Beach, Oakland", "CMP: Shanghai/Ningbo", "Base ports include ...". */
const DEFINITION =
  /([\p{L}\d][\p{L}\d\s/&.\-_]{1,40}?)\s*(?:\([^()]{2,30}\)\s*)?(?:=|:|：|\bmeans\b|\bincludes?\b|\binclude[sd]?\b|\bare\b|\bincluye\b|\binkl\.|\bincl\.|包括|包含)\s*([^()（）;；\n]{5,400})/giu
/** A member list of fewer readable places is a sentence, not a definition. */
const FEWEST_MEMBERS = 2

/** Groups that a table of kind `reference` defines (a port-group tab). */
export function groupsOfTable(table: Table, mapping: Mapping): PortGroups {
  const groups = new Map<string, string[]>()
  const { group, member, member_code: code } = mapping
  if (typeof group !== 'number' || (typeof member !== 'number' && typeof code !== 'number')) return groups
  const reader = new ColumnReader(table)
  for (let row = table.firstDataRow; row <= table.lastDataRow; row++) {
    const name = reader.at(row, group, true)
    if (!name) continue
    const key = groupKey(name.text)
    const members = groups.get(key) ?? []
    const codeText = typeof code === 'number' ? table.grid.text(row, code) : ''
    const memberText = typeof member === 'number' ? table.grid.text(row, member) : ''
    for (const place of resolvePlaces(codeText || memberText).places) {
      if (place.unlocode && !members.includes(place.unlocode)) members.push(place.unlocode)
    }
    groups.set(key, members)
  }
  return groups
}

/** Groups that titles and notes define in a sentence. */
export function groupsOfContext(context: readonly ContextCell[]): PortGroups {
  const groups = new Map<string, string[]>()
  for (const cell of context) {
    const text = cell.kind === 'key_value' && cell.key ? `${cell.key}: ${cell.text}` : cell.text
    if (text.length > 2000) continue
    for (const match of text.matchAll(DEFINITION)) {
      const name = groupNameIn(match[1]!)
      if (!name) continue
      const reading = resolvePlaces(match[2]!)
      const codes = reading.places.flatMap((place) => (place.unlocode ? [place.unlocode] : []))
      if (codes.length >= FEWEST_MEMBERS && codes.length >= reading.places.length - 1)
        groups.set(groupKey(name), codes)
    }
  }
  return groups
}

/** Codes and nothing else, as they stand under the name of a zone: "INNSA INMUN INPAV". */
const CODES = /^[A-Z]{2}[A-Z2-9]{3}(?:[\s,;/&+]+[A-Z]{2}[A-Z2-9]{3})+$/

/** Groups that head columns: the name of a zone, and under it the codes of its ports. */
export function groupsOfHeadings(table: Table): PortGroups {
  const groups = new Map<string, string[]>()
  if (table.headerRows.length < 2) return groups
  for (const { parts } of columnHeaders(table))
    for (const [at, part] of parts.entries()) {
      const name = parts[at - 1]
      if (name === undefined || !CODES.test(part) || groups.has(groupKey(name))) continue
      const codes = part.split(/[\s,;/&+]+/)
      const { places } = resolvePlaces(codes.join('/'))
      if (places.length === codes.length && places.every(({ unlocode }) => unlocode !== null))
        groups.set(groupKey(name), codes)
    }
  return groups
}

/** The group's name at the end of the words before the sign; null when they name no group. */
function groupNameIn(words: string): string | null {
  const name = words
    .replace(/^.*[.;]\s+/, '')
    .replace(/^.*?\b(?:of|on|top|to|from|where|note|remark)\b\s*/i, '')
    .trim()
  const reading = resolvePlaces(name)
  return reading.places.length === 1 && reading.places[0]!.group ? name : null
}
