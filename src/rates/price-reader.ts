import type { FindingLog } from '../checks/finding-log.ts'
import type { Mapping, PriceColumn } from '../mapping/mapping.ts'
import { type ContainerReading, readContainers } from '../reference/containers.ts'
import { currencyOfNumberFormat, readCurrency } from '../reference/currencies.ts'
import type { Basis, ContainerSize, ContainerType, PriceStatus } from '../reference/vocabulary.ts'
import type { Table } from '../tables/table.ts'
import { columnIndex, columnLetter } from '../workbook/grid.ts'
import type { ColumnReader } from './column-reader.ts'
import { type CopiedAmount, decimalStyle, type PricePart, readPriceCell } from './values/amount.ts'

/** One price of a cell, for one container. */
export interface CellPrice {
  readonly row: number
  readonly column: number
  readonly part: number
  readonly text: string
  readonly status: PriceStatus
  readonly amount: CopiedAmount | null
  readonly currency: string | null
  readonly percent: boolean
  /** Stated by the cell itself; null when it says nothing. */
  readonly basis: Basis | null
  readonly size: ContainerSize | null
  readonly type: ContainerType | null
  /** A carried-down merge: the same price for another row. */
  readonly merged: boolean
  /** Sizes that the header does not state were taken by custom. */
  readonly assumedContainer: boolean
}

/** Sizes of "1500/2800/2900" where no heading names them: the trade's custom. */
const CUSTOM_SIZES: readonly ContainerSize[] = ['20ft', '40ft', '40ft_hc', '45ft_hc']
/** Cells of a price column that tell whether it writes a decimal comma. */
const DECIMAL_SAMPLE = 200

/** Reads the price cells of one table. */
export class PriceReader {
  readonly #table: Table
  readonly #mapping: Mapping
  readonly #columns: ColumnReader
  readonly #log: FindingLog
  readonly #decimalComma: boolean | null
  readonly #formatCurrencies = new Map<string, string | null>()
  readonly #containers = new Map<string, ContainerReading | null>()
  readonly #currencies = new Map<string, string | null>()
  readonly #perUnit: boolean
  #section: ContainerReading | null = null

  constructor(table: Table, mapping: Mapping, columns: ColumnReader, log: FindingLog, perUnit: boolean) {
    this.#table = table
    this.#mapping = mapping
    this.#columns = columns
    this.#log = log
    this.#perUnit = perUnit
    this.#decimalComma = this.#readDecimalStyle()
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

  /** The prices of one column at a row, a line each: parts of a slash cell, sizes that share a price. */
  prices(row: number, column: PriceColumn): readonly CellPrice[] {
    const { grid } = this.#table
    let at = { row, column: column.id }
    let merged = false
    let text = grid.text(row, column.id)
    if (text === '') {
      const extra = grid.extra(row, column.id)
      if (extra?.formulaWithoutValue) {
        const address = grid.address(row, column.id)
        if (extra.formula && this.#sumsNothing(extra.formula)) {
          this.#noteProblem('total_of_nothing', row, column.id, `=${extra.formula}`)
          return []
        }
        this.#log.note(
          address,
          'formula-without-value',
          'warning',
          { sheet: this.#table.sheet, range: address },
          `The formula ${extra.formula ? `=${extra.formula} ` : ''}has no stored result: open and save the workbook in a spreadsheet program, then send it again.`,
          { value: extra.formula ?? null },
        )
        return []
      }
      if (extra?.struckText !== undefined) this.#noteStruck(row, column.id, extra.struckText)
      const merge = grid.mergeAt(row, column.id)
      if (!merge || merge.top < this.#table.firstDataRow) return []
      at = { row: merge.top, column: merge.left }
      text = grid.text(at.row, at.column)
      // A merge that starts outside of the price block carries no price into it.
      if (text === '' || !this.#isPriceColumn(at.column)) return []
      merged = merge.top !== row
    }
    const style = grid.style(at.row, at.column)
    const reading = readPriceCell({
      kind: grid.kind(at.row, at.column),
      text,
      number: grid.number(at.row, at.column),
      numberFormat: style.numberFormat,
      struck: style.struck,
      formulaWithoutValue: grid.extra(at.row, at.column)?.formulaWithoutValue === true,
      decimalComma: this.#decimalComma,
    })
    if (reading.problem === 'ditto') {
      return row > this.#table.firstDataRow
        ? this.prices(row - 1, column).map((price) => ({ ...price, row, column: column.id, text }))
        : []
    }
    if (reading.problem === 'same_as') {
      const target = this.#columnOfSize(reading.pointer)
      return target && target.id !== column.id
        ? this.prices(row, target).map((price) => ({
            ...this.#sized(price, column, row),
            row,
            column: column.id,
            text,
          }))
        : []
    }
    if (reading.problem) {
      this.#noteProblem(reading.problem, at.row, at.column, text)
      return []
    }
    const typed = grid.kind(at.row, at.column) === 'text'
    const currency = this.#currencyOf(row, column, style.numberFormat)
    return this.#lines(reading.parts, column, row).map(({ part, index, size, type, assumed }) => ({
      row: at.row,
      column: at.column,
      part: index,
      text,
      status: part.status,
      amount: part.amount,
      // A number shows the sign of its format, which ranks below the currency column.
      currency: part.percent ? null : ((typed ? part.currency : null) ?? currency),
      percent: part.percent,
      basis: part.basis,
      size,
      type,
      merged,
      assumedContainer: assumed,
    }))
  }

