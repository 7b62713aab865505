import type { Mapping, PriceColumn } from '../mapping/mapping.ts'
import { findBasis, readBasis } from '../reference/bases.ts'
import { readCharge } from '../reference/charges.ts'
import { type ContainerReading, readContainerKind, readContainers } from '../reference/containers.ts'
import type { ContainerSize, ContainerType } from '../reference/vocabulary.ts'
import type { Table } from '../tables/table.ts'
import type { ColumnReader } from './column-reader.ts'
import { chargeOfHeading } from './heading-charge.ts'
import type { PricePart } from './values/amount.ts'
import { slashedNumbers } from './values/number-text.ts'

/** "(REEFER)", "(RF)" behind the name of a place. */
const IN_REEFER = /[([]\s*(?:reefers?|rf|rh|reefer only)\s*[)\]]/i
/** "REEFER CARGO", "Reefer FAK"; not "reefer as dry". */
const REEFER_CARGO = /^\s*reefers?(?:$|\s+(?:fak|cargo(?:es)?|commodit\w*|rates?|container)\b)/i
/** What is left of "per 20'". */
const ONE_BOX = /^\W*(?:per|each|por|je|pro|par|a|每|\/)?\W*$/iu
const SAYS_YES = /^y(?:es)?$/i
/** What a row says of the kind of box; a flag goes before the heading of the price. */
interface RowType {
  readonly type: ContainerType | null
  readonly flagged?: boolean
}
const REEFER: RowType = { type: 'reefer' }
/** Sizes of "1500/2800/2900" where no heading names them: the trade's custom. */
const CUSTOM_SIZES: readonly ContainerSize[] = ['20ft', '40ft', '40ft_hc', '45ft_hc']

/** One price of a cell with the container that it is for. */
export interface PriceLine {
  readonly part: PricePart
  /** Its place in the cell, from 0. */
  readonly index: number
  readonly size: ContainerSize | null
  readonly type: ContainerType | null
  /** The size was taken by custom: nothing states it. */
  readonly assumed: boolean
}

interface SizeAndType {
  readonly size: ContainerSize
  readonly type: ContainerType | null
}

/** A reefer that carries dry cargo is a forty-foot high cube where nothing says otherwise. */
const NOR: readonly SizeAndType[] = [{ size: '40ft_hc', type: 'nor' }]

/** Pairs prices with containers: what heading, row, caption or the cell itself states. */
export class PriceContainers {
  readonly #table: Table
  readonly #mapping: Mapping
  readonly #columns: ColumnReader
  readonly #perUnit: boolean
  readonly #containers = new Map<string, ContainerReading | null>()
  /** What headings alone state, the same for all rows. */
  #reefers: ReadonlySet<number> | null = null
  /** By column, whether it repeats what it says. */
  readonly #repeated = new Map<number, boolean>()
  readonly #ofHeadings = new Map<PriceColumn, readonly SizeAndType[]>()
  readonly #parts = new Map<number, number>()
  #section: ContainerReading | null = null

  constructor(table: Table, mapping: Mapping, columns: ColumnReader, perUnit: boolean) {
    this.#table = table
    this.#mapping = mapping
    this.#columns = columns
    this.#perUnit = perUnit
  }

  /** Takes in a caption that names the container of the rows below: "40 FT HIGH CUBE". */
  startSection(row: number): void {
    const { grid, range } = this.#table
    for (let column = range.left; column <= range.right; column++) {
      const text = grid.text(row, column)
      if (text === '') continue
      const reading = this.#containerOf(text)
      if (reading && reading.sizes.length > 0) this.#section = reading
      return
    }
  }

  /** "AS 45": the price column of that size, or of that weight break. */
  columnOfSize(pointer: string | null): PriceColumn | undefined {
    if (pointer === null) return undefined
    const { rates } = this.#mapping
    const weight = /\d+/.exec(pointer)?.[0]
    const ofWeight = rates.find(({ weight_break }) => {
      if (!weight_break || weight_break.startsWith('-')) return false
      return /\d+/.exec(weight_break)?.[0] === weight
    })
    if (ofWeight) return ofWeight
    const size = this.#containerOf(pointer)?.sizes[0]
    if (size === undefined) return undefined
    return rates.find((rate) => [rate.container_size].flat().some((own) => own?.startsWith(size)))
  }

