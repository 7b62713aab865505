import type { FindingLog } from '../checks/finding-log.ts'
import type { Mapping } from '../mapping/mapping.ts'
import type { PlaceField, PlaceOption } from '../places/answerer.ts'
import { decidedPlace, type PlaceDecision } from '../places/decided-place.ts'
import { placeOptions } from '../places/options.ts'
import type { PlaceContext, PlaceReading, ResolvedPlace } from '../places/place.ts'
import { resolvePlaces } from '../places/resolve-places.ts'
import { readCountry } from '../reference/countries.ts'
import { isPassage } from '../reference/waters.ts'
import type { Table } from '../tables/table.ts'
import { isByAir } from './by-air.ts'
import type { EffectiveCell } from './column-reader.ts'
import type { PortGroups } from './groups.ts'
import { type HomeState, homeStateOf, settleAtHome } from './home-state.ts'
import { PlaceColumns } from './place-columns.ts'
import { PlaceNotes } from './place-notes.ts'
import type { RatePlace } from './rate.ts'
import { settleCode, settleHomonym, settleHub } from './settle-homonyms.ts'

/** A place text that the embedded model is not sure of, with what stands beside it where it stands first. */
export interface DoubtfulPlace {
  /** What a decision on it is known by. */
  readonly key: string
  readonly field: PlaceField
  readonly place: ResolvedPlace
  /** The whole cell. */
  readonly cell: string
  readonly country: string | null
  readonly printedCode: string | null
  readonly opposite: readonly string[]
  readonly options: readonly PlaceOption[]
  /** Where the sure places of its column lie, the commonest first. */
  readonly columnCountries: readonly string[]
}

const NOTHING: PlaceReading = { places: [], via: [], transshipment: [], none: true }
/** A country column that names no country states one by a place when it is at least this sure. */
const SURE_STATEMENT = 0.95
/** Below this a place is worth a question to somebody who knows more. */
const DOUBTED_PLACE = 0.9

const ROUTING_FIELDS: ReadonlySet<PlaceField> = new Set<PlaceField>([
  'origin_via',
  'destination_via',
  'transshipment_port',
])
const isHomonym = (place: ResolvedPlace): boolean => place.unlocode === null && place.alternatives.length > 1

/** Resolves the place texts of one table, each once, and notes what is odd about them at their first cell. */
export class PlaceReader {
  readonly #table: Table
  readonly #mapping: Mapping
  readonly #groups: PortGroups
  readonly #byAir: boolean
  readonly #readings = new Map<string, PlaceReading>()
  readonly #ratePlaces = new WeakMap<ResolvedPlace, RatePlace>()
  readonly #columns: PlaceColumns
  readonly #notes: PlaceNotes
  readonly #headings = new Map<'origin' | 'destination', ReadonlyMap<string, number>>()
  readonly #homes = new Map<string, HomeState | null>()
  #ends: ReadonlyMap<string, number> | undefined
  readonly #decisions: ReadonlyMap<string, PlaceDecision>
  readonly #read: { field: PlaceField; cell: EffectiveCell; context: PlaceContext; reading: PlaceReading }[] =
    []

  constructor(
    table: Table,
    mapping: Mapping,
    groups: PortGroups,
    log: FindingLog,
    decisions: ReadonlyMap<string, PlaceDecision> = new Map(),
  ) {
    this.#table = table
    this.#decisions = decisions
    this.#mapping = mapping
    this.#groups = groups
    this.#byAir = isByAir(mapping)
    this.#columns = new PlaceColumns(table, groups)
    this.#notes = new PlaceNotes(table, mapping, log)
  }

