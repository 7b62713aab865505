import type { FindingLog } from '../checks/finding-log.ts'
import type { Mapping } from '../mapping/mapping.ts'
import type { PlaceField } from '../places/answerer.ts'
import type { PlaceReading } from '../places/place.ts'
import { resolvePlaces } from '../places/resolve-places.ts'
import type { Table } from '../tables/table.ts'
import type { EffectiveCell } from './column-reader.ts'

/** Tells what is odd about the places of a table, each at its first cell. */
export class PlaceNotes {
  readonly #table: Table
  readonly #mapping: Mapping
  readonly #log: FindingLog

  constructor(table: Table, mapping: Mapping, log: FindingLog) {
    this.#table = table
    this.#mapping = mapping
    this.#log = log
  }

  note(
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
}