  /** Sizes and types that heading or row state for a price column. */
  sizesOf(column: PriceColumn, row: number): readonly SizeAndType[] {
    const known = this.#ofHeadings.get(column)
    if (known) return known
    const ofColumn = Array.isArray(column.container_size)
      ? column.container_size
      : column.container_size
        ? [column.container_size]
        : []
    const rowType = this.#rowType(row) ?? (this.#reeferRows().has(row) ? REEFER : null)
    const word =
      typeof this.#mapping.container_dry_or_reefer === 'string' ? this.#mapping.container_dry_or_reefer : null
    const literalType = word === 'reefer' ? 'reefer' : word === 'dry' ? 'dry' : null
    if (ofColumn.length > 0) {
      const stated = ofColumn.map((size) => ({
        size,
        type:
          (rowType?.flagged ? rowType.type : null) ?? column.container_type ?? rowType?.type ?? literalType,
      }))
      if (this.#mapping.container_type === null && this.#reeferRows().size === 0)
        this.#ofHeadings.set(column, stated)
      return stated
    }
    const rowSize =
      this.#rowContainer(this.#mapping.container_size, row) ??
      this.#boxOfCharge(row) ??
      this.#boxOfBasis(row) ??
      this.#section
    if (!rowSize) return column.container_type === 'nor' ? NOR : []
    return rowSize.sizes.map((size, i) => ({
      size,
      type: column.container_type ?? rowSize.types[i] ?? rowType?.type ?? literalType,
    }))
  }

  /** The kind of box that heading or row say, whatever its size. */
  #kindOf(column: PriceColumn, row: number): ContainerType | null {
    return (
      column.container_type ?? this.#rowType(row)?.type ?? (this.#reeferRows().has(row) ? 'reefer' : null)
    )
  }

  #rowType(row: number): RowType | null {
    const source = this.#mapping.container_type
    const reading = this.#rowContainer(source, row)
    if (reading?.type || typeof source !== 'number') return reading
    const text = this.#columns.at(row, source, true)?.text ?? ''
    // "Y" under "NOR".
    if (SAYS_YES.test(text.trim())) return { type: this.#headingKind(source), flagged: true }
    const type = readContainerKind(text)
    return type === null ? reading : { type }
  }

