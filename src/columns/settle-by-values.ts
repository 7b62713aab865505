import { resolvePlaces } from '../places/resolve-places.ts'
import { readBasis } from '../reference/bases.ts'
import { readCharge } from '../reference/charges.ts'
import { readContainerKind, readContainers } from '../reference/containers.ts'
import { readDirection } from '../reference/direction.ts'
import { textShape } from '../tables/cell-shape.ts'
import type { ColumnFacts } from './answerer.ts'

import { takenForMarks } from './change-marks.ts'
import { holdsPlaceCodes } from './code-by-data.ts'

import { placeOfHeading } from './header-name.ts'

import { headingCues } from './heading-cues.ts'
import type { ColumnRole } from './understanding.ts'

/** Roles of columns of codes, which are alike whatever port they name. */
const CODED: ReadonlySet<ColumnRole> = new Set<ColumnRole>(['origin_code', 'destination_code'])
/** Share of the cells that must say one thing before they overrule a heading. */
const MOST = 0.7
/** What a column of words under the code of a surcharge may be taken for. */
const NO_PRICE: ReadonlySet<ColumnRole> = new Set<ColumnRole>([
  'service_line',
  'inclusions',
  'remarks',
  'ignored',
  'service_mode',
])
const END_ROLES: ReadonlySet<ColumnRole> = new Set<ColumnRole>([
  'origin',
  'destination',
  'loading_port',
  'unloading_port',
  'origin_country',
  'destination_country',
])
const PER = /^(?:per|\/|por|pro|je|每)/iu
const CHARGE_CODE = /^[A-Z][A-Z0-9]{1,5}$/
const CHARGE_KIND =
  /(?:charge|cost|fee|rate)[\s_]*(?:group|categor\w*|class|section)|kostengruppe|费用(?:类别|分组)/iu
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
/** Share of places below which a column names something smaller. */
const FEW = 0.3
const STATION = /station|terminal|\bramp|depot|bahnhof|estaci[oó]n|gare\b|станци|терминал|车站|站/iu
const TAX = /^(?:vat|iva|tva|gst|mwst|ust|ндс|kdv|btw|税|稅)\b|^(?:ндс|税|稅)/iu
const AGENT = /^(?:overseas )?agen(?:t|te|cia|cy)s?(?: (?:code|name))?$/iu
const LINE_NUMBER = /^\d{1,3}$/
const OWNERSHIP = /^(?:coc|soc|coc\s*[/+&]\s*soc)$/i
/** The code of a service: letters and a number. */
const LOOP = /^[A-Z]{1,5}[ -]?\d{1,3}[A-Z]?$/
/** A day and a month, which may also be two prices. */
export const DAY_MONTH = /^(?:0?[1-9]|[12]\d|3[01])\s?[/.-]\s?(?:0?[1-9]|1[0-2])\.?$/
const STATE = /^(?:st\.?|states?|prov(?:ince|\.)?|state\/prov\w*|uf|estado)$/iu
const ACCOUNT =
  /\b(?:customer|account|shipper|consignee|client|cliente|kunde|bco|named acc\w*|nac)\b|客户|货主|khách/iu
const AT_LOAD =
  /\bpol\b|\bload(?:ing)?\s*port|port\s*of\s*(?:exit|export|departure)|exit\s*port|port\s*(?:of|de)\s*(?:load|embarque|chargement)|ladehafen|装货港|裝貨港|積港|선적항|cảng xếp/iu
const AT_DISCHARGE =
  /\bpod\b|discharg|\bunload(?:ing)?\s*port|descarga|löschhafen|loeschhafen|déchargement|卸货港|卸貨港|揚港|양하항|cảng dỡ/iu
const RECEIPT =
  /place of receipt|(?:^|[\s_])(?:plr|plor|por)(?:$|[\s_])|pick-?\s?up|提货地|收货地|recogida|recolec/iu
const DELIVERY =
  /place of delivery|(?:^|[\s_])(?:plod|fpod|fpd|final)(?:$|[\s_])|deliver(?:y|ed)|交货地|派送地|entrega|lieferort|giao hàng/iu
