import { acceptsCell } from '../checks/acceptance.ts'
import type { FindingCode } from '../checks/finding.ts'
import type { PriceColumn } from '../mapping/mapping.ts'
import { isoType } from '../reference/containers.ts'
import type { Basis, ContainerSize, ContainerType } from '../reference/vocabulary.ts'
import type { Lane } from './lane.ts'
import type { CellPrice } from './price-reader.ts'
import type { Rate } from './rate.ts'
import { rateId } from './rate-id.ts'
import type { RateInput } from './rate-input.ts'
import type { RowCharge } from './row-charges.ts'
import type { RowFacts } from './row-reader.ts'
import type { RowValidity } from './validity-reader.ts'
import type { CopiedAmount } from './values/amount.ts'

/** Bases that do not depend on the container: such a charge has no size in a table of charges. */
export const WITHOUT_CONTAINER: ReadonlySet<Basis> = new Set([
  'bl',
  'shipment',
  'wm',
  'cbm',
  'ton',
  'kg',
] as const)

/** The containers and charges of rates already made: few are distinct, and rates share them. */
export interface SharedParts {
  readonly containers: Map<string, NonNullable<Rate['container']>>
  readonly charges: Map<RowCharge, Map<Basis | null, Rate['charge']>>
}

export function rateOf(
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
  // So many of a hundred are of no currency, whatever the prices beside them are in.
  const currency = basis === 'percent' ? null : price.currency
  const size = kind === 'charges' && basis && WITHOUT_CONTAINER.has(basis) ? null : price.size
  // A plain 20' is dry by custom in a lane table; a table of charges says nothing of the type.
  const told = price.type === 'dry' && kind === 'charges' && hasOnlyPlainBoxes(input) ? null : price.type
  const type = told ?? (size && kind !== 'charges' ? 'dry' : null)
  const address = table.grid.address(price.row, price.column)
  const findings: FindingCode[] = []
  addTo(findings, lane.findings)
  addTo(findings, span.findings)
  addTo(findings, facts.findings)
  addTo(findings, charge.findings)
  addTo(findings, input.flags.at(price.row, price.column))
  if (amount !== null && amount < 0) addTo(findings, ['negative-amount'])
  if (price.status === 'priced' && currency === null && basis !== 'percent')
    addTo(findings, ['currency-missing'])
  if (price.assumedContainer) addTo(findings, ['container-assumed'])
  if (table.grid.isRowHidden(price.row)) addTo(findings, ['hidden-rows'])
  const confidence =
    Math.round(Math.min(table.confidence, mapping.confidence, column.confidence, lane.confidence) * 1000) /
    1000
  const rate: Rate = {
    id: rateId(
      `${input.sha256}\u001f${table.sheet ?? ''}\u001f${address}\u001f${price.part}`,
      `${lane.key}\u001f${size ?? ''}\u001f${span.effective ?? ''}\u001f${span.expiry ?? ''}\u001f${charge.code ?? ''}`,
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
    currency,
    amount,
    minimum,
    price_status: price.status,
    transit_days: facts.transit,
    free_time: facts.freeTime,
    remarks,
    confidence,
    findings,
    review: input.flags.isError(price.row, price.column) || asksWhen(input, span, address),
  }
  return column.weight_break || facts.mode || facts.inclusions ? withTerms(rate, column, facts) : rate
}

const plain = new WeakMap<RateInput, boolean>()

/** Whether the boxes that head charges are told apart by size alone: "20GP | 40HQ" is every box of that size, not the dry ones. */
function hasOnlyPlainBoxes(input: RateInput): boolean {
  let only = plain.get(input)
  if (only === undefined) {
    const { rates, container_type, container_dry_or_reefer } = input.mapping
    const { grid, headerRows } = input.table
    const saysDry = (id: number) => headerRows.some((row) => /dry|trocken|干|seco/iu.test(grid.text(row, id)))
    only =
      container_type === null &&
      container_dry_or_reefer === null &&
      rates.every(({ id, container_type: type }) => (type === null || type === 'dry') && !saysDry(id))
    plain.set(input, only)
  }
  return only
}

/** Whether somebody has to say when a rate holds: the sheet states it, and it could not be read. */
function asksWhen({ accepted }: RateInput, span: RowValidity, address: string): boolean {
  return span.unread === true && !(accepted && acceptsCell(accepted, 'date-unreadable', address))
}

/** Terms that few sheets have, before the remarks. Most rates are made without: spreading into each took a tenth longer. */
function withTerms(rate: Rate, { weight_break }: PriceColumn, { mode, inclusions }: RowFacts): Rate {
  const { remarks, confidence, findings, review, ...before } = rate
  return {
    ...before,
    ...(weight_break ? { weight_break } : {}),
    ...(mode ? { service_mode: mode } : {}),
    ...(inclusions ? { inclusions } : {}),
    remarks,
    confidence,
    findings,
    review,
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
