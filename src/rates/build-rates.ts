import type { FindingCode } from '../checks/finding.ts'
import type { FindingLog } from '../checks/finding-log.ts'
import type { FieldSource, Mapping, PriceColumn } from '../mapping/mapping.ts'
import { findBasis, readBasis } from '../reference/bases.ts'
import { findCarrier, readCarrier } from '../reference/carriers.ts'
import { type ChargeReading, readCharge } from '../reference/charges.ts'
import { isoType } from '../reference/containers.ts'
import type { Basis, ContainerSize, ContainerType, TableKind } from '../reference/vocabulary.ts'
import type { ContextCell, Table } from '../tables/table.ts'
import { ColumnReader } from './column-reader.ts'
import { type TableDates, tableDates, type WorkbookAnchor } from './date-context.ts'
import type { PlaceDecisions } from './decide-places.ts'
import type { PortGroups } from './groups.ts'
import { type Lane, LaneReader } from './lanes.ts'
import { PlaceReader } from './place-reader.ts'
import { type CellPrice, PriceReader } from './price-reader.ts'
import type { Rate } from './rate.ts'
import { rateId } from './rate-id.ts'
import { type RowValidity, ValidityReader } from './validity-reader.ts'
import type { CopiedAmount } from './values/amount.ts'
import { readValidity } from './values/dates.ts'
import { readTransit } from './values/transit.ts'

export interface RateInput {
  readonly table: Table
  readonly mapping: Mapping
  readonly kind: TableKind
  /** File name and SHA-256 (hex) of the workbook. */
  readonly file: string
  readonly sha256: string
  readonly groups: PortGroups
  /** Places that somebody decided whom the embedded model left in doubt. */
  readonly decisions?: PlaceDecisions
  /** Dates that other sheets or the file name state, nearest first. */
  readonly anchors: readonly WorkbookAnchor[]
  /** Cells of sheets without tables: a cover may state validity, carrier or contract for all. */
  readonly cover?: readonly ContextCell[]
  /** What the checks found on cells of this table. */
  readonly flags: {
    at(row: number, column: number): readonly FindingCode[]
    isError(row: number, column: number): boolean
  }
  /** Below this confidence a rate goes to review (0..1). */
  readonly reviewBelow: number
}

type Carrier = Rate['carrier']

/** "6-2) COMMODITY : FURNITURE, KD": a caption inside a contract changes it for the rows below. */
const COMMODITY_CAPTION =
  /^\s*(?:[\d.\-)(]+\s*)?(?:commodit(?:y|ies)|cargo|mercanc[ií]as?|mercadorias?|marchandises?|ware|货物|品名|품목|品目)\s*[:：]\s*(\S.*)$/iu

/** Airlines write two characters; the list of carriers is one of shipping lines. */
const AIRLINE = /^[A-Z\d]{2}$/

const NO_HEADING = { origin: null, destination: null }

/**
 * One rate for each price of a table, row by row, lazily: a table of 50,000 rows is never held as rates. Amounts are
 * copied from cells; the mapping only says where they stand. Findings go to `log` while the rates are consumed.
 */
export function* buildRates(input: RateInput, log: FindingLog): Generator<Rate> {
  const { table, mapping, kind } = input
  if (mapping.rates.length === 0) return
  const columns = new ColumnReader(table)
  const dates = tableDates(table, mapping, input.anchors, input.cover)
  const places = new PlaceReader(table, mapping, input.groups, log, input.decisions)
  const lanes = new LaneReader(table, mapping, columns, places)
  const validity = new ValidityReader(table, mapping, columns, dates, log)
  const prices = new PriceReader(table, mapping, columns, log, kind === 'charges')
  const row = new RowReader(input, columns, log)
  const shared: SharedParts = { containers: new Map(), charges: new Map() }
  const periods = periodsOf(mapping, dates)
  const skipped = new Set(table.skippedRows.map((skip) => skip.row))
  const mergedLines = new Set<string>()

  for (let at = table.firstDataRow; at <= table.lastDataRow; at++) {
    if (columns.isSection(at)) {
      columns.startSection()
      lanes.startSection(at)
      validity.startSection(at)
      prices.startSection(at)
      row.startSection(at)
      continue
    }
    if (skipped.has(at)) continue
    const remarks = row.texts(mapping.remarks, at)
    const facts = row.facts(at)
    const span = validity.validity(at, remarks)
    // Also for a row without prices: blank rows below may continue its cells.
    const ownLanes = lanes.lanes(at, NO_HEADING, remarks)
    for (const column of mapping.rates) {
      const found = prices.prices(at, column)
      if (found.length === 0) continue
      const rowLanes = column.origin || column.destination ? lanes.lanes(at, column, remarks) : ownLanes
      const own = column.carrier === undefined ? facts : row.under(facts, column.carrier)
      const held = column.period === undefined ? span : (periods.get(column.id) ?? span)
      const charge = row.charge(at, column, own.carrier)
      const minimum = prices.minimum(at, column)
      for (const lane of rowLanes) {
        for (const price of found) {
          // A fee per bill that is merged over the containers is one fee.
          if (
            price.column !== column.id &&
            kind === 'charges' &&
            WITHOUT_CONTAINER.has(charge.basis ?? 'container')
          )
            continue
          if (price.merged) {
            const line = `${price.row},${price.column},${price.part},${price.size}|${lane.key}|${held.effective}|${held.expiry}|${own.carrier?.text}|${column.id}`
            if (mergedLines.has(line)) continue
            mergedLines.add(line)
          } else if (table.grid.mergeAt(at, column.id)) {
            mergedLines.add(
              `${price.row},${price.column},${price.part},${price.size}|${lane.key}|${held.effective}|${held.expiry}|${own.carrier?.text}|${column.id}`,
            )
          }
          yield rateOf(input, shared, column, lane, price, charge, held, own, remarks, minimum)
        }
      }
    }
  }
}

