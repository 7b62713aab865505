import type { GoldPlace, GoldRate } from '../../labels/gold.ts'
import { PLACE_FIELDS } from '../../places/answerer.ts'
import type { Rate, RatePlace } from '../../rates/rate.ts'

/** What counts as the same answer, field by field. Tolerant exactly where the gold conventions call another answer right too. */

export const SCORED_FIELDS = [
  ...PLACE_FIELDS,
  'origin_country',
  'destination_country',
  'carrier',
  'service_line',
  'contract_number',
  'commodity',
  'container_size',
  'container_type',
  'charge',
  'charge_type',
  'basis',
  'currency',
  'amount',
  'minimum',
  'effective_date',
  'expiry_date',
  'price_status',
] as const
export type ScoredField = (typeof SCORED_FIELDS)[number]

/** The fields that make a rate usable: all of them right is what `exact` means. */
export const EXACT_FIELDS: readonly ScoredField[] = [
  'price_status',
  'amount',
  'currency',
  'origin',
  'destination',
  'container_size',
  'container_type',
  'effective_date',
  'expiry_date',
]

/** One field of a pair: the verdict and both sides as a person would write them. */
export interface Comparison {
  readonly right: boolean
  /** Either side states something. */
  readonly stated: boolean
  readonly expected: string
  readonly got: string
}

const AMOUNT_TOLERANCE = 1e-6
/** The published answer of the Wove case leaves dry-or-reefer empty. */
const DRY_OR_NULL = /^01-vn-to-us/
/** Codes that carriers write for one charge. */
const SAME_CHARGE: Readonly<Record<string, string>> = { OHC: 'OTHC', DHC: 'DTHC', ODF: 'DOC', IHI: 'DIB' }

/** Letters and digits of any script, without case, accents and punctuation. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Same place for telling lanes apart: a code in common, or the same text. */
export function placeAgrees(gold: GoldPlace | null, got: RatePlace | null): boolean {
  if (gold === null || got === null) return gold === got
  if ('unlocode' in gold && got.unlocode !== null && gold.unlocode.includes(got.unlocode)) return true
  return foldText(gold.text) === foldText(got.text)
}

/** The right place: one of the right codes; for a group the group itself; no code where there is none to give. */
export function placeIsRight(gold: GoldPlace | null, got: RatePlace | null): boolean {
  if (gold === null || got === null) return gold === got
  if ('group' in gold) return got.group === true && foldText(gold.text) === foldText(got.text)
  if (gold.unlocode.length > 0) return got.unlocode !== null && gold.unlocode.includes(got.unlocode)
  return got.unlocode === null && (gold.country === null || gold.country === got.country)
}

/** The lane of a price: both ends, and each routing point that the gold line states. */
export function laneAgrees(gold: GoldRate, rate: Rate): boolean {
  return PLACE_FIELDS.every((field) => {
    const isEnd = field === 'origin' || field === 'destination'
    return (!isEnd && gold[field] === null) || placeAgrees(gold[field], rate[field])
  })
}

/** The price itself: same amount, or the same word instead of one. */
export function priceAgrees(gold: GoldRate, rate: Rate): boolean {
  if (gold.price_status !== rate.price_status) return false
  if (gold.amount === null || rate.amount === null) return gold.amount === rate.amount
  return Math.abs(gold.amount - rate.amount) < AMOUNT_TOLERANCE
}

/** Compares one field of a gold line with a rate. `workbook` decides the one tolerance that belongs to a workbook. */
export function compareField(field: ScoredField, gold: GoldRate, rate: Rate, workbook: string): Comparison {
  switch (field) {
    case 'origin_country':
      return compareCountry(gold.origin, rate.origin)
    case 'destination_country':
      return compareCountry(gold.destination, rate.destination)
    case 'carrier':
      return comparison(gold.carrier, rate.carrier?.scac ?? null)
    case 'service_line':
    case 'contract_number':
    case 'commodity':
      return compareText(gold[field], rate[field])
    case 'container_size':
      return compareSize(gold, rate)
    case 'container_type': {
      const got = rate.container?.type ?? null
      const alsoRight = got === null && gold.container_type === 'dry' && DRY_OR_NULL.test(workbook)
      return comparison(gold.container_type, got, alsoRight || gold.container_type === got)
    }
    case 'charge':
      return compareCharge(gold.charge, rate.charge.code)
    case 'charge_type':
      return comparison(gold.charge_type, rate.charge.type)
    case 'basis':
      return comparison(gold.basis, rate.charge.basis)
    case 'amount':
    case 'minimum':
      return compareNumber(gold[field], rate[field])
    case 'currency':
    case 'effective_date':
    case 'expiry_date':
    case 'price_status':
      return comparison(gold[field], rate[field])
    default:
      return {
        right: placeIsRight(gold[field], rate[field]),
        stated: gold[field] !== null || rate[field] !== null,
        expected: describeGoldPlace(gold[field]),
        got: describePlace(rate[field]),
      }
  }
}

function comparison(
  expected: string | null,
  got: string | null,
  right: boolean = expected === got,
): Comparison {
  return {
    right,
    stated: expected !== null || got !== null,
    expected: expected ?? 'null',
    got: got ?? 'null',
  }
}

function compareText(expected: string | null, got: string | null): Comparison {
  return comparison(expected, got, foldText(expected ?? '') === foldText(got ?? ''))
}

function compareNumber(expected: number | null, got: number | null): Comparison {
  const right =
    expected === null || got === null ? expected === got : Math.abs(expected - got) < AMOUNT_TOLERANCE
  return comparison(expected === null ? null : String(expected), got === null ? null : String(got), right)
}

function compareCharge(expected: string | null, got: string | null): Comparison {
  const usual = (code: string | null): string | null => (code === null ? null : (SAME_CHARGE[code] ?? code))
  return comparison(expected, got, usual(expected) === usual(got))
}

function compareSize(gold: GoldRate, rate: Rate): Comparison {
  const got = rate.container?.size ?? null
  // "40RF" and "40NOR" are high cubes nearly always, and say 40ft in so many letters.
  const letters =
    gold.container_size === '40ft_hc' && (gold.container_type === 'reefer' || gold.container_type === 'nor')
  return comparison(gold.container_size, got, gold.container_size === got || (letters && got === '40ft'))
}

function compareCountry(expected: GoldPlace | null, got: RatePlace | null): Comparison {
  return comparison(expected && 'country' in expected ? expected.country : null, got?.country ?? null)
}

function describeGoldPlace(place: GoldPlace | null): string {
  if (place === null) return 'null'
  if ('group' in place) return `${quote(place.text)} (group)`
  return `${quote(place.text)} ${place.unlocode.join('|') || place.country || 'no code'}`
}

function describePlace(place: RatePlace | null): string {
  if (place === null) return 'null'
  if (place.group) return `${quote(place.text)} (group)`
  return `${quote(place.text)} ${place.unlocode ?? 'no code'}`
}

const quote = (text: string): string => JSON.stringify(text)
