import { sideOf } from '../columns/heading-cues.ts'
import { resolvePlaces } from '../places/resolve-places.ts'
import { findDates } from '../rates/values/dates.ts'
import { type CarrierReading, findCarrier, readCarrier } from '../reference/carriers.ts'
import { readContainers } from '../reference/containers.ts'
import { readCountry } from '../reference/countries.ts'
import { directionOfTitle, saysImport } from '../reference/direction.ts'
import type { LiteralAnswer } from './answerer.ts'
import { contractOf, contractStatements } from './contract-statement.ts'
import type { MappingField } from './mapping.ts'
import { namedPort } from './named-port.ts'
import { isHeading, type Statement, TITLE_CHARACTERS } from './statements.ts'

/** The start of a leg: "EX HAIPHONG", "from Shanghai", "ab Hamburg", "上海出口". */
const FROM =
  /(?:^|[\s(（:：\-–—,.])(?:ex(?=-)-?|ex|from|origin|pol|port of loading|desde|ab|von|départ|au départ d[eu]|du|da|saindo de|từ|kalkış|из|от)(?:[\s:.]+|(?<=-))(?:port of |ports? |the )?([^()（）;；|\n]{2,60})/iu
const TO =
  /(?:^|[\s(（:：\-–—,.])(?<!subject )(?:to|into|destination|pod|port of discharge|nach|hacia|hasta|para|vers|đi|đến|varış|(?:importaci[oó]n|importa[cç][aã]o|importazione|import) [aà])[\s:.]+(?:port of |ports? |the )?([^()（）;；|\n]{2,60})/iu
/** "FAR EAST (CHINA MAIN PORTS) TO SOUTH AMERICA - SPOT", "Shanghai -> Hamburg". */
const TRADE = /^\s*([^|;\n]{2,60}?)\s+(?:to|nach|->|→|=>|>)\s+([^|;\n]{2,60})/iu
/** A dash behind places between slashes. */
const BEHIND_ENDS = /(?<=^[^\s]*\/[^\s]*)\s+[-–—:]\s+.*$/u
const ON_TOP_OF =
  /\b(?:on top of|applicable over|based on|basis|over and above)\s+(?:the )?(?:base ports?(?!\s+(?:group|zone))\s*:?\s*|rates? (?:to|of|for) )?([^()（）;；|\n]{2,60})/iu
/** "Zuschlag auf die Rate Singapur", "adicional sobre a tarifa de Santos". */
const ON_RATE_TO =
  /(?<!\p{L})(?:zuschl[aä]ge?|aufschlag|recargos?|adicional(?:es)?|adicionais|suplementos?|suppl[eé]ments?|supplemento)\s+(?:auf|zu[rm]?|sobre|[aà]u?|sur|sul|sulla)\s+(?:\p{L}{1,3}\s+)?(?:raten?|fracht(?:raten?)?|tarifas?|fletes?|fretes?|taux|tarifs?|fret|nolo|tariffa)\s+(?:(?:nach|ab|bis|de|do|da|del|di|a|para|hasta|vers|pour|per)\s+)?([^()（）;；|\n]{2,60})/iu
const VIA = /\b(?:via|vía)\s+(?:port of )?([^()（）;；|,\n]{2,40})/iu
/** "From Munich, DE (Door) via Hamburg, DE": the box goes to the port by land. */
const BEFORE_PORT = /\((?:door|sd|ramp|rail|truck|inland|cfs)[^()]*\)\s*,?\s*via\b/iu
const FROM_WIDE =
  /(?:[（(]([\p{Script=Han}、/,，]{2,16})[)）]|([\p{Script=Han}、/,，]{2,12}?))(?:港)?(?:出口|起运|始发|出發|出发|发往|發|発|積)|([\p{Script=Hangul}]{2,10}?)(?:항)?\s?(?:발(?=\s|$)|출발|선적|수출)/u
const TO_WIDE = /(?:至|到|发往|發往)([\p{Script=Han}、/,，]{2,12})/u
/** Where the words of a place end inside a caption. */
const PLACE_END =
  /\s+(?:to|into|nach|hacia|a|vers|via|valid\w*|effective|eff\.?|for|by|per|in|on|rates?|freight|fak|export|import|all|rate|as|is|are|with|từ|đến|đi|20\d\d|usd|eur|jan\w*|feb\w*|mar\w*|apr\w*|may|jun\w*|jul\w*|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\b.*$|\s+[-–—|]\s+(?:valid|export|import|rate|fak|update|[A-Z]{3}\b(?=\s*(?:$|[/.,;:|)–—-]|per\b))|usd|eur|\d).*$|\s*[,.:;]\s*(?:valid|export|import|rates?|fak|usd|eur|in |en )\b.*$/iu
const FAK = /\bFAK\b|freight all kinds|\bG\.?D\.?S\.?M\b|general cargo|普货|普通货物/iu
const REEFER =
  /\breefers?\b|refrigerad\w*|temperature controlled|controlled temperature|冷藏|冻柜|冷柜|냉동|リーファー|kühlcontainer/iu
const SURE_CARRIER = 0.9
/** A name in capitals or with "Line" in it, up to a comma or the end. */
const SIGNED = /^[\s*•\-–]*([A-Z][A-Z.& ]{3,40}(?:LINES?|SHIPPING)[A-Z.,() ]{0,20}?)\s*(?:[,;:–-]\s|$)/
/** "(sailing date ex Thailand)" counts less than "quotation ex BKK / LCH" a line further. */
const COUNTRY_ONLY = 0.6
const MODE =
  /\b(?:cy|sd|cfs|door|ramp|fo|fi)\s*[/-]\s*(?:cy|sd|cfs|door|ramp|fo|fi)\b|\bdoor to door\b|\bport to port\b/i

/** What a table needs from its surroundings. */
export interface Wanted {
  /** Fields that columns fill already. */
  readonly columns: ReadonlySet<MappingField>
  /** A table of charges: a place is only where they are levied. */
  readonly charges: boolean
  /** A column says of each charge whether it is levied on exports or on imports. */
  readonly directed: boolean
  /** Its prices are per container, and no heading or column names the size. */
  readonly container: boolean
  readonly lanes: boolean
  /** No captions part its rows but names of countries. */
  readonly plain: boolean
  /** Its prices are added on top of those of a base port. */
  readonly arbitrary: boolean
}

/** Everything that the surroundings state for a table, with the words and the cell. */
export function findLiterals(statements: readonly Statement[], wanted: Wanted): LiteralAnswer[] {
  const found: LiteralAnswer[] = []
  const wants = (field: MappingField) => !wanted.columns.has(field)
  const add = (field: MappingField, statement: Statement, text: string, confidence: number) => {
    found.push({ field, context: statement.context, text, confidence: confidence * statement.nearness })
  }
  const numbered = contractStatements(statements)
  const front = new Set(
    statements
      .filter(
        (statement) =>
          statement.fields.includes('contract_number') || (statement.key !== '' && numbered.has(statement)),
      )
      .map(sheetOf),
  )
  // What two other sheets say differently holds for neither.
  const elsewhere = new Set(
    statements
      .filter((statement) => !statement.own && numbered.has(statement))
      .flatMap((statement) => contractOf(statement) ?? []),
  )
  for (const statement of statements) {
    const { text, fields, cell } = statement
    const heading = isHeading(statement)
    // In a contract's front block a key holds for the whole workbook.
    const frontBlock = !statement.own && fields.length > 0 && front.has(sheetOf(statement))
    if (wants('carrier'))
      if (cell.position !== 'below' && cell.kind !== 'note') carrierOf(statement, add)
      // A list of contacts on another sheet is signed by nobody.
      else if (statement.own) senderOf(statement, add)
    if (wants('contract_number')) {
      const number = numbered.has(statement) ? contractOf(statement) : null
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
  if (wanted.lanes) found.push(...namedPort(statements, wants, found))
  if (wanted.lanes || wanted.arbitrary) found.push(...passedPort(statements, wanted, found))
  return found
}

/** "ON TOP OF LOS ANGELES" is the base of add-ons; "to Moscow via Vostochny" a gateway, elsewhere a transhipment. */
function passedPort(
  statements: readonly Statement[],
  wanted: Wanted,
  found: readonly LiteralAnswer[],
): LiteralAnswer[] {
  const passed = ['transshipment_port', 'origin_via', 'destination_via'] as const
  const filled = passed.some((field) => wanted.columns.has(field))
  const literals: LiteralAnswer[] = []
  for (const statement of statements) {
    const { text, cell } = statement
    if (!isHeading(statement) || text.length > TITLE_CHARACTERS || cell.kind === 'file_name') continue
    // "ORIGIN VIA: BUSAN, KOREA" over a table of its own.
    if (statement.fields[0] === 'via' && (placeIn(text) || isHomonym(text))) {
      const keyed = viaField(statement, found)
      if (!wanted.columns.has(keyed))
        literals.push({ field: keyed, context: statement.context, text: text.trim(), confidence: 0.8 })
      continue
    }
    if (filled && !wanted.arbitrary) continue
    const whole = statement.key ? `${statement.key} ${text}` : text
    const words = wanted.arbitrary
      ? (caught(ON_TOP_OF, whole) ?? caught(ON_RATE_TO, whole))
      : caught(VIA, whole)
    if (!words || !placeIn(words) || ofAnotherLane(statement, found)) continue
    const inland = isInland(words, found)
    const field = wanted.arbitrary
      ? wanted.columns.has('destination')
        ? 'destination_via'
        : 'origin_via'
      : inland
        ? 'destination_via'
        : BEFORE_PORT.test(text) && isInland(words, found, 'origin')
          ? 'origin_via'
          : 'transshipment_port'
    if (wanted.columns.has(field)) continue
    literals.push({ field, context: statement.context, text: words, confidence: 0.6 * statement.nearness })
  }
  return literals
}

/** "From Surabaya via Singapore to Valencia" is no routing of the lane that a nearer caption gives. */
function ofAnotherLane(statement: Statement, found: readonly LiteralAnswer[]): boolean {
  if (caught(FROM, statement.text) === null || caught(TO, statement.text) === null) return false
  const best = found
    .filter(({ field }) => field === 'destination')
    .reduce<LiteralAnswer | null>((a, b) => (a && a.confidence >= b.confidence ? a : b), null)
  return best !== null && best.context !== statement.context
}

/** "ORIGIN VIA" and "DESTINATION VIA" say which side; a plain "Via" is a gateway or a transhipment by where it lies. */
function viaField(
  { key, text }: Statement,
  found: readonly LiteralAnswer[],
): 'origin_via' | 'destination_via' | 'transshipment_port' {
  const side = sideOf(key)
  if (side) return `${side}_via`
  return isInland(text, found) ? 'destination_via' : 'transshipment_port'
}

function isInland(
  words: string,
  found: readonly LiteralAnswer[],
  side: 'origin' | 'destination' = 'destination',
): boolean {
  const end = found.find(({ field }) => field === side)
  return end !== undefined && countryOf(end.text) === countryOf(words)
}

function countryOf(text: string): string | null {
  return resolvePlaces(text).places[0]?.country ?? null
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
  const carrier = cell.kind === 'sheet_name' ? carrierOfTab(text) : findCarrier(fileWords(statement))
  // A forwarder or co-loader heads its own sheet; it is the sender, not the shipping line.
  if (carrier && carrier.kind !== 'forwarder' && carrier.kind !== 'NVOCC')
    add('carrier', statement, carrier.text, 0.9)
}

/** "* INTERASIA LINES, general cargo only": a note that begins with the name of a line is signed by it. */
function senderOf(statement: Statement, add: Add): void {
  const name = SIGNED.exec(statement.text)?.[1]
  const carrier = name && statement.text.length <= TITLE_CHARACTERS ? readCarrier(name) : null
  if (
    carrier &&
    carrier.confidence >= SURE_CARRIER &&
    carrier.kind !== 'forwarder' &&
    carrier.kind !== 'NVOCC'
  )
    add('carrier', statement, carrier.text, 0.5)
}

/** A tab may be called after its carrier; one that is a letter away from a carrier is called after something else. */
function carrierOfTab(text: string): CarrierReading | null {
  const whole = readCarrier(text)
  return whole && whole.confidence >= SURE_CARRIER ? whole : findCarrier(text)
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
  if (text.length > TITLE_CHARACTERS) return
  if (cell.kind === 'file_name') {
    if (wanted.lanes && wanted.plain && wants('origin') && wants('loading_port')) originOfFile(statement, add)
    return
  }
  const needsOrigin = wants('origin') && wants('loading_port')
  const needsDestination = wants('destination') && wants('unloading_port')
  if (wanted.charges) {
    if (!needsOrigin || !needsDestination) return
    const countries = countriesIn(text)
    const port =
      countries.length === 0 && cell.kind === 'title'
        ? (LEVIED_AT.exec(text) ?? LEVIED.exec(text))?.[1]?.trim()
        : null
    if (port && isExactly(port)) {
      const way = directionOfTitle(text)
      if (way !== null) add(way === 'export' ? 'origin' : 'destination', statement, port, 0.8)
      return
    }
    const [country] = countries
    // "Export Nordeuropa - Indien / Pakistan" names the other end of the trade.
    if (!country || new Set(countries.map(readCountry)).size > 1) return
    const way = directionOfTitle(text)
    if (way === 'export') add('origin', statement, country, 0.8)
    else if (way === 'import') add('destination', statement, country, 0.8)
    else if (wanted.directed && cell.kind !== 'sheet_name') {
      // Each row takes the end that it speaks of.
      add('origin', statement, country, 0.6)
      add('destination', statement, country, 0.6)
    }
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
    // A tab called "Lanes" is no misspelt Lajes.
    const named = placeIn(stripped(bare), true)
    if (!named) return
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

/** "ab CFS Hamburg – Asien / Ozeanien": what stands behind a dash and is no port is the trade. */
function beforeTrade(words: string | null): string | null {
  const [, start, behind] = /^(.{2,}?)\s+[-–—]\s+(.+)$/u.exec(words ?? '') ?? []
  return start && behind && placeIn(start) && !isPort(behind) ? start : words
}

function isPort(text: string): boolean {
  return resolvePlaces(text).places.some(
    ({ unlocode, flags }) => unlocode !== null && !flags.some(({ code }) => code === 'place-misspelt'),
  )
}

/** "interasia ex BKK Jan 2026.xlsx": where nothing else says it, the name of the file does. */
function originOfFile(statement: Statement, add: Add): void {
  const name = statement.text.replace(/\.[a-z]{3,4}$/i, '').replaceAll('_', ' ')
  const words = caught(EX, name)
  if (words && statement.text.includes(words) && placeIn(words, true)) add('origin', statement, words, 1)
}

const EX = /(?:^|[\s(-])ex[\s.]+([A-Za-z][A-Za-z /&,]{1,40})/iu

/** "EXPORT - HAIPHONG" and "1. SHANGHAI RATES" without what is no place. */
function stripped(text: string): string {
  return text
    .replace(/\s+(?:wk|week|kw|q[1-4]|20[2-4]\d|usd|eur|us\$)(?![\p{L}]).*$|\s+(?:wk|kw)\d.*$/iu, ' ')
    .replace(
      /\b(?:export|import|outbound|inbound|rates?|tariff|fcl|lcl|fak|ex|from|pol|pod|origin)\b/giu,
      ' ',
    )
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

/** "Local charges for LUDHIANA - Export (w.e.f. 1 Dec)": where they are levied. */
const LEVIED_AT =
  /(?:^|\s)(?:for|at|in|from|en|em|in|für|à)\s+(\p{Lu}[\p{L} .'/]{2,30}?)\s*(?:[-–—(:,]|$|\b(?:export|import)s?\b)/iu

/** "MUNDRA LOCAL CHARGES (EXPORT)". */
const LEVIED = /^(\p{Lu}[\p{L} .']{2,30}?)\s*[-–—:]?\s*(?:local|port|terminal|export|import)\b/iu

/** One place by its right name, of which there is one. */
function isExactly(text: string): boolean {
  const { places } = resolvePlaces(text)
  return places.length === 1 && places[0]!.unlocode !== null && places[0]!.flags.length === 0
}

/** One of several places of that name. */
function isHomonym(text: string): boolean {
  return resolvePlaces(text).places.some(({ alternatives }) => alternatives.length > 1)
}

function placeIn(text: string, rightlySpelt = false): boolean {
  if (text.length < 2 || text.length > 60) return false
  if (readCountry(text)) return true
  const { places } = resolvePlaces(text)
  return (
    places.length > 0 &&
    places.some((place) => {
      // A word of a sentence is a letter away from some village.
      const misspelt = place.flags.some(({ code }) => code === 'place-misspelt')
      return (
        (place.unlocode !== null && !misspelt) ||
        (place.country !== null && !(rightlySpelt && misspelt)) ||
        place.group
      )
    })
  )
}

/** The countries that one to three neighbouring words of a text name, long names first. */
function countriesIn(text: string): string[] {
  const words = text.split(/[\s,;:()（）/\-–—]+/).filter((word) => word !== '')
  const found: string[] = []
  for (let length = 3; length >= 1; length--)
    for (let at = 0; at + length <= words.length; at++) {
      const part = words.slice(at, at + length).join(' ')
      if (part.length > 3 && readCountry(part) && text.includes(part)) found.push(part)
    }
  return found
}