/** From when to when the prices of a column hold whose heading is a period. */
function periodsOf(mapping: Mapping, dates: TableDates): Map<number, RowValidity> {
  const periods = new Map<number, RowValidity>()
  for (const { id, period } of mapping.rates) {
    const reading =
      period === undefined
        ? null
        : readValidity(
            { text: period, number: null, numberFormat: 'General', date1904: false },
            dates.context,
          )
    if (!reading) continue
    const inferred = reading.effectiveYearInferred || reading.expiryYearInferred
    periods.set(id, {
      effective: reading.effective,
      expiry: reading.expiry,
      findings: inferred ? ['date-year-inferred'] : [],
    })
  }
  return periods
}

interface RowFacts {
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

interface RowCharge {
  readonly code: string | null
  readonly name: string | null
  readonly type: Rate['charge']['type']
  readonly basis: Basis | null
  readonly findings: readonly FindingCode[]
}

/** The facts of a row that are no place, date or price. */
class RowReader {
  readonly #input: RateInput
  readonly #columns: ColumnReader
  readonly #log: FindingLog
  readonly #carriers = new Map<string, Carrier>()
  readonly #charges = new Map<string, ChargeReading | null>()
  readonly #rowCharges = new Map<PriceColumn, Map<string, RowCharge>>()
  readonly #bases = new Map<string, Basis | null>()
  #sectionCarrier: Carrier = null
  #sectionCommodity: string | null = null

  constructor(input: RateInput, columns: ColumnReader, log: FindingLog) {
    this.#input = input
    this.#columns = columns
    this.#log = log
  }

  startSection(row: number): void {
    const { grid, range } = this.#input.table
    const { carrier: ownCarrier, commodity } = this.#input.mapping
    for (let column = range.left; column <= range.right; column++) {
      const text = grid.text(row, column)
      if (text === '') continue
      if (commodity === null || typeof commodity === 'string')
        this.#sectionCommodity = COMMODITY_CAPTION.exec(text)?.[1]?.trim() ?? this.#sectionCommodity
      if (ownCarrier !== null) return
      const carrier = readCarrier(text) ?? findCarrier(text)
      if (carrier) this.#sectionCarrier = { text: carrier.text, name: carrier.name, scac: carrier.scac }
      return
    }
  }

