import type { ColumnFacts } from '../../columns/answerer.ts'
import type { CarrierPort } from '../../columns/carrier-headings.ts'
import { chargeOfTab } from '../../columns/charge-of-tab.ts'
import { placesOfHeadings } from '../../columns/heading-places.ts'

import { isAddOn, saysOnTop } from '../../columns/outport-captions.ts'
import { placeLikeness } from '../../columns/place-likeness.ts'
import type {
  LiteralAnswer,
  MappingAnswer,
  MappingAnswerer,
  MappingQuestion,
  PriceColumnAnswer,
} from '../../mapping/answerer.ts'
import { hasCaptions } from '../../mapping/captions.ts'
import {
  currencyOfChargeNames,
  currencyOfOtherSheets,
  statedCurrency,
} from '../../mapping/currency-statement.ts'
import { wayOf } from '../../mapping/levied-at.ts'
import { findLiterals } from '../../mapping/literals.ts'
import type { MappingField } from '../../mapping/mapping.ts'
import { type PriceHeading, readPriceHeadings, WEIGHT_STEP } from '../../mapping/price-heading.ts'
import { isHeading, readStatements, type Statement } from '../../mapping/statements.ts'
import { findBasis } from '../../reference/bases.ts'
import { findCharges, readCharge } from '../../reference/charges.ts'
import { readContainers } from '../../reference/containers.ts'
import type { Basis, ChargeType, ColumnField } from '../../reference/vocabulary.ts'
import { directionColumn } from '../../tables/direction-column.ts'
import { embeddedAnswer } from './answered.ts'
import { chargeTypeFeatures } from './charge-type.ts'
import { type LogisticModel, predict, unpackModel } from './logistic.ts'
import { minimumOf } from './minimum-column.ts'
import { type WeightsReader, weightsIn } from './models-folder.ts'
import { surroundingCues } from './surrounding-cues.ts'

/** Bases of prices that no container carries. */
const WITHOUT_CONTAINER: ReadonlySet<Basis> = new Set<Basis>([
  'wm',
  'cbm',
  'ton',
  'kg',
  'bl',
  'shipment',
  'percent',
])
/** A heading that leaves the currency to a column: "Dest. currency / Container". */
const CURRENCY_WORD = /curr|moneda|divisa|währung|moeda|币|幣|tiền|devise|통화|通貨|döviz/iu

/** Answers with the weights that ship in `models/field-mapping`, which are read on the first question. */
export class EmbeddedMappingAnswerer implements MappingAnswerer {
  #chargeType: LogisticModel | undefined

  constructor(chargeType?: LogisticModel) {
    this.#chargeType = chargeType
  }

