import { columnHeaders } from '../columns/header-name.ts'
import { zonesOfHeadings } from '../columns/zone-headings.ts'
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
/** "# : Shekou/Nansha/Huangpu" below a table in which a place is "#". */
const SIGN = /^\s*([#*†‡§^~]{1,3})\s*[:：=–-]?\s*(\p{L}[^()（）;；\n]{5,400})$/u
/** "JPN 7 = TOKYO, YOKOHAMA, NAGOYA": short for the ports behind the sign, whatever the letters are. */
const SHORT_FOR = /^\s*([A-Z][A-Z0-9]{1,5}(?:[ -][A-Z0-9]{1,3})?)\s*=\s*(\p{L}[^()（）;；=\n]{5,400})$/u
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
  const twice = new Set<string>()
  for (const cell of context) {
    const text = cell.kind === 'key_value' && cell.key ? `${cell.key}: ${cell.text}` : cell.text
    if (text.length > 2000) continue
    const [, sign, listed] = SIGN.exec(text) ?? []
    const members = sign === undefined ? null : membersIn(listed!)
    if (sign !== undefined && members !== null) {
      if (groups.has(sign) && groups.get(sign)!.join() !== members.join()) twice.add(sign)
      groups.set(sign, members)
      continue
    }
    const [, short, ports] = SHORT_FOR.exec(cell.text) ?? []
    const meant = short === undefined ? null : membersIn(ports!)
    if (meant !== null) groups.set(groupKey(short!), meant)
    for (const match of text.matchAll(DEFINITION)) {
      const name = groupNameIn(match[1]!)
      if (!name) continue
      const codes = membersIn(match[2]!)
      if (codes !== null) groups.set(groupKey(name), codes)
    }
  }
  // A sign that means one thing here and another there means nothing elsewhere.
  for (const sign of twice) groups.delete(sign)
  return groups
}

/** Codes and nothing else, as they stand under the name of a zone: "INNSA INMUN INPAV". */
const CODES = /^[A-Z]{2}[A-Z2-9]{3}(?:[\s,;/&+]+[A-Z]{2}[A-Z2-9]{3})+$/

/** Groups that head columns: the name of a zone, and under it the codes of its ports, or their names line by line. */
export function groupsOfHeadings(table: Table): PortGroups {
  const groups = new Map<string, string[]>()
  if (table.headerRows.length < 2) return groups
  const headers = columnHeaders(table)
  for (const zone of zonesOfHeadings(headers)) {
    if (zone === null || groups.has(groupKey(zone.name))) continue
    const codes = codesOfHeading(table, zone.ports)
    if (codes !== null) groups.set(groupKey(zone.name), codes)
  }
  for (const { parts } of headers)
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

/** The codes of the ports that a heading lists, as its cell writes them; null where one of them is not known. */
function codesOfHeading({ grid, headerRows, range }: Table, heading: string): string[] | null {
  for (const row of headerRows)
    for (let column = range.left; column <= range.right; column++) {
      const text = grid.text(row, column)
      if (text.replace(/\s+/g, ' ').trim() !== heading) continue
      const codes = text
        .split(/\s*[\n,;/&+]\s*/)
        .filter((name) => name.trim() !== '')
        .map((name) => resolvePlaces(name).places)
        .map((places) => (places.length === 1 ? places[0]!.unlocode : null))
      return codes.every((code) => code !== null) ? codes : null
    }
  return null
}

/** The codes of the ports that a text lists; null where it lists none. */
function membersIn(list: string): string[] | null {
  const { places } = resolvePlaces(list)
  const codes = places.flatMap((place) => (place.unlocode ? [place.unlocode] : []))
  return codes.length >= FEWEST_MEMBERS && codes.length >= places.length - 1 ? codes : null
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