  facts(row: number): RowFacts {
    const { mapping } = this.#input
    const carrierText = this.#text(mapping.carrier, row, true)
    const carrier = carrierText ? this.#carrier(carrierText, row) : this.#sectionCarrier
    const transit = this.#text(mapping.transit_days, row, false)
    return {
      carrier,
      service: this.#text(mapping.service_line, row, false)?.trim() ?? null,
      contract: this.#text(mapping.contract_number, row, false)?.trim() ?? null,
      commodity: this.#sectionCommodity ?? this.#text(mapping.commodity, row, false)?.trim() ?? null,
      transit: transit ? readTransit(transit) : null,
      freeTime: this.texts(mapping.free_time, row).join('; ') || null,
      mode: this.#text(mapping.service_mode, row, false)?.trim() ?? null,
      inclusions: this.#text(mapping.inclusions, row, false)?.trim() ?? null,
      findings:
        carrier && !carrier.scac && !carrier.name && !AIRLINE.test(carrier.text) ? ['carrier-unknown'] : [],
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

  charge(row: number, column: PriceColumn, carrier: Carrier): RowCharge {
    const { mapping } = this.#input
    const scac = carrier?.scac ?? null
    const basisText = this.#text(mapping.basis, row, true)
    const chargeText = column.charge === null ? this.#text(mapping.charge, row, true) : null
    const nameText = column.charge === null ? this.#text(mapping.charge_name, row, true) : null
    let ofColumn = this.#rowCharges.get(column)
    if (!ofColumn) {
      ofColumn = new Map()
      this.#rowCharges.set(column, ofColumn)
    }
    const key = `${scac}\u001f${basisText}\u001f${chargeText}\u001f${nameText}`
    let charge = ofColumn.get(key)
    if (!charge) {
      charge = this.#rowCharge(column, scac, basisText, chargeText, nameText)
      const told = nameText ?? chargeText
      if (told && charge.findings.includes('charge-unknown')) this.#noteCharge(told, row)
      ofColumn.set(key, charge)
    }
    return charge
  }

  #rowCharge(
    column: PriceColumn,
    scac: string | null,
    basisText: string | null,
    chargeText: string | null,
    nameText: string | null,
  ): RowCharge {
    const { kind } = this.#input
    const rowBasis = basisText ? this.#basis(basisText) : null
    if (column.charge !== null) {
      const known = this.#charge(column.charge, scac)
      return {
        code: column.charge,
        name: known?.name ?? null,
        type: column.type ?? known?.type ?? 'base',
        basis: column.basis ?? rowBasis,
        findings: [],
      }
    }
    const reading =
      (chargeText ? this.#charge(chargeText, scac) : null) ?? (nameText ? this.#charge(nameText, scac) : null)
    const findings: FindingCode[] = (chargeText || nameText) && !reading?.known ? ['charge-unknown'] : []
    const type = column.type ?? reading?.type ?? (kind === 'charges' ? 'surcharge' : null)
    return {
      code: reading?.code ?? null,
      name: reading?.name ?? nameText ?? chargeText,
      type: type ?? (chargeText || nameText ? 'surcharge' : null),
      // "Per B/L" in the row of a charge goes before the container that heads the column.
      basis: rowBasis ?? column.basis ?? reading?.basis ?? null,
      findings,
    }
  }

  #noteCharge(text: string, row: number): void {
    const { table, mapping } = this.#input
    const source = typeof mapping.charge_name === 'number' ? mapping.charge_name : mapping.charge
    if (typeof source !== 'number') return
    this.#log.note(
      text,
      'charge-unknown',
      'info',
      { sheet: table.sheet, range: table.grid.address(row, source) },
      `"${text.trim()}" is no charge that the reference knows; its name is kept as written.`,
      { value: text.trim() },
    )
  }

  #text(source: FieldSource, row: number, fillBlanks: boolean): string | null {
    if (source === null) return null
    if (typeof source === 'string') return source
    for (const column of typeof source === 'number' ? [source] : source) {
      const cell = this.#columns.at(row, column, fillBlanks)
      if (cell) return cell.text
    }
    return null
  }

  #carrier(text: string, row: number): Carrier {
    let carrier = this.#carriers.get(text)
    if (carrier === undefined) {
      const read = readCarrier(text) ?? findCarrier(text)
      carrier = { text: text.trim(), name: read?.name ?? null, scac: read?.scac ?? null }
      this.#carriers.set(text, carrier)
      const source = this.#input.mapping.carrier
      if (!read?.scac && !AIRLINE.test(text.trim()) && typeof source === 'number') {
        const { grid, sheet } = this.#input.table
        this.#log.note(
          text,
          'carrier-unknown',
          read ? 'info' : 'warning',
          { sheet, range: grid.address(row, source) },
          read
            ? `"${text.trim()}" is ${read.name}, for which no SCAC is confirmed.`
            : `"${text.trim()}" is no carrier that the reference knows; its name is kept as written.`,
          { value: text.trim() },
        )
      }
    }
    return carrier
  }

  #charge(text: string, scac: string | null): ChargeReading | null {
    const key = `${scac ?? ''}|${text}`
    let reading = this.#charges.get(key)
    if (reading === undefined) {
      reading = readCharge(text, scac)
      this.#charges.set(key, reading)
    }
    return reading
  }

  #basis(text: string): Basis | null {
    let basis = this.#bases.get(text)
    if (basis === undefined) {
      basis = readBasis(text) ?? findBasis(text)
      this.#bases.set(text, basis)
    }
    return basis
  }
}

