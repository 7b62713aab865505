import type { FindingLog } from '../checks/finding-log.ts'
import type { Mapping } from '../mapping/mapping.ts'
import type { PlaceField, PlaceOption } from '../places/answerer.ts'
import { decidedPlace, type PlaceDecision } from '../places/decided-place.ts'
import { placeOptions } from '../places/options.ts'
import type { PlaceContext, PlaceReading, ResolvedPlace } from '../places/place.ts'
import { resolvePlaces } from '../places/resolve-places.ts'
import { readCountry } from '../reference/countries.ts'
import type { Table } from '../tables/table.ts'
import type { EffectiveCell } from './column-reader.ts'
import type { PortGroups } from './groups.ts'
import type { RatePlace } from './rate.ts'
import { settleHomonym } from './settle-homonyms.ts'

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
/** How many distinct texts of a column tell in which countries it lies. */
const COUNTRY_SAMPLE = 300
const SHORT_CODE = /^[A-Z]{3}$/
const CODED_SHARE = 0.8
const FEWEST_CODES = 3
/** A country column that names no country states one by a place when it is at least this sure. */
const SURE_STATEMENT = 0.95
/** A place counts for its column's countries when it is at least this sure. */
const SURE_PLACE = 0.9
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
  readonly #log: FindingLog
  readonly #groups: PortGroups
  readonly #readings = new Map<string, PlaceReading>()
  readonly #ratePlaces = new WeakMap<ResolvedPlace, RatePlace>()
  readonly #coded = new Map<number, boolean>()
  readonly #columnCountries = new Map<number, ReadonlyMap<string, number>>()
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
    this.#log = log
  }

  /** Reads a cell of a field; `country` and `code` are the cells of the columns that state them beside it. */
  read(
    field: PlaceField,
    cell: EffectiveCell,
    country: EffectiveCell | null,
    code: EffectiveCell | null,
  ): PlaceReading {
    const key = `${field}\u001f${cell.column}\u001f${cell.text}\u001f${country?.text ?? ''}\u001f${code?.text ?? ''}`
    let reading = this.#readings.get(key)
    if (!reading) {
      const stated = country ? this.#country(country.text) : null
      const context: PlaceContext = {
        country: stated,
        printedCode: code?.text ?? null,
        columnCountries: cell.column >= 0 && cell.row > 0 ? this.#countriesOf(cell.column) : new Map(),
        // "EX FRA" in a title is the airport too: countries are spelled out there.
        shortCodes: cell.column < 0 || cell.row <= 0 || this.#isCoded(cell.column),
        groups: this.#groups,
      }
      reading = this.#decided(field, this.#settled(field, cell, resolvePlaces(cell.text, context)), context)
      this.#readings.set(key, reading)
      this.#read.push({ field, cell, context, reading })
      this.#note(field, reading, cell, country, code)
    }
    return reading.none ? { ...NOTHING, via: reading.via, transshipment: reading.transshipment } : reading
  }

  #settled(field: PlaceField, cell: EffectiveCell, reading: PlaceReading): PlaceReading {
    const { places, via, transshipment } = reading
    if (![...places, ...via, ...transshipment].some(isHomonym)) return reading
    const own = cell.column >= 0 && cell.row > 0 ? this.#countriesOf(cell.column) : new Map<string, number>()
    const opposite = this.#oppositeColumn(field)
    const surroundings = {
      own,
      opposite: opposite === null ? new Map<string, number>() : this.#countriesOf(opposite),
    }
    // A port on the way lies in the trade of one end or of the other.
    const onTheWay = { own: this.#countriesOfEnds(), opposite: new Map<string, number>() }
    const settleRouting = (place: ResolvedPlace) => settleHomonym(place, onTheWay)
    return {
      ...reading,
      places: ROUTING_FIELDS.has(field)
        ? places.map(settleRouting)
        : places.map((place) => settleHomonym(place, surroundings)),
      via: via.map(settleRouting),
      transshipment: transshipment.map(settleRouting),
    }
  }

  /** Countries of both ends of the lanes with their shares, whether columns or literals name them. */
  #countriesOfEnds(): ReadonlyMap<string, number> {
    if (this.#ends) return this.#ends
    const shares = new Map<string, number>()
    for (const source of [this.#mapping.origin, this.#mapping.destination]) {
      const countries =
        typeof source === 'number'
          ? this.#countriesOf(source)
          : typeof source === 'string'
            ? new Map(resolvePlaces(source).places.flatMap(({ country }) => (country ? [[country, 1]] : [])))
            : new Map<string, number>()
      for (const [country, share] of countries) shares.set(country, (shares.get(country) ?? 0) + share / 2)
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
      if (place && place.unlocode !== null) return place
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
    // A port or region in a country column tells its country; a word that only resembles some village does not.
    const [place] = resolvePlaces(text).places
    return place && place.confidence >= SURE_STATEMENT ? place.country : null
  }

  /** Countries that the column's sure places lie in, with their shares. */
  #countriesOf(column: number): ReadonlyMap<string, number> {
    const known = this.#columnCountries.get(column)
    if (known) return known
    const { grid, firstDataRow, lastDataRow } = this.#table
    const texts = new Set<string>()
    for (let row = firstDataRow; row <= lastDataRow && texts.size < COUNTRY_SAMPLE; row++) {
      const text = grid.text(row, column)
      if (text !== '') texts.add(text)
    }
    const counts = new Map<string, number>()
    let total = 0
    for (const text of texts) {
      for (const place of resolvePlaces(text, { groups: this.#groups }).places) {
        if (!place.country || place.confidence < SURE_PLACE) continue
        counts.set(place.country, (counts.get(place.country) ?? 0) + 1)
        total++
      }
    }
    const shares = new Map([...counts].map(([country, count]) => [country, count / total]))
    this.#columnCountries.set(column, shares)
    return shares
  }

  /** Whether the cells of a column are codes of three letters, nearly all. */
  #isCoded(column: number): boolean {
    let coded = this.#coded.get(column)
    if (coded === undefined) {
      const { grid, firstDataRow, lastDataRow } = this.#table
      const texts = new Set<string>()
      for (let row = firstDataRow; row <= lastDataRow && texts.size < COUNTRY_SAMPLE; row++) {
        const text = grid.text(row, column).trim()
        if (text !== '') texts.add(text)
      }
      const codes = [...texts].filter((text) => SHORT_CODE.test(text)).length
      coded = texts.size >= FEWEST_CODES && codes >= CODED_SHARE * texts.size
      this.#coded.set(column, coded)
    }
    return coded
  }

  /** Told, for a person to agree: a name that several places have, decided by the country beside it or by its column. */
  #noteDecided(
    field: PlaceField,
    reading: PlaceReading,
    cell: EffectiveCell,
    country: EffectiveCell | null,
  ): void {
    if (field !== 'origin' && field !== 'destination') return
    if (cell.row <= 0 || cell.column < 0) return
    for (const place of reading.places) {
      if (place.unlocode === null || place.flags.some(({ code }) => code === 'place-ambiguous')) continue
      const alone = resolvePlaces(place.text).places[0]
      if (!alone || alone.unlocode !== null || alone.alternatives.length < 2) continue
      const { grid, sheet } = this.#table
      const others = alone.alternatives.map(({ codes }) => codes[0]!).join(', ')
      const by = country ? `the country beside it ("${country.text}")` : 'the other places of its column'
      this.#log.note(
        place.text,
        'place-ambiguous',
        'info',
        { sheet, range: grid.address(cell.row, cell.column) },
        `"${place.text}" may be ${others}; ${by} decided for ${place.unlocode}.`,
        { value: place.text, expected: place.unlocode },
      )
    }
  }

  /** Whether a cell holds more than the place: remarks, or what is another column's too. */
  #isShared(column: number): boolean {
    const { remarks } = this.#mapping
    return remarks === column || (Array.isArray(remarks) && remarks.includes(column))
  }

  /** The rows of a place and country column with these two texts, from the first to the last. */
  #rowsOf(place: EffectiveCell, country: EffectiveCell): string | null {
    const { grid, lastDataRow } = this.#table
    if (country.row <= 0 || country.column < 0) return null
    let last = country.row
    for (let row = Math.max(place.row, country.row); row <= lastDataRow; row++) {
      if (grid.text(row, place.column) === place.text && grid.text(row, country.column) === country.text)
        last = row
    }
    const first = grid.address(country.row, country.column)
    return last === country.row ? first : `${first}:${grid.address(last, country.column)}`
  }

  #note(
    field: PlaceField,
    reading: PlaceReading,
    cell: EffectiveCell,
    country: EffectiveCell | null,
    code: EffectiveCell | null,
  ): void {
    const { grid, sheet } = this.#table
    this.#noteDecided(field, reading, cell, country)
    const addressOf = (at: EffectiveCell) =>
      at.row > 0 && at.column >= 0 ? grid.address(at.row, at.column) : null
    const at = { sheet, range: addressOf(cell) }
    // A doubt about a routing point changes no price; words of a remark are no place that somebody misspelt.
    const aside = field === 'transshipment_port' || field === 'destination_via' || field === 'origin_via'
    const severity = aside ? 'info' : 'warning'
    if (aside && cell.column >= 0 && this.#isShared(cell.column)) return
    const ends = new Set(reading.places)
    for (const place of [...reading.places, ...reading.via, ...reading.transshipment]) {
      if (place.group && place.members === null) {
        this.#log.note(
          place.text,
          'group-unexpanded',
          'info',
          at,
          `"${place.text}" names a group of ports whose members the workbook does not list; it stays a group.`,
          { value: place.text },
        )
      }
      for (const flag of place.flags) {
        switch (flag.code) {
          case 'place-decided':
            this.#log.note(
              `${place.text}|${place.unlocode}`,
              flag.code,
              'info',
              at,
              `"${place.text}" was read as ${flag.as} (${place.unlocode}): ${flag.by} decided so.`,
              { value: place.text, expected: place.unlocode },
            )
            break
          case 'place-misspelt':
            this.#log.noteOnce(
              flag.read,
              flag.code,
              severity,
              at,
              `"${flag.read}" was read as ${flag.as}${place.unlocode ? ` (${place.unlocode})` : ''}.`,
              { value: flag.read, expected: flag.as },
            )
            break
          case 'place-unknown':
            this.#log.noteOnce(
              place.text,
              flag.code,
              severity,
              at,
              `"${place.text}" is no place that the reference knows${place.unlocode ? ` by that name or code; ${place.unlocode} is meant` : '; it has no UN/LOCODE'}.`,
              { value: place.text, expected: place.unlocode },
            )
            break
          case 'place-ambiguous':
            this.#log.note(
              place.text,
              flag.code,
              place.unlocode === null ? severity : 'info',
              at,
              `"${place.text}" may be ${flag.candidates.join(' or ')}; state the country to decide.`,
              { value: place.text, expected: flag.candidates.join(', ') },
            )
            break
          case 'code-name-mismatch': {
            const where = code ? { sheet, range: addressOf(code) } : at
            this.#log.note(
              `${flag.printed}|${flag.named}`,
              flag.code,
              'warning',
              where,
              `Code ${flag.printed} and name "${place.text}" are different places; the name was believed (${flag.named}).`,
              { value: flag.printed, expected: flag.named },
            )
            break
          }
          case 'country-contradicts-data': {
            // What stands beside the place says nothing of the ports on its way.
            if (!ends.has(place) || aside) break
            const where = country ? { sheet, range: this.#rowsOf(cell, country) ?? addressOf(country) } : at
            this.#log.note(
              `${flag.stated}|${place.text}|${where.range}`,
              flag.code,
              'warning',
              where,
              `The sheet says ${flag.stated}, but ${place.text} lies in ${flag.actual}.`,
              { value: flag.stated, expected: flag.actual },
            )
            break
          }
        }
      }
    }
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
