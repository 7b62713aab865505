import type { Table } from '../tables/table.ts'
import type { ColumnFacts } from './answerer.ts'
import { headingCues, sideOf } from './heading-cues.ts'
import { placeLikeness } from './place-likeness.ts'
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
const ON_TOP = /on top of|arbitrar|\badd[- ]?ons?\b/iu
const ORIGIN_SIDE =
  /\b(?:origin|pol|load(?:ing)?)\b[\s-]*(?:port|side)?[\s-]*(?:arbitrar|add[- ]?on|inland|outport)|\bopa\b|起运港/iu
/** "ORIGIN OUTPORTS" right above a table that a title further up calls add-ons. */
const OUTPORTS =
  /\b(origin|pol|load(?:ing)?(?: port)?|export|dest(?:ination)?|pod|discharge(?: port)?|import)\b[\s-]*(?:side[\s-]*)?(?:outports?|arbitrar|add[- ]?ons?|inland points?)/iu
const PRE_CARRIAGE = /vorlauf|pre-?[ ]?carriage|pr[ée]-?acheminement|preacarreo/iu
const ON_CARRIAGE = /nachlauf|on-?[ ]?carriage|post-?acheminement/iu
/** Ocean freight is paid apart. */
const BESIDE_FREIGHT =
  /(?:zzgl\.?|zuz[üu]glich|plus|in addition to|on top of|excl\w*\.?(?: of)?|en sus d[eu]|add(?:ed)? to|m[áa]s)\s+(?:the |der |la |le |el )?(?:ocean |sea |see|base )?\s?(?:freight|fracht|rate|fret|flete)/iu
const PORT = /port|hafen|puerto|porto|港/iu
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
  settleCarriage(table, columns, roles)
  for (const [at, { header, profile }] of columns.entries()) {
    const isEnd = roles[at] === 'origin' || roles[at] === 'destination'
    if (isEnd && RAMP.test(header.own) && (profile.shares.place ?? 0) < NO_PLACES) roles[at] = 'ignored'
  }
  const places = roles.flatMap((role, at) =>
    role === 'origin' || role === 'destination' || role === 'loading_port' || role === 'unloading_port'
      ? [at]
      : [],
  )
  const at = places[0]
  if (places.length !== 1 || at === undefined) return roles
  const heading = columns[at]!.header.own
  if (sideOf(heading) !== null || headingCues(heading).includes('origin')) return roles
  const outports = outportsIn(table)
  if (outports) roles[at] = outports
  const { from, to } = outports ? { from: false, to: false } : captions(table)
  if (from && !to) roles[at] = 'destination'
  else if (to && !from) roles[at] = 'origin'
  return roles
}

/**
 * "Vorlauf zum Seehafen, zzgl. Seefracht": what carries a box to the port before the voyage comes on top of the freight
 * from there, and "Port" beside the inland point is passed, not where the price ends.
 */
function settleCarriage(table: Table, columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  const end = carriageIn(table)
  if (end === null) return
  const [inland, far, via] =
    end === 'origin'
      ? (['origin', 'destination', 'origin_via'] as const)
      : (['destination', 'origin', 'destination_via'] as const)
  const at = roles.indexOf(far)
  if (at < 0 || !roles.includes(inland) || roles.includes(via)) return
  const side = sideOf(columns[at]!.header.own)
  if (PORT.test(columns[at]!.header.own) && side !== far) roles[at] = via
}

/** The end whose inland leg the titles say is priced on top of ocean freight. */
function carriageIn(table: Table): 'origin' | 'destination' | null {
  for (const { kind, position, text } of table.context) {
    if (position === 'below' || position === 'workbook' || position === 'inside' || kind === 'note') continue
    if (text.length > LONGEST_CAPTION || !BESIDE_FREIGHT.test(text)) continue
    if (PRE_CARRIAGE.test(text)) return 'origin'
    if (ON_CARRIAGE.test(text)) return 'destination'
  }
  return null
}

/** The end whose outports the nearest caption above says the table is of. */
function outportsIn(table: Table): 'origin' | 'destination' | null {
  let nearest: { row: number; side: 'origin' | 'destination' } | null = null
  for (const { position, kind, row, text } of table.context) {
    if (position !== 'above' || kind === 'note' || row === null || text.length > LONGEST_CAPTION) continue
    const word = OUTPORTS.exec(text)?.[1]
    if (!word || row <= (nearest?.row ?? -1)) continue
    nearest = { row, side: /^(?:dest|pod|disch|import)/iu.test(word) ? 'destination' : 'origin' }
  }
  return nearest?.side ?? null
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
    if (ON_TOP.test(whole))
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
