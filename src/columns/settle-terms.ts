import { readBasis } from '../reference/bases.ts'
import { readCharge } from '../reference/charges.ts'
import { readContainerKind, readContainers } from '../reference/containers.ts'
import { textShape } from '../tables/cell-shape.ts'
import type { ColumnFacts } from './answerer.ts'
import { takenForMarks } from './change-marks.ts'
import { headingOf, MOST, shareOf } from './column-shares.ts'
import { matchHeader } from './header-terms.ts'
import { headingCues } from './heading-cues.ts'
import { saysTransport } from './land-modes.ts'
import { isSailing } from './sailing-days.ts'
import { CHARGE_CODE } from './settle-charge-columns.ts'
import type { ColumnRole } from './understanding.ts'

/** What a column of words under the code of a surcharge may be taken for. */
const NO_PRICE: ReadonlySet<ColumnRole> = new Set<ColumnRole>([
  'service_line',
  'inclusions',
  'remarks',
  'ignored',
  'service_mode',
])
const PER = /^(?:per|\/|por|pro|je|每)/iu

/** Who pays: beside a charge it is neither its name nor its basis. */
const PAYMENT =
  /^(?:(?:freight )?pre-?paid|(?:freight )?collect|elsewhere|payable elsewhere|pp|cc|ppd|coll?|prepaid\/collect|预付|到付|pré-?pago|prepagado|a pagar|porto payé|port dû|元払い?|着払い?|peşin|선불|착불|후불|предоплата)$/iu

const IN_DAYS =
  /^(?:ca\.?\s*|约)?\d{1,3}(?:\s*(?:-|–|~|\/)\s*\d{1,3})?\s*(?:days?|tage?|d[ií]as?|giorni|jours|дн\p{L}*|dagen|dagar|день|дня|ngày|天|日|일|gün)\.?$/iu

const VOLUME =
  /(?:^|[\s_(])(?:vol|volumes?|forecast|qty|quantity|mqc|award(?:ed)?|allocation|alloc|zip|zip ?code|post(?:al)? ?code|plz)(?:$|[\s_.)/])|箱量|货量|물량/iu

const TYPED: ReadonlySet<ColumnRole> = new Set([
  'charge',
  'charge_name',
  'commodity',
  'service_line',
  'basis',
])

/** What a column of "prepaid" and "collect" may be taken for: "DTHC" over them says who pays it. */
const PAYABLE: ReadonlySet<ColumnRole> = new Set<ColumnRole>([
  'charge',
  'charge_name',
  'basis',
  'etd',
  'price',
])

const CONTAINER_TYPE =
  /^(?:dry|dv|dc|gp|st|std|standard|rf|re|rh|reefer|ot|fr|tk|nor|hc|hq|open top|flat ?rack|tank|high cube)$/i
const YES_NO = /^(?:y|n|yes|no)$/i