  async answerMapping(question: MappingQuestion): Promise<MappingAnswer> {
    this.#chargeType ??= chargeTypeWeights()
    return answerMappingWith(this.#chargeType, question)
  }
}

/** The charge-type weights of `field-mapping`; the shipped ones by default. */
export function chargeTypeWeights(read: WeightsReader = weightsIn()): LogisticModel {
  return unpackModel(read('field-mapping', 'weights.charge-type.bin'))
}

/** The answer of a set of weights to one question. */
export function answerMappingWith(chargeType: LogisticModel, question: MappingQuestion): MappingAnswer {
  const { understanding, table } = question
  const statements = readStatements(table, question.context, question.ownContext)
  const priceColumns = priceFacts(question)
  const surroundings = statements.map(({ key, text }) => `${key} ${text}`).join('\n')
  const headings = ownCodes(readPriceHeadings(priceColumns, surroundings))
  const roles = new Set(understanding.columns.flatMap(({ role, also }) => [role, ...also]))
  const hasSizeColumn = roles.has('container_size') || roles.has('container_type')
  const around = surroundingFacts(statements)
  const lanes = understanding.kind === 'rates' || understanding.kind === 'matrix'
  const stated = statedCurrency(statements) ?? (lanes ? currencyOfOtherSheets(statements) : null)
  // Beside a price per W/M, a price without a word on it is per W/M too; where a column says for which box, for that box.
  const boxed = headings.some(({ container }) => container) || roles.has('container_size')
  const siblings = boxed ? null : (headings.find(({ basis }) => basis && basis !== 'percent')?.basis ?? null)
  const shared = sharedCurrency(headings) ?? currencyOfChargeNames(question)
  const places = placesOfHeadings(priceColumns.map(({ header }) => header))
  // Two load ports across, and only the other end goes down: so it is, whatever the table is taken for.
  const across =
    lanes &&
    roles.has('origin') !== roles.has('destination') &&
    !roles.has(roles.has('origin') ? 'unloading_port' : 'loading_port') &&
    new Set(places.filter((place, at) => place !== null && headings[at]!.carrier === null)).size > 1
  const perRow = roles.has('charge') || roles.has('charge_name')
  // Charges down, ports across: where they are levied, by what the title says.
  const way = perRow && understanding.kind === 'charges' ? wayOf(statements) : null
  const levied = way === null ? null : way === 'export' ? 'origin' : 'destination'
  const ofTab = perRow || understanding.kind !== 'charges' ? null : chargeOfTab(table)
  const onTop =
    passesOneEnd(roles) &&
    !statements.some((statement) => isHeading(statement) && namesEnd(statement, roles)) &&
    (saysOnTop(table) || priceColumns.every(({ header }) => isAddOn(header.parts.join(' '))))
  const dated = roles.has('effective_date') || roles.has('expiry_date')
  const prices = headings.map((heading, at): PriceColumnAnswer => {
    const probabilities = predict(chargeType, chargeTypeFeatures(question, headings, at))
    let best = 0
    probabilities.forEach((probability, index) => {
      if (probability > probabilities[best]!) best = index
    })
    const word = chargeType.classes[best]!
    const answered = word === 'none' ? null : (word as ChargeType)
    const column = priceColumns[at]!
    const added =
      standsBesideFreight(headings, at) ||
      column.header.parts.some(isSurchargeCode) ||
      isSurchargeCode(heading.rest) ||
      isUnderCharges(column, heading)
    const tabs = ofTab !== null && heading.charge === null
    const type =
      onTop && isUnnamedCharge(heading)
        ? 'arbitrary'
        : answered === 'base' && column.header.parts.some((part) => ADD_ON.test(part))
          ? 'arbitrary'
          : answered === 'base' && (added || tabs)
            ? 'surcharge'
            : answered
    const basis = basisOf(question, heading, type, around, siblings)
    const sized = !WITHOUT_CONTAINER.has(basis ?? 'container')
    // Prices per TEU hold for every size: "(40' = 2 TEU)" names none of them.
    const unsized = sized && basis !== 'teu' && heading.container === null
    const fromContext = unsized && !hasSizeColumn && type !== 'surcharge' ? around.container : null
    const container = heading.container ?? fromContext
    const matrix =
      understanding.kind === 'matrix' && (heading.charge === null || heading.charge.type === 'base')
    return {
      id: column.id,
      type,
      containerSizes: container?.sizes ?? [],
      containerType: container?.type ?? null,
      charge: tabs && type === 'surcharge' ? ofTab.code : codeOf(question, heading, type, statements),
      basis,
      currency:
        currencyOf(question, column, heading) ??
        (hasCurrencyColumn(question) ? null : (stated?.currency ?? shared)),
      minimum: minimumOf(question, headings, at),
      weightBreak: heading.weightBreak,
      ...(heading.carrier !== null && !roles.has('carrier') ? { carrier: heading.carrier } : {}),
      ...(heading.period !== null && !dated ? { period: heading.period } : {}),
      ...(heading.since === null ? {} : { period: heading.since }),
      headingIs:
        (matrix || across) && places[at] !== null
          ? acrossEnd(roles)
          : levied && places[at] !== null
            ? levied
            : heading.carrierPort && portEnd(heading.carrierPort, roles, statements),
      confidence: probabilities[best]!,
    }
  })
  const literals = literalsOf(question, statements, prices, hasSizeColumn, stated)
  const answered = embeddedAnswer(
    'field-mapping',
    [...literals, ...prices].map(({ confidence }) => confidence),
  )
  return { literals, prices, answered }
}

/** "Hub | Final destination": one end, and the port on its side that the prices come on top of. */
function passesOneEnd(roles: ReadonlySet<string>): boolean {
  const has = (end: string, port: string) => roles.has(end) || roles.has(port)
  const origin = has('origin', 'loading_port')
  const destination = has('destination', 'unloading_port')
  return (
    (destination && !origin && roles.has('destination_via')) ||
    (origin && !destination && roles.has('origin_via'))
  )
}

/** "ORIGIN: SHANGHAI, CHINA" over a table of destinations: its prices are for the whole lane. */
function namesEnd({ fields }: Statement, roles: ReadonlySet<string>): boolean {
  const [from, to] = [roles.has('origin'), roles.has('destination')]
  const missing = to && !from ? ORIGIN_FIELDS : DESTINATION_FIELDS
  return fields[0] !== undefined && missing.has(fields[0])
}

const ORIGIN_FIELDS: ReadonlySet<string> = new Set(['origin', 'loading_port', 'place_of_receipt'])
const DESTINATION_FIELDS: ReadonlySet<string> = new Set([
  'destination',
  'unloading_port',
  'place_of_delivery',
])

/** "Zuschlag W/M", "Add-on": no charge that has a name of its own. */
const isUnnamedCharge = ({ charge }: PriceHeading): boolean =>
  charge === null || charge.code === null || charge.type === 'arbitrary'

/** Words of a heading that leave it the freight, or another offer of it. */
const FREIGHT_WORDS =
  /rate|price|freight|fre?i?ght|\bladen\b|\bempt(?:y|ies)\b|\bfull\b|\bo\/?f\b|all[- ]?in|total|net|buy|sell|offer|direct|t\/s|\bsoc\b|\bcoc\b|\bnor\b|spot|contract|fak|base|min|per\b|流|运|價|价|费率|tarif|cuoc|cước|gi[áa]|flete|frete|fracht|nolo|fret|navlun|운임|運賃|ставка|фрахт/iu

/** "Add on (USD)" over the prices of a table. */
const ADD_ON = /\badd[- ]?ons?\b|\barbitrar(?:y|ies)\b/iu

/**
 * Freight has a column that says so; one beside it for the same container, whose words say something else and nothing
 * that the reference knows ("O/F | Genset | Handling aft"), is something else on top.
 */
function standsBesideFreight(headings: readonly PriceHeading[], at: number): boolean {
  const heading = headings[at]!
  if (heading.charge !== null || heading.carrier !== null) return false
  if (heading.weightBreak !== null) return false
  const words = besideCurrency(heading.rest)
  if (words.length < 4 || FREIGHT_WORDS.test(words) || placeLikeness(heading.rest) > 0) return false
  // "20'DC | 40'HC | XTHC 20 | XTHC 40": an extra is for a length, whatever its height.
  const size = (one: PriceHeading) => (one.container?.sizes ?? []).map((one) => one.slice(0, 2)).join()
  // "Guard" beside "20' up to 24 t | 40'" is for either box.
  const like = (other: PriceHeading) => heading.container === null || size(other) === size(heading)
  return headings.some((other, i) => i !== at && like(other) && isPlainFreight(other))
}

const OWN_CODE = /^[A-Z]{3,4}$/

/** "Freight USD | CMR AUD": beside freight that is named, letters that the reference lacks are a charge of the house. */
function ownCodes(headings: readonly PriceHeading[]): PriceHeading[] {
  if (!headings.some(({ charge }) => charge?.known && charge.type === 'base')) return [...headings]
  return headings.map((heading) => {
    if (heading.charge !== null || heading.carrier !== null || heading.currency === null) return heading
    const word = heading.rest
      .replaceAll(heading.currency, ' ')
      .replace(/[^\p{L}]+/gu, ' ')
      .trim()
    if (!OWN_CODE.test(word) || FREIGHT_WORDS.test(word)) return heading
    return { ...heading, charge: readCharge(word) }
  })
}

/** Charges of one end, over columns of units: "ORIGIN CHARGES" over "W/M | MIN | PER B/L". */
const CHARGES =
  /\b(?:origin|destination|dest|pol|pod|local|terminal|port|handling|export|import)\W+(?:\w+\W+)?charges?\b|\bcharges? (?:at|in) (?:origin|destination|pol|pod)\b|\bsurcharges?\b|gastos (?:locales|(?:en )?(?:origen|destino))|nebenkosten|frais locaux|目的港费|起运港费|本地费/iu

/** "Gastos x Kg", "Local Charges x AWB": several in one sum. */
const LUMPED =
  /^(?:local |other |otros )?(?:charges|gastos|cargos|frais|nebenkosten|despesas|taxas)(?![\p{L}])/iu

function isUnderCharges({ header }: ColumnFacts, { charge }: PriceHeading): boolean {
  return (
    (charge === null || charge.type === 'surcharge') &&
    (CHARGES.test(header.parent) || LUMPED.test(header.own.trim())) &&
    !header.parts.some((part) => FREIGHT.test(part))
  )
}

const FREIGHT = /freight|\bo\/?f\b|flete|frete|fracht|\bfret\b|运费|海运/iu

/** "DLSS" and nothing else. */
function isSurchargeCode(part: string): boolean {
  const charge = readCharge(part)
  return charge?.known === true && charge.type === 'surcharge' && charge.code === part.trim()
}

const ROUBLES = /(?<!\p{L})руб(?:лей|\.)?(?!\p{L})/giu

/** "O/F", or a container and a currency with no word beside them. */
function isPlainFreight({ charge, container, rest }: PriceHeading): boolean {
  if (charge !== null) return charge.known && charge.type === 'base'
  return container !== null && container.sizes.length > 0 && besideCurrency(rest) === ''
}

/** The words of a heading beside its currency and the weight up to which it holds. */
function besideCurrency(rest: string): string {
  return rest
    .replace(WEIGHT_STEP, ' ')
    .replace(ROUBLES, ' ')
    .replace(/\(?\b[A-Z]{3}\b\)?|[^\p{L}]+/gu, ' ')
    .trim()
}

/** The price columns of a question, from left to right. */
export function priceFacts(question: MappingQuestion): ColumnFacts[] {
  const ids = new Set(
    question.understanding.columns.filter(({ role }) => role === 'price').map(({ id }) => id),
  )
  return question.columns.filter(({ id }) => ids.has(id))
}

/** In a matrix the headings are the end that goes not down. */
function acrossEnd(roles: ReadonlySet<string>): 'origin' | 'destination' {
  return roles.has('destination') && !roles.has('origin') ? 'origin' : 'destination'
}

/** Which end a port is that a carrier's heading names, if no column gives that end. */
function portEnd(
  { end }: CarrierPort,
  roles: ReadonlySet<string>,
  statements: readonly Statement[],
): 'origin' | 'destination' | null {
  const way = end === null ? wayOf(statements) : null
  const said = end ?? (way === null ? acrossEnd(roles) : way === 'export' ? 'origin' : 'destination')
  return roles.has(said) ? null : said
}

interface SurroundingFacts {
  readonly container: ReturnType<typeof readContainers>
  readonly basis: Basis | null
}

/** "USD all-in por contenedor 40' reefer HC": of a longer caption, the sentence that says for which box the prices are. */
const FOR_BOX =
  /\b(?:per|por|par|pro|je)\s+(?:container|contenedor|cont[eê]iner|conteneur|cntr|ctr|box|\d{2}\s?['’])/iu
const LONGEST_SENTENCE = 80

function pricedBox(text: string): string | null {
  return (
    text
      .split(/[.;]\s+/)
      .find((one) => one.length <= LONGEST_SENTENCE && FOR_BOX.test(one) && PRICED.test(one)) ?? null
  )
}

/** What is not said of a surcharge. */
const PRICED = /rates?\b|prices?\b|freight|all[ -]?in|tarif|flete|frete|fracht|valores|precios|preise|prix/iu

function surroundingFacts(statements: readonly Statement[]): SurroundingFacts {
  let container: SurroundingFacts['container'] = null
  let basis: Basis | null = null
  const nearest = [...statements].sort((a, b) => b.nearness - a.nearness)
  for (const statement of nearest) {
    if (!isHeading(statement) || statement.cell.kind === 'file_name') continue
    const keyed = statement.fields.includes('container_type')
    const said = keyed || statement.text.length <= 60 ? statement.text : pricedBox(statement.text)
    if (!container && said !== null) {
      const reading = readContainers(said)
      if (reading && reading.sizes.length > 0) container = reading
    }
    // "Fuel surcharge this month: 36 %" is about one charge.
    const counted = findBasis(statement.text)
    if (counted !== 'percent') basis ??= counted
  }
  return { container, basis }
}

function basisOf(
  question: MappingQuestion,
  heading: PriceHeading,
  type: ChargeType | null,
  around: SurroundingFacts,
  siblings: Basis | null,
): Basis | null {
  if (heading.basis) return heading.basis
  const { columns, kind } = question.understanding
  const perRow = columns.some(({ role }) => role === 'basis')
  if (perRow) return null
  if (heading.container) return type === null ? null : 'container'
  const usual = heading.charge?.basis ?? null
  // In a row of one container, what is usually counted per TEU is written for that container.
  const ofRow = columns.some(({ role }) => role === 'container_size') && usual === 'teu'
  // Beside prices per W/M there is no TEU.
  if (usual === 'teu' && siblings !== null && LESS_THAN_CONTAINER.has(siblings)) return siblings
  if (type === 'surcharge' && usual && usual !== 'container') return ofRow ? 'container' : usual
  if (kind === 'charges') return null
  const stated = around.basis ?? siblings
  if (stated && stated !== 'container') return stated
  if (type === null) return null
  return 'container'
}

const LESS_THAN_CONTAINER: ReadonlySet<Basis> = new Set<Basis>(['wm', 'cbm', 'ton', 'kg'])
const SEA = /ocean|\bsea\b|\bo\/?f\b|mar[ií]tim|seefracht|海/iu

function codeOf(
  question: MappingQuestion,
  heading: PriceHeading,
  type: ChargeType | null,
  statements: readonly Statement[],
): string | null {
  const { columns } = question.understanding
  const roles = new Set(columns.map(({ role }) => role))
  const perRow = roles.has('charge') || roles.has('charge_name')
  if (type === null) return null
  if (type === 'base' || type === 'total') {
    if (perRow) return null
    // "Base rate" in a tariff of drayage is that of the truck.
    const unsaid = heading.charge === null || heading.charge.code === 'BAS'
    return unsaid && surroundingCues(question.table).includes('title:haulage') && !SEA.test(heading.rest)
      ? 'TRK'
      : 'BAS'
  }
  if (type === 'arbitrary') {
    const originSide = roles.has('origin_via') || (roles.has('origin') && !roles.has('destination'))
    return perRow ? null : (inlandCode(statements) ?? (originSide ? 'OPA' : 'DPA'))
  }
  // "Local charges x AWB" are paid by the bill, and are none for it.
  if (heading.charge?.code === 'AWB' && LUMPED.test(heading.rest)) return null
  if (heading.charge?.known && heading.charge.type === 'surcharge') return heading.charge.code
  if (perRow || heading.rest !== '') return heading.charge?.code ?? null
  for (const statement of statements) {
    if (!isHeading(statement)) continue
    const charges = findCharges(statement.text).filter(
      (charge) => charge.known && charge.type === 'surcharge',
    )
    if (charges.length === 1) return charges[0]!.code
  }
  return null
}

/** "Inland Haulage Import (IHI), on top of ocean rates": the carrier's own code for what it adds. */
function inlandCode(statements: readonly Statement[]): string | null {
  for (const statement of statements) {
    if (!isHeading(statement)) continue
    const { text } = statement
    const [inland] = findCharges(text).filter(
      ({ category, code, index, length }) =>
        category === 'INLAND' &&
        text.slice(index, index + length) === code &&
        /[([]\s*$/.test(text.slice(0, index)),
    )
    if (inland) return inland.code
  }
  return null
}

/** "USD per 20'" beside "GRI 20'": where the headings name one currency and no other, it is that of the others too. */
function sharedCurrency(headings: readonly PriceHeading[]): string | null {
  const named = new Set(headings.flatMap(({ currency }) => currency ?? []))
  return named.size === 1 ? [...named][0]! : null
}

function hasCurrencyColumn(question: MappingQuestion): boolean {
  return question.understanding.columns.some(({ role }) => role === 'currency')
}

/** Currency in the heading, else the column beside the price, else the one currency column of the table. */
function currencyOf(
  question: MappingQuestion,
  column: ColumnFacts,
  heading: PriceHeading,
): string | number | null {
  const { columns } = question.understanding
  const currencies = columns.filter(({ role }) => role === 'currency')
  if (heading.currency) return heading.currency
  const beside = (id: number) => columns.find((other) => other.id === id && other.role === 'currency')
  const prices = columns.filter(({ role }) => role === 'price')
  // "Curr | Freight | Curr | Bunker": where each price has one on its left, that is its own.
  if (prices.length > 1 && currencies.length >= prices.length && prices.every(({ id }) => beside(id - 1)))
    return column.id - 1
  const priced = (id: number) => prices.some((price) => price.id === id)
  const left = currencies.filter(({ id }) => id < column.id).at(-1)
  // "Curr | Freight | Min | LSS | Curr | THC": each opens a block, and none closes one.
  const opens = currencies.length > 1 && currencies.every(({ id }) => priced(id + 1))
  if (opens && left && !currencies.every(({ id }) => priced(id - 1))) return left.id
  const next = beside(column.id + 1)
  if (next) return next.id
  if (currencies.length === 1) return currencies[0]!.id
  if (currencies.length === 0) return null
  const name = column.header.parts.join(' ')
  if (CURRENCY_WORD.test(name)) {
    const words = new Set(name.toLowerCase().split(/[^\p{L}]+/u))
    const shared = currencies
      .map(({ id, name: other }) => ({
        id,
        count: other
          .toLowerCase()
          .split(/[^\p{L}]+/u)
          .filter((word) => words.has(word)).length,
      }))
      .sort((a, b) => b.count - a.count)[0]
    if (shared && shared.count > 0) return shared.id
  }
  // With a currency before each price, or one for each block, the nearest on the left speaks.
  return left?.id ?? currencies[0]!.id
}

const PASSED: ReadonlySet<ColumnField> = new Set<ColumnField>(['origin_via', 'destination_via'])

function literalsOf(
  question: MappingQuestion,
  statements: readonly Statement[],
  prices: readonly PriceColumnAnswer[],
  hasSizeColumn: boolean,
  stated: ReturnType<typeof statedCurrency>,
): LiteralAnswer[] {
  const { understanding, table } = question
  // A gateway in the remark of one row leaves the ports that a caption gives to all.
  const columns = new Set<MappingField>(
    understanding.columns.flatMap(({ role, also }) =>
      role === 'remarks' ? [role, ...also.filter((field) => !PASSED.has(field))] : [role, ...also],
    ) as MappingField[],
  )
  if (columns.has('year') || columns.has('month') || sectionsHaveDates(table)) {
    columns.add('effective_date')
    columns.add('expiry_date')
  }
  if (columns.has('effective_date')) columns.add('expiry_date')
  if (columns.has('expiry_date')) columns.add('effective_date')
  if (prices.some(({ headingIs }) => headingIs === 'destination')) columns.add('destination')
  if (prices.some(({ headingIs }) => headingIs === 'origin')) columns.add('origin')
  const arbitrary = prices.length > 0 && prices.every(({ type }) => type === 'arbitrary')
  const literals = findLiterals(statements, {
    columns,
    charges: understanding.kind === 'charges',
    way: understanding.kind === 'charges' ? wayOf(statements) : null,
    directed: directionColumn(table) !== null,
    container:
      !hasSizeColumn &&
      prices.some((price) => price.containerSizes.length === 0 && price.basis === 'container'),
    arbitrary,
    plain: !hasCaptions(table),
    lanes: (understanding.kind === 'rates' || understanding.kind === 'matrix') && !arbitrary,
  })
  if (stated && !hasCurrencyColumn(question))
    literals.push({
      field: 'currency',
      context: stated.context,
      text: stated.text,
      confidence: stated.confidence,
    })
  return literals
}

function sectionsHaveDates(table: MappingQuestion['table']): boolean {
  return table.context.some(
    (cell) => cell.kind === 'section' && /\d{1,2}\s*[./-]\s*\d{1,2}|20\d\d/.test(cell.text),
  )
}
