import { resolvePlaces } from '../places/resolve-places.ts'
import { findDates } from '../rates/values/dates.ts'
import { findCarrier, readCarrier } from '../reference/carriers.ts'
import { readContainers } from '../reference/containers.ts'
import { readCountry } from '../reference/countries.ts'
import type { LiteralAnswer } from './answerer.ts'
import { contractOf } from './contract-statement.ts'
import type { MappingField } from './mapping.ts'
import { isHeading, type Statement } from './statements.ts'

/** Longer texts are prose, in which a name may be anybody's. */
const TITLE_CHARACTERS = 160
/** The start of a leg: "EX HAIPHONG", "from Shanghai", "ab Hamburg", "上海出口". */
const FROM =
  /(?:^|[\s(（:：\-–—,.])(?:ex|from|origin|pol|port of loading|desde|ab|von|départ|au départ de|da|saindo de|từ|kalkış)[\s:.]+(?:port of |ports? |the )?([^()（）;；|\n]{2,60})/iu
const TO =
  /(?:^|[\s(（:：\-–—,.])(?:to|into|destination|pod|port of discharge|nach|hacia|hasta|para|vers|đi|đến|varış)[\s:.]+(?:port of |ports? |the )?([^()（）;；|\n]{2,60})/iu
const FROM_WIDE =
  /(?:[（(]([\p{Script=Han}、/,，]{2,16})[)）]|([\p{Script=Han}、/,，]{2,12}?))(?:港)?(?:出口|起运|始发|出發|出发|发往|發)/u
const TO_WIDE = /(?:至|到|发往|發往)([\p{Script=Han}、/,，]{2,12})/u
/** Where the words of a place end inside a caption. */
const PLACE_END =
  /\s+(?:to|into|nach|hacia|a|vers|via|valid\w*|effective|eff\.?|for|by|per|in|on|rates?|freight|fak|export|import|all|rate|as|is|are|with|từ|đến|đi|20\d\d|usd|eur|jan\w*|feb\w*|mar\w*|apr\w*|may|jun\w*|jul\w*|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\b.*$|\s+[-–—|]\s+(?:valid|export|import|rate|fak|update|[A-Z]{3}\b(?=\s*(?:$|[/.,;:|)–—-]|per\b))|usd|eur|\d).*$|\s*[,.:;]\s*(?:valid|export|import|rates?|fak|usd|eur|in )\b.*$/iu
const EXPORT = /export|outbound|ausfuhr|exportaci|exporta|出口|xuất|수출|輸出|ihracat/iu
const IMPORT = /import|inbound|einfuhr|importaci|importa|进口|進口|nhập|수입|輸入|ithalat/iu
const FAK = /\bFAK\b|freight all kinds|\bG\.?D\.?S\.?M\b|general cargo|普货|普通货物/iu
const REEFER =
  /\breefers?\b|refrigerad\w*|temperature controlled|controlled temperature|冷藏|冻柜|冷柜|냉동|リーファー|kühlcontainer/iu
const MODE =
  /\b(?:cy|sd|cfs|door|ramp|fo|fi)\s*[/-]\s*(?:cy|sd|cfs|door|ramp|fo|fi)\b|\bdoor to door\b|\bport to port\b/i

/** What a table needs from its surroundings. */
export interface Wanted {
  /** Fields that columns fill already. */
  readonly columns: ReadonlySet<MappingField>
  /** A table of charges: a place is only where they are levied. */
  readonly charges: boolean
  /** Its prices are per container, and no heading or column names the size. */
  readonly container: boolean
  readonly lanes: boolean
}

/** Everything that the surroundings state for a table, with the words and the cell. */
export function findLiterals(statements: readonly Statement[], wanted: Wanted): LiteralAnswer[] {
  const found: LiteralAnswer[] = []
  const wants = (field: MappingField) => !wanted.columns.has(field)
  const add = (field: MappingField, statement: Statement, text: string, confidence: number) => {
    found.push({ field, context: statement.context, text, confidence: confidence * statement.nearness })
  }
  const front = new Set(
    statements.filter((statement) => statement.fields.includes('contract_number')).map(sheetOf),
  )
  // What two other sheets say differently holds for neither.
  const elsewhere = new Set(
    statements.filter(({ own }) => !own).flatMap((statement) => contractOf(statement) ?? []),
  )
  for (const statement of statements) {
    const { text, fields, cell } = statement
    const heading = isHeading(statement)
    // In a contract's front block a key holds for the whole workbook.
    const frontBlock = !statement.own && fields.length > 0 && front.has(sheetOf(statement))
    if (wants('carrier') && cell.position !== 'below') carrierOf(statement, add)
    if (wants('contract_number')) {
      const number = contractOf(statement)
      if (number && (statement.own || elsewhere.size === 1)) add('contract_number', statement, number, 1)
    }
    if (wants('commodity') && (heading || frontBlock)) {
      if (fields[0] === 'commodity') add('commodity', statement, text.trim(), 1)
      else if (statement.own && wanted.lanes && cell.kind !== 'file_name') {
        const fak = FAK.exec(text)
        if (fak && text.length <= TITLE_CHARACTERS) add('commodity', statement, fak[0], 0.8)
      }
    }
    if (wants('service_line') && heading && fields[0] === 'service_line' && text.length <= 40)
      add('service_line', statement, text.trim(), 1)
    if (
      wants('service_mode') &&
      heading &&
      (fields[0] === 'service_mode' || text.length <= TITLE_CHARACTERS)
    ) {
      const mode = MODE.exec(text)
      if (mode) add('service_mode', statement, mode[0], 0.8)
    }
    if (statement.own && wanted.container && heading && wants('container_size')) {
      const reading = readContainers(text)
      if (reading && reading.sizes.length > 0 && (cell.kind !== 'title' || text.length <= 60))
        add('container_size', statement, text.trim(), fields.includes('container_type') ? 1 : 0.8)
    }
    if (heading && wants('container_type') && wants('container_dry_or_reefer')) {
      const reefer = REEFER.exec(text)
      if (
        reefer &&
        text.length <= TITLE_CHARACTERS &&
        !/\b(?:no|not|non|excl\w*|except|and|dry)\b/i.test(text)
      )
        add('container_dry_or_reefer', statement, reefer[0], 0.6)
    }
    if (wants('effective_date') && wants('expiry_date') && (heading || frontBlock)) validityOf(statement, add)
    if (heading) placesOf(statement, wanted, wants, add)
  }
  return found
}

function sheetOf(statement: Statement): string | null | undefined {
  return statement.own ? undefined : (statement.cell.sheet ?? null)
}

type Add = (field: MappingField, statement: Statement, text: string, confidence: number) => void

function carrierOf(statement: Statement, add: Add): void {
  const { text, fields, cell } = statement
  if (fields[0] === 'carrier') {
    const carrier = readCarrier(text) ?? findCarrier(text)
    if (carrier || text.length <= 60) add('carrier', statement, carrier?.text ?? text.trim(), 1.2)
    return
  }
  if (fields.length > 0 && cell.kind === 'key_value') return
  if (text.length > TITLE_CHARACTERS || cell.kind === 'note' || cell.kind === 'section') return
  const carrier =
    cell.kind === 'sheet_name' ? (readCarrier(text) ?? findCarrier(text)) : findCarrier(fileWords(statement))
  // A forwarder or co-loader heads its own sheet; it is the sender, not the shipping line.
  if (carrier && carrier.kind !== 'forwarder' && carrier.kind !== 'NVOCC')
    add('carrier', statement, carrier.text, 0.9)
}

/** A file name with its separators as blanks: readers look for words. */
function fileWords(statement: Statement): string {
  return statement.cell.kind === 'file_name'
    ? statement.text.replace(/\.[a-z]{2,4}$/i, '').replace(/[-_]+/g, ' ')
    : statement.text
}

function validityOf(statement: Statement, add: Add): void {
  const { text, fields, cell, key } = statement
  if (cell.kind === 'file_name' || cell.kind === 'section') return
  const keyed = fields.some(
    (field) => field === 'validity' || field === 'effective_date' || field === 'expiry_date',
  )
  const whole = key === '' ? text : `${key}: ${text}`
  const mention = findDates(whole).find(({ role }) => role === 'validity')
  if (!mention && !keyed) return
  const spanned = mention ? whole.slice(mention.index, mention.index + mention.length) : text
  const words = (`${cell.key ?? ''} ${cell.text}`.includes(spanned) ? spanned : text).trim()
  const only = fields[0] === 'effective_date' || fields[0] === 'expiry_date' ? fields[0] : null
  if (only !== 'expiry_date') add('effective_date', statement, words, 1)
  if (only !== 'effective_date') add('expiry_date', statement, words, 1)
}

function placesOf(
  statement: Statement,
  wanted: Wanted,
  wants: (field: MappingField) => boolean,
  add: Add,
): void {
  const { text, fields, cell } = statement
  if (text.length > TITLE_CHARACTERS || cell.kind === 'file_name') return
  const needsOrigin = wants('origin') && wants('loading_port')
  const needsDestination = wants('destination') && wants('unloading_port')
  if (wanted.charges) {
    if (!needsOrigin || !needsDestination) return
    const country = countryIn(text)
    const around = `${text}`
    if (!country) return
    if (EXPORT.test(around) && !IMPORT.test(around)) add('origin', statement, country, 0.8)
    else if (IMPORT.test(around) && !EXPORT.test(around)) add('destination', statement, country, 0.8)
    return
  }
  if (!wanted.lanes) return
  const isOrigin = fields.some(
    (field) => field === 'origin' || field === 'loading_port' || field === 'place_of_receipt',
  )
  const isDestination = fields.some(
    (field) => field === 'destination' || field === 'unloading_port' || field === 'place_of_delivery',
  )
  if (needsOrigin && isOrigin && placeIn(text)) add('origin', statement, text.trim(), 1.2)
  if (needsDestination && isDestination && placeIn(text)) add('destination', statement, text.trim(), 1.2)
  if (isOrigin || isDestination) return
  if (cell.kind === 'sheet_name') {
    const bare = text.trim()
    const named = placeIn(stripped(bare))
    if (!named) return
    if (needsOrigin && !needsDestination) add('origin', statement, stripped(bare), 0.8)
    else if (needsDestination && !needsOrigin) add('destination', statement, stripped(bare), 0.8)
    else if (needsOrigin && !IMPORT.test(bare)) add('origin', statement, stripped(bare), 0.5)
    return
  }
  if (needsOrigin) {
    const words = caught(FROM, text) ?? caught(FROM_WIDE, text)
    if (words && placeIn(words)) add('origin', statement, words, 1)
  }
  if (needsDestination) {
    const words = caught(TO, text) ?? caught(TO_WIDE, text)
    if (words && placeIn(words)) add('destination', statement, words, 1)
  }
  // A caption that is a place and nothing else names the end that no column gives.
  if (cell.kind === 'title' && needsOrigin !== needsDestination && text.length <= 40) {
    const words = stripped(text)
    if (placeIn(words)) add(needsOrigin ? 'origin' : 'destination', statement, words, 0.7)
  }
}

/** "EXPORT - HAIPHONG" and "1. SHANGHAI RATES" without what is no place. */
function stripped(text: string): string {
  return text
    .replace(/\b(?:export|import|rates?|tariff|fcl|lcl|fak|ex|from|pol|pod|origin)\b/giu, ' ')
    .replace(/^\s*(?:\d+|[A-Z])[.)]\s+/, '')
    .replace(/出口|进口|運價|运价|[-–—_:|]+(?=\s|$)|^\s*[-–—_:|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

function caught(pattern: RegExp, text: string): string | null {
  const words = pattern
    .exec(text)
    ?.slice(1)
    .find((group) => group !== undefined)
    ?.replace(PLACE_END, '')
    .replace(/[\s,.\-–—:]+$/, '')
    .trim()
  return words && words.length >= 2 ? words : null
}

function placeIn(text: string): boolean {
  if (text.length < 2 || text.length > 60) return false
  if (readCountry(text)) return true
  const { places } = resolvePlaces(text)
  return (
    places.length > 0 &&
    places.some((place) => place.unlocode !== null || place.country !== null || place.group)
  )
}

/** The country that one to three neighbouring words of a text name. */
function countryIn(text: string): string | null {
  const words = text.split(/[\s,;:()（）/\-–—]+/).filter((word) => word !== '')
  for (let length = 3; length >= 1; length--)
    for (let at = 0; at + length <= words.length; at++) {
      const part = words.slice(at, at + length).join(' ')
      if (part.length > 3 && readCountry(part) && text.includes(part)) return part
    }
  return null
}
