import type { ColumnFacts } from '../columns/answerer.ts'
import { type CarrierPort, carriersOfHeadings, portsOfCarriers } from '../columns/carrier-headings.ts'
import { apart } from '../columns/header-terms.ts'
import { findDates } from '../rates/values/dates.ts'

import { daysBehindWeek } from '../rates/values/days-behind-week.ts'
import { slashedNumbers } from '../rates/values/number-text.ts'
import { findBasis, readBasis } from '../reference/bases.ts'
import { carrierLegend } from '../reference/carrier-legend.ts'
import { type ChargeReading, findCharges, readCharge } from '../reference/charges.ts'
import { type ContainerReading, readContainers } from '../reference/containers.ts'
import { findCurrencies } from '../reference/currencies.ts'
import type { Basis, ContainerSize } from '../reference/vocabulary.ts'
import { twinContainers } from './twin-columns.ts'

/** What the heading of a price column says, as far as readers can tell. */
export interface PriceHeading {
  readonly container: ContainerReading | null
  readonly charge: ChargeReading | null
  readonly basis: Basis | null
  /** ISO 4217. */
  readonly currency: string | null
  /** "+45", "100 KG", "0,1 a 15 M3": from which weight or volume the price holds. */
  readonly weightBreak: string | null
  /** The carrier that heads the column, as written. */
  readonly carrier: string | null
  /** The port for which that carrier heads this column and not its others. */
  readonly carrierPort: CarrierPort | null
  /** The period that heads the column, as written. */
  readonly period: string | null
  /** The heading of a surcharge that says from when it is levied, or until when: "PSS WEF 1 Jan 2027". */
  readonly since: string | null
  /** Heading without the container: what the charge is read from. */
  readonly rest: string
}

const BARE_SIZES = /(?<!\d)(?:20|40)\s*['’]?\s*(?:\/\s*(?:20|40|45)\s*['’]?\s*(?:h[cq]|gp|st)?\s*)+(?!\d)/iu
const SLASHED_SHARE = 0.3
/** Sizes of "1500/2800/2900" where no heading names them. */
const CUSTOM_SIZES: readonly ContainerSize[] = ['20ft', '40ft', '40ft_hc', '45ft_hc']
const WEIGHT =
  /^(?:[+\-−<>≥≤]\s*\d{1,4}|\d{1,4}\s*[+-]|\d{1,4}\s*(?:kgs?|k)\b\.?\+?|n|norm\w*|[<>+-]?\s*45)\s*(?:kgs?|k)?$/i
const VOLUME =
  /(?:^|[^\p{L}\d])[<>≤≥]\s*\d[\d.,]*\s*(?:cbm|m3|m³|kgs?|tons?)\b|\d[\d.,]*\s*(?:-|–|to|a|bis|~|至)\s*\d[\d.,]*\s*(?:cbm|m3|m³|kgs?|tons?|t|rt)\b/iu
