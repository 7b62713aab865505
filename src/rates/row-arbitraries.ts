import type { Mapping } from '../mapping/mapping.ts'
import { readCharge } from '../reference/charges.ts'
import { endOnly } from '../reference/direction.ts'
import { columnOfEnds } from '../tables/direction-column.ts'
import type { Table } from '../tables/table.ts'
import type { AddOnRows } from './add-on-rows.ts'
import type { Lane } from './lane.ts'
import type { RatePlace } from './rate.ts'
import type { RowCharge } from './row-charges.ts'

/** Whether one column holds the places of both ends, and another says of each row which end it means. */
export function isTwoSided({ origin, destination }: Mapping): boolean {
  return typeof origin === 'number' && origin === destination
}

type End = 'origin' | 'destination'

const ADDED = String.raw`(?:arb(?:itrar(?:y|ies|io))?|add[- ]?ons?|outports?)\b`
const AT_ORIGIN = new RegExp(String.raw`\b(?:orig(?:in|en)?|org|pol|load)\.?\s*${ADDED}|\bOPA\b`, 'iu')
const AT_DESTINATION = new RegExp(
  String.raw`\b(?:dest(?:ination|ino)?|dst|pod|disch\w*)\.?\s*${ADDED}|\bDPA\b`,
  'iu',
)

/**
 * Rows among lanes that price no lane: "DEST ARB" in the remark of a row whose origin is blank, in a table whose other rows
 * name both ends. They are added on top of what goes over the port beside the only end.
 */
export class RowArbitraries {
  readonly #table: Table
  readonly #mapping: Mapping
  readonly #charges = new Map<RowCharge, Map<End, RowCharge>>()
  /** Of a table of nothing but add-ons at either end, the column that says at which. */
  readonly #ends: number | null
  readonly #addOns: AddOnRows
  /** Where the lanes of the last row end (or start) that is marked as no add-on. */
  #gateways: readonly RatePlace[] = []
  /** The same of all rows so far, by country. */
  readonly #gatewaysIn = new Map<string, Map<string, RatePlace>>()

  constructor(table: Table, mapping: Mapping, addOns: AddOnRows) {
    this.#addOns = addOns
    this.#table = table
    this.#mapping = mapping
    const added = isTwoSided(mapping) && mapping.rates.every(({ type }) => type === 'arbitrary')
    this.#ends = added ? (columnOfEnds(table)?.column ?? null) : null
  }

  /** The end that a row adds to; null for a lane. */
  endOf(row: number, remarks: readonly string[]): End | null {
    if (this.#addOns.has(row)) return this.#addOns.end
    const { origin, destination } = this.#mapping
    if (this.#ends !== null) {
      const way = endOnly(this.#table.grid.text(row, this.#ends))
      return way === 'export' ? 'origin' : way === 'import' ? 'destination' : null
    }
    if (remarks.length === 0 || typeof origin !== 'number' || typeof destination !== 'number') return null
    const blank = (column: number) => this.#table.grid.text(row, column).trim() === ''
    if (blank(origin) && !blank(destination) && remarks.some((remark) => AT_DESTINATION.test(remark)))
      return 'destination'
    if (blank(destination) && !blank(origin) && remarks.some((remark) => AT_ORIGIN.test(remark)))
      return 'origin'
    return null
  }

  /** Takes in the lanes of a row on top of which the add-ons below it come. */
  startGateway(lanes: readonly Lane[]): void {
    const { end } = this.#addOns
    if (end === null) return
    const places = new Map<string, RatePlace>()
    for (const lane of lanes) {
      const place = lane[end]
      if (place === null) continue
      places.set(keyOf(place), place)
      if (place.country === null) continue
      const known = this.#gatewaysIn.get(place.country) ?? new Map<string, RatePlace>()
      this.#gatewaysIn.set(place.country, known.set(keyOf(place), place))
    }
    this.#gateways = [...places.values()]
  }

  /** The lanes of the row without what is carried down from the lane above. */
  lanes(end: End, lanes: readonly Lane[], row: number): Lane[] {
    const found = new Map<string, Lane>()
    const bases = (lane: Lane): readonly (RatePlace | null)[] => {
      if (this.#addOns.has(row)) return orNone(this.#gatewaysOf(lane[end], row))
      return end === 'origin'
        ? [lane.loading_port ?? lane.origin_via]
        : [lane.unloading_port ?? lane.destination_via]
    }
    for (const { lane, base } of lanes.flatMap((lane) => bases(lane).map((base) => ({ lane, base })))) {
      const point = lane[end]
      const key = `${end}|${point?.unlocode ?? ''}~${point?.text ?? ''}|${base?.unlocode ?? ''}~${base?.text ?? ''}`
      found.set(key, {
        origin: null,
        loading_port: null,
        transshipment_port: null,
        unloading_port: null,
        destination: null,
        origin_via: end === 'origin' ? base : null,
        destination_via: end === 'destination' ? base : null,
        [end]: point,
        confidence: lane.confidence,
        findings: lane.findings,
        key,
      })
    }
    return [...found.values()]
  }

  /** "+50" among full prices is on top of its country's only gateway; a marked place on top of the one above it. */
  #gatewaysOf(point: RatePlace | null, row: number): readonly RatePlace[] {
    if (!this.#addOns.byPrice(row)) return this.#gateways
    const known = this.#gatewaysIn.get(point?.country ?? '')
    return known?.size === 1 ? [...known.values()] : []
  }

  /** What the freight of the column is in such a row. */
  charge(end: End, charge: RowCharge): RowCharge {
    let ofEnd = this.#charges.get(charge)
    if (!ofEnd) {
      ofEnd = new Map()
      this.#charges.set(charge, ofEnd)
    }
    let made = ofEnd.get(end)
    if (!made) {
      const code = end === 'origin' ? 'OPA' : 'DPA'
      made = { ...charge, code, name: readCharge(code)?.name ?? null, type: 'arbitrary' }
      ofEnd.set(end, made)
    }
    return made
  }
}

const keyOf = ({ unlocode, text }: RatePlace): string => unlocode ?? text

function orNone(places: readonly RatePlace[]): readonly (RatePlace | null)[] {
  return places.length > 0 ? places : [null]
}
