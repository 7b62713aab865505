import { PLACE_FIELDS } from '../places/answerer.ts'
import { readCarrier } from '../reference/carriers.ts'
import type { FilledFields } from './also.ts'
import { textWording } from './cell-signals.ts'
import type { ColumnProfile } from './column-profile.ts'
import { claimCountries, countryPhrase, listed } from './country-claim.ts'
import type { ColumnRole } from './understanding.ts'
import type { WholeColumn } from './whole-column.ts'

/** What a role is, in the words of the trade. */
const MEANING: Readonly<Record<ColumnRole, string>> = {
  carrier: 'Shipping line',
  service_line: 'Service or loop of the carrier',
  contract_number: 'Contract or quotation reference',
  commodity: 'Commodity',
  origin: 'Port or place of loading',
  origin_country: 'Country of the origin',
  origin_code: 'Code of the origin',
  origin_via: 'Routing point before the load port',
  origin_via_country: 'Country of the routing point on the origin side',
  loading_port: 'Port of loading, stated apart from the place of receipt',
  loading_port_country: 'Country of the load port',
  transshipment_port: 'Port of transhipment',
  unloading_port: 'Port of discharge, stated apart from the place of delivery',
  unloading_port_country: 'Country of the discharge port',
  destination_via: 'Port or gateway that the cargo passes before its destination',
  destination_via_country: 'Country of the routing point on the destination side',
  destination: 'Destination',
  destination_country: 'Country of the destination',
  destination_code: 'Code of the destination',
  effective_date: 'First day of validity',
  expiry_date: 'Last day of validity',
  year: 'Year',
  month: 'Month',
  container_size: 'Container size',
  container_type: 'Container type',
  charge: 'Charge that the price of the row is for',
  charge_name: 'Name of the charge',
  basis: 'Unit that the price counts in',
  currency: 'Currency of the price',
  minimum: 'Minimum charge',
  weight_break: 'Weight from which the price holds',
  transit_days: 'Transit time',
  free_time: 'Free time before demurrage and detention',
  etd: 'Sailing days',
  frequency: 'How often the service sails',
  service_mode: 'Where the duty of the carrier starts and ends',
  inclusions: 'Charges inside the price',
  remarks: 'Remarks',
  lane_id: 'Key of the lane in this sheet',
  group: 'Name of a group of ports',
  member: 'Port that belongs to the group',
  member_code: 'Code of the port that belongs to the group',
  price: 'Price',
  ignored: 'Nothing of the schema',
}

/** What a column of this role is, with no claim about its values. */
export function generalDescription(role: ColumnRole): string {
  return MEANING[role]
}

export const PLACE_ROLES: ReadonlySet<ColumnRole> = new Set<ColumnRole>([...PLACE_FIELDS, 'member'])
const LISTED_VALUES = 4

/** A sentence about the column that holds for all its values. */
export function describeColumn(fields: FilledFields, profile: ColumnProfile, whole: WholeColumn): string {
  const { role, also } = fields
  const meaning =
    role === 'effective_date' && also.includes('expiry_date')
      ? 'First and last day of validity'
      : MEANING[role]
  const second = also
    .filter((field) => !(role === 'effective_date' && field === 'expiry_date'))
    .map((field) => MEANING[field].toLowerCase())
  const more = second.length > 0 ? `; some cells also give: ${listed(second)}` : ''
  return `${meaning}${claimOf(role, profile, whole)}${more}`
}

function claimOf(role: ColumnRole, profile: ColumnProfile, whole: WholeColumn): string {
  if (whole.textCells + whole.numberCells === 0) return ', empty in every row'
  if (PLACE_ROLES.has(role)) {
    const none = whole.texts.filter((text) => textWording(text).has('nothing'))
    return `${countryPhrase(claimCountries(whole.texts))}${none.length > 0 ? `; "${none[0]}" where there is none` : ''}`
  }
  if (role === 'price') return numbersOf(whole)
  if (role === 'carrier') {
    const lines = new Set(whole.texts.map((text) => readCarrier(text)?.name ?? text))
    return lines.size <= LISTED_VALUES ? `: ${listed([...lines])}` : `, ${lines.size} of them`
  }
  if (role === 'remarks' || role === 'ignored') return ''
  if (whole.numberCells === 0 && whole.texts.length <= LISTED_VALUES)
    return `: ${listed(whole.texts.map(quoted))}`
  if (role === 'transit_days' || role === 'year' || role === 'free_time')
    return whole.textCells === 0 ? numbersOf(whole) : ''
  return profile.blankShare > 0.5 && whole.texts.length > 1 ? ', only in some rows' : ''
}

function numbersOf(whole: WholeColumn): string {
  if (whole.numberCells === 0) return ''
  const words = whole.texts.length > 0 ? `; words such as ${quoted(whole.texts[0]!)} elsewhere` : ''
  if (whole.minimum === whole.maximum) return `, ${shown(whole.minimum)} throughout${words}`
  return `, ${shown(whole.minimum)} to ${shown(whole.maximum)}${words}`
}

function shown(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2)
}

function quoted(text: string): string {
  return `"${text.replace(/\s+/g, ' ').trim()}"`
}
