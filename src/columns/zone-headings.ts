import { readGroup } from '../places/groups.ts'
import { exactRank } from '../places/read-piece.ts'
import { readContainers } from '../reference/containers.ts'
import { readCountry } from '../reference/countries.ts'
import type { ColumnHeader } from './header-name.ts'

/** The name of a zone that heads a column, and what stands under it. */
export interface ZoneHeading {
  readonly name: string
  /** The heading below, white space squeezed: the ports of the zone. */
  readonly ports: string
}

/**
 * Zones side by side ("INDIA_ZONE1 | SRI_LANKA") with their ports under them: the prices are for the zone, also for one that
 * is called like a country or has one port. Null for all where the names only part ports that head columns of their own.
 */
export function zonesOfHeadings(headers: readonly ColumnHeader[]): (ZoneHeading | null)[] {
  const none = headers.map(() => null)
  const level = headers
    .map(({ parts }) => parts.findIndex((part, at) => isZone(part) && isPorts(parts[at + 1])))
    .find((at) => at >= 0)
  if (level === undefined) return none
  const zones = headers.map(({ parts }) => {
    const [name, ports] = [parts[level], parts[level + 1]]
    if (name === undefined || !isPorts(ports)) return null
    return readGroup(name) !== null || readCountry(name) !== null ? { name, ports } : null
  })
  const portsOf = new Map<string, Set<string>>()
  for (const zone of zones)
    if (zone) portsOf.set(zone.name, (portsOf.get(zone.name) ?? new Set()).add(zone.ports))
  const parts = [...portsOf.values()].some((ports) => ports.size > 1)
  const lists = zones.some((zone) => zone !== null && !isOnePlace(zone.ports))
  return parts || !lists ? none : zones
}

const isZone = (part: string): boolean => {
  const group = readGroup(part)
  return group === 'group' || group === 'named_group'
}

const isPorts = (part: string | undefined): part is string =>
  part !== undefined && /\p{L}{3}/u.test(part) && readContainers(part) === null

/** "Savannah, GA"; of several names in a row the whole is none, though readers may find one in it. */
const isOnePlace = (text: string): boolean => exactRank(text.split(',')[0]!) > 0
