import type { FieldSource, Mapping } from '../mapping/mapping.ts'
import type { PlaceReading, ResolvedPlace } from '../places/place.ts'
import { type Direction, readDirection } from '../reference/direction.ts'
import { levyOf } from '../reference/levied.ts'
import { columnOfEnds, directionColumn } from '../tables/direction-column.ts'
import type { Table } from '../tables/table.ts'
import type { AddOnRows } from './add-on-rows.ts'
import { columnsOfBlocks, partsCharges } from './charge-blocks.ts'
import { ChargePorts } from './charge-ports.ts'
import type { ColumnReader, EffectiveCell } from './column-reader.ts'
import { goesByLand, isGateway, isInland, leadsInland } from './gateway.ts'
import { type Lane, laneOf } from './lane.ts'
import type { PlaceReader } from './place-reader.ts'
import { mayRoute, type RoutingPhrases, routingPhrases, tellsRoutingApart } from './routing.ts'
import { changesShip, textsOf, VIA_ALONE } from './routing-column.ts'
import { isTwoSided } from './row-arbitraries.ts'
import { countryOfNote } from './said-country.ts'
import { type ServedFrom, servedFrom, servedKey, startsOf } from './served-from.ts'

const NO_REMARKS: readonly string[] = []
/** Two ends in one cell, with blanks around what divides them: "Fos-sur-Mer" is one place. */
const LANE = /^\s*(\S[^→>]*?)\s+(?:-|–|—|→|->|>|to|TO)\s+(\S.*?)\s*$/u

/** Fields whose blank cells continue the cell above: a lane must have its ends. */
const FILLED: ReadonlySet<keyof Mapping> = new Set([
  'origin',
  'destination',
  'origin_country',
  'destination_country',
] as const)
/** Of add-ons, the port on top of whose rate they come: blank cells continue it too. */
const BASES: ReadonlySet<keyof Mapping> = new Set(['origin_via', 'destination_via'] as const)

export interface LaneOverrides {
  /** Matrix: the place that heads the price column. */
  readonly origin: string | null
  readonly destination: string | null
}

type LaneCells = Record<
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

/** Reads the lanes of rows: several places in a cell are several lanes at one price. */
export class LaneReader {
  readonly #table: Table
  readonly #mapping: Mapping
  readonly #columns: ColumnReader
  readonly #places: PlaceReader
  readonly #addOnRows: AddOnRows
  readonly #addsOn: boolean
  /** Of charges levied in one country both ways: the column that says which way. */
  readonly #direction: number | null
  /** One column holds the places of both ends; that of the directions says which a row means. */
  readonly #twoSided: boolean
  /** The heading of the column of transhipment ports says so itself: "Via PKG" in it is one too. */
  readonly #changesShip: boolean
  /** Prices by breaks of weight are for air freight. */
  readonly #flies: boolean
  /** Its cells say of each port whether ships change there. */
  readonly #tellsApart: boolean
  /** Its heading says "via", and not how. */
  readonly #passes: boolean
  /** Load ports that a caption gives for some destinations and not for others. */
  readonly #served: ServedFrom
  readonly #cache = new Map<string, readonly Lane[]>()
  readonly #phrases = new Map<string, RoutingPhrases>()
  /** Places that the last section caption gave, for the end that no column gives. */
  #sectionOrigin: EffectiveCell | null = null
  #sectionDestination: EffectiveCell | null = null
  /** Of charges in rows, the columns of places: a row in which all are blank is of the lane above. */
  readonly #blockColumns: readonly number[]
  readonly #ports: ChargePorts
  #block: LaneCells | null = null

  constructor(table: Table, mapping: Mapping, columns: ColumnReader, places: PlaceReader, addOns: AddOnRows) {
    this.#addOnRows = addOns
    this.#table = table
    this.#mapping = mapping
    this.#columns = columns
    this.#places = places
    this.#addsOn = mapping.rates.every(({ type }) => type === 'arbitrary')
    const bothWays = typeof mapping.origin === 'string' && mapping.origin === mapping.destination
    this.#twoSided = isTwoSided(mapping)
    this.#direction = this.#twoSided
      ? (columnOfEnds(table)?.column ?? null)
      : bothWays
        ? directionColumn(table)
        : null
    const routed = mapping.transshipment_port
    this.#changesShip =
      typeof routed === 'number' && table.headerRows.some((row) => changesShip(table.grid.text(row, routed)))
    this.#flies = mapping.rates.some(({ weight_break }) => weight_break !== null)
    this.#tellsApart = typeof routed === 'number' && tellsRoutingApart(textsOf(table, routed))
    this.#passes =
      typeof routed === 'number' &&
      table.headerRows.some((row) => VIA_ALONE.test(table.grid.text(row, routed)))
    this.#blockColumns = columnsOfBlocks(mapping)
    this.#ports = new ChargePorts(mapping, columns)
    this.#served = isColumn(mapping.origin) ? new Map() : servedFrom(table.context)
  }