/** What a column of yes and no may be taken for. */
const FLAGGED: ReadonlySet<ColumnRole> = new Set<ColumnRole>([
  'remarks',
  'etd',
  'service_mode',
  'service_line',
  'commodity',
  'inclusions',
  'ignored',
])
const TAX = /^(?:vat|iva|tva|gst|mwst|ust|ндс|kdv|btw|税|稅)\b|^(?:ндс|税|稅)/iu
const AGENT = /^(?:overseas )?agen(?:t|te|cia|cy)s?(?: (?:code|name))?$/iu
const LINE_NUMBER = /^\d{1,3}$/
const OWNERSHIP = /^(?:coc|soc|coc\s*[/+&]\s*soc)$/i
/** A day and a month, which may also be two prices. */
export const DAY_MONTH = /^(?:0?[1-9]|[12]\d|3[01])\s?[/.-]\s?(?:0?[1-9]|1[0-2])\.?$/
const STATE = /^(?:st\.?|states?|prov(?:ince|\.)?|state\/prov\w*|uf|estado)$/iu
/** What a column of states may be taken for. */
const PLACED: ReadonlySet<ColumnRole> = new Set<ColumnRole>([
  'origin',
  'destination',
  'loading_port',
  'unloading_port',
  'origin_via',
  'destination_via',
  'transshipment_port',
])
/** A charge is inside the price, or it is not. */
const MARKED = /^[+＋✓√✔–—-]$/u
const INSIDE = /^[+＋✓√✔]$/u
const RATIO = /^1\s*(?:cbm|m3)?\s*[:=]\s*\d{2,4}\s*(?:kgs?)?$/iu
/** No days of a voyage. */
const THOUSANDS = /^\d{1,3}(?:[\s.,'’]\d{3})+$/

/** Small whole numbers under a heading that two rows further up says free time, in days. */
function isFreeDays({ header, profile }: ColumnFacts): boolean {
  const cues = headingCues(header.parent)
  return cues.includes('free') && cues.includes('days') && (profile.shares.small_integer ?? 0) >= MOST
}

/** Words under a heading that is one of goods and nothing else; numbers of a tariff are none. */
function isGoods(column: ColumnFacts): boolean {
  const [match] = matchHeader(column.header.own)
  return match?.field === 'commodity' && match.score === 1 && shareOf(column, WORDS) >= MOST
}

const WORDS = /\p{L}{3}|\p{Script=Han}{2}/u

export function settleTerms(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  for (const [at, column] of columns.entries()) {
    const role = roles[at]!
    const cues = headingCues(headingOf(column))
    const { shares } = column.profile
    if (
      role === 'transit_days' &&
      cues.includes('remark') &&
      !cues.includes('transit') &&
      !cues.includes('days')
    )
      roles[at] = 'remarks'
    const freeTime = (shares.free_time ?? 0) >= MOST && (shares.sentence ?? 0) < MOST
    if (
      (role === 'etd' || role === 'transit_days' || role === 'frequency' || role === 'container_type') &&
      freeTime
    )
      if (!roles.includes('free_time')) roles[at] = 'free_time'
    // "Validity" over single dates: the last day, by custom.
    if (role === 'effective_date' && cues.includes('validity') && !cues.includes('effective'))
      if ((shares.date ?? 0) >= MOST && !shares.date_range && !roles.includes('expiry_date'))
        roles[at] = 'expiry_date'
    // "VOL_TEU": how many, not how much.
    if (
      role === 'price' &&
      VOLUME.test(headingOf(column)) &&
      !cues.includes('price') &&
      !cues.includes('currency')
    )
      roles[at] = 'ignored'
    if (
      role === 'price' &&
      cues.includes('distance') &&
      !cues.includes('price') &&
      !cues.includes('currency')
    )
      roles[at] = 'ignored'
    // "Type" with Dry and Reefer, "CNTR TYPE" with DV and RF: what stands in it is no charge and no cargo.
    if (TYPED.has(role) && !roles.includes('container_type') && shareOf(column, CONTAINER_TYPE) >= MOST)
      roles[at] = 'container_type'
    // "Quote line no." with 1 to 7: which line it is, not of which contract.
    if (role === 'contract_number' && cues.includes('number') && shareOf(column, LINE_NUMBER) >= MOST)
      roles[at] = roles.includes('lane_id') ? 'ignored' : 'lane_id'
    // "SOC | NOR | HAZ" with Y and N: flags. One that is headed by a kind of box says whether it is meant.
    if (FLAGGED.has(role) && shareOf(column, YES_NO) >= MOST)
      roles[at] =
        readContainerKind(column.header.own) !== null && !roles.includes('container_type')
          ? 'container_type'
          : 'ignored'
    // "NOR" with USD 1,950 and N/A: a box, and prices for it.
    if (role !== 'price' && roles.includes('price') && isHeadedByBox(column) && offersMoney(column))
      roles[at] = 'price'
    // "AGENTE" with AG-CN 01: through whom it was asked for.
    if (role === 'remarks' && AGENT.test(column.header.own.trim())) roles[at] = 'ignored'
    // "Commodity" over A:FREIGHT ALL KINDS and G1:GARMENTS, and no other column of goods.
    if (role === 'ignored' && !roles.includes('commodity') && isGoods(column)) roles[at] = 'commodity'
    // "GROUP_NAME: Default" beside "COMMODITY_BRIEF: FAK".
    if (
      role === 'commodity' &&
      !cues.includes('commodity') &&
      columns.some(
        (other, i) =>
          roles[i] === 'commodity' && i !== at && headingCues(headingOf(other)).includes('commodity'),
      )
    )
      roles[at] = 'ignored'
    // COC and SOC: whose box it is.
    if (role === 'commodity' && shareOf(column, OWNERSHIP) >= MOST) roles[at] = 'ignored'
    // "DEM | DET | PLUG IN" under "FREE TIME (DAYS)".
    if (role === 'price' && isFreeDays(column)) roles[at] = 'free_time'
    // "Hạn giá" with 15/12 and 31/12 beside prices of plain numbers: till when they hold.
    if (role === 'price' && shareOf(column, DAY_MONTH) >= MOST && !roles.includes('expiry_date'))
      if (columns.some((other, i) => roles[i] === 'price' && shareOf(other, DAY_MONTH) === 0))
        roles[at] = 'expiry_date'
    // "MODO" with CAMIÓN and FFCC: how it goes on.
    if (MODELESS.has(role) && !roles.includes('service_mode') && saysTransport(column))
      roles[at] = 'service_mode'
    // "ETD" with "05.12, 12.12", "weekly" and "пн, чт": when ships leave, and no price of five.
    if (role === 'price' && !roles.includes('etd') && isSailing(column)) roles[at] = 'etd'
    if (
      role === 'transit_days' &&
      (shares.date ?? 0) >= MOST &&
      !cues.includes('transit') &&
      !cues.includes('days')
    )
      if (cues.includes('effective') && !roles.includes('effective_date')) roles[at] = 'effective_date'
      else if (cues.includes('expiry') && !roles.includes('expiry_date')) roles[at] = 'expiry_date'
    // "ST" with IL and CO: states, neither Israel nor Colombia.
    if (
      (role.endsWith('_country') || PLACED.has(role)) &&
      STATE.test(column.header.own.trim()) &&
      shareOf(column, /^[A-Z]{2}$/) >= MOST
    )
      roles[at] = 'ignored'
    // "Ratio" with 1:1000: so many kilograms for a cubic metre.
    if (role === 'price' && shareOf(column, RATIO) >= MOST) roles[at] = 'ignored'
    // "Guard" with 8,500 is no voyage.
    const timed = cues.includes('transit') || cues.includes('days')
    if (role === 'transit_days' && roles.includes('price') && !timed && shareOf(column, THOUSANDS) >= MOST)
      roles[at] = 'price'
    // "WBS" over nothing but INCL: a price beside prices.
    if (NO_PRICE.has(role) && roles.includes('price') && namesSurcharge(column)) roles[at] = 'price'
    // "BAF" with + and -: whether the price contains it.
    if ((role === 'price' || NO_PRICE.has(role)) && isMarked(column))
      roles[at] = readCharge(column.header.own)?.known ? 'inclusions' : 'ignored'
    // "per B/L" in a column without a heading, beside charges.
    const charged = roles.includes('charge') || roles.includes('charge_name')
    if (
      (role === 'remarks' || role === 'ignored') &&
      charged &&
      !roles.includes('basis') &&
      saysBasis(column)
    )
      roles[at] = 'basis'
    const sails = (shares.weekday ?? 0) + (shares.frequency ?? 0)
    if ((role === 'etd' || role === 'frequency') && shareOf(column, IN_DAYS) >= MOST && sails === 0)
      if (!roles.includes('transit_days')) roles[at] = 'transit_days'
    const taken = PAYABLE.has(role)
    if (taken && shareOf(column, PAYMENT) >= MOST) roles[at] = 'ignored'
    if (takenForMarks(role, column)) roles[at] = 'ignored'
    // "VAT" with "without VAT": no cargo.
    if ((role === 'commodity' || role === 'service_line') && TAX.test(column.header.own.trim()))
      roles[at] = 'ignored'
  }
}

const MODELESS: ReadonlySet<ColumnRole> = new Set<ColumnRole>([
  'ignored',
  'remarks',
  'commodity',
  'service_line',
])
const isHeadedByBox = ({ header }: ColumnFacts): boolean => readContainers(header.own)?.rest === ''

/** Amounts with their currency, and words that stand for one: nothing but prices. */
function offersMoney({ profile }: ColumnFacts): boolean {
  const filled = profile.texts.filter((text) => text.trim() !== '')
  const money = filled.filter((text) => textShape(text) === 'amount' && !/^\d+$/.test(text.trim()))
  return money.length > 0 && filled.every((text) => money.includes(text) || textShape(text) === 'word_price')
}

/** A heading that is the code of a surcharge, over words that stand for prices and nothing else. */
function namesSurcharge(column: ColumnFacts): boolean {
  const charge = readCharge(column.header.own)
  if (!charge?.known || !charge.exact || charge.type !== 'surcharge' || charge.code === null) return false
  if (!CHARGE_CODE.test(column.header.own.trim())) return false
  const filled = column.profile.texts.filter((text) => text.trim() !== '')
  return filled.length > 0 && filled.every((text) => textShape(text) === 'word_price')
}

/** Nothing but marks, some of which say yes. */
const isMarked = (column: ColumnFacts): boolean =>
  shareOf(column, MARKED) === 1 && shareOf(column, INSIDE) > 0

function saysBasis({ profile }: ColumnFacts): boolean {
  const filled = profile.texts.filter((text) => text.trim() !== '')
  return filled.length > 0 && filled.every((text) => PER.test(text.trim()) && readBasis(text) !== null)
}