/** "up to 24 t": the same box, by what is in it. */
export const WEIGHT_STEP =
  /(?:up\s?to|above|below|over|under|до|от|свыше|более|bis|ab|über|hasta|de|até|jusqu'à|[<>≤≥])\s*\d[\d.,]*\s*(?:kgs?|mt|tons?|tonnes?|t|т|тн|тонн?)(?![\p{L}\d])\.?/giu
const BREAK_IN_KG = /^[+\-−<>≥≤\s]*\d{1,4}\s*\+?\s*k(?:gs?)?\.?\+?$/iu
const AIR_BREAKS: ReadonlySet<string> = new Set(['45', '100', '250', '300', '500', '1000'])
/** "Freight surcharges": several of them in one sum, which is not the freight. */
const LUMPED = /\bsurcharges\b|\baccessorials\b|\brecargos\b|\bzuschläge\b|\bsurcharges?\s+total|附加费合计/iu
const PER_TEU = /\(?\s*[A-Z]{3}\s*(?:\/|per|p\.)\s*teu\s*\)?/iu
const LONGEST_NAME = 30
/** "Validity: " before a period. */
const HOLDS = /^\s*(?:valid(?:ity)?|vigencia|validez|gültig(?:keit)?|validité|有效期)\s*[:：.]?\s*/iu
const LONGEST_PERIOD = 44
const PERIOD_WORD =
  /jan|feb|mar|apr|ma[iy]|jun|jul|aug|sep|oct|okt|nov|dec|dez|ene|abr|ago|dic|月|월|\bq[1-4]\b|\bwk|\bweek|\b(?:w|kw|cw|sem(?:ana|aine)?|woche|tuan|tuần|hafta)\.?\s?#?\d|周|週|주차/iu
/** "30/11-06/12": two days of which each has its month, and nothing else. */
const DAYS = /^\(?\d{1,2}([./])\d{1,2}\s*[-–~]\s*\d{1,2}\1\d{1,2}\)?$/u
/** Only whether a text is a period matters here, not of which year. */
const ANY_YEAR = 2026
/** Characters that a heading may hold beside its period: "(1H APR)", "Apr rate". */
const PERIOD_MARGIN = 6
/** Words that make prices of a sheet air freight, whose numbers are weights. */
const AIR = /\bair\b|airfreight|\bkgs?\b|\bawb\b|空运|空運|aéreo|luftfracht|hàng không|항공|航空/iu

/** Reads the headings of the price columns of one table, which explain one another. */
export function readPriceHeadings(columns: readonly ColumnFacts[], surroundings: string): PriceHeading[] {
  const plain = columns.filter(({ header }) => AIR_BREAKS.has(bareNumber(header.own)))
  const signed = columns.filter(({ header }) => /^[+\-−<>≥≤]\s*\d/.test(header.own))
  // 45, 100, 300 are weights where several stand together; 20, 40, 45 are containers.
  const air = signed.length > 0 || plain.length >= 3 || (plain.length >= 2 && AIR.test(surroundings))
  const across = acrossHeadings(columns, surroundings)
  return togetherRead(
    columns,
    columns.map((column, at) => {
      const { carrier, carrierPart, carrierPort, period, periods } = across[at]!
      const read = readPriceHeading(without(column, [carrierPart, ...periods]), air)
      const basis = read.basis === 'percent' && isWorkedOut(column) ? null : read.basis
      return { ...read, basis, carrier, carrierPort, period, since: sinceOf(column, read.charge) }
    }),
    surroundings,
  )
}

const STATED_SHARE = /\d\s*%/u

/** "FSC 36%" over amounts: the share is in the heading, and what it comes to in the cells. */
function isWorkedOut({ header, profile }: ColumnFacts): boolean {
  const filled = profile.texts.filter((text) => text.trim() !== '')
  return STATED_SHARE.test(header.own) && filled.length > 0 && !filled.some((text) => text.includes('%'))
}

interface Across {
  readonly carrier: string | null
  /** The part of the heading that names the carrier. */
  readonly carrierPart: string | null
  readonly carrierPort: CarrierPort | null
  readonly period: string | null
  /** All parts of the heading that say when, the chosen one among them. */
  readonly periods: readonly string[]
}

/** Carriers or periods side by side: "MSC | CMA CGM" over pairs of containers, "1H APR | 2H APR". */
function acrossHeadings(columns: readonly ColumnFacts[], surroundings: string): Across[] {
  const headers = columns.map(({ header }) => header)
  const carriers = carriersOfHeadings(headers, carrierLegend(surroundings.split('\n')))
  const ports = portsOfCarriers(carriers, headers)
  const found = headers.map((header) => {
    const periods = header.parts.filter((part) => part.length <= LONGEST_PERIOD && isPeriod(part))
    // "SEM 49" over "30/11-06/12": the days say it best.
    const period = periods.find((part) => DAYS.test(part.trim())) ?? periods[0]
    return { period: period ?? null, periods }
  })
  const several = (names: readonly (string | null)[]) => new Set(names.flatMap((one) => one ?? [])).size > 1
  const byCarrier = several(carriers.map((carrier) => carrier?.text ?? null))
  const dated = several(found.map(({ period }) => period))
  return found.map(({ period, periods }, at) => ({
    carrier: byCarrier ? (carriers[at]?.text ?? null) : null,
    carrierPart: byCarrier ? (carriers[at]?.part ?? null) : null,
    carrierPort: byCarrier ? ports[at]! : null,
    period: dated ? period : null,
    periods: dated ? periods : [],
  }))
}

/** What stands before the day on which a surcharge begins or ends. */
const LEVIED =
  /(?<!\p{L})(?:w\.?\s?e\.?\s?f\.?|eff(?:ective|\.)?|from|as of|starting|since|until|till|thru|through|ab|desde|hasta|bis|从|自|起|至)(?!\p{L})/iu

function sinceOf({ header }: ColumnFacts, charge: ChargeReading | null): string | null {
  if (charge?.type !== 'surcharge') return null
  const said = header.parts.find((part) => LEVIED.test(part) && findCharges(part).length > 0)
  if (said === undefined) return null
  const context = { year: ANY_YEAR, month: null, dayFirst: null, anchor: null }
  const dated = findDates(said, context).some(({ reading, role }) => role !== 'updated' && reading.single)
  return dated ? said : null
}

/** A heading that is a period and little else: two ends, and a month or week in words or ideographs. */
function isPeriod(whole: string): boolean {
  const text = daysBehindWeek(whole.replace(HOLDS, ''))
  if (text.length > LONGEST_NAME) return false
  if (!PERIOD_WORD.test(text) && !DAYS.test(text.trim())) return false
  return findDates(text, { year: ANY_YEAR, month: null, dayFirst: null, anchor: null }).some(
    ({ reading, length }) =>
      reading.effective !== null &&
      reading.expiry !== null &&
      !reading.single &&
      length >= text.trim().length - PERIOD_MARGIN,
  )
}

/** The column with a heading from which some parts are taken out. */
function without(column: ColumnFacts, parts: readonly (string | null)[]): ColumnFacts {
  const { header } = column
  const left = header.parts.filter((part) => !parts.includes(part))
  if (left.length === header.parts.length) return column
  const own = left.includes(header.own) ? header.own : (left.at(-1) ?? '')
  return {
    ...column,
    header: { ...header, parts: left, own, parent: left.filter((part) => part !== own).join(' / ') },
  }
}

/** What the headings of a table say of one another. */
function togetherRead(
  columns: readonly ColumnFacts[],
  headings: readonly PriceHeading[],
  surroundings: string,
): PriceHeading[] {
  // Beside a 20GP, a 40HC is a dry box by what the sheet says; beside a plain 20', only by custom.
  const plain = headings.flatMap(({ container }) =>
    container?.sizes.length === 1 && !/hc/.test(container.sizes[0]!) ? [container.type] : [],
  )
  const dry = plain.length > 0 && plain.includes('dry')
  // "WBS: INCL" beside "WRS: 55/110": surcharges of one table are for the same boxes.
  const pairs = columns.some(
    (column, at) => headings[at]!.charge?.type === 'surcharge' && partsOf(column) === 2,
  )
  const sizes = [...new Set(headings.flatMap(({ container }) => container?.sizes ?? []))]
  const likePairs = ({ charge, rest }: PriceHeading): ContainerReading | null =>
    pairs && charge?.type === 'surcharge' && (charge.basis ?? 'container') === 'container'
      ? { sizes: CUSTOM_SIZES.slice(0, 2), type: null, types: [null, null], order: 'parts', rest }
      : null
  const twins = twinContainers(columns, headings)
  return headings.map((own, at) => {
    const heading = twins.has(at) ? { ...own, container: twins.get(at)! } : own
    const { container } = heading
    if (
      container &&
      container.type === 'dry' &&
      !dry &&
      plain.length > 0 &&
      container.sizes.every((size) => /hc/.test(size))
    )
      return { ...heading, container: { ...container, type: null, types: container.types.map(() => null) } }
    if (container) return heading
    const parts = partsOf(columns[at]!)
    if (parts < 2)
      return saysOnlyWords(columns[at]!) ? { ...heading, container: likePairs(heading) } : heading
    const listed = sizes.length >= parts ? null : listedSizes(surroundings, parts)
    if (listed && listed.sizes.length > parts)
      return { ...heading, container: { ...listed, rest: heading.rest } }
    // A surcharge is said by length, whatever boxes the freight beside it is for: "LSR 108/216".
    const byLength = heading.charge?.type === 'surcharge' && parts === 2
    const order = listed?.sizes ?? (sizes.length >= parts && !byLength ? sizes : CUSTOM_SIZES)
    const read = order.slice(0, parts)
    return {
      ...heading,
      container: {
        sizes: read,
        type: listed?.type ?? null,
        types: listed?.types ?? read.map(() => null),
        order: 'parts' as const,
        rest: heading.rest,
      },
    }
  })
}

/** "INCL" down a whole column has no sizes of its own; see `likePairs`. */
const saysOnlyWords = ({ profile }: ColumnFacts) =>
  profile.texts.length > 0 && profile.texts.every((text) => !/\d/.test(text))

/**
 * A title that says what the parts of a slash price are: "(20GP/40HQ, USD)"; the last of them may hold for two sizes
 * ("20'GP / 40'GP&HC"). What heads prices elsewhere as sizes of one price ("40'GP / 40'HC") is no list of parts.
 */
function listedSizes(surroundings: string, parts: number): ContainerReading | null {
  for (const line of surroundings.split('\n')) {
    const reading = readContainers(line)
    if (!reading || reading.order === 'same') continue
    if (reading.sizes.length === parts) return reading
    const [first, ...others] = line.split('/').map((piece) => readContainers(piece)?.sizes.length ?? 0)
    const last = others.at(-1)
    if (
      reading.sizes.length > parts &&
      others.length === parts - 1 &&
      [first, ...others.slice(0, -1)].every((count) => count === 1) &&
      last === reading.sizes.length - parts + 1
    )
      return reading
  }
  return null
}

/** Most prices that cells like "USD 500/1000/1000" of the column hold; 1 where hardly any cell holds several. */
function partsOf({ profile }: ColumnFacts): number {
  const counts = profile.texts.map(slashedNumbers).filter((count) => count > 1)
  const numbers = profile.texts.filter((text) => /\d/.test(text)).length
  if (counts.length === 0 || counts.length < SLASHED_SHARE * numbers) return 1
  return Math.max(...counts)
}

function bareNumber(text: string): string {
  return text.replace(/[+\-−<>\s]|k(?:gs?)?$/gi, '')
}

function readPriceHeading({ header }: ColumnFacts, air: boolean): PriceHeading {
  const { own, parent, parts } = header
  const whole = parts.join(' ')
  const code = parts.find((part) => part !== own && /^[A-Z][A-Z0-9]{1,4}$/.test(part)) ?? ''
  const isWeight = air && (WEIGHT.test(own) || AIR_BREAKS.has(bareNumber(own)))
  const weightBreak = isWeight ? own : (VOLUME.exec(own)?.[0].trim() ?? stepOf(own))
  const container = isWeight ? null : containerOf(own, parent, whole)
  const rest = (container && container.rest !== whole ? container.rest : own).trim()
  return {
    container,
    charge: chargeOf(rest, own, parent, code),
    basis:
      amountFor(own) ??
      // "1000 kg" beside "45 kg" is from when on, and no ton.
      (isWeight && BREAK_IN_KG.test(own) ? 'kg' : null) ??
      basisOf(apart(own)) ??
      basisOf(whole) ??
      (isWeight ? 'kg' : /%\s*\)?\s*$/.test(own) ? 'percent' : null),
    currency: currencyOf(own) ?? currencyOf(parent),
    weightBreak,
    carrier: null,
    carrierPort: null,
    period: null,
    since: null,
    rest,
  }
}

