import type { Mapping } from '../mapping/mapping.ts'
import { type Direction, readDirection } from '../reference/direction.ts'
import { levyOf } from '../reference/levied.ts'
import { columnOfEnds, directionColumn } from '../tables/direction-column.ts'
import type { Table } from '../tables/table.ts'
import type { AddOnRows } from './add-on-rows.ts'
import { columnsOfBlocks, partsCharges } from './charge-blocks.ts'
import { ChargePorts } from './charge-ports.ts'
import type { ColumnReader, EffectiveCell } from './column-reader.ts'
import { LaneJoiner } from './join-lanes.ts'
import type { Lane } from './lane.ts'
import { isColumn, LaneCellReader, type LaneCells, literalCell, ofOneEnd } from './lane-cells.ts'
import type { PlaceReader } from './place-reader.ts'
import { mayRoute } from './routing.ts'
import { isTwoSided } from './row-arbitraries.ts'
import { namesPlace, SectionEnds } from './section-ends.ts'
import { type ServedFrom, servedFrom, servedKey } from './served-from.ts'

const NO_REMARKS: readonly string[] = []
/** Two ends in one cell, with blanks around what divides them: "Fos-sur-Mer" is one place. */
const LANE = /^\s*(\S[^→>]*?)\s+(?:-|–|—|→|->|>|to|TO)\s+(\S.*?)\s*$/u

export interface LaneOverrides {
  /** Matrix: the place that heads the price column. */
  readonly origin: string | null
  readonly destination: string | null
}

/** Reads the lanes of rows: several places in a cell are several lanes at one price. */
export class LaneReader {
  readonly #table: Table
  readonly #mapping: Mapping
  readonly #columns: ColumnReader
  readonly #places: PlaceReader
  readonly #cells: LaneCellReader
  readonly #joiner: LaneJoiner
  readonly #section: SectionEnds
  /** Of charges levied in one country both ways: the column that says which way. */
  readonly #direction: number | null
  /** One column holds the places of both ends; that of the directions says which a row means. */
  readonly #twoSided: boolean
  /** Load ports that a caption gives for some destinations and not for others. */
  readonly #served: ServedFrom
  readonly #cache = new Map<string, readonly Lane[]>()
  /** Of charges in rows, the columns of places: a row in which all are blank is of the lane above. */
  readonly #blockColumns: readonly number[]
  readonly #ports: ChargePorts
  #block: LaneCells | null = null

  constructor(table: Table, mapping: Mapping, columns: ColumnReader, places: PlaceReader, addOns: AddOnRows) {
    this.#table = table
    this.#mapping = mapping
    this.#columns = columns
    this.#places = places
    this.#cells = new LaneCellReader(table, mapping, columns, addOns)
    this.#joiner = new LaneJoiner(table, mapping, places)
    this.#section = new SectionEnds(table, mapping, places)
    const bothWays = typeof mapping.origin === 'string' && mapping.origin === mapping.destination
    this.#twoSided = isTwoSided(mapping)
    this.#direction = this.#twoSided
      ? (columnOfEnds(table)?.column ?? null)
      : bothWays
        ? directionColumn(table)
        : null
    this.#blockColumns = columnsOfBlocks(mapping)
    this.#ports = new ChargePorts(mapping, columns)
    this.#served = isColumn(mapping.origin) ? new Map() : servedFrom(table.context)
  }

  /** Takes in a section caption: "WCSA ex BKK" gives the origin of the rows below, when no column does. */
  startSection(row: number): void {
    if (!partsCharges(this.#table, this.#mapping, row)) this.#block = null
    this.#section.start(row)
  }

  /** The lanes of a row; one lane without ends when the table gives none (a charge that holds for all lanes). */
  lanes(row: number, overrides: LaneOverrides, remarks: readonly string[]): readonly Lane[] {
    const mapping = this.#mapping
    const stated = this.#end('origin', row, overrides.origin)
    const ended = this.#end('destination', row, overrides.destination)
    const lane =
      stated === null && mapping.loading_port === null
        ? this.#laneIn(ended)
        : ended === null && mapping.unloading_port === null
          ? this.#laneIn(stated)
          : null
    const way = this.#way(row)
    const served = ended && this.#served.get(servedKey(ended.text))
    const levy = stated === null && ended === null ? levyOf(remarks) : null
    const origin =
      way === 'import'
        ? null
        : (lane?.from ??
          (served ? literalCell(served) : this.#ports.at(row, stated)) ??
          (levy ? literalCell(levy) : null))
    const destination = way === 'export' ? null : (lane?.to ?? this.#ports.at(row, ended))
    const routing = this.#routingRemarks(remarks)
    const read = this.#cells.namedByCountry(way, this.#cells.around(row, origin, destination, remarks))
    const own = this.#twoSided ? ofOneEnd(row, way, read) : read
    const starts = this.#blockColumns.some((column) => this.#table.grid.text(row, column) !== '')
    if (starts) this.#block = own
    const cells = starts ? own : (this.#block ?? own)
    let key = routing.join('\u001e')
    for (const name in cells) key += `\u001f${cells[name as keyof LaneCells]?.text ?? ''}`
    let lanes = this.#cache.get(key)
    if (!lanes) {
      lanes = this.#joiner.build(cells, routing)
      if (this.#cache.size > 50_000) this.#cache.clear()
      this.#cache.set(key, lanes)
    }
    return lanes
  }

  /** An end of a row: what heads its price, what its column says, what the last caption or the mapping said. */
  #end(field: 'origin' | 'destination', row: number, heading: string | null): EffectiveCell | null {
    if (heading) return literalCell(heading)
    const above = isColumn(this.#mapping[field]) ? null : this.#section[field]
    return above ?? this.#cells.cell(field, row)
  }

  /** Remarks that route; those that do not make no other lanes. */
  #routingRemarks(remarks: readonly string[]): readonly string[] {
    return remarks.some(mayRoute) ? remarks.filter(mayRoute) : NO_REMARKS
  }

  #way(row: number): Direction | null {
    const cell = this.#direction === null ? null : this.#columns.at(row, this.#direction, true)
    return cell && readDirection(cell.text)
  }

  /** "Shanghai - Hamburg" in the only column of places: both ends in one cell. */
  #laneIn(cell: EffectiveCell | null): { from: EffectiveCell; to: EffectiveCell } | null {
    const [, from, to] = (cell && LANE.exec(cell.text)) ?? []
    if (!cell || !from || !to) return null
    if (!namesPlace(this.#places, 'origin', from) || !namesPlace(this.#places, 'destination', to)) return null
    return { from: { ...cell, text: from }, to: { ...cell, text: to } }
  }
}
