import { resolvePlaces } from '../places/resolve-places.ts'
import { foldText } from '../reference/fold.ts'
import { gazetteer } from '../reference/gazetteer.ts'
import type { Table } from '../tables/table.ts'
import type { PortGroups } from './groups.ts'

/** How many distinct texts of a column tell in which countries it lies. */
const COUNTRY_SAMPLE = 300
/** "LAX/LGB" is two of them. */
const SHORT_CODE = /^[A-Z]{3}(?:\s*\/\s*[A-Z]{3})*$/
const CODED_SHARE = 0.8
const FEWEST_CODES = 3
/** Fewer different places say nothing of a column. */
const FEWEST_PORTS = 5
/** A place counts for its column's countries when it is at least this sure. */
const SURE_PLACE = 0.9

/** What the cells of a column of places say together, each column looked at once. */
export class PlaceColumns {
  readonly #table: Table
  readonly #groups: PortGroups
  readonly #coded = new Map<number, boolean>()
  readonly #ports = new Map<number, boolean>()
  readonly #alone = new Map<number, ReadonlySet<string>>()
  readonly #columnCountries = new Map<number, ReadonlyMap<string, number>>()
  readonly #subdivisions = new Map<number, ReadonlySet<string>>()

  constructor(table: Table, groups: PortGroups) {
    this.#table = table
    this.#groups = groups
  }

  /** Countries that the column's sure places lie in, with their shares. */
  countriesOf(column: number): ReadonlyMap<string, number> {
    const known = this.#columnCountries.get(column)
    if (known) return known
    const shares = this.#sharesOf(this.sampleOf(column))
    this.#columnCountries.set(column, shares)
    return shares
  }

  /** Provinces and states that the column's sure places lie in: "CN-FJ". */
  subdivisionsOf(column: number): ReadonlySet<string> {
    let known = this.#subdivisions.get(column)
    if (!known) {
      const places = gazetteer()
      const found = new Set<string>()
      for (const text of this.sampleOf(column))
        for (const { unlocode, confidence } of resolvePlaces(text, { groups: this.#groups }).places) {
          const place = unlocode === null || confidence < SURE_PLACE ? null : places.byCode(unlocode)
          if (place !== null && places.subdivision(place) !== '')
            found.add(`${places.country(place)}-${places.subdivision(place)}`)
        }
      known = found
      this.#subdivisions.set(column, known)
    }
    return known
  }

  /** Whether all sure places of a column are ports, and there are enough of them to tell. */
  holdsPorts(column: number): boolean {
    let ports = this.#ports.get(column)
    if (ports === undefined) {
      const places = gazetteer()
      const codes = new Set<string>()
      for (const text of this.sampleOf(column))
        for (const { unlocode, confidence } of resolvePlaces(text).places)
          if (unlocode !== null && confidence >= SURE_PLACE) codes.add(unlocode)
      ports =
        codes.size >= FEWEST_PORTS &&
        [...codes].every((code) => {
          const place = places.byCode(code)
          return place !== null && places.isPort(place)
        })
      this.#ports.set(column, ports)
    }
    return ports
  }

  /** Whether all parts of "IZMIR / ALIAGA" stand in other cells of the column by themselves: ports of their own. */
  listsOthers(column: number, text: string): boolean {
    const parts = text.split('/').map(foldText)
    if (parts.length < 2) return false
    let alone = this.#alone.get(column)
    if (!alone) {
      alone = new Set([...this.sampleOf(column)].map(foldText))
      this.#alone.set(column, alone)
    }
    return parts.every((part) => part !== '' && alone.has(part))
  }

  /** Countries of places that no column holds, such as the headings of a matrix. */
  countriesOfTexts(texts: ReadonlySet<string>): ReadonlyMap<string, number> {
    return this.#sharesOf(texts)
  }

  /** Different texts of a column, enough of them to tell what it holds. */
  sampleOf(column: number): ReadonlySet<string> {
    const { grid, firstDataRow, lastDataRow } = this.#table
    const texts = new Set<string>()
    for (let row = firstDataRow; row <= lastDataRow && texts.size < COUNTRY_SAMPLE; row++) {
      const text = grid.text(row, column)
      if (text !== '') texts.add(text)
    }
    return texts
  }

  #sharesOf(texts: ReadonlySet<string>): Map<string, number> {
    const counts = new Map<string, number>()
    let total = 0
    for (const text of texts) {
      for (const place of resolvePlaces(text, { groups: this.#groups }).places) {
        if (!place.country || place.confidence < SURE_PLACE) continue
        counts.set(place.country, (counts.get(place.country) ?? 0) + 1)
        total++
      }
    }
    return new Map([...counts].map(([country, count]) => [country, count / total]))
  }

  /** Whether the cells of a column are codes of three letters, nearly all. */
  isCoded(column: number): boolean {
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
}
