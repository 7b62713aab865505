import type { FindingCode } from '../checks/finding.ts'
import type { FindingLog } from '../checks/finding-log.ts'
import type { FieldSource, PriceColumn } from '../mapping/mapping.ts'
import { findBasis, readBasis } from '../reference/bases.ts'
import { type ChargeReading, readCharge, unlistedCharge } from '../reference/charges.ts'
import type { Basis } from '../reference/vocabulary.ts'
import { type ColumnReader, isDitto } from './column-reader.ts'
import { chargeOfHeading } from './heading-charge.ts'
import type { Rate } from './rate.ts'
import type { RateInput } from './rate-input.ts'

type Carrier = Rate['carrier']

export interface RowCharge {
  readonly code: string | null
  readonly name: string | null
  readonly type: Rate['charge']['type']
  readonly basis: Basis | null
  readonly findings: readonly FindingCode[]
}

/** Which charge a price is for: what its column says, else the row. */
export class RowCharges {
  readonly #input: RateInput
  readonly #columns: ColumnReader
  readonly #log: FindingLog
  readonly #charges = new Map<string, ChargeReading | null>()
  readonly #addedCharges = new Map<string, RowCharge>()
  readonly #rowCharges = new Map<PriceColumn, Map<string, RowCharge>>()
  readonly #bases = new Map<string, Basis | null>()
  readonly #ofHeading: ChargeReading | null

  constructor(input: RateInput, columns: ColumnReader, log: FindingLog) {
    this.#input = input
    this.#columns = columns
    this.#log = log
    this.#ofHeading = chargeOfHeading(input.table, input.mapping)
  }

  /** The charge of a price column at a row; `carrier` settles codes that carriers use differently. */
  charge(row: number, column: PriceColumn, carrier: Carrier): RowCharge {
    const { mapping } = this.#input
    const scac = carrier?.scac ?? null
    const basisText = this.#columns.text(mapping.basis, row, this.#basisCarries(mapping.basis))
    const nameText = column.charge === null ? this.#columns.text(mapping.charge_name, row, true) : null
    const chargeText =
      column.charge === null ? this.#columns.text(mapping.charge, row, this.#codeCarries(row, scac)) : null
    let ofColumn = this.#rowCharges.get(column)
    if (!ofColumn) {
      ofColumn = new Map()
      this.#rowCharges.set(column, ofColumn)
    }
    // In a table of lanes the column alone says which charge it is.
    const named = basisText !== null || chargeText !== null || nameText !== null
    const key = named ? `${scac}\u001f${basisText}\u001f${chargeText}\u001f${nameText}` : (scac ?? '')
    let charge = ofColumn.get(key)
    if (!charge) {
      charge = this.#rowCharge(column, scac, basisText, chargeText, nameText)
      const told = nameText ?? chargeText
      if (told && charge.findings.includes('charge-unknown')) this.#noteCharge(told, row)
      ofColumn.set(key, charge)
    }
    return charge
  }

  /** The charge that a price cell adds by name: "ISD12". */
  added(name: string, carrier: Carrier): RowCharge {
    const key = `${carrier?.scac}\u001f${name}`
    let charge = this.#addedCharges.get(key)
    if (!charge) {
      const known = this.#charge(name, carrier?.scac ?? null)
      const basis = known?.basis === 'bl' || known?.basis === 'shipment' ? known.basis : 'container'
      charge = {
        code: known?.code ?? name,
        name: known?.name ?? null,
        type: 'surcharge',
        basis,
        findings: [],
      }
      this.#addedCharges.set(key, charge)
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
    const ofCode = chargeText ? this.#charge(chargeText, scac) : null
    const ofName = nameText ? this.#charge(nameText, scac) : null
    // Among codes beside names SCR is a screening, and no rupee: letters that the reader takes for something else.
    const letters =
      ofCode === null && nameText !== null && chargeText !== null && CODE.test(chargeText.trim())
    const named = letters
      ? { ...(ofName ?? unlistedCharge(null)), code: chargeText.trim(), name: nameText, exact: true }
      : (ofCode ?? ofName)
    const reading = named?.exact ? named : (this.#ofHeading ?? named)
    const findings: FindingCode[] = (chargeText || nameText) && !reading?.known ? ['charge-unknown'] : []
    const told = nameText ?? chargeText
    // Of rows that each name their charge, a column is not the freight as a whole.
    const ofColumn = column.type === 'base' && reading ? null : column.type
    const type = ofColumn ?? reading?.type ?? (kind === 'charges' ? 'surcharge' : null)
    return {
      code: reading?.code ?? null,
      name: reading?.name ?? nameText ?? chargeText,
      type: type ?? (chargeText || nameText ? 'surcharge' : null),
      // "Per B/L" in the row of a charge goes before the container that heads the column.
      basis:
        rowBasis ??
        (told ? statedBasis(told) : null) ??
        column.basis ??
        reading?.basis ??
        (told ? findBasis(told) : null),
      findings,
    }
  }

  /** A column of bases that begins with a blank names the exceptions; its blanks continue nothing. */
  #basisCarries(source: FieldSource): boolean {
    const { grid, firstDataRow } = this.#input.table
    return typeof source !== 'number' || grid.kind(firstDataRow, source) !== 'blank'
  }

  /**
   * Whether a blank beside the codes of charges goes on with the one above: not where the row names a charge of its own
   * ("Late SI" below "Chassis | CHS"), unless codes stand at the head of blocks and the names tell what is in one.
   */
  #codeCarries(row: number, scac: string | null): boolean {
    const { charge, charge_name: name } = this.#input.mapping
    if (typeof charge !== 'number' || typeof name !== 'number') return true
    const own = this.#input.table.grid.text(row, name).trim()
    if (own === '' || isDitto(own)) return true
    return this.#columns.isBlockColumn(charge) && this.#charge(own, scac)?.known !== true
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

const CODE = /^[A-Z]{3}$/

/** "DOC FEE / BL", "Seal per cont": the unit behind the name of a charge. */
const UNIT_BEHIND =
  /(?:\/|(?<!\p{L})(?:per|por|pro|je|par|cada|x|за|на|每)(?!\p{L}))\s*([\p{L}/]{2,12})\s*\)?\s*(?:\([^()]*\)\s*)?$/iu

function statedBasis(name: string): Basis | null {
  const unit = UNIT_BEHIND.exec(name)?.[1]
  return unit ? readBasis(unit) : null
}
