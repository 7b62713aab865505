import { takeRouting } from '../places/routing.ts'
import { readContainers } from '../reference/containers.ts'
import type { ColumnField } from '../reference/vocabulary.ts'
import { namesTwoDays, textWording } from './cell-signals.ts'
import { headingCues } from './heading-cues.ts'
import { placeLikeness } from './place-likeness.ts'
import type { ColumnRole } from './understanding.ts'

/** What a column fills, once all its values were looked at. */
export interface FilledFields {
  readonly role: ColumnRole
  readonly also: readonly ColumnField[]
}

/** Distinct texts that are looked at for a second thing in a cell. Beyond, a column is prose or keys. */
const LOOKED_AT = 3000
/** A date in a longer remark is about something else. */
const SHORT_REMARK = 40
const DATE_ROLES: ReadonlySet<ColumnRole> = new Set(['effective_date', 'expiry_date'])
const PLACE_ROLES: ReadonlySet<ColumnRole> = new Set([
  'origin',
  'destination',
  'loading_port',
  'unloading_port',
  'origin_country',
  'destination_country',
])
/** A routing that goes on by land is no transhipment. */
const BY_LAND =
  /rail|truck|road|barge|ramp|\bicd\b|inland|bahn|lkw|tren|camión|camion|铁路|铁|卡车|đường sắt/iu
/** A remark that ends the validity: "to 15/01 only", "valid till 20 Feb". */
const ENDS = /(?:^|\b)(?:to|till?|until|valid|expire[sd]?|exp\.?|hasta|bis|đến)\b|至|截止|まで|까지/iu

/**
 * Looks at every distinct value of a column for further fields: a range fills both dates, "Shimizu t/s Pusan" a
 * transhipment port, "40HC" size and type. Under a plain "VIA" hubs stand beside gateways in the country of the
 * destination; `hasGateways` looks for such.
 */
export function furtherFields(
  role: ColumnRole,
  allTexts: readonly string[],
  heading = '',
  hasGateways: () => boolean = () => false,
): FilledFields {
  const texts = allTexts.slice(0, LOOKED_AT)
  if (DATE_ROLES.has(role)) {
    const ranges = texts.some((text) => textWording(text).has('date_range') || namesTwoDays(text))
    return ranges ? { role: 'effective_date', also: ['expiry_date'] } : { role, also: [] }
  }
  if (role === 'container_size' || role === 'container_type') return containers(role, texts)
  if ((role === 'charge' || role === 'charge_name') && texts.length > 1 && texts.every(isCodeAndName))
    return { role: 'charge', also: ['charge_name'] }
  if (role === 'charge')
    return { role, also: texts.length > 0 && texts.every(isByGateway) ? ['origin_via'] : [] }
  if (PLACE_ROLES.has(role)) return { role, also: routing(role, texts) }
  if (role === 'transshipment_port') {
    const marked = texts.some((text) => textWording(text).has('transshipment'))
    const via = texts.some((text) => textWording(text).has('via'))
    // Where a sheet writes "T/S" for one and "VIA" for the other, it means two things.
    if (marked && via) return { role, also: ['destination_via'] }
    const cues = headingCues(heading)
    const both = cues.includes('via') && !cues.includes('transshipment') && !marked && hasGateways()
    return { role, also: both ? ['destination_via'] : [] }
  }
  if (role === 'remarks') return { role, also: inRemarks(texts) }
  return { role, also: [] }
}

function containers(role: ColumnRole, texts: readonly string[]): FilledFields {
  let sizes = false
  let types = false
  for (const text of texts) {
    const reading = readContainers(text)
    if (!reading) continue
    if (reading.sizes.length > 0) sizes = true
    if (reading.types.some((type) => type !== null)) types = true
  }
  if (sizes && types) return { role: 'container_size', also: ['container_type'] }
  if (sizes) return { role: 'container_size', also: [] }
  return { role, also: [] }
}

/** "PSS:PEAK SEASON SURCHARGE": both in one cell. */
const isCodeAndName = (text: string): boolean => /^[A-Z][A-Z0-9]{1,4}\s*[:：]\s*\p{L}{3}/u.test(text.trim())

/** "THC VIA MUNDRA": a charge by the port that the box passes. */
function isByGateway(text: string): boolean {
  const [part] = routingParts(text)
  return part !== undefined && part.kind === 'via' && placeLikeness(part.place) > 0
}

function routing(role: ColumnRole, texts: readonly string[]): ColumnField[] {
  const also = new Set<ColumnField>()
  for (const text of texts)
    for (const { kind } of routingParts(text)) {
      if (kind === 'transshipment') also.add('transshipment_port')
      else also.add(role.startsWith('origin') || role === 'loading_port' ? 'origin_via' : 'destination_via')
    }
  return [...also]
}

function inRemarks(texts: readonly string[]): ColumnField[] {
  const also = new Set<ColumnField>()
  for (const text of texts) {
    for (const { kind, place } of routingParts(text)) {
      if (placeLikeness(place) === 0) continue
      also.add(kind === 'via' && BY_LAND.test(text) ? 'destination_via' : 'transshipment_port')
    }
    // "No space until further notice" ends nothing.
    if (text.length <= SHORT_REMARK && /\d/.test(text) && textWording(text).has('date') && ENDS.test(text))
      also.add('expiry_date')
  }
  return [...also]
}

/** What a cell names after "via" and "t/s"; cheap for the many cells that have neither. */
function routingParts(text: string): { kind: 'via' | 'transshipment'; place: string }[] {
  const signals = textWording(text)
  if (!signals.has('transshipment') && !signals.has('via')) return []
  return takeRouting(text).parts.map(({ kind, start, end }) => ({
    kind,
    // "via our partner in X" names no place right behind the word.
    place: text
      .slice(start, end)
      .split(/[,;.(]/)[0]!
      .trim(),
  }))
}
