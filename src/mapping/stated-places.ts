import { findCarrier } from '../reference/carriers.ts'
import { readCountry } from '../reference/countries.ts'
import { saysImport } from '../reference/direction.ts'
import { leviedAt } from './levied-at.ts'
import type { MappingField } from './mapping.ts'
import { caught, FROM, isPort, PLACE_END, placeIn, stripped, TO } from './place-words.ts'
import { type Statement, TITLE_CHARACTERS } from './statements.ts'
import type { Add, Wanted } from './wanted.ts'

const FROM_WIDE =
  /(?:[（(]([\p{Script=Han}、/,，]{2,16})[)）]|([\p{Script=Han}、/,，]{2,12}?))(?:港)?(?:出口|起运|始发|出發|出发|发往|發|発|積)|([\p{Script=Hangul}]{2,10}?)(?:항)?\s?(?:(?:CFS|CY)\s?)?(?:발(?=\s|$)|출발|선적|수출)/u
const TO_WIDE = /(?:至|到|发往|發往)([\p{Script=Han}、/,，]{2,12})/u
/** "FAR EAST (CHINA MAIN PORTS) TO SOUTH AMERICA - SPOT", "Shanghai -> Hamburg". */
const TRADE = /^\s*([^|;\n]{2,60}?)\s+(?:to|nach|->|→|=>|>)\s+([^|;\n]{2,60})/iu
/** A dash behind places between slashes. */
const BEHIND_ENDS = /(?<=^[^\s]*\/[^\s]*)\s+[-–—:]\s+.*$/u
/** "(sailing date ex Thailand)" counts less than "quotation ex BKK / LCH" a line further. */
const COUNTRY_ONLY = 0.6
const EX = /(?:^|[\s(-])ex[\s.]+([A-Za-z][A-Za-z /&,]{1,40})/iu

export function placesOf(
  statement: Statement,
  wanted: Wanted,
  wants: (field: MappingField) => boolean,
  add: Add,
): void {
  const { text, fields, cell } = statement
  if (text.length > TITLE_CHARACTERS) return
  if (cell.kind === 'file_name') {
    if (wanted.lanes && wanted.plain && wants('origin') && wants('loading_port')) originOfFile(statement, add)
    return
  }
  const needsOrigin = wants('origin') && wants('loading_port')
  const needsDestination = wants('destination') && wants('unloading_port')
  if (wanted.charges) {
    if (needsOrigin && needsDestination)
      for (const { field, text: words, confidence } of leviedAt(statement, wanted))
        add(field, statement, words, confidence)
    return
  }
  if (!wanted.lanes) return
  const isOrigin = fields.some(
    (field) => field === 'origin' || field === 'loading_port' || field === 'place_of_receipt',
  )
  const isDestination = fields.some(
    (field) => field === 'destination' || field === 'unloading_port' || field === 'place_of_delivery',
  )
  const stated = withoutPointer(text)
  if (needsOrigin && isOrigin && placeIn(stated)) add('origin', statement, stated, 1.2)
  if (needsDestination && isDestination && placeIn(stated)) add('destination', statement, stated, 1.2)
  if (isOrigin || isDestination) return
  if (cell.kind === 'sheet_name') {
    const bare = text.trim()
    // A tab called "Lanes" is no misspelt Lajes.
    const named = placeIn(stripped(bare), true)
    if (!named) return
    // Of a book of imports the tab "EUROPE" tells where they come from, of one of exports where they go to.
    const far = wanted.way === 'import' ? needsDestination : wanted.way === 'export' && needsOrigin
    if (far && needsOrigin !== needsDestination && !isPort(stripped(bare)) && !readCountry(stripped(bare)))
      return
    if (needsOrigin && !needsDestination) add('origin', statement, stripped(bare), 0.8)
    else if (needsDestination && !needsOrigin) add('destination', statement, stripped(bare), 0.8)
    else if (needsOrigin && !saysImport(bare)) add('origin', statement, stripped(bare), 0.5)
    return
  }
  if (needsOrigin) {
    // "Ex LKR/LCH - Brisbane / Sydney": behind the dash stands where to.
    const words = beforeTrade(
      (caught(FROM, text) ?? caught(FROM_WIDE, text))?.replace(BEHIND_ENDS, '') ?? null,
    )
    if (words && placeIn(words)) add('origin', statement, words, readCountry(words) ? COUNTRY_ONLY : 1)
  }
  if (needsDestination) {
    const words = caught(TO, text) ?? caught(TO_WIDE, text)
    if (words && placeIn(words)) add('destination', statement, words, readCountry(words) ? COUNTRY_ONLY : 1)
  }
  if (cell.kind === 'title' && (needsOrigin || needsDestination)) {
    const [, from, to] = TRADE.exec(text) ?? []
    const start = from?.replace(/^.*[:：]\s*/, '').trim()
    const end = to
      ?.replace(/\s+[-–—|*]+\s+.*$/u, '')
      .replace(PLACE_END, '')
      .replace(/[\s,.\-–—:]+$/, '')
    if (start && end && placeIn(start) && (placeIn(end) || placeIn(end.split(/\s+/)[0]!))) {
      if (needsOrigin) add('origin', statement, start, 0.9)
      if (needsDestination) add('destination', statement, end, 0.9)
    }
  }
  // A caption that is a place and nothing else names the end that no column gives.
  if (cell.kind === 'title' && needsOrigin !== needsDestination && text.length <= 40) {
    const words = stripped(text)
    // "T.S. LINES (THAILAND)" is who sends the sheet.
    if (text.includes(words) && placeIn(words) && findCarrier(text) === null)
      add(needsOrigin ? 'origin' : 'destination', statement, words, 0.7)
  }
}

/** "PUERTOS BASE CHINA (ver hoja PUERTOS BASE)": where the members stand is no part of the name. */
const POINTER =
  /\s*[(（[]\s*(?:(?:please |pls )?see|refer to|as per|per|ver|v[eé]ase|cf\.?|voir|siehe|s\.|vedi|zie|xem|смотри|см\.?|参见|参照|详见|見|참조)(?=[\s:：.])[^()（）]*[)）\]]\s*$|\s*[(（][^()（）]*(?:参照|참조|詳見)[)）]\s*$/iu
const withoutPointer = (text: string): string => text.replace(POINTER, '').trim()

/** "ab CFS Hamburg – Asien / Ozeanien": what stands behind a dash and is no port is the trade. */
function beforeTrade(words: string | null): string | null {
  const [, start, behind] = /^(.{2,}?)\s+[-–—]\s+(.+)$/u.exec(words ?? '') ?? []
  return start && behind && placeIn(start) && !isPort(behind) ? start : words
}

/** "interasia ex BKK Jan 2026.xlsx": where nothing else says it, the name of the file does. */
function originOfFile(statement: Statement, add: Add): void {
  const name = statement.text.replace(/\.[a-z]{3,4}$/i, '').replaceAll('_', ' ')
  const words = caught(EX, name)
  if (words && statement.text.includes(words) && placeIn(words, true)) add('origin', statement, words, 1)
}
