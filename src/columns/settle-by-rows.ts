import { levyOf } from '../reference/levied.ts'
import type { ColumnFacts } from './answerer.ts'
import { textWording } from './cell-signals.ts'
import { headingCues } from './heading-cues.ts'
import { sameCountryShare } from './same-country.ts'
import type { ColumnRole } from './understanding.ts'

/** Share of the cells, or of the rows, that must say one thing. */
const MOST = 0.8
/** Share of the rows whose list must have several places before it is one of a catchment. */
const LISTS = 0.3
const ITEMS = /[,;/、，]\s*/

/** Roles that a column of nothing but countries is given where its heading says too little. */
const UNDECIDED: ReadonlySet<ColumnRole> = new Set<ColumnRole>([
  'origin',
  'destination',
  'origin_via',
  'destination_via',
  'transshipment_port',
  'loading_port',
  'unloading_port',
  'service_line',
  'commodity',
  'ignored',
])
const LANE_ENDS: ReadonlySet<ColumnRole> = new Set<ColumnRole>([
  'origin',
  'destination',
  'loading_port',
  'unloading_port',
  'origin_country',
  'destination_country',
])
const CHARGES: ReadonlySet<ColumnRole> = new Set<ColumnRole>(['charge', 'charge_name'])
const PASSED: ReadonlySet<ColumnRole> = new Set<ColumnRole>([
  'origin_via',
  'destination_via',
  'transshipment_port',
  'loading_port',
  'unloading_port',
])

/**
 * What the rows decide: countries are those of the end that lies in them, a list of cities around an end explains that
 * end, ports between two ends are where the box changes ship, and a validity of one day is its last.
 */
export function settleByRows(columns: readonly ColumnFacts[], answered: readonly ColumnRole[]): ColumnRole[] {
  const roles = [...answered]
  settleCountries(columns, roles)
  settleCatchment(columns, roles)
  settlePassed(columns, roles)
  settleNoPorts(columns, roles)
  settleLoneDate(columns, roles)
  settleScope(columns, roles)
  return roles
}

function isCountries({ profile }: ColumnFacts): boolean {
  const { country = 0, ditto = 0 } = profile.shares
  return profile.filled > 0 && country > 0 && country + ditto >= MOST
}

function settleCountries(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  for (const [at, { header }] of columns.entries()) {
    // 経由地 over Singapore and nothing else: a port, although it is a country as well.
    const cues = headingCues(header.own)
    if (roles[at]!.endsWith('_country') && cues.includes('via') && !cues.includes('country'))
      if (!roles.includes('transshipment_port')) roles[at] = 'transshipment_port'
  }
  const ends = (['origin', 'destination'] as const).flatMap((end) => {
    const at = columns.findIndex((column, index) => roles[index] === end && !isCountries(column))
    return at < 0 ? [] : [{ end, column: columns[at]! }]
  })
  for (const [at, column] of columns.entries()) {
    if (!UNDECIDED.has(roles[at]!) || !isCountries(column)) continue
    const shares = ends.map(({ end, column: other }) => ({
      end,
      share: sameCountryShare(column, other) ?? 0,
    }))
    const best = shares.sort((a, b) => b.share - a.share)[0]
    if (best && best.share >= MOST && !roles.includes(`${best.end}_country`))
      roles[at] = `${best.end}_country`
  }
}

/** "Suzhou, Kunshan, Wuxi" beside Suzhou says what the origin stands for; it is no port on the way. */
function settleCatchment(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  for (const end of ['origin', 'destination'] as const) {
    const named = columns[roles.indexOf(end)]
    if (!named) continue
    for (const [at, column] of columns.entries()) {
      if (!PASSED.has(roles[at]!)) continue
      let filled = 0
      let lists = 0
      let own = 0
      column.profile.texts.forEach((text, row) => {
        const name = folded(named.profile.texts[row]!)
        if (text === '' || name === '') return
        filled++
        const items = text.split(ITEMS).map(folded)
        if (items.length > 1) lists++
        if (items.includes(name)) own++
      })
      if (filled > 0 && lists / filled >= LISTS && own / filled >= MOST) roles[at] = 'remarks'
    }
  }
}