  /** Reads a cell of a field; `country` and `code` are the cells of the columns that state them beside it. */
  read(
    field: PlaceField,
    cell: EffectiveCell,
    country: EffectiveCell | null,
    code: EffectiveCell | null,
  ): PlaceReading {
    // "SUEZ" under "Routing" is the way that the ship takes.
    if (field === 'transshipment_port' && isPassage(cell.text)) return NOTHING
    const key = `${field}\u001f${cell.column}\u001f${cell.text}\u001f${country?.text ?? ''}\u001f${code?.text ?? ''}`
    let reading = this.#readings.get(key)
    if (!reading) {
      const stated = country ? this.#country(country.text) : null
      const context: PlaceContext = {
        country: stated,
        printedCode: code?.text ?? null,
        columnCountries:
          cell.column >= 0 && cell.row > 0 ? this.#columns.countriesOf(cell.column) : new Map(),
        // "EX FRA" in a title is the airport too: countries are spelled out there.
        shortCodes: cell.column < 0 || cell.row <= 0 || this.#columns.isCoded(cell.column),
        byAir: this.#byAir,
        groups: this.#groups,
        apart: cell.column >= 0 && cell.row > 0 && this.#columns.listsOthers(cell.column, cell.text),
      }
      const resolved = resolvePlaces(cell.text, context)
      const coded =
        context.shortCodes && cell.column >= 0
          ? { ...resolved, places: resolved.places.map(settleCode) }
          : resolved
      const alone = stated === null && code === null
      reading = this.#decided(
        field,
        this.#settled(field, cell, alone ? this.#atHome(field, cell, coded) : coded),
        context,
      )
      this.#readings.set(key, reading)
      this.#read.push({ field, cell, context, reading })
      this.#notes.note(field, reading, cell, country, code)
    }
    return reading.none ? { ...NOTHING, via: reading.via, transshipment: reading.transshipment } : reading
  }

  #settled(field: PlaceField, cell: EffectiveCell, reading: PlaceReading): PlaceReading {
    const { places, via, transshipment } = reading
    if (![...places, ...via, ...transshipment].some(isHomonym)) return reading
    const own =
      cell.column >= 0 && cell.row > 0
        ? this.#columns.countriesOf(cell.column)
        : this.#countriesOfHeadings(field)
    const opposite = this.#oppositeColumn(field)
    const surroundings = {
      own,
      opposite: opposite === null ? new Map<string, number>() : this.#columns.countriesOf(opposite),
      ports: cell.column >= 0 && cell.row > 0 && this.#columns.holdsPorts(cell.column),
      ...(cell.column >= 0 && cell.row > 0
        ? { subdivisions: this.#columns.subdivisionsOf(cell.column) }
        : {}),
    }
    // A port on the way lies in the trade of one end or of the other.
    const onTheWay = { own: this.#countriesOfEnds(), opposite: new Map<string, number>() }
    const settleRouting = (place: ResolvedPlace) => settleHub(settleHomonym(place, onTheWay))
    return {
      ...reading,
      places: ROUTING_FIELDS.has(field)
        ? places.map(settleRouting)
        : places.map((place) => settleHomonym(place, surroundings)),
      via: via.map(settleRouting),
      transshipment: transshipment.map(settleRouting),
    }
  }

  /** Towns around the ports at the other end, where nothing beside them says in which state they lie. */
  #atHome(field: PlaceField, cell: EffectiveCell, reading: PlaceReading): PlaceReading {
    if ((field !== 'origin' && field !== 'destination') || cell.column < 0 || cell.row <= 0) return reading
    const key = `${field}${cell.column}`
    let home = this.#homes.get(key)
    if (home === undefined) {
      const far = this.#mapping[field === 'origin' ? 'destination' : 'origin']
      const ports =
        typeof far === 'number' ? this.#columns.sampleOf(far) : typeof far === 'string' ? [far] : []
      home = homeStateOf(ports, this.#columns.sampleOf(cell.column))
      this.#homes.set(key, home)
    }
    const state = home
    return state === null
      ? reading
      : { ...reading, places: reading.places.map((place) => settleAtHome(place, state)) }
  }

  /** In a matrix the ports that head the other columns are the neighbours. */
  #countriesOfHeadings(field: PlaceField): ReadonlyMap<string, number> {
    if (field !== 'origin' && field !== 'destination') return new Map()
    let known = this.#headings.get(field)
    if (!known) {
      known = this.#columns.countriesOfTexts(
        new Set(this.#mapping.rates.flatMap((rate) => rate[field] ?? [])),
      )
      this.#headings.set(field, known)
    }
    return known
  }

  /** Countries of both ends of the lanes, or of the only one of add-ons, with their shares, whether columns or literals name them. */
  #countriesOfEnds(): ReadonlyMap<string, number> {
    if (this.#ends) return this.#ends
    const shares = new Map<string, number>()
    const ends = [this.#mapping.origin, this.#mapping.destination].filter((source) => source !== null)
    for (const source of ends) {
      const countries =
        typeof source === 'number'
          ? this.#columns.countriesOf(source)
          : typeof source === 'string'
            ? new Map(resolvePlaces(source).places.flatMap(({ country }) => (country ? [[country, 1]] : [])))
            : new Map<string, number>()
      for (const [country, share] of countries)
        shares.set(country, (shares.get(country) ?? 0) + share / ends.length)
    }
    this.#ends = shares
    return shares
  }

  #decided(field: PlaceField, reading: PlaceReading, context: PlaceContext): PlaceReading {
    if (this.#decisions.size === 0) return reading
    const decided = (place: ResolvedPlace): ResolvedPlace => {
      const decision = this.#decisions.get(decisionKey(field, place, context))
      return decision ? decidedPlace(place, decision, context.country ?? null) : place
    }
    return {
      ...reading,
      places: reading.places.map(decided),
      via: reading.via.map(decided),
      transshipment: reading.transshipment.map(decided),
    }
  }

  /** The place texts read so far whose reading is not sure, and which may mean some place of the gazetteer. */
  doubtful(): DoubtfulPlace[] {
    const found = new Map<string, DoubtfulPlace>()
    for (const { field, cell, context, reading } of this.#read) {
      for (const place of [...reading.places, ...reading.via, ...reading.transshipment]) {
        const key = decisionKey(field, place, context)
        if (found.has(key) || !isDoubtful(place)) continue
        const options = placeOptions(place.text, context)
        if (options.length === 0) continue
        const far = this.#oppositeColumn(field)
        const opposite = far === null || cell.row < 1 ? '' : this.#table.grid.text(cell.row, far).trim()
        found.set(key, {
          key,
          field,
          place,
          cell: cell.text,
          country: context.country ?? null,
          printedCode: context.printedCode ?? null,
          opposite: opposite === '' ? [] : [opposite],
          options,
          columnCountries: [...(context.columnCountries ?? [])]
            .sort((a, b) => b[1] - a[1])
            .map(([country]) => country),
        })
      }
    }
    return [...found.values()]
  }

  /** The column with the other end of the lanes. */
  #oppositeColumn(field: PlaceField): number | null {
    const { origin, loading_port, destination, unloading_port } = this.#mapping
    const far =
      field === 'origin' || field === 'loading_port' || field === 'origin_via'
        ? [destination, unloading_port]
        : [origin, loading_port]
    return far.find((source) => typeof source === 'number') ?? null
  }

  /** The first of some texts that is a known place or group; for words inside remarks. */
  known(field: PlaceField, texts: readonly string[]): ResolvedPlace | null {
    for (const text of texts) {
      const reading =
        this.#readings.get(`${field}\u001fremark\u001f${text}`) ??
        resolvePlaces(text, { groups: this.#groups })
      this.#readings.set(`${field}\u001fremark\u001f${text}`, reading)
      const place = reading.places[0] ?? reading.transshipment[0] ?? reading.via[0]
      if (!place) continue
      const settled = settleHub(place)
      if (settled.unlocode !== null) return settled
    }
    return null
  }

  /** "South India ICD (via INKAT)" in a country column: the routing that it names. */
  routingInCountry(cell: EffectiveCell): readonly ResolvedPlace[] {
    if (readCountry(cell.text)) return []
    const key = `routing\u001f${cell.text}`
    let reading = this.#readings.get(key)
    if (!reading) {
      reading = resolvePlaces(cell.text, { groups: this.#groups })
      this.#readings.set(key, reading)
    }
    return [...reading.via, ...reading.transshipment]
  }

  ratePlace(place: ResolvedPlace): RatePlace {
    let made = this.#ratePlaces.get(place)
    if (!made) {
      const others = place.unlocode
        ? place.codes.filter((code) => code !== place.unlocode)
        : place.alternatives.flatMap((candidate) => candidate.codes.slice(0, 1))
      made = {
        text: place.text,
        name: place.name,
        country: place.country,
        unlocode: place.unlocode,
        confidence: Math.round(place.confidence * 100) / 100,
        ...(others.length > 0 ? { alternatives: others } : {}),
        ...(place.group ? { group: true as const, members: place.members ? [...place.members] : null } : {}),
        ...(place.qualifier ? { qualifier: place.qualifier } : {}),
      }
      this.#ratePlaces.set(place, made)
    }
    return made
  }

  #country(text: string): string | null {
    const stated = readCountry(text)
    if (stated) return stated
    // "Perú / Ecuador" beside "Callao / Guayaquil" is neither's alone.
    if (new Set(text.split(/[/&+,;]/).flatMap((one) => readCountry(one) ?? [])).size > 1) return null
    // A port or region in a country column tells its country; a word that only resembles some village does not.
    const [place] = resolvePlaces(text).places
    return place && place.confidence >= SURE_STATEMENT ? place.country : null
  }
}

/** No code was given though a place is meant, or one that is not sure. */
function isDoubtful({ unlocode, group, confidence, flags }: ResolvedPlace): boolean {
  if (group) return false
  if (unlocode !== null) return confidence < DOUBTED_PLACE
  return flags.some(({ code }) => code === 'place-unknown' || code === 'place-ambiguous')
}

/** What a decision depends on: the text, what it stands for, and what is stated beside it. */
function decisionKey(
  field: PlaceField,
  { text }: ResolvedPlace,
  { country, printedCode }: PlaceContext,
): string {
  return [field, text, country ?? '', printedCode ?? ''].join('\u001f')
}
