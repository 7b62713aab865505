import type { Mapping } from '../mapping/mapping.ts'
import type { Table } from '../tables/table.ts'
import type { EffectiveCell } from './column-reader.ts'
import { isColumn, literalCell } from './lane-cells.ts'
import type { PlaceReader } from './place-reader.ts'

/** Places that the last section caption gave, for the end that no column gives. */
export class SectionEnds {
  readonly #table: Table
  readonly #mapping: Mapping
  readonly #places: PlaceReader
  #origin: EffectiveCell | null = null
  #destination: EffectiveCell | null = null

  constructor(table: Table, mapping: Mapping, places: PlaceReader) {
    this.#table = table
    this.#mapping = mapping
    this.#places = places
  }

  get origin(): EffectiveCell | null {
    return this.#origin
  }

  get destination(): EffectiveCell | null {
    return this.#destination
  }

  /** Takes in a section caption: "WCSA ex BKK" gives the origin of the rows below, when no column does. */
  start(row: number): void {
    const { grid, range } = this.#table
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
      if (text && namesPlace(this.#places, 'origin', text)) this.#origin = { ...cell, text }
    }
    if (!destinationKnown) {
      const text = to ?? (originKnown && titleDestination === null ? cell.text : null)
      if (text && namesPlace(this.#places, 'destination', text)) this.#destination = { ...cell, text }
    }
  }
}

export function namesPlace(places: PlaceReader, field: 'origin' | 'destination', text: string): boolean {
  const reading = places.read(field, literalCell(text), null, null)
  return reading.places.some((place) => place.unlocode !== null || place.group)
}
