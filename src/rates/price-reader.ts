import type { FindingLog } from '../checks/finding-log.ts'
import type { Mapping, PriceColumn } from '../mapping/mapping.ts'
import type { Basis, ContainerSize, ContainerType, PriceStatus } from '../reference/vocabulary.ts'
import type { Table } from '../tables/table.ts'
import { columnIndex } from '../workbook/grid.ts'
import type { ColumnReader } from './column-reader.ts'
import { PriceContainers } from './price-containers.ts'
import { PriceCurrencies } from './price-currencies.ts'
import { PriceProblems } from './price-problems.ts'
import { SumMarks } from './sum-marks.ts'
import { type CopiedAmount, decimalStyle, readPriceCell } from './values/amount.ts'
import { addsUnpriced } from './values/amount-text.ts'

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
  /** The charge that the cell adds by name to its price: this is the price of that charge. */
  readonly added?: string
}

/** Cells of a price column that tell whether it writes a decimal comma. */
const DECIMAL_SAMPLE = 200

/** Reads the price cells of one table. */
export class PriceReader {
  readonly #table: Table
  readonly #mapping: Mapping
  readonly #log: FindingLog
  readonly #containers: PriceContainers
  readonly #currencies: PriceCurrencies
  readonly #problems: PriceProblems
  readonly #marks: SumMarks
  readonly #decimalComma: boolean | null

  constructor(table: Table, mapping: Mapping, columns: ColumnReader, log: FindingLog, perUnit: boolean) {
    this.#table = table
    this.#mapping = mapping
    this.#log = log
    this.#containers = new PriceContainers(table, mapping, columns, perUnit)
    this.#currencies = new PriceCurrencies(table, mapping, columns, log)
    this.#problems = new PriceProblems(table, log)
    this.#marks = new SumMarks(table)
    this.#decimalComma = this.#readDecimalStyle()
  }

  /** Takes in a caption that names the container of the rows below: "40 FT HIGH CUBE". */
  startSection(row: number): void {
    this.#containers.startSection(row)
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
          this.#problems.note('total_of_nothing', row, column.id, `=${extra.formula}`)
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
      if (extra?.struckText !== undefined) this.#problems.struck(row, column.id, extra.struckText)
      const merge = grid.mergeAt(row, column.id)
      if (!merge || merge.top < this.#table.firstDataRow) return []
      at = { row: merge.top, column: merge.left }
      text = grid.text(at.row, at.column)
      // A merge that starts outside of the price block carries no price into it.
      if (text === '' || !this.#isPriceColumn(at.column)) return []
      merged = merge.top !== row
    }
    const style = grid.style(at.row, at.column)
    // Of two sizes "850/-" offers the first.
    const several = Array.isArray(column.container_size)
    const reading = readPriceCell({
      kind: grid.kind(at.row, at.column),
      text: several ? text : this.#marks.without(text, at.column),
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
      const target = this.#containers.columnOfSize(reading.pointer)
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
      this.#problems.note(reading.problem, at.row, at.column, text)
      return []
    }
    const typed = grid.kind(at.row, at.column) === 'text'
    if (typed && addsUnpriced(text)) this.#problems.note('adds_unpriced', at.row, at.column, text)
    const currency = this.#currencies.currencyOf(row, column, style.numberFormat)
    return this.#containers.lines(reading.parts, column, row).map(({ part, index, size, type, assumed }) => ({
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
      ...(part.added === undefined ? {} : { added: part.added }),
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
      text: this.#marks.without(grid.text(row, source), source),
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

  #sized(price: CellPrice, column: PriceColumn, row: number): CellPrice {
    const [first] = this.#containers.sizesOf(column, row)
    return { ...price, size: first?.size ?? price.size, type: first?.type ?? price.type }
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
    const { rates } = this.#mapping
    const ofBoxes =
      rates.length > 0 &&
      rates.every(({ container_size, container_type }) => container_size ?? container_type)
    const style = decimalStyle(texts, ofBoxes)
    return style === null ? null : style === 'comma'
  }
}
