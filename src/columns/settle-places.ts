import { resolvePlaces } from '../places/resolve-places.ts'
import { readDirection } from '../reference/direction.ts'
import type { ColumnFacts } from './answerer.ts'
import { holdsPlaceCodes } from './code-by-data.ts'
import { headingOf, MOST } from './column-shares.ts'
import { placeOfHeading } from './header-name.ts'
import { headingCues } from './heading-cues.ts'
import type { ColumnRole } from './understanding.ts'

/** Roles of columns of codes, which are alike whatever port they name. */
const CODED: ReadonlySet<ColumnRole> = new Set<ColumnRole>(['origin_code', 'destination_code'])

const END_ROLES: ReadonlySet<ColumnRole> = new Set<ColumnRole>([
  'origin',
  'destination',
  'loading_port',
  'unloading_port',
  'origin_country',
  'destination_country',
])
/** Share of places below which a column names something smaller. */
const FEW = 0.3
const STATION = /station|terminal|\bramp|depot|bahnhof|estaci[oó]n|gare\b|станци|терминал|车站|站/iu

const AT_LOAD =
  /\bpol\b|\bload(?:ing)?\s*port|port\s*of\s*(?:exit|export|departure)|exit\s*port|port\s*(?:of|de)\s*(?:load|embarque|chargement)|ladehafen|装货港|裝貨港|積港|선적항|cảng xếp/iu

const AT_DISCHARGE =
  /\bpod\b|discharg|\bunload(?:ing)?\s*port|descarga|löschhafen|loeschhafen|déchargement|卸货港|卸貨港|揚港|양하항|cảng dỡ/iu

const RECEIPT =
  /place of receipt|(?:^|[\s_])(?:plr|plor|por)(?:$|[\s_])|pick-?\s?up|提货地|收货地|recogida|recolec/iu

const DELIVERY =
  /place of delivery|(?:^|[\s_])(?:plod|fpod|fpd|final)(?:$|[\s_])|deliver(?:y|ed)|交货地|派送地|entrega|lieferort|giao hàng/iu

/** An end in which not one cell is a place, beside a port in which most are, is something else: an account, a zone. */
export function settleNoPlaces(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  for (const [at, { profile }] of columns.entries()) {
    // "EXPORT", "IMPORT" say which way, not where from.
    const filled = profile.texts.filter((text) => text.trim() !== '')
    if (
      END_ROLES.has(roles[at]!) &&
      filled.length > 0 &&
      filled.every((text) => readDirection(text) !== null)
    )
      roles[at] = 'ignored'
  }
  // "航线 | 目的港" with 中东 and 红海, "구분 | POD": the trades that the ports of the other end lie in.
  const trade = roles.indexOf('origin')
  if (trade >= 0 && !namesPorts(columns[trade]!)) {
    const { header, profile } = columns[trade]!
    const ports = columns.some(
      (column, at) =>
        (roles[at] === 'destination' || roles[at] === 'unloading_port') &&
        (column.profile.shares.place ?? 0) >= MOST,
    )
    if (ports && !profile.shares.country && !headingCues(header.parts.join(' ')).includes('origin'))
      roles[trade] = 'ignored'
  }
  for (const [end, port, code] of [
    ['origin', 'loading_port', 'origin_code'],
    ['destination', 'unloading_port', 'destination_code'],
  ] as const) {
    const at = roles.indexOf(end)
    const beside = roles.findIndex(
      (role, i) => (role === port || role === code) && (columns[i]!.profile.shares.place ?? 0) >= MOST,
    )
    if (at < 0 || beside < 0) continue
    const { place, group, country } = columns[at]!.profile.shares
    if (place || group || country) continue
    roles[at] = 'ignored'
    roles[beside] = end
  }
}

/** Whether more than a few of the texts are places or countries, rather than regions. */
function namesPorts({ profile }: ColumnFacts): boolean {
  const texts = [...new Set(profile.texts.filter((text) => text.trim() !== ''))]
  const found = texts.filter((text) =>
    resolvePlaces(text).places.some(
      ({ country, alternatives, group }) => !group && (country !== null || alternatives.length > 0),
    ),
  )
  return found.length > texts.length * FEW
}

/** Names in which hardly any is a place, while another column headed as the same end holds places: stations of cities. */
export function settleStations(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  for (const end of ['origin', 'destination'] as const) {
    const at = roles.indexOf(end)
    if (at < 0 || (columns[at]!.profile.shares.place ?? 0) >= FEW) continue
    const cities = columns.findIndex(
      ({ header, profile }, i) =>
        (roles[i] === 'remarks' || roles[i] === 'ignored') &&
        (profile.shares.place ?? 0) >= MOST &&
        headingCues(header.own).includes(end),
    )
    if (cities < 0 || !STATION.test(columns[at]!.header.own)) continue
    roles[cities] = end
    roles[at] = 'remarks'
  }
}

