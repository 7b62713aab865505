import type { Mapping } from '../mapping/mapping.ts'
import type { PlaceReading, ResolvedPlace } from '../places/place.ts'
import type { Table } from '../tables/table.ts'
import type { EffectiveCell } from './column-reader.ts'
import { goesByLand, isGateway, isInland, leadsInland } from './gateway.ts'
import { type Lane, laneOf } from './lane.ts'
import { type LaneCells, sharesColumn } from './lane-cells.ts'
import type { PlaceReader } from './place-reader.ts'
import { type RoutingPhrases, routingPhrases, tellsRoutingApart } from './routing.ts'
import { changesShip, textsOf, VIA_ALONE } from './routing-column.ts'
import { startsOf } from './served-from.ts'

/** Reads the places of a row's cells and joins them: each of its ends with each of the others, by each way. */
export class LaneJoiner {
  readonly #mapping: Mapping
  readonly #places: PlaceReader
  readonly #addsOn: boolean
  /** The heading of the column of transhipment ports says so itself: "Via PKG" in it is one too. */
  readonly #changesShip: boolean
  /** Prices by breaks of weight are for air freight. */
  readonly #flies: boolean
  /** Its cells say of each port whether ships change there. */
  readonly #tellsApart: boolean
  /** Its heading says "via", and not how. */
  readonly #passes: boolean
  readonly #phrases = new Map<string, RoutingPhrases>()

  constructor(table: Table, mapping: Mapping, places: PlaceReader) {
    this.#mapping = mapping
    this.#places = places
    this.#addsOn = mapping.rates.every(({ type }) => type === 'arbitrary')
    const routed = mapping.transshipment_port
    this.#changesShip =
      typeof routed === 'number' && table.headerRows.some((row) => changesShip(table.grid.text(row, routed)))
    this.#flies = mapping.rates.some(({ weight_break }) => weight_break !== null)
    this.#tellsApart = typeof routed === 'number' && tellsRoutingApart(textsOf(table, routed))
    this.#passes =
      typeof routed === 'number' &&
      table.headerRows.some((row) => VIA_ALONE.test(table.grid.text(row, routed)))
  }

  /** The lanes that the cells of a row and its remarks about routing make together. */
  build(cells: LaneCells, remarks: readonly string[]): readonly Lane[] {
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
}

/** Add-ons hold on top of the rate of each base port that the row names: "RTM / ANR". */
function bases(column: PlaceReading | null, one: ResolvedPlace | null): readonly (ResolvedPlace | null)[] {
  return one && column?.places.includes(one) ? column.places : [one]
}

/** The places, or none once. */
function orNone(found: readonly ResolvedPlace[] | undefined): readonly (ResolvedPlace | null)[] {
  return found?.length ? found : [null]
}