  /** Whether a formula adds up cells of which none holds a number: the total of a lane without an offer. */
  #sumsNothing(formula: string): boolean {
    if (!/^SUM\(/i.test(formula)) return false
    const cells = [...formula.matchAll(/\$?([A-Z]{1,3})\$?(\d+)/g)]
    return (
      cells.length > 0 &&
      cells.every(([, letters, row]) => {
        const kind = this.#table.grid.kind(Number(row), columnIndex(letters!))
        return kind === 'text' || kind === 'blank'
      })
    )
  }

  /** Minimum that belongs to a price column, from its own column. */
  minimum(row: number, column: PriceColumn): CopiedAmount | null {
    const source = column.minimum ?? this.#unclaimedMinimum(column)
    if (source === null) return null
    const { grid } = this.#table
    const reading = readPriceCell({
      kind: grid.kind(row, source),
      text: grid.text(row, source),
      number: grid.number(row, source),
      numberFormat: grid.style(row, source).numberFormat,
      struck: grid.style(row, source).struck,
      formulaWithoutValue: false,
      decimalComma: this.#decimalComma,
    })
    return reading.parts[0]?.amount ?? null
  }

  /** A minimum column that no price column names belongs to the nearest price on its left. */
  #unclaimedMinimum(column: PriceColumn): number | null {
    const { minimum, rates } = this.#mapping
    if (typeof minimum !== 'number' || rates.some((rate) => rate.minimum !== null)) return null
    const left = rates.filter((rate) => rate.id < minimum).at(-1)
    return left?.id === column.id ? minimum : null
  }

  #isPriceColumn(column: number): boolean {
    return this.#mapping.rates.some((rate) => rate.id === column)
  }

  /** "AS 45": the price column of that size. */
  #columnOfSize(pointer: string | null): PriceColumn | undefined {
    const sizes = pointer ? this.#containerOf(pointer)?.sizes : undefined
    if (!sizes?.length) return undefined
    return (
      this.#mapping.rates.find((rate) =>
        (Array.isArray(rate.container_size) ? rate.container_size : [rate.container_size]).some(
          (size) => size !== null && (size === sizes[0] || size.startsWith(sizes[0]!)),
        ),
      ) ?? this.#mapping.rates.find((rate) => rate.weight_break?.includes(pointer!))
    )
  }

  #sized(price: CellPrice, column: PriceColumn, row: number): CellPrice {
    const [first] = this.#sizesOf(column, row)
    return { ...price, size: first?.size ?? price.size, type: first?.type ?? price.type }
  }

  #containerOf(text: string): ContainerReading | null {
    let reading = this.#containers.get(text)
    if (reading === undefined) {
      reading = readContainers(text)
      this.#containers.set(text, reading)
    }
    return reading
  }

  /** Sizes and types that heading or row state for a price column. */
  #sizesOf(column: PriceColumn, row: number): { size: ContainerSize; type: ContainerType | null }[] {
    const ofColumn = Array.isArray(column.container_size)
      ? column.container_size
      : column.container_size
        ? [column.container_size]
        : []
    const rowType = this.#rowContainer(this.#mapping.container_type, row)
    const word =
      typeof this.#mapping.container_dry_or_reefer === 'string' ? this.#mapping.container_dry_or_reefer : null
    const literalType = word === 'reefer' ? 'reefer' : word === 'dry' ? 'dry' : null
    if (ofColumn.length > 0) {
      return ofColumn.map((size) => ({ size, type: column.container_type ?? rowType?.type ?? literalType }))
    }
    const rowSize = this.#rowContainer(this.#mapping.container_size, row) ?? this.#section
    if (!rowSize) return []
    return rowSize.sizes.map((size, i) => ({
      size,
      type: column.container_type ?? rowSize.types[i] ?? rowType?.type ?? literalType,
    }))
  }

  #rowContainer(source: Mapping['container_size'], row: number): ContainerReading | null {
    if (source === null) return null
    if (typeof source === 'string') return this.#containerOf(source)
    const columns = typeof source === 'number' ? [source] : source
    const texts = columns.flatMap((column) => this.#columns.at(row, column, true)?.text ?? [])
    return texts.length === 0 ? null : this.#containerOf(texts.join(' '))
  }

  /** Pairs the parts of a cell with the sizes that the column prices. */
  #lines(parts: readonly PricePart[], column: PriceColumn, row: number) {
    const sizes = this.#sizesOf(column, row)
    const lines: {
      part: PricePart
      index: number
      size: ContainerSize | null
      type: ContainerType | null
      assumed: boolean
    }[] = []
    if (parts.length === 1) {
      const part = parts[0]!
      const own = part.container?.sizes ?? []
      if (own.length > 0) {
        own.forEach((size, i) => {
          lines.push({
            part,
            index: 0,
            size,
            type: part.container!.types[i] ?? sizes[0]?.type ?? null,
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
    const stated = sizes.length > 1
    const order = stated ? sizes : CUSTOM_SIZES.map((size) => ({ size, type: sizes[0]?.type ?? null }))
    parts.forEach((part, index) => {
      const own = part.container
      const named = own?.sizes[0] ?? order[index]?.size ?? null
      const type = own?.type ?? order[index]?.type ?? null
      lines.push({ part, index, size: named, type, assumed: !stated && !own })
    })
    // "500/1000" under three sizes: the last part holds for the sizes that are left.
    if (stated && parts.length < sizes.length) {
      const last = parts.length - 1
      for (const { size, type } of sizes.slice(parts.length)) {
        lines.push({ part: parts[last]!, index: last, size, type, assumed: true })
      }
    }
    return lines
  }

  /** Currency by the order of evidence: the row's currency column, the number format, the heading. */
  #currencyOf(row: number, column: PriceColumn, numberFormat: string): string | null {
    const source = typeof column.currency === 'number' ? column.currency : this.#mapping.currency
    const columns = typeof source === 'number' ? [source] : Array.isArray(source) ? source : []
    for (const id of columns) {
      const cell = this.#columns.at(row, id, typeof column.currency !== 'number')
      if (!cell) continue
      let read = this.#currencies.get(cell.text)
      if (read === undefined) {
        read = readCurrency(cell.text)
        this.#currencies.set(cell.text, read)
      }
      if (read) {
        const format = this.#formatCurrency(numberFormat)
        if (format && format !== read && numberFormat !== 'General') {
          this.#log.note(
            `${column.id}`,
            'currency-contradiction',
            'warning',
            { sheet: this.#table.sheet, range: this.#table.grid.address(row, column.id) },
            `The number format shows ${format}, the currency column says ${read}; the column was believed.`,
            { value: format, expected: read },
          )
        }
        return read
      }
    }
    return (
      this.#formatCurrency(numberFormat) ??
      (typeof column.currency === 'string'
        ? column.currency
        : typeof this.#mapping.currency === 'string'
          ? readCurrency(this.#mapping.currency)
          : null)
    )
  }

  #formatCurrency(numberFormat: string): string | null {
    let currency = this.#formatCurrencies.get(numberFormat)
    if (currency === undefined) {
      currency = currencyOfNumberFormat(numberFormat)
      this.#formatCurrencies.set(numberFormat, currency)
    }
    return currency
  }

  #readDecimalStyle(): boolean | null {
    const { grid, firstDataRow, lastDataRow } = this.#table
    const texts = new Set<string>()
    const ids = [
      ...this.#mapping.rates.map((rate) => rate.id),
      ...this.#mapping.rates.flatMap((rate) => rate.minimum ?? []),
    ]
    for (const id of ids) {
      for (let row = firstDataRow, seen = 0; row <= lastDataRow && seen < DECIMAL_SAMPLE; row++, seen++) {
        if (grid.kind(row, id) === 'text') texts.add(grid.text(row, id))
      }
    }
    const style = decimalStyle(texts)
    return style === null ? null : style === 'comma'
  }

  #noteStruck(row: number, column: number, text: string): void {
    this.#log.note(
      `row ${row}`,
      'struck-through',
      'warning',
      { sheet: this.#table.sheet, range: this.#table.grid.address(row, column) },
      `"${text}" is struck through and was not read as an offer.`,
      { value: text },
    )
  }

  #noteProblem(problem: string, row: number, column: number, text: string): void {
    const range = this.#table.grid.address(row, column)
    const at = { sheet: this.#table.sheet, range }
    switch (problem) {
      case 'struck':
        this.#noteStruck(row, column, text)
        return
      case 'formula_without_value':
        this.#log.note(
          range,
          'formula-without-value',
          'warning',
          at,
          'The formula has no stored result: open and save the workbook in a spreadsheet program, then send it again.',
        )
        return
      case 'total_of_nothing':
        this.#log.note(
          range,
          'non-price-in-price-column',
          'warning',
          at,
          `${text} adds up cells without a price: no price either.`,
          { value: text },
        )
        return
      case 'error_value':
        this.#log.note(
          range,
          'non-price-in-price-column',
          'warning',
          at,
          `${text} stands in price column ${columnLetter(column)}: repair the formula and send the sheet again.`,
          { value: text },
        )
        return
      case 'currency_without_amount':
        this.#log.note(
          range,
          'non-price-in-price-column',
          'warning',
          at,
          `"${text.trim()}" names a currency without an amount.`,
          { value: text },
        )
        return
      default:
        this.#log.note(
          range,
          'non-price-in-price-column',
          'warning',
          at,
          `"${text.slice(0, 80)}" stands in a price column and is no price.`,
          { value: text.slice(0, 200) },
        )
    }
  }
}
