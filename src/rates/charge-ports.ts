import type { Mapping } from '../mapping/mapping.ts'
import { resolvePlaces } from '../places/resolve-places.ts'
import { readCharge } from '../reference/charges.ts'
import { readCountry } from '../reference/countries.ts'
import type { ColumnReader, EffectiveCell } from './column-reader.ts'

/** "THC - NHAVA SHEVA", "THC (MUNDRA)", "Terminal handling at Chennai". */
const CHARGE_AT_PORT =
  /^\s*(\S.*?)\s*(?:\s[-–—]\s|[:@(（]|\s(?:at|in|en|em|à|bei)\s)\s*(\p{L}[\p{L} .'’-]{2,30}?)\s*[)）]?\s*$/iu
const SURE_PLACE = 0.95

/** In a list of charges of one country, the ports at which some of them are levied: the name of the charge ends with one. */
export class ChargePorts {
  readonly #columns: ColumnReader
  readonly #sources: readonly number[]
  readonly #ports = new Map<string, string | null>()

  constructor(mapping: Mapping, columns: ColumnReader) {
    this.#columns = columns
    this.#sources = [mapping.charge, mapping.charge_name].filter((source) => typeof source === 'number')
  }

  /** The port in the name of the row's charge in place of the country around the table; else what was stated. */
  at(row: number, stated: EffectiveCell | null): EffectiveCell | null {
    const country = stated !== null && stated.row === 0 ? readCountry(stated.text) : null
    if (country === null) return stated
    for (const source of this.#sources) {
      const cell = this.#columns.at(row, source, true)
      const port = cell && this.#portIn(cell.text, country)
      if (port) return { text: port, row: 0, column: -1, carried: true }
    }
    return stated
  }

  #portIn(text: string, country: string): string | null {
    const key = `${country}|${text}`
    let port = this.#ports.get(key)
    if (port === undefined) {
      port = portOf(text, country)
      this.#ports.set(key, port)
    }
    return port
  }
}

function portOf(text: string, country: string): string | null {
  const [, charge, port] = CHARGE_AT_PORT.exec(text) ?? []
  if (!charge || !port || !readCharge(charge)?.known || readCharge(port)?.known) return null
  const { places } = resolvePlaces(port)
  const [place] = places
  const sure = places.length === 1 && place!.confidence >= SURE_PLACE && place!.flags.length === 0
  return sure && place!.unlocode !== null && place!.country === country ? port : null
}