  /** Takes in a section caption: "WCSA ex BKK" gives the origin of the rows below, when no column does. */
  startSection(row: number): void {
    const { grid, range } = this.#table
    if (!partsCharges(this.#table, this.#mapping, row)) this.#block = null
    let cell: EffectiveCell | null = null
    for (let column = range.left; column <= range.right && !cell; column++) {
      const text = grid.text(row, column)
      if (text !== '') cell = { text, row, column, carried: false }
    }
    if (!cell) return
    // What a caption above the table said holds until a caption inside it says otherwise.
    const { rates } = this.#mapping
    const originKnown = isColumn(this.#mapping.origin) || rates.some(({ origin }) => origin !== null)
    const destinationKnown =
      isColumn(this.#mapping.destination) || rates.some(({ destination }) => destination !== null)
    if (originKnown && destinationKnown) return
    const { origin: titleOrigin, destination: titleDestination } = this.#mapping
    const from = /\b(?:ex|from|origin|pol|desde|ab|von|départ)\b[\s:.-]*(.+)$/iu.exec(cell.text)?.[1]
    const to = /\b(?:to|destination|pod|nach|hacia|hasta|vers)\b[\s:.-]*(.+)$/iu.exec(cell.text)?.[1]
    if (!originKnown) {
      const text =
        from ?? (destinationKnown && titleOrigin === null ? cell.text.replace(/\bto\b.*$/i, '') : null)
      if (text && this.#namesPlace('origin', text)) this.#sectionOrigin = { ...cell, text }
    }
    if (!destinationKnown) {
      const text = to ?? (originKnown && titleDestination === null ? cell.text : null)
      if (text && this.#namesPlace('destination', text)) this.#sectionDestination = { ...cell, text }
    }
  }

  /** Remarks that route; those that do not make no other lanes. */
  #routingRemarks(remarks: readonly string[]): readonly string[] {
    return remarks.some(mayRoute) ? remarks.filter(mayRoute) : NO_REMARKS
  }

  /** The lanes of a row; one lane without ends when the table gives none (a charge that holds for all lanes). */
  lanes(row: number, overrides: LaneOverrides, remarks: readonly string[]): readonly Lane[] {
    const mapping = this.#mapping
    const stated = overrides.origin
      ? literalCell(overrides.origin)
      : isColumn(mapping.origin)
        ? this.#cell(mapping.origin, row, 'origin')
        : (this.#sectionOrigin ?? this.#cell(mapping.origin, row, 'origin'))
    const ended = overrides.destination
      ? literalCell(overrides.destination)
      : isColumn(mapping.destination)
        ? this.#cell(mapping.destination, row, 'destination')
        : (this.#sectionDestination ?? this.#cell(mapping.destination, row, 'destination'))
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
    const read = this.#namedByCountry(way, {
      origin,
      originCode: this.#cell(mapping.origin_code, row, 'origin_code'),
      originCountry: this.#cell(mapping.origin_country, row, 'origin_country'),
      originVia: this.#cell(mapping.origin_via, row, 'origin_via'),
      loading: this.#cell(mapping.loading_port, row, 'loading_port'),
      transshipment: this.#cell(mapping.transshipment_port, row, 'transshipment_port'),
      unloading: this.#cell(mapping.unloading_port, row, 'unloading_port'),
      destinationVia: this.#cell(mapping.destination_via, row, 'destination_via'),
      destination,
      destinationCode: this.#cell(mapping.destination_code, row, 'destination_code'),
      destinationCountry:
        this.#cell(mapping.destination_country, row, 'destination_country') ??
        this.#saidCountry(destination, remarks),
    })
    const own = this.#twoSided ? this.#ofOneEnd(row, way, read) : read
    const starts = this.#blockColumns.some((column) => this.#table.grid.text(row, column) !== '')
    if (starts) this.#block = own
    const cells = starts ? own : (this.#block ?? own)
    let key = routing.join('\u001e')
    for (const name in cells) key += `\u001f${cells[name as keyof LaneCells]?.text ?? ''}`
    let lanes = this.#cache.get(key)
    if (!lanes) {
      lanes = this.#build(cells, routing)
      if (this.#cache.size > 50_000) this.#cache.clear()
      this.#cache.set(key, lanes)
    }
    return lanes
  }

  /** The country that a remark or a footnote gives for a name that several places have. */
  #saidCountry(cell: EffectiveCell | null, remarks: readonly string[]): EffectiveCell | null {
    if (cell === null || this.#mapping.destination_code !== null) return null
    const country = countryOfNote(cell.text, remarks, this.#table.context)
    return country === null ? null : literalCell(country)
  }

  /** Where a column states nothing but the country of an end ("Local charges by country"), that is the end. */
  #namedByCountry(way: Direction | null, cells: LaneCells): LaneCells {
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

  /** What a row says of the end that it means, and nothing of the other; "All" names none, and carries no place down. */
  #ofOneEnd(row: number, way: Direction | null, cells: LaneCells): LaneCells {
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

  #way(row: number): Direction | null {
    const cell = this.#direction === null ? null : this.#columns.at(row, this.#direction, true)
    return cell && readDirection(cell.text)
  }

  #isRemark(cell: EffectiveCell | null): boolean {
    const { remarks } = this.#mapping
    return (
      cell !== null &&
      cell.row > 0 &&
      (remarks === cell.column || (Array.isArray(remarks) && remarks.includes(cell.column)))
    )
  }

  #routing(remark: string): RoutingPhrases {
    let phrases = this.#phrases.get(remark)
    if (!phrases) {
      phrases = routingPhrases(remark)
      this.#phrases.set(remark, phrases)
    }
    return phrases
  }

  /** "Shanghai - Hamburg" in the only column of places: both ends in one cell. */
  #laneIn(cell: EffectiveCell | null): { from: EffectiveCell; to: EffectiveCell } | null {
    const [, from, to] = (cell && LANE.exec(cell.text)) ?? []
    if (!cell || !from || !to) return null
    if (!this.#namesPlace('origin', from) || !this.#namesPlace('destination', to)) return null
    return { from: { ...cell, text: from }, to: { ...cell, text: to } }
  }

  #namesPlace(field: 'origin' | 'destination', text: string): boolean {
    const reading = this.#places.read(field, literalCell(text), null, null)
    return reading.places.some((place) => place.unlocode !== null || place.group)
  }

  #cell(source: FieldSource, row: number, field: keyof Mapping): EffectiveCell | null {
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

  #build(cells: LaneCells, remarks: readonly string[]): readonly Lane[] {
    const places = this.#places
    const read = (
      field: Parameters<PlaceReader['read']>[0],
      cell: EffectiveCell | null | undefined,
      country: EffectiveCell | null | undefined = null,
      code: EffectiveCell | null | undefined = null,
    ): PlaceReading | null =>
      cell
        ? places.read(field, cell, country ?? null, code ?? null)
        : code
          ? places.read(field, code, country ?? null, null)
          : null

    let loading = read('loading_port', cells.loading)
    let unloading = read('unloading_port', cells.unloading)
    // "pod_code | pod_name | place_of_delivery": a code may be that of the port, and not of the end behind it.
    const codeOf = (port: PlaceReading | null, code: EffectiveCell | null) =>
      code && port?.places.some(({ codes }) => codes.includes(code.text.trim())) ? null : code
    const originCode = codeOf(loading, cells.originCode)
    const destinationCode = codeOf(unloading, cells.destinationCode)
    let origin = read('origin', cells.origin, cells.originCountry, originCode)
    let destination = read('destination', cells.destination, cells.destinationCountry, destinationCode)
    const viaFromCountry = cells.destinationCountry ? places.routingInCountry(cells.destinationCountry) : []
    // Receipt and load port, or discharge port and delivery: where the finer one is blank the other is the end.
    if (!origin?.places.length && loading?.places.length) {
      origin = loading
      loading = null
    }
    if (!destination?.places.length && unloading?.places.length) {
      destination = unloading
      unloading = null
    }
    const routing = read('transshipment_port', cells.transshipment)
    const viaColumn = read('destination_via', cells.destinationVia)
    const sameColumn = sharesColumn(cells.transshipment, cells.destinationVia)
    // A column that also names an end or holds remarks gives only the parts that it marks as routing.
    const ownRouting =
      !sharesColumn(cells.transshipment, cells.destination) &&
      !sharesColumn(cells.transshipment, cells.origin) &&
      !this.#isRemark(cells.transshipment)
    const ownVia =
      !sharesColumn(cells.destinationVia, cells.destination) &&
      !sharesColumn(cells.destinationVia, cells.destinationCountry) &&
      !this.#isRemark(cells.destinationVia)
    const originVia = read('origin_via', cells.originVia)

    // "THC VIA MUNDRA": of the words for a charge only those behind "via" are a place.
    const byGateway = cells.originVia !== null && cells.originVia.column === this.#mapping.charge
    const lanes: Lane[] = []
    const starts = startsOf(origin?.places ?? [], cells.destination?.text ?? '')
    // "LAX/LGB" before Chicago is a lane by each of them.
    const ways = orNone(loading?.places).flatMap((load) =>
      orNone(unloading?.places).map((unload) => ({ load, unload })),
    )
    for (const from of orNone(starts)) {
      for (const to of orNone(destination?.places)) {
        let transshipment: ResolvedPlace | null = ownRouting ? (routing?.transshipment[0] ?? null) : null
        let destinationVia: ResolvedPlace | null = null
        const viaPlaces: ResolvedPlace[] = []
        if (routing && !transshipment && ownRouting) {
          if (
            sameColumn ||
            (!this.#changesShip && !this.#flies && leadsInland(routing.places, to)) ||
            (this.#passes && goesByLand(routing.places, to))
          )
            viaPlaces.push(...routing.places)
          else transshipment = routing.places[0] ?? null
          if (this.#changesShip && !goesByLand(routing.via, to)) transshipment ??= routing.via[0] ?? null
          else viaPlaces.push(...routing.via)
        }
        if (viaColumn && !sameColumn && ownVia) {
          destinationVia = viaColumn.places[0] ?? viaColumn.via[0] ?? viaColumn.transshipment[0] ?? null
        }
        transshipment ??= destination?.transshipment[0] ?? origin?.transshipment[0] ?? null
        viaPlaces.push(...(destination?.via ?? []), ...viaFromCountry)
        if (!destinationVia && viaPlaces.length === 0) {
          // Beside a port of transhipment a remark may still name the gateway: "T/S Colombo", "rail via Halifax".
          for (const remark of remarks) {
            const phrases = this.#routing(remark)
            transshipment ??= places.known('transshipment_port', phrases.transshipment)
            const via = places.known('destination_via', phrases.via)
            if (via) viaPlaces.push(via)
          }
        }
        for (const via of viaPlaces) {
          // Beside a charge that is levied at one end, "via X" is no port where ships change.
          if (to === null || (via.unlocode === null && !via.group)) continue
          // Where the cargo leaves the ship is named: what else is passed lies before it.
          const passed = unloading?.places.length && !unloading.places.includes(via)
          if (!passed && ((this.#tellsApart && isInland(to)) || isGateway(via, to))) destinationVia ??= via
          else transshipment ??= via
        }
        for (const { load, unload } of ways)
          for (const via of this.#addsOn && (cells.destinationVia?.row ?? 0) > 0
            ? bases(viaColumn, destinationVia)
            : [destinationVia])
            lanes.push(
              laneOf(places, {
                origin: from,
                origin_via: (byGateway ? originVia?.via[0] : originVia?.places[0]) ?? origin?.via[0] ?? null,
                loading_port: load,
                transshipment_port: transshipment,
                unloading_port: unload,
                destination_via: via,
                destination: to,
              }),
            )
      }
    }
    return lanes
  }
}

/** Add-ons hold on top of the rate of each base port that the row names: "RTM / ANR". */
function bases(column: PlaceReading | null, one: ResolvedPlace | null): readonly (ResolvedPlace | null)[] {
  return one && column?.places.includes(one) ? column.places : [one]
}

/** The places, or none once. */
function orNone(found: readonly ResolvedPlace[] | undefined): readonly (ResolvedPlace | null)[] {
  return found?.length ? found : [null]
}

function sharesColumn(a: EffectiveCell | null, b: EffectiveCell | null): boolean {
  return a !== null && b !== null && a.row > 0 && b.row > 0 && a.column === b.column
}

function isColumn(source: FieldSource): boolean {
  return typeof source === 'number' || Array.isArray(source)
}

/** A cell that stands in no column of the table: a literal of the mapping or a matrix heading. */
function literalCell(text: string): EffectiveCell {
  return { text, row: 0, column: -1, carried: true }
}