/** "20' up to 20 MT", "20DC до 24 т": the weight of the cargo, from or up to which the price of a box holds. */
function stepOf(own: string): string | null {
  if (readContainers(own) === null) return null
  const steps = [...own.matchAll(WEIGHT_STEP)]
  return steps.length === 1 ? steps[0]![0].trim() : null
}

function containerOf(own: string, parent: string, whole: string): ContainerReading | null {
  const direct = readContainers(own)
  if (direct && direct.sizes.length > 0) {
    // "20'" under "REEFER": the size below, the type above.
    if (direct.type === null && parent !== '') {
      const joined = readContainers(`${own} ${parent}`)
      if (joined && joined.sizes.join() === direct.sizes.join() && joined.type !== null)
        return { ...joined, rest: direct.rest }
    }
    return direct
  }
  if (parent !== '') {
    const above = readContainers(parent) ?? readContainers(whole)
    if (above && above.sizes.length > 0) return { ...above, rest: own }
  }
  const bare = BARE_SIZES.exec(own)
  const reading = bare ? readContainers(bare[0].replace(/\s+/g, '')) : null
  if (bare && reading) return { ...reading, rest: own.replace(bare[0], ' ').trim() }
  // "BAF 20F": beside a charge, a word alone may be the container.
  for (const word of own.split(/\s+/)) {
    const one = /^\d/.test(word) ? readContainers(word.replace(/^(\d{2})F$/i, '$1FT')) : null
    if (one && one.sizes.length > 0 && one.rest === '') return { ...one, rest: own.replace(word, ' ').trim() }
  }
  return direct ?? typeAlone(own)
}

