import type { FindingCode } from '../checks/finding.ts'
import type { FindingLog } from '../checks/finding-log.ts'
import type { FieldSource } from '../mapping/mapping.ts'
import { carrierLegend } from '../reference/carrier-legend.ts'
import { type CarrierReading, findCarrier, readCarrier } from '../reference/carriers.ts'
import { isByAir } from './by-air.ts'
import type { ColumnReader } from './column-reader.ts'
import { goodsOfCaption } from './goods-captions.ts'
import type { Rate } from './rate.ts'
import type { RateInput } from './rate-input.ts'
import { serviceOfCaption } from './section-service.ts'
import { readPriceWord } from './values/price-words.ts'
import { readTransit } from './values/transit.ts'

type Carrier = Rate['carrier']

/** Airlines write two characters; the list of carriers is one of shipping lines. */
const AIRLINE = /^[A-Z\d]{2}$/
/** Longer texts are names. */
const LONGEST_WORD = 6

export interface RowFacts {
  readonly carrier: Carrier
  readonly service: string | null
  readonly contract: string | null
  readonly commodity: string | null
  readonly transit: Rate['transit_days']
  readonly freeTime: string | null
  readonly mode: string | null
  readonly inclusions: string | null
  readonly findings: readonly FindingCode[]
}

/** The facts of a row that are no place, date or price. */
export class RowReader {
  readonly #input: RateInput
  readonly #columns: ColumnReader
  readonly #log: FindingLog
  readonly #carriers = new Map<string, Carrier | null>()
  /** Prices per kg by weight: carriers are airlines, of which the reference has none, and Emirates is no shipping line. */
  readonly #flies: boolean
  /** Shorthands for carriers that a note explains. */
  readonly #legend: ReadonlyMap<string, CarrierReading>
  #sectionCarrier: Carrier = null
  #sectionCommodity: string | null = null
  #sectionService: string | null = null

  constructor(input: RateInput, columns: ColumnReader, log: FindingLog) {
    this.#input = input
    this.#columns = columns
    this.#log = log
    this.#flies = isByAir(input.mapping)
    this.#legend = carrierLegend(
      input.table.context.map(({ key, text }) => (key === null ? text : `${key}: ${text}`)),
    )
  }

  startSection(row: number): void {
    const { grid, range } = this.#input.table
    const { carrier: ownCarrier, commodity, service_line: ownService } = this.#input.mapping
    for (let column = range.left; column <= range.right; column++) {
      const text = grid.text(row, column)
      if (text === '') continue
      if (commodity === null || typeof commodity === 'string')
        this.#sectionCommodity = goodsOfCaption(text) ?? this.#sectionCommodity
      if (typeof ownService !== 'number') this.#sectionService = serviceOfCaption(text)
      if (ownCarrier !== null && typeof ownCarrier !== 'string') return
      // What a title says of the carrier holds until a caption is the name of another.
      const carrier = readCarrier(text) ?? (ownCarrier === null ? findCarrier(text) : null)
      if (carrier) this.#sectionCarrier = { text: carrier.text, name: carrier.name, scac: carrier.scac }
      return
    }
  }

  facts(row: number): RowFacts {
    const { mapping } = this.#input
    const carrierText = this.#columns.text(mapping.carrier, row, true)
    const captioned = typeof mapping.carrier === 'string' ? this.#sectionCarrier : null
    const carrier = captioned ?? (carrierText ? this.#carrier(carrierText, row) : this.#sectionCarrier)
    const transit = this.#columns.text(mapping.transit_days, row, false)
    return {
      carrier,
      service: this.#sectionService ?? this.#columns.text(mapping.service_line, row, false)?.trim() ?? null,
      contract: this.#columns.text(mapping.contract_number, row, false)?.trim() ?? null,
      commodity: this.#sectionCommodity ?? this.#columns.text(mapping.commodity, row, false)?.trim() ?? null,
      transit: transit ? readTransit(transit) : null,
      freeTime: this.texts(mapping.free_time, row).join('; ') || null,
      mode: this.#columns.text(mapping.service_mode, row, false)?.trim() ?? null,
      inclusions: this.#inclusions(row),
      findings:
        carrier && !carrier.scac && !carrier.name && !this.#flies && !AIRLINE.test(carrier.text)
          ? ['carrier-unknown']
          : [],
    }
  }

  /** The facts of a row for a column that a carrier heads. */
  under(facts: RowFacts, carrier: string): RowFacts {
    return { ...facts, carrier: this.#carrier(carrier, 0), findings: [] }
  }

  /** All non-blank texts of a field's columns at a row. */
  texts(source: FieldSource, row: number): string[] {
    if (source === null) return []
    if (typeof source === 'string') return [source]
    return (typeof source === 'number' ? [source] : source).flatMap(
      (column) => this.#columns.at(row, column, false)?.text.trim() ?? [],
    )
  }

  /** What is inside the price; under the heading of a charge a mark stands for that charge. */
  #inclusions(row: number): string | null {
    const { mapping, table } = this.#input
    const source = mapping.inclusions
    if (source === null || typeof source === 'string') return source
    const told = (typeof source === 'number' ? [source] : source).flatMap((id) => {
      const text = this.#columns.at(row, id, false)?.text.trim() ?? ''
      if (text === '' || !/^[^\p{L}\d]+$/u.test(text)) return text === '' ? [] : [text]
      return /[+＋✓√✔]/u.test(text) ? [table.grid.text(table.headerRows.at(-1) ?? row, id).trim()] : []
    })
    return told.join(', ') || null
  }

  #carrier(text: string, row: number): Carrier | null {
    let carrier = this.#carriers.get(text)
    if (carrier === undefined) {
      carrier = this.#readCarrier(text, row)
      this.#carriers.set(text, carrier)
    }
    return carrier
  }

  #readCarrier(text: string, row: number): Carrier | null {
    // "TBD" is no carrier, "on request" neither.
    if (text.length <= LONGEST_WORD && readPriceWord(text) === 'on_request') return null
    const read = this.#flies
      ? null
      : (readCarrier(text) ?? this.#legend.get(text.trim()) ?? findCarrier(text))
    const source = this.#input.mapping.carrier
    if (!read && !this.#flies && !AIRLINE.test(text.trim()) && typeof source === 'number') {
      const { grid, sheet } = this.#input.table
      this.#log.note(
        text,
        'carrier-unknown',
        'warning',
        { sheet, range: grid.address(row, source) },
        `"${text.trim()}" is no carrier that the reference knows; its name is kept as written.`,
        { value: text.trim() },
      )
    }
    return { text: text.trim(), name: read?.name ?? null, scac: read?.scac ?? null }
  }
}