const folded = (text: string): string => text.trim().toLowerCase()

const SAYS_VIA = /\bvia\b|\bvía\b|\bover\b|über|经由|經由|経由|경유/iu

const RAMP = /^(?:(?:rail|inland|ipi|destination|origin)\s+)?(?:ramps?|railheads?)$/iu
/** "Origin Via", "Destination (via port)", "Via ramp / port": the end is named, and that it is passed. */
const END_PASSED =
  /^(?:origin|orig|pol|load(?:ing)?(?: port)?|dest(?:ination|n|\.)?|pod|discharge(?: port)?|delivery)\W*via\b|^via (?:the )?(?:rail |inland |cy ?\/ ?)?(?:ramps?|gateways?|icds?|depots?|railheads?)\b/iu

/** Every box is discharged somewhere: a column headed "via" where some lanes have "None" is about ports that are passed. */
function settlePassed(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  for (const [port, via] of [
    ['unloading_port', 'destination_via'],
    ['loading_port', 'origin_via'],
  ] as const) {
    const at = roles.indexOf(port)
    const column = columns[at]
    if (!column || roles.includes(via)) continue
    // No ship calls at a ramp.
    if (RAMP.test(column.header.own.trim())) roles[at] = via
    if (!SAYS_VIA.test(column.header.own)) continue
    if (
      END_PASSED.test(column.header.own.trim()) ||
      column.profile.texts.some((text) => textWording(text).has('nothing'))
    )
      roles[at] = via
  }
}

/** "SOC" under "Routing note" is no port; a load port that repeats the origin in one merged cell is the same cell. */
function settleNoPorts(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  for (const [at, { header, profile }] of columns.entries()) {
    if (!PASSED.has(roles[at]!)) continue
    const end =
      roles[at] === 'loading_port' ? 'origin' : roles[at] === 'unloading_port' ? 'destination' : null
    const named = end === null ? undefined : columns[roles.indexOf(end)]
    const filled = profile.texts.filter((text) => text !== '')
    const repeats =
      named !== undefined &&
      named.header.own === header.own &&
      profile.texts.every((text, row) => text === '' || text === named.profile.texts[row])
    if (repeats) roles[at] = 'ignored'
    else if (
      filled.length > 0 &&
      !SAYS_VIA.test(header.own) &&
      filled.every((text) => NO_PORT.test(text.trim()))
    )
      roles[at] = 'remarks'
    // "DIRECTO" and "1 ESCALA": how often, and not where.
    else if (
      filled.some((text) => STOPS.test(text.trim())) &&
      filled.every((text) => STOPS.test(text.trim()) || textWording(text).has('nothing'))
    )
      roles[at] = 'remarks'
  }
}

const STOPS =
  /^(?:con |with |mit )?\d{0,2}\s*(?:escalas?|stops?|stop-?overs?|conexi[oó]n(?:es)?|connections?|scali?|escales?|zwischenstopps?|次经停|経由)$/iu
/** Whose box it is, and what is in it. */
const NO_PORT = /^(?:SOC|COC|FAK|DG|NON[- ]?DG|GDSM|NOR|NAC)$/

/** A validity that is one day is the last: "Geçerlilik 31.05.2026"; where it is the first, the heading says so. */
function settleLoneDate(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  const at = roles.indexOf('effective_date')
  const column = columns[at]
  if (!column || roles.includes('expiry_date') || roles.lastIndexOf('effective_date') !== at) return
  const { date = 0, date_range: ranges = 0, month = 0 } = column.profile.shares
  const cues = headingCues(column.header.own)
  if (date >= MOST && ranges === 0 && month === 0 && cues.includes('validity') && !cues.includes('effective'))
    roles[at] = 'expiry_date'
}

/** "Scope" with "all" and "ex Italy" beside charges that name no lane: where each is levied is no column to pass over. */
function settleScope(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  if (roles.some((role) => LANE_ENDS.has(role)) || !roles.some((role) => CHARGES.has(role))) return
  for (const [at, { profile }] of columns.entries()) {
    if (roles[at] !== 'ignored') continue
    if (levyOf(profile.texts) !== null) roles[at] = 'remarks'
  }
}
