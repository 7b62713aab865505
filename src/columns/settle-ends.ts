import { resolvePlaces } from '../places/resolve-places.ts'
import type { Table } from '../tables/table.ts'
import type { ColumnFacts } from './answerer.ts'
import { headingCues, sideOf } from './heading-cues.ts'
import { ENDS, type End, turnEnd } from './lane-ends.ts'
import { ON_TOP_UNSPACED, withoutSurchargesOnTop } from './on-top.ts'
import { outportsIn, wayOf } from './outport-captions.ts'
import { placeLikeness } from './place-likeness.ts'
import { areSurcharges } from './settle-kind.ts'
import type { ColumnRole } from './understanding.ts'

/** From this likeness on, the words of a caption are a place. */
const PLACE = 0.6
/** Below this mean likeness, a column under "Rail ramp" or "Terminal" holds no places of its own. */
const NO_PLACES = 0.15
const LONGEST_CAPTION = 160
const FROM =
  /(?:^|[\s(:–—-])(?:ex|from|pol|origin|desde|ab|von|départ de|sa[ií]da de|partenza da|kalkış)[\s:.]+(?:port of )?([^()（）;|\n]{2,40})/iu
const TO =
  /(?:^|[\s(:–—-])(?<!subject )(?:to|pod|destination|hacia|nach|para|vers|arrivo a|varış)[\s:.]+(?:port of )?([^()（）;|\n]{2,40})/iu
const ON_TOP = /on top of|bovenop|arbitrar|\badd[- ]?ons?\b/iu
const ORIGIN_SIDE =
  /\b(?:origin|pol|load(?:ing)?)\b[\s-]*(?:port|side)?[\s-]*(?:arbitrar|add[- ]?on|inland|outport)|\bopa\b|起运港/iu
/** Where charges are levied, in a heading that says of no end: "Port", "Location", "Port / ICD". */
const PORT =
  /^(?:(?:charge |port |terminal |service )?locations?|(?:ports?|terminals?)(?:\s*[/&]\s*(?:ports?|icds?|terminals?|depots?|cfs|places?|cit(?:y|ies)))*(?: names?)?|places?|cit(?:y|ies)|porto|puerto|hafen|liman|cảng|港口|港|항구|порт|localidad(?:e|es)?|ubicaci[oó]n|lugar|ort|standort|lieu|luogo|localit[aà]|lokasyon|yer|địa điểm|地点|地點|场所|場所|지역|장소|место)$/iu
const UNUSED: ReadonlySet<ColumnRole> = new Set<ColumnRole>(['ignored', 'remarks', 'group', 'service_line'])
const RAMP = /ramp|terminal|\brail/iu

/**
 * Which end a table's only column of places is, where its heading ("Port", "Inland point") does not say: captions that
 * name where the rates start leave it the other end.
 */
export function settleEnds(
  table: Table,
  columns: readonly ColumnFacts[],
  answered: readonly ColumnRole[],
): ColumnRole[] {
  const roles = [...answered]
  for (const [at, { header, profile }] of columns.entries()) {
    const isEnd = roles[at] === 'origin' || roles[at] === 'destination'
    if (isEnd && RAMP.test(header.own) && (profile.shares.place ?? 0) < NO_PLACES) roles[at] = 'ignored'
  }
  if (!roles.some((role) => ENDS.has(role))) {
    // "Porto" over a few ports and "all", "Location" over ports: where each charge is levied.
    const port = columns.findIndex(
      ({ header, profile }, at) =>
        UNUSED.has(roles[at]!) &&
        isCharges(roles) &&
        PORT.test(header.own.trim()) &&
        (profile.shares.place ?? 0) > NO_PLACES,
    )
    if (port >= 0) roles[port] = 'origin'
  }
  const places = roles.flatMap((role, at) => (ENDS.has(role) ? [at] : []))
  const at = places[0]
  if (places.length !== 1 || at === undefined) return roles
  const heading = columns[at]!.header.own
  if (sideOf(heading) !== null || headingCues(heading).includes('origin')) return roles
  const end = endOf(table, columns[at]!, isCharges(roles) || areSurcharges(columns, roles))
  if (end !== null) turnEnd(roles, at, end)
  return roles
}

/** The end that the only column of places is, by what is said around the table; null where nothing says it. */
function endOf(table: Table, column: ColumnFacts, charges: boolean): End | null {
  const way = wayOf(table)
  // Charges are levied at the port that the title speaks of: "TAXAS LOCAIS NA ORIGEM" over "Porto".
  if (charges && way !== null) return way === 'export' ? 'origin' : 'destination'
  const outports = outportsIn(table)
  if (outports) return outports
  const { from, to } = captions(table)
  if (from !== to) return from ? 'destination' : 'origin'
  // "EXPORT TARIFF - ROTTERDAM" over "Port" in many countries.
  if (from || way === null || !isAbroad(column)) return null
  return way === 'export' ? 'destination' : 'origin'
}

function isCharges(roles: readonly ColumnRole[]): boolean {
  return roles.includes('charge') || roles.includes('charge_name')
}

/** Whether the places of a column lie in more than one country. */
function isAbroad({ profile }: ColumnFacts): boolean {
  const countries = new Set<string>()
  for (const text of new Set(profile.texts)) {
    for (const { country } of resolvePlaces(text).places) if (country !== null) countries.add(country)
    if (countries.size > 1) return true
  }
  return false
}

/** Whether captions and titles name where the rates start, or where they end. */
function captions(table: Table): { from: boolean; to: boolean } {
  let from = false
  let to = false
  for (const { kind, position, text, key } of table.context) {
    if (position === 'below' || position === 'workbook' || kind === 'note' || text.length > LONGEST_CAPTION)
      continue
    const whole = key ? `${key}: ${text}` : text
    if (namesPlace(FROM.exec(whole)?.[1])) from = true
    if (namesPlace(TO.exec(whole)?.[1])) to = true
    // "On top of Los Angeles": what is priced lies beyond it, or before it where the origin has the add-on.
    if (ON_TOP.test(withoutSurchargesOnTop(whole)) || ON_TOP_UNSPACED.test(whole))
      if (ORIGIN_SIDE.test(whole)) to = true
      else from = true
  }
  return { from, to }
}

function namesPlace(text: string | undefined): boolean {
  if (!text) return false
  const words = text.trim().split(/\s+/)
  for (let count = Math.min(3, words.length); count > 0; count--)
    if (
      placeLikeness(
        words
          .slice(0, count)
          .join(' ')
          .replace(/[,.:–—-]+$/, ''),
      ) >= PLACE
    )
      return true
  return false
}