  #headingKind(column: number): ContainerType | null {
    const { grid, headerRows } = this.#table
    const heading = headerRows.map((row) => grid.text(row, column)).findLast((text) => text !== '')
    return readContainerKind(heading ?? '')
  }

  /** "BUSAN (REEFER)", or a commodity "REEFER CARGO": rows that are for that kind of box. */
  #reeferRows(): ReadonlySet<number> {
    if (this.#reefers) return this.#reefers
    const { grid, firstDataRow, lastDataRow } = this.#table
    const rows = new Set<number>()
    for (const source of [this.#mapping.destination, this.#mapping.origin]) {
      if (typeof source !== 'number') continue
      for (let row = firstDataRow; row <= lastDataRow; row++)
        if (IN_REEFER.test(grid.text(row, source))) rows.add(row)
    }
    const { commodity, charge } = this.#mapping
    // Under "THCD" stand cargoes, not charges.
    const cargoes = [commodity, chargeOfHeading(this.#table, this.#mapping) === null ? null : charge]
    for (const source of cargoes)
      if (typeof source === 'number')
        for (let row = firstDataRow; row <= lastDataRow; row++)
          if (REEFER_CARGO.test(grid.text(row, source))) rows.add(row)
    this.#reefers = rows
    return rows
  }

  #rowContainer(source: Mapping['container_size'], row: number): ContainerReading | null {
    if (source === null) return null
    if (typeof source === 'string') return this.#containerOf(source)
    const columns = typeof source === 'number' ? [source] : source
    const carries = !this.#isCountedOtherwise(row) && !this.#isWrittenOut(row)
    const texts = columns.flatMap(
      (column) => this.#columns.at(row, column, carries && !this.#repeats(column))?.text ?? [],
    )
    return texts.length === 0 ? null : this.#containerOf(texts.join(' '))
  }

  /** Whether a column writes its box anew in row after row: a blank cell of it continues none, and holds for all. */
  #repeats(column: number): boolean {
    let repeats = this.#repeated.get(column)
    if (repeats === undefined) {
      const { grid, firstDataRow, lastDataRow } = this.#table
      let again = 0
      let blanks = 0
      for (let row = firstDataRow; row <= lastDataRow; row++) {
        const text = grid.text(row, column)
        if (text === '') blanks++
        else if (row > firstDataRow && text === grid.text(row - 1, column)) again++
      }
      repeats = again > blanks
      this.#repeated.set(column, repeats)
    }
    return repeats
  }

  /** "THC 20", "THC 40" in a list of charges: what the amount beside it is for. */
  #boxOfCharge(row: number): ContainerReading | null {
    const { charge, charge_name } = this.#mapping
    for (const source of [charge, charge_name]) {
      if (typeof source !== 'number' || this.#isCountedOtherwise(row)) continue
      const reading = this.#containerOf(this.#table.grid.text(row, source))
      if (reading && reading.sizes.length > 0 && readCharge(reading.rest)?.known) return reading
    }
    return null
  }

  /** "per 20'", "40HC" under "Unit": the one box that the amount is for. */
  #boxOfBasis(row: number): ContainerReading | null {
    const { basis } = this.#mapping
    const text = typeof basis === 'number' ? this.#table.grid.text(row, basis) : ''
    const reading = text === '' ? null : this.#containerOf(text)
    return reading?.sizes.length === 1 && ONE_BOX.test(reading.rest) ? reading : null
  }

  /** A fee per bill or a share of the freight has no box: its blank cell does not continue the one above. */
  #isCountedOtherwise(row: number): boolean {
    const { basis } = this.#mapping
    if (typeof basis !== 'number') return false
    const text = this.#table.grid.text(row, basis)
    const stated = text === '' ? null : (readBasis(text) ?? findBasis(text))
    return stated !== null && stated !== 'container'
  }

  /** A row of charges that names both its places and its charge leaves the box open: it holds for any. */
  #isWrittenOut(row: number): boolean {
    const { charge, charge_name, origin, destination } = this.#mapping
    const says = (source: Mapping['origin']) =>
      typeof source === 'number' && this.#table.grid.text(row, source) !== ''
    return says(origin) && says(destination) && (says(charge) || says(charge_name))
  }

  /** Pairs the parts of a cell with the sizes that the column prices. */
  lines(all: readonly PricePart[], column: PriceColumn, row: number): PriceLine[] {
    const parts = all.filter(({ added }) => added === undefined)
    if (parts.length < all.length) {
      // What is added to a price is for the box of that price.
      const lines = this.lines(parts, column, row)
      const extras = all.flatMap((part, index) =>
        part.added === undefined ? [] : lines.map((line) => ({ ...line, part, index })),
      )
      return [...lines, ...extras]
    }
    const sizes = this.sizesOf(column, row)
    // Where only the cell names sizes ("10450/20' 15900/40'"), the row may still say the kind of box.
    const kind = sizes[0]?.type ?? (sizes.length === 0 ? this.#kindOf(column, row) : null)
    const lines: PriceLine[] = []
    if (parts.length === 1) {
      const part = parts[0]!
      const own = part.container?.sizes ?? []
      if (own.length > 0) {
        own.forEach((size, i) => {
          lines.push({
            part,
            index: 0,
            size,
            type: part.container!.types[i] ?? kind,
            assumed: false,
          })
        })
      } else if (sizes.length <= 1 || (this.#perUnit && part.basis !== null)) {
        const only = sizes.length === 1 ? sizes[0] : undefined
        lines.push({ part, index: 0, size: only?.size ?? null, type: only?.type ?? null, assumed: false })
      } else {
        for (const { size, type } of sizes) lines.push({ part, index: 0, size, type, assumed: false })
      }
      return lines
    }
    const currencies = new Set(parts.map(({ currency }) => currency))
    // Of two currencies both are paid for the same box.
    if (currencies.size === parts.length && !currencies.has(null) && sizes.length < 2) {
      const { size = null, type = null } = sizes[0] ?? {}
      parts.forEach((part, index) => {
        lines.push({ part, index, size, type, assumed: false })
      })
      return lines
    }
    const kinds = sizes.length === 0 ? this.#kindsOf(column, parts.length) : null
    if (kinds) {
      parts.forEach((part, index) => {
        lines.push({ part, index, size: null, type: kinds[index]!, assumed: false })
      })
      return lines
    }
    const stated = sizes.length > 1
    const order = stated ? sizes : CUSTOM_SIZES.map((size) => ({ size, type: kind }))
    parts.forEach((part, index) => {
      const own = part.container
      const named = own?.sizes[0] ?? order[index]?.size ?? null
      const type = own?.type ?? order[index]?.type ?? null
      lines.push({ part, index, size: named, type, assumed: !stated && !own })
    })
    // "500/1000" under three sizes: the last part holds for the sizes that are left, unless other cells have them apart.
    if (stated && parts.length < sizes.length && parts.length >= this.#mostParts(column)) {
      const last = parts.length - 1
      for (const { size, type } of sizes.slice(parts.length)) {
        lines.push({ part: parts[last]!, index: last, size, type, assumed: true })
      }
    }
    return lines
  }

  /** Most prices that a cell of the column has with slashes between them. */
  #mostParts({ id }: PriceColumn): number {
    let most = this.#parts.get(id)
    if (most === undefined) {
      const { grid, firstDataRow, lastDataRow } = this.#table
      most = 0
      for (let row = firstDataRow; row <= lastDataRow; row++)
        most = Math.max(most, slashedNumbers(grid.text(row, id)))
      this.#parts.set(id, most)
    }
    return most
  }

  /** "GP / special" over "15 EUR / 22 EUR": kinds of boxes, as many as there are prices, and no sizes. */
  #kindsOf(column: PriceColumn, count: number): (ContainerType | null)[] | null {
    const { grid, headerRows } = this.#table
    const heading = headerRows.map((row) => grid.text(row, column.id)).findLast((text) => text !== '') ?? ''
    const pieces = heading.split('/').map((piece) => piece.trim())
    if (pieces.length !== count || pieces.some((piece) => /\d/.test(piece))) return null
    const kinds = pieces.map((piece) => readContainerKind(piece))
    return kinds.some((kind) => kind !== null) ? kinds : null
  }

  #containerOf(text: string): ContainerReading | null {
    let reading = this.#containers.get(text)
    if (reading === undefined) {
      reading = readContainers(text)
      this.#containers.set(text, reading)
    }
    return reading
  }
}