/** "ts_code" beside the codes of both ends: a port where the box changes ship, and no end. */
export function settleHubCodes(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  if (roles.includes('transshipment_port')) return
  const at = columns.findIndex((column, i) => {
    const cues = headingCues(column.header.own)
    return (
      (CODED.has(roles[i]!) || (roles[i] === 'ignored' && holdsPlaceCodes(column))) &&
      (cues.includes('transshipment') || cues.includes('via')) &&
      !cues.includes('origin') &&
      !cues.includes('destination')
    )
  })
  if (at >= 0) roles[at] = 'transshipment_port'
}

/** Of two columns for one port, the one that is headed as such is; "Service" with ROW_OCEAN is no port of discharge. */
export function settleTwins(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  for (const [port, named] of [
    ['loading_port', AT_LOAD],
    ['unloading_port', AT_DISCHARGE],
  ] as const) {
    const twins = columns.flatMap((_, at) => (roles[at] === port ? [at] : []))
    const headed = twins.filter((at) => named.test(headingOf(columns[at]!)))
    if (twins.length < 2 || headed.length !== 1) continue
    for (const at of twins) if (at !== headed[0]) roles[at] = 'ignored'
  }
}

/**
 * "POD | RAMP": a discharge port that no "via" calls passed is one, also where a place beyond it is named. Where nothing
 * says where the lanes start, the prices are for the way from the port only.
 */
export function settleNamedPorts(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  for (const [end, port, named, far] of [
    ['origin', 'loading_port', AT_LOAD, ['destination', 'unloading_port']],
    ['destination', 'unloading_port', AT_DISCHARGE, ['origin', 'loading_port']],
  ] as const) {
    const inland = columns[roles.indexOf(end)]
    const beyond = inland !== undefined && headingCues(inland.header.own).includes('inland')
    // Codes of ports beside those of ramps are no codes of the ramps.
    const at = roles.findIndex((role) => role === `${end}_via` || (beyond && role === `${end}_code`))
    if (at < 0 || roles.includes(port)) continue
    const headed = columns.some(
      ({ header }, i) => roles[i] === 'price' && header.parent !== '' && placeOfHeading(header) !== null,
    )
    if (!headed && !far.some((role) => roles.includes(role))) continue
    const heading = headingOf(columns[at]!)
    const cues = headingCues(heading)
    if (named.test(heading) && !cues.includes('via') && !cues.includes('base') && !cues.includes('code'))
      roles[at] = port
  }
}

/** "Port of Discharge" over codes of ports is one, whatever it was taken for, and where the ends are other columns. */
export function settleHeadedPorts(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  for (const [end, port, named] of [
    ['origin', 'loading_port', AT_LOAD],
    ['destination', 'unloading_port', AT_DISCHARGE],
  ] as const) {
    if (roles.includes(port)) continue
    const at = columns.findIndex((column, i) => {
      if (roles[i] !== 'ignored' || !named.test(headingOf(column))) return false
      const cues = headingCues(column.header.own)
      if (cues.includes('country') || cues.includes('region') || cues.includes('via')) return false
      return (column.profile.shares.place ?? 0) >= MOST || holdsPlaceCodes(column)
    })
    if (at >= 0) roles[at] = roles.includes(end) ? port : end
  }
}

export function settlePortsOfEnds(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  settlePortOf(columns, roles, 'origin', 'loading_port', AT_LOAD, RECEIPT)
  settlePortOf(columns, roles, 'destination', 'unloading_port', AT_DISCHARGE, DELIVERY)
}

/** A port named as such beside a place that is not, or a delivery beside a destination: the port is passed. */
function settlePortOf(
  columns: readonly ColumnFacts[],
  roles: ColumnRole[],
  end: 'origin' | 'destination',
  port: 'loading_port' | 'unloading_port',
  named: RegExp,
  beyond: RegExp,
): void {
  const places = columns.flatMap((_, at) => (roles[at] === end || roles[at] === port ? [at] : []))
  if (places.length !== 2) return
  const headed = (words: RegExp) => places.filter((at) => words.test(headingOf(columns[at]!)))
  const ports = headed(named)
  const ends = headed(beyond)
  if (ports.length !== 1 && ends.length !== 1) return
  for (const at of places) roles[at] = (ports.length === 1 ? at === ports[0] : at !== ends[0]) ? port : end
}