/** "REEFER USD/TEU": the kind of box, and what is paid for one of any size. */
function typeAlone(own: string): ContainerReading | null {
  const unit = PER_TEU.exec(own)
  const reading = unit ? readContainers(own.replace(unit[0], ' ').trim()) : null
  return reading && reading.type !== null && reading.sizes.length === 0 && reading.rest === ''
    ? reading
    : null
}

/** "By rail (line haulage)": who carries the box, and no charge for it. */
const CARRIED_BY = /\b(?:merchant|line|liner|shipper|consignee)(?:'?s)? haulage\b/giu

function chargeOf(rest: string, own: string, parent: string, code: string): ChargeReading | null {
  for (const whole of [code, rest, own, `${parent} ${rest}`, parent]) {
    const text = whole.replace(CARRIED_BY, ' ')
    if (text.trim() === '') continue
    const read = readCharge(text)
    if (read?.known && !(LUMPED.test(text) && read.type !== 'surcharge')) return read
    const inside = findCharges(text).find((charge) => charge.known)
    if (inside && !(LUMPED.test(text) && inside.type !== 'surcharge')) return inside
  }
  return code === '' ? null : readCharge(code)
}

function basisOf(text: string): Basis | null {
  return text === '' ? null : findBasis(text)
}

/** "Shipment amount" beside amounts for containers: what it is paid for. */
function amountFor(own: string): Basis | null {
  const unit = /^(shipment|booking|b\/?l|container)\s+amount$/iu.exec(own.trim())?.[1]
  return unit === undefined ? null : readBasis(unit)
}

function currencyOf(text: string): string | null {
  const found = new Set(findCurrencies(text).map(({ currency }) => currency))
  return found.size === 1 ? [...found][0]! : null
}