/** Bases that do not depend on the container: such a charge has no size in a table of charges. */
const WITHOUT_CONTAINER: ReadonlySet<Basis> = new Set(['bl', 'shipment', 'wm', 'cbm', 'ton', 'kg'] as const)

/** The containers and charges of rates already made: few are distinct, and rates share them. */
interface SharedParts {
  readonly containers: Map<string, NonNullable<Rate['container']>>
  readonly charges: Map<RowCharge, Map<Basis | null, Rate['charge']>>
}

function rateOf(
  input: RateInput,
  shared: SharedParts,
  column: PriceColumn,
  lane: Lane,
  price: CellPrice,
  charge: RowCharge,
  span: RowValidity,
  facts: RowFacts,
  remarks: string[],
  minimum: CopiedAmount | null,
): Rate {
  const { table, mapping, kind } = input
  const { amount } = price
  const basis: Basis | null = price.percent
    ? 'percent'
    : (price.basis ?? charge.basis ?? (price.size || kind !== 'charges' ? 'container' : null))
  const size = kind === 'charges' && basis && WITHOUT_CONTAINER.has(basis) ? null : price.size
  // A plain 20' is dry by custom in a lane table; a table of charges says nothing of the type.
  const type = price.type ?? (size && kind !== 'charges' ? 'dry' : null)
  const address = table.grid.address(price.row, price.column)
  const findings: FindingCode[] = []
  addTo(findings, lane.findings)
  addTo(findings, span.findings)
  addTo(findings, facts.findings)
  addTo(findings, charge.findings)
  addTo(findings, input.flags.at(price.row, price.column))
  if (amount !== null && amount < 0) addTo(findings, ['negative-amount'])
  if (price.status === 'priced' && price.currency === null && !price.percent)
    addTo(findings, ['currency-missing'])
  if (price.assumedContainer) addTo(findings, ['container-assumed'])
  if (table.grid.isRowHidden(price.row)) addTo(findings, ['hidden-rows'])
  const confidence =
    Math.round(Math.min(table.confidence, mapping.confidence, column.confidence, lane.confidence) * 1000) /
    1000
  return {
    id: rateId(
      input.sha256,
      table.sheet,
      address,
      price.part,
      lane.key,
      size,
      span.effective,
      span.expiry,
      charge.code,
    ),
    source: {
      file: input.file,
      sha256: input.sha256,
      sheet: table.sheet,
      cell: address,
      part: price.part,
      text: price.text,
    },
    carrier: facts.carrier,
    service_line: facts.service,
    contract_number: facts.contract,
    origin: lane.origin,
    origin_via: lane.origin_via,
    loading_port: lane.loading_port,
    transshipment_port: lane.transshipment_port,
    unloading_port: lane.unloading_port,
    destination_via: lane.destination_via,
    destination: lane.destination,
    effective_date: span.effective,
    expiry_date: span.expiry,
    container: size ? containerOf(shared, size, type) : null,
    commodity: facts.commodity,
    charge: chargeOf(shared, charge, basis),
    currency: price.currency,
    amount,
    minimum,
    price_status: price.status,
    transit_days: facts.transit,
    free_time: facts.freeTime,
    ...(column.weight_break ? { weight_break: column.weight_break } : {}),
    ...(facts.mode ? { service_mode: facts.mode } : {}),
    ...(facts.inclusions ? { inclusions: facts.inclusions } : {}),
    remarks,
    confidence,
    findings,
    review: confidence < input.reviewBelow || input.flags.isError(price.row, price.column),
  }
}

/** Adds codes that are not there yet. Most rates have none, and a set for each of them would cost more than all else here. */
function addTo(findings: FindingCode[], codes: readonly FindingCode[]): void {
  for (const code of codes) if (!findings.includes(code)) findings.push(code)
}

function containerOf(
  { containers }: SharedParts,
  size: ContainerSize,
  type: ContainerType | null,
): NonNullable<Rate['container']> {
  const key = `${size}|${type}`
  let container = containers.get(key)
  if (!container) {
    container = { size, type, iso: isoType(size, type) }
    containers.set(key, container)
  }
  return container
}

function chargeOf({ charges }: SharedParts, charge: RowCharge, basis: Basis | null): Rate['charge'] {
  let byBasis = charges.get(charge)
  if (!byBasis) {
    byBasis = new Map()
    charges.set(charge, byBasis)
  }
  let made = byBasis.get(basis)
  if (!made) {
    made = { code: charge.code, name: charge.name, type: charge.type ?? 'base', basis }
    byBasis.set(basis, made)
  }
  return made
}
