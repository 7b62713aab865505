import type { Mapping } from '../mapping/mapping.ts'
import { readCharge } from '../reference/charges.ts'
import { endOnly } from '../reference/direction.ts'
import { columnOfEnds } from '../tables/direction-column.ts'
import type { Table } from '../tables/table.ts'
import type { Lane } from './lane.ts'
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

  constructor(table: Table, mapping: Mapping) {
    this.#table = table
    this.#mapping = mapping
    const added = isTwoSided(mapping) && mapping.rates.every(({ type }) => type === 'arbitrary')
    this.#ends = added ? (columnOfEnds(table)?.column ?? null) : null
  }

  /** The end that a row adds to; null for a lane. */
  endOf(row: number, remarks: readonly string[]): End | null {
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

  /** The lanes of the row without what is carried down from the lane above. */
  lanes(end: End, lanes: readonly Lane[]): Lane[] {
    const found = new Map<string, Lane>()
    for (const lane of lanes) {
      const base =
        end === 'origin'
          ? (lane.loading_port ?? lane.origin_via)
          : (lane.unloading_port ?? lane.destination_via)
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
