import type { ColumnFacts } from '../../columns/answerer.ts'
import type { CarrierPort } from '../../columns/carrier-headings.ts'
import { chargeOfTab } from '../../columns/charge-of-tab.ts'
import { placesOfHeadings } from '../../columns/heading-places.ts'
import { isAddOn, saysOnTop } from '../../columns/outport-captions.ts'
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
import { readPriceHeadings } from '../../mapping/price-heading.ts'
import { isHeading, readStatements, type Statement } from '../../mapping/statements.ts'
import type { Basis, ChargeType, ColumnField } from '../../reference/vocabulary.ts'
import { directionColumn } from '../../tables/direction-column.ts'
import {
  isSurchargeCode,
  isTwoSided,
  isUnderCharges,
  isUnnamedCharge,
  namesEnd,
  ownCodes,
  passesOneEnd,
  rolesOf,
  standsBesideFreight,
} from './added-charges.ts'
import { embeddedAnswer } from './answered.ts'
import { codeOf } from './charge-code.ts'
import { chargeTypeFeatures } from './charge-type.ts'
import { type LogisticModel, predict, unpackModel } from './logistic.ts'
import { minimumOf } from './minimum-column.ts'
import { type WeightsReader, weightsIn } from './models-folder.ts'
import { basisOf, surroundingFacts } from './price-basis.ts'
import { currencyOf, hasCurrencyColumn, sharedCurrency, shownCurrency } from './price-currency.ts'

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
  const roles = rolesOf(understanding)
  const hasSizeColumn = roles.has('container_size') || roles.has('container_type')
  const around = surroundingFacts(statements)
  const lanes = understanding.kind === 'rates' || understanding.kind === 'matrix'
  // Number formats speak before other sheets do: "USD 1,850" is not in the pesos of the tab of local charges.
  const shown = priceColumns.some((column) => shownCurrency(column) !== null)
  const stated = statedCurrency(statements) ?? (lanes && !shown ? currencyOfOtherSheets(statements) : null)
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
    (saysOnTop(table) ||
      // Each row says at which end it lies, and over which port.
      understanding.columns.some(isTwoSided) ||
      priceColumns.every(({ header }) => isAddOn(header.parts.join(' '))))
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
        (hasCurrencyColumn(question) ? null : (stated?.currency ?? shared ?? shownCurrency(column))),
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

/** "Add on (USD)" over the prices of a table. */
const ADD_ON = /\badd[- ]?ons?\b|\barbitrar(?:y|ies)\b/iu

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
    way: wayOf(statements),
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
