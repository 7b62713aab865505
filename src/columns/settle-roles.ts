import type { ColumnFacts } from './answerer.ts'
import { textWording } from './cell-signals.ts'
import { codesNameThese, holdsPlaceCodes } from './code-by-data.ts'
import { headingCues } from './heading-cues.ts'
import { sameCountryShare } from './same-country.ts'
import { isPortToPort } from './sea-lanes.ts'
import { settleByRows } from './settle-by-rows.ts'
import { settleByValues } from './settle-by-values.ts'
import { settleChain } from './settle-chain.ts'
import { settleHubs } from './settle-hubs.ts'
import { settleLoneOrigin } from './settle-lone-origin.ts'
import { settleHeadedPorts, settleTwins } from './settle-places.ts'
import type { ColumnRole } from './understanding.ts'

/** Share of the rows that must agree. */
const MOST = 0.5
const ROUTING: ReadonlySet<ColumnRole> = new Set<ColumnRole>([
  'destination_via',
  'transshipment_port',
  'origin_via',
])
const COUNTRIES: ReadonlySet<ColumnRole> = new Set<ColumnRole>(['origin_country', 'destination_country'])

/**
 * The roles as answered, but for what only the values of two columns together decide: which end a country column
 * belongs to, whether a routing point is a gateway or a hub, whether codes are those of the names beside them.
 * Columns in `settled`, by id, stay as answered.
 */
export function settleRoles(
  columns: readonly ColumnFacts[],
  answered: readonly ColumnRole[],
  settled: ReadonlySet<number> = new Set(),
): ColumnRole[] {
  const valued = settleByValues(columns, settleChain(columns, answered))
  const roles = settleByRows(columns, settleHubs(columns, valued))
  settleLoneOrigin(columns, roles)
  settlePorts(roles)
  settleBases(roles)
  const origin = columns[roles.indexOf('origin')]
  const destination = columns[roles.indexOf('destination')]
  roles.forEach((role, at) => {
    const column = columns[at]!
    const settled = ROUTING.has(role)
      ? routingByData(column, origin, destination)
      : COUNTRIES.has(role)
        ? countryByData(column, origin, destination)
        : null
    if (settled !== null && !roles.includes(settled)) roles[at] = settled
  })
  settleCodeColumns(columns, roles)
  settleCodes(columns, roles, 'origin', 'loading_port')
  settleCodes(columns, roles, 'destination', 'unloading_port')
  settleTwins(columns, roles)
  settleHeadedPorts(columns, roles)
  return roles.map((role, at) => (settled.has(columns[at]!.id) ? answered[at]! : role))
}

/** A load port without a place of receipt is where the leg starts; a discharge port without a delivery where it ends. */
function settlePorts(roles: ColumnRole[]): void {
  for (const [end, port] of [
    ['origin', 'loading_port'],
    ['destination', 'unloading_port'],
  ] as const) {
    const at = roles.indexOf(port)
    if (at >= 0 && !roles.includes(end) && !roles.includes(`${end}_via`)) roles[at] = end
    // "AEJEA ( JEBEL ALI )": codes that stand beside no names are the end.
    const code = roles.indexOf(`${end}_code`)
    if (code >= 0 && !roles.includes(end) && !roles.includes(port)) roles[code] = end
  }
}

/** A base port beside one end only is passed on that end's side: "Outport | Base port". */
function settleBases(roles: ColumnRole[]): void {
  const has = (end: 'origin' | 'destination', port: ColumnRole) => roles.includes(end) || roles.includes(port)
  const origin = has('origin', 'loading_port')
  const destination = has('destination', 'unloading_port')
  if (origin === destination) return
  const [from, to] = origin
    ? (['destination_via', 'origin_via'] as const)
    : (['origin_via', 'destination_via'] as const)
  const at = roles.indexOf(from)
  if (at >= 0 && !roles.includes(to)) roles[at] = to
}

/** A gateway lies in the country of the end that it serves, a hub in another. Null where the heading says which. */
function routingByData(
  routing: ColumnFacts,
  origin: ColumnFacts | undefined,
  destination: ColumnFacts | undefined,
): ColumnRole | null {
  const cues = headingCues(routing.header.own)
  if (
    !destination ||
    cues.some((cue) => cue === 'transshipment' || cue === 'destination' || cue === 'origin' || cue === 'base')
  )
    return null
  if (routing.profile.texts.some((text) => textWording(text).has('transshipment'))) return null
  const atEnd = sameCountryShare(routing, destination, true)
  if (atEnd === null) return null
  if (atEnd > MOST) return isPortToPort(routing, destination) ? 'transshipment_port' : 'destination_via'
  const atStart = origin ? sameCountryShare(routing, origin) : null
  return atStart !== null && atStart > MOST ? null : 'transshipment_port'
}

/** The end whose places lie in the countries of the column. */
function countryByData(
  country: ColumnFacts,
  origin: ColumnFacts | undefined,
  destination: ColumnFacts | undefined,
): ColumnRole | null {
  if (!origin || !destination) return null
  const start = sameCountryShare(country, origin) ?? 0
  const end = sameCountryShare(country, destination) ?? 0
  if (Math.max(start, end) < MOST || start === end) return null
  return start > end ? 'origin_country' : 'destination_country'
}

/** "Ladehafen | UN/LOCODE | Löschhafen | UN/LOCODE": of code columns headed alike each is of the end whose names it codes. */
function settleCodeColumns(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  const coded = roles.flatMap((role, at) =>
    (role === 'origin_code' || role === 'destination_code') && holdsPlaceCodes(columns[at]!) ? [at] : [],
  )
  const [origin, destination] = [roles.indexOf('origin'), roles.indexOf('destination')]
  if (coded.length < 2 || origin < 0 || destination < 0) return
  for (const at of coded) {
    const ofOrigin = codesNameThese(columns[at]!, columns[origin]!)
    const ofDestination = codesNameThese(columns[at]!, columns[destination]!)
    if (ofOrigin === true && ofDestination !== true) roles[at] = 'origin_code'
    else if (ofDestination === true && ofOrigin !== true) roles[at] = 'destination_code'
  }
}

/** A column of codes beside one of names is its code column, or a port of its own, by whether both name one place. */
function settleCodes(
  columns: readonly ColumnFacts[],
  roles: ColumnRole[],
  end: 'origin' | 'destination',
  port: 'loading_port' | 'unloading_port',
): void {
  const code = `${end}_code` as const
  const ofEnd = roles.flatMap((role, at) => (role === end || role === port || role === code ? [at] : []))
  const coded = ofEnd.filter((at) => holdsPlaceCodes(columns[at]!))
  const codeAt = coded[0]
  const named = ofEnd
    .filter((at) => !coded.includes(at))
    .sort((a, b) => Number(roles[b] === end) - Number(roles[a] === end))
  const nameAt = named[0]
  if (coded.length !== 1 || codeAt === undefined || nameAt === undefined) return
  const same = codesNameThese(columns[codeAt]!, columns[nameAt]!)
  // "pod_code | pod_name | place_of_delivery": codes of another column of names are no port of their own.
  if (named.some((at) => at !== nameAt && codesNameThese(columns[codeAt]!, columns[at]!) === true)) return
  if (same === true) {
    roles[codeAt] = code
    roles[nameAt] = end
  } else if (same === false && roles[codeAt] === code) roles[codeAt] = port
}
