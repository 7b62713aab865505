import type { ColumnFacts } from '../../columns/answerer.ts'
import { placeLikeness } from '../../columns/place-likeness.ts'
import type { Understanding, UnderstoodColumn } from '../../columns/understanding.ts'
import { type PriceHeading, WEIGHT_STEP } from '../../mapping/price-heading.ts'
import type { Statement } from '../../mapping/statements.ts'
import { readCharge } from '../../reference/charges.ts'

/** What the columns of a table hold; of a place that is of the one end in some rows and of the other in others, one of the two. */
export function rolesOf({ columns }: Understanding): Set<string> {
  const sided = columns.some(isTwoSided)
  return new Set(
    columns.flatMap(({ role, also }) => [
      role,
      ...(sided ? also.filter((field) => field !== 'destination' && field !== 'destination_via') : also),
    ]),
  )
}

/** "At: Origin | Location | Over": another column says of which end a place is. */
export const isTwoSided = ({ role, also }: UnderstoodColumn): boolean =>
  role === 'origin' && also.includes('destination')

/** "Hub | Final destination": one end, and the port on its side that the prices come on top of. */
export function passesOneEnd(roles: ReadonlySet<string>): boolean {
  const has = (end: string, port: string) => roles.has(end) || roles.has(port)
  const origin = has('origin', 'loading_port')
  const destination = has('destination', 'unloading_port')
  return (
    (destination && !origin && roles.has('destination_via')) ||
    (origin && !destination && roles.has('origin_via'))
  )
}

/** "ORIGIN: SHANGHAI, CHINA" over a table of destinations: its prices are for the whole lane. */
export function namesEnd({ fields }: Statement, roles: ReadonlySet<string>): boolean {
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
export const isUnnamedCharge = ({ charge }: PriceHeading): boolean =>
  charge === null || charge.code === null || charge.type === 'arbitrary'

/** Words of a heading that leave it the freight, or another offer of it. */
const FREIGHT_WORDS =
  /rate|price|freight|fre?i?ght|\bladen\b|\bempt(?:y|ies)\b|\bfull\b|\bo\/?f\b|all[- ]?in|total|net|buy|sell|offer|direct|t\/s|\bsoc\b|\bcoc\b|\bnor\b|spot|contract|fak|base|min|per\b|流|运|價|价|费率|tarif|cuoc|cước|gi[áa]|flete|frete|fracht|nolo|fret|navlun|운임|運賃|ставка|фрахт/iu

/**
 * Freight has a column that says so; one beside it for the same container, whose words say something else and nothing
 * that the reference knows ("O/F | Genset | Handling aft"), is something else on top.
 */
export function standsBesideFreight(headings: readonly PriceHeading[], at: number): boolean {
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
export function ownCodes(headings: readonly PriceHeading[]): PriceHeading[] {
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
export const LUMPED =
  /^(?:local |other |otros )?(?:charges|gastos|cargos|frais|nebenkosten|despesas|taxas)(?![\p{L}])/iu

export function isUnderCharges({ header }: ColumnFacts, { charge }: PriceHeading): boolean {
  return (
    (charge === null || charge.type === 'surcharge') &&
    (CHARGES.test(header.parent) || LUMPED.test(header.own.trim())) &&
    !header.parts.some((part) => FREIGHT.test(part))
  )
}

const FREIGHT = /freight|\bo\/?f\b|flete|frete|fracht|\bfret\b|运费|海运/iu

/** "DLSS" and nothing else. */
export function isSurchargeCode(part: string): boolean {
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