/** No days of a voyage. */
const THOUSANDS = /^\d{1,3}(?:[\s.,'’]\d{3})+$/
const VOYAGE =
  /\bet[das]\b|depart|arriv|sailing|vessel|voyage|cut-?\s?off|closing|abfahrt|ankunft|salida|llegada|离港|到港|开船/iu
const HOLDS =
  /valid|expir|effect|until|vigen|gültig|geldig|ważn|berlaku|действ|срок|有效|有効|유효|hiệu lực|geçerli/iu
const LAST = /expir|until|till?\b|\bto\b|\bend|thru|hasta|\bbis\b|截止|失效|đến|만료|bitiş/iu

/**
 * What the values of a column, or its heading beside those of its neighbours, decide against the answer: carriers under
 * "Service", free days under "Type", a port of discharge beside a city, a departure beside a validity.
 */
export function settleByValues(
  columns: readonly ColumnFacts[],
  answered: readonly ColumnRole[],
): ColumnRole[] {
  const roles = [...answered]
  settleNoPlaces(columns, roles)
  settleChargesVia(columns, roles)
  settleStations(columns, roles)
  settleCarriers(columns, roles)
  settleTerms(columns, roles)
  settleChargeNames(columns, roles)
  settleAsides(columns, roles)
  settleVoyage(columns, roles)
  settleHubCodes(columns, roles)
  settleNamedPorts(columns, roles)
  settlePortOf(columns, roles, 'origin', 'loading_port', AT_LOAD, RECEIPT)
  settlePortOf(columns, roles, 'destination', 'unloading_port', AT_DISCHARGE, DELIVERY)
  return roles
}

const headingOf = (column: ColumnFacts): string => column.header.parts.join(' ')

/** Small whole numbers under a heading that two rows further up says free time, in days. */
function isFreeDays({ header, profile }: ColumnFacts): boolean {
  const cues = headingCues(header.parent)
  return cues.includes('free') && cues.includes('days') && (profile.shares.small_integer ?? 0) >= MOST
}

/** Share of the filled cells that match. */
function shareOf(column: ColumnFacts, pattern: RegExp): number {
  const filled = column.profile.texts.filter((text) => text.trim() !== '')
  return filled.length === 0 ? 0 : filled.filter((text) => pattern.test(text.trim())).length / filled.length
}

/** An end in which not one cell is a place, beside a port in which most are, is something else: an account, a zone. */
function settleNoPlaces(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
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
function settleStations(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
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

const CHARGE_VIA = /^([A-Z]{3,5})\s+(?:via|ex|at)\s/iu

/** "THC VIA MUNDRA", "THC VIA PIPAVAV" in a column without a heading: a charge by gateway, no place. */
function settleChargesVia(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  if (roles.includes('charge') || roles.includes('charge_name')) return
  for (const [at, { profile }] of columns.entries()) {
    if (roles[at] === 'price') continue
    const filled = profile.texts.filter((text) => text.trim() !== '')
    const charges = filled.filter((text) => {
      const code = CHARGE_VIA.exec(text.trim())?.[1]
      return code !== undefined && readCharge(code)?.known === true
    })
    if (filled.length === 0 || charges.length < filled.length) continue
    roles[at] = 'charge'
    return
  }
}

function settleCarriers(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  for (const [at, column] of columns.entries()) {
    // "Customer" with FAK and ANY: an account, and no carrier among its values.
    if (roles[at] === 'carrier' && !column.profile.shares.carrier && ACCOUNT.test(headingOf(column)))
      roles[at] = 'ignored'
  }
  // "Linea" over ADR1 and ESA2: the loops of one line.
  const loops = columns.findIndex(
    (column, at) =>
      roles[at] === 'carrier' && !column.profile.shares.carrier && shareOf(column, LOOP) >= MOST,
  )
  if (loops >= 0 && !roles.includes('service_line')) roles[loops] = 'service_line'
  if (roles.includes('carrier')) return
  const service = columns.findIndex(
    ({ profile }, at) => roles[at] === 'service_line' && (profile.shares.carrier ?? 0) >= MOST,
  )
  if (service >= 0) roles[service] = 'carrier'
}

function settleTerms(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
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
    // COC and SOC: whose box it is.
    if (role === 'commodity' && shareOf(column, OWNERSHIP) >= MOST) roles[at] = 'ignored'
    // "DEM | DET | PLUG IN" under "FREE TIME (DAYS)".
    if (role === 'price' && isFreeDays(column)) roles[at] = 'free_time'
    // "Hạn giá" with 15/12 and 31/12 beside prices of plain numbers: till when they hold.
    if (role === 'price' && shareOf(column, DAY_MONTH) >= MOST && !roles.includes('expiry_date'))
      if (columns.some((other, i) => roles[i] === 'price' && shareOf(other, DAY_MONTH) === 0))
        roles[at] = 'expiry_date'
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
      role.endsWith('_country') &&
      STATE.test(column.header.own.trim()) &&
      shareOf(column, /^[A-Z]{2}$/) >= MOST
    )
      roles[at] = 'ignored'
    // "Guard" with 8,500 is no voyage.
    const timed = cues.includes('transit') || cues.includes('days')
    if (role === 'transit_days' && roles.includes('price') && !timed && shareOf(column, THOUSANDS) >= MOST)
      roles[at] = 'price'
    // "WBS" over nothing but INCL: a price beside prices.
    if (NO_PRICE.has(role) && roles.includes('price') && namesSurcharge(column)) roles[at] = 'price'
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

function saysBasis({ profile }: ColumnFacts): boolean {
  const filled = profile.texts.filter((text) => text.trim() !== '')
  return filled.length > 0 && filled.every((text) => PER.test(text.trim()) && readBasis(text) !== null)
}

/** Filled in less than this share of the rows, and not in the first: what it says holds for the rows that say it. */
const SELDOM = 0.5

/**
 * "FUTURE_SURCHARGES" with PSS in one row of forty lanes says nothing of what the others price; and of two columns of
 * commodities the one with the numbers of a tariff is none.
 */
function settleAsides(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  const lanes =
    roles.some((role) => role === 'origin' || role === 'loading_port') &&
    roles.some((role) => role === 'destination' || role === 'unloading_port')
  const boxes = columns.some(
    ({ header }, at) => roles[at] === 'price' && (readContainers(header.own)?.sizes.length ?? 0) > 0,
  )
  for (const [at, { profile }] of columns.entries()) {
    if (!lanes || !boxes || (roles[at] !== 'charge' && roles[at] !== 'charge_name')) continue
    const filled = profile.texts.filter((text) => text.trim() !== '').length
    if ((profile.texts[0] ?? '').trim() === '' && filled < SELDOM * profile.texts.length)
      roles[at] = 'ignored'
  }
  const goods = columns.flatMap((_, at) => (roles[at] === 'commodity' ? [at] : []))
  const numbered = goods.filter((at) => shareOf(columns[at]!, TARIFF_NUMBER) >= MOST)
  if (numbered.length < goods.length) for (const at of numbered) roles[at] = 'ignored'
}

const TARIFF_NUMBER = /^\d{4}(?:\.?\d{2}){1,3}$/

/** Of two columns that name the charge, the one with codes is the charge, the other its name. */
function settleChargeNames(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  const all = columns.flatMap((_, at) => (roles[at] === 'charge' || roles[at] === 'charge_name' ? [at] : []))
  const kinds = all.length > 1 ? all.filter((at) => CHARGE_KIND.test(headingOf(columns[at]!))) : []
  // FREIGHT, ORIGIN, DESTINATION beside the charges: what they are booked under.
  if (kinds.length > 0 && kinds.length < all.length) for (const at of kinds) roles[at] = 'ignored'
  const naming = all.filter((at) => roles[at] !== 'ignored')
  if (naming.length !== 2) return
  const coded = naming.filter((at) => shareOf(columns[at]!, CHARGE_CODE) >= MOST)
  if (coded.length !== 1) return
  for (const at of naming) roles[at] = at === coded[0] ? 'charge' : 'charge_name'
}

/** "ts_code" beside the codes of both ends: a port where the box changes ship, and no end. */
function settleHubCodes(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
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

/** Where a column says how long a price holds, the dates of the voyage do not. */
function settleVoyage(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
  const dates = columns.flatMap((column, at) => ((column.profile.shares.date ?? 0) >= MOST ? [at] : []))
  const holding = dates.filter((at) => HOLDS.test(headingOf(columns[at]!)))
  const voyage = dates.filter(
    (at) =>
      (roles[at] === 'effective_date' || roles[at] === 'expiry_date') &&
      VOYAGE.test(headingOf(columns[at]!)) &&
      !HOLDS.test(headingOf(columns[at]!)),
  )
  if (holding.length === 0 || voyage.length === 0) return
  for (const at of voyage) roles[at] = 'ignored'
  const departure = voyage.find((at) => !/arriv|\beta\b|ankunft|llegada|到港/iu.test(headingOf(columns[at]!)))
  const vessel = columns.findIndex(
    (column, at) => roles[at] === 'etd' && /vessel|voyage/iu.test(headingOf(column)),
  )
  if (departure !== undefined && vessel >= 0) roles[vessel] = 'ignored'
  if (departure !== undefined && !roles.includes('etd')) roles[departure] = 'etd'
  for (const at of holding) {
    if (roles[at] === 'effective_date' || roles[at] === 'expiry_date') continue
    const role = LAST.test(headingOf(columns[at]!)) ? 'expiry_date' : 'effective_date'
    if (!roles.includes(role)) roles[at] = role
  }
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
function settleNamedPorts(columns: readonly ColumnFacts[], roles: ColumnRole[]): void {
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
