import type { FieldSource, Mapping } from '../mapping/mapping.ts'
import type { Direction } from '../reference/direction.ts'
import type { Table } from '../tables/table.ts'
import type { AddOnRows } from './add-on-rows.ts'
import type { ColumnReader, EffectiveCell } from './column-reader.ts'
import { countryOfNote } from './said-country.ts'

/** Fields whose blank cells continue the cell above: a lane must have its ends. */
const FILLED: ReadonlySet<keyof Mapping> = new Set([
  'origin',
  'destination',
  'origin_country',
  'destination_country',
] as const)
/** Of add-ons, the port on top of whose rate they come: blank cells continue it too. */
const BASES: ReadonlySet<keyof Mapping> = new Set(['origin_via', 'destination_via'] as const)

/** Fields of a mapping that say where a lane goes. */
type LaneField =
  | 'origin'
  | 'origin_code'
  | 'origin_country'
  | 'origin_via'
  | 'loading_port'
  | 'transshipment_port'
  | 'unloading_port'
  | 'destination_via'
  | 'destination'
  | 'destination_code'
  | 'destination_country'

/** What one row says of its lane, or the rows above it: the cells as they stand, unread. */
export type LaneCells = Record<
  | 'origin'
  | 'originCode'
  | 'originCountry'
  | 'originVia'
  | 'loading'
  | 'transshipment'
  | 'unloading'
  | 'destinationVia'
  | 'destination'
  | 'destinationCode'
  | 'destinationCountry',
  EffectiveCell | null
>

/** Finds the cells of a lane: in the row, in a blank cell's neighbour above, in a literal of the mapping. */
export class LaneCellReader {
  readonly #table: Table
  readonly #mapping: Mapping
  readonly #columns: ColumnReader
  readonly #addOnRows: AddOnRows
  readonly #addsOn: boolean

  constructor(table: Table, mapping: Mapping, columns: ColumnReader, addOns: AddOnRows) {
    this.#addOnRows = addOns
    this.#table = table
    this.#mapping = mapping
    this.#columns = columns
    this.#addsOn = mapping.rates.every(({ type }) => type === 'arbitrary')
  }

  /** The cells of a row's lane, around the two ends that the caller has found. */
  around(
    row: number,
    origin: EffectiveCell | null,
    destination: EffectiveCell | null,
    remarks: readonly string[],
  ): LaneCells {
    return {
      origin,
      originCode: this.cell('origin_code', row),
      originCountry: this.cell('origin_country', row),
      originVia: this.cell('origin_via', row),
      loading: this.cell('loading_port', row),
      transshipment: this.cell('transshipment_port', row),
      unloading: this.cell('unloading_port', row),
      destinationVia: this.cell('destination_via', row),
      destination,
      destinationCode: this.cell('destination_code', row),
      destinationCountry: this.cell('destination_country', row) ?? this.#saidCountry(destination, remarks),
    }
  }

  /** Where a field stands for a row; null when the mapping gives it nothing, or the row is blank there. */
  cell(field: LaneField, row: number): EffectiveCell | null {
    const source: FieldSource = this.#mapping[field]
    if (source === null) return null
    if (typeof source === 'string') return literalCell(source)
    const fill = (FILLED.has(field) || (this.#addsOn && BASES.has(field))) && !this.#finerEnd(field, row)
    // An end of a lane cannot be nothing: a dash below a port is the port above.
    const dashes = fill && (field === 'origin' || field === 'destination')
    if (typeof source === 'number') {
      const cell = this.#columns.at(row, source, fill, dashes)
      return cell && field === this.#addOnRows.end && this.#addOnRows.has(row)
        ? { ...cell, text: this.#addOnRows.unmarked(cell.text) }
        : cell
    }
    for (const column of source) {
      const cell = this.#columns.at(row, column, fill)
      if (cell) return cell
    }
    return null
  }

  /** Whether the row names its load or discharge port: a blank receipt or delivery then means that port. */
  #finerEnd(field: keyof Mapping, row: number): boolean {
    const port =
      field === 'origin'
        ? this.#mapping.loading_port
        : field === 'destination'
          ? this.#mapping.unloading_port
          : null
    return (
      typeof port === 'number' && port !== this.#mapping[field] && this.#columns.at(row, port, false) !== null
    )
  }

  /** The country that a remark or a footnote gives for a name that several places have. */
  #saidCountry(cell: EffectiveCell | null, remarks: readonly string[]): EffectiveCell | null {
    if (cell === null || this.#mapping.destination_code !== null) return null
    const country = countryOfNote(cell.text, remarks, this.#table.context)
    return country === null ? null : literalCell(country)
  }

  /** Where a column states nothing but the country of an end ("Local charges by country"), that is the end. */
  namedByCountry(way: Direction | null, cells: LaneCells): LaneCells {
    const { origin, originCode, originCountry, loading } = cells
    const { destination, destinationCode, destinationCountry, unloading } = cells
    const fromCountry =
      way !== 'import' && isColumn(this.#mapping.origin_country) && !origin && !originCode && !loading
    const toCountry =
      way !== 'export' &&
      isColumn(this.#mapping.destination_country) &&
      !destination &&
      !destinationCode &&
      !unloading
    if (!fromCountry && !toCountry) return cells
    return {
      ...cells,
      origin: fromCountry ? originCountry : origin,
      originCountry: fromCountry ? null : originCountry,
      destination: toCountry ? destinationCountry : destination,
      destinationCountry: toCountry ? null : destinationCountry,
    }
  }
}

/** What a row says of the end that it means, and nothing of the other; "All" names none, and carries no place down. */
export function ofOneEnd(row: number, way: Direction | null, cells: LaneCells): LaneCells {
  const blank = {
    origin: null,
    originCode: null,
    originCountry: null,
    originVia: null,
    destination: null,
    destinationCode: null,
    destinationCountry: null,
    destinationVia: null,
  }
  const { origin, originVia, destination, destinationVia } = cells
  if (way === null) return { ...cells, ...blank, origin: origin?.row === row ? origin : null }
  const code = cells.originCode ?? cells.destinationCode
  const country = cells.originCountry ?? cells.destinationCountry
  return way === 'export'
    ? { ...cells, ...blank, origin, originVia, originCode: code, originCountry: country }
    : {
        ...cells,
        ...blank,
        destination,
        destinationVia,
        destinationCode: code,
        destinationCountry: country,
      }
}

export function isColumn(source: FieldSource): boolean {
  return typeof source === 'number' || Array.isArray(source)
}

/** A cell that stands in no column of the table: a literal of the mapping or a matrix heading. */
export function literalCell(text: string): EffectiveCell {
  return { text, row: 0, column: -1, carried: true }
}

export function sharesColumn(a: EffectiveCell | null, b: EffectiveCell | null): boolean {
  return a !== null && b !== null && a.row > 0 && b.row > 0 && a.column === b.column
}
