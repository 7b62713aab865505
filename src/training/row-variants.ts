import { cellShape } from '../tables/cell-shape.ts'
import type { RowLabel } from '../tables/table.ts'
import type { Grid } from '../workbook/grid.ts'
import { GridBuilder } from '../workbook/grid-builder.ts'
import { SheetGrid } from '../workbook/sheet-grid.ts'
import type { Random } from './generator/random.ts'
import { cellsOf, narrowed, numericColumns, type RowSource } from './row-sources.ts'
import {
  captionText,
  cipher,
  noteText,
  PARENT_HEADINGS,
  pairText,
  TOTALS,
  titleText,
  UNITS,
} from './row-texts.ts'

/** A sheet made of the rows of labelled ones, with the label of each of its rows. */
export interface VariantSheet {
  readonly grid: Grid
  readonly labels: ReadonlyMap<number, RowLabel>
}

/** Rows of data that a variant takes at most. */
const MOST_ROWS = 26
const MOST_ROWS_OF_A_GROUP = 7
/** Share of the sheets whose rows are numbered: captions and titles begin beside the numbers. */
const COUNTED = 0.12

/**
 * A sheet with the headings and rows of one or two tables in other surroundings: titles, captions, repeated headings,
 * totals, notes, with or without style, from one row of data on. Where a layout puts these is what the row model has to
 * learn; what stands in the cells is real.
 */
export function makeVariant(sources: readonly RowSource[], random: Random): VariantSheet {
  const sheet = new VariantBuilder(random)
  sheet.topMatter()
  sheet.table(narrowed(random.pick(sources), random))
  if (random.chance(0.3)) {
    sheet.gap(random.int(1, 3))
    if (random.chance(0.7)) {
      sheet.line('title', captionText(random))
      sheet.gap(random.pick([0, 0, 1]))
    }
    sheet.table(narrowed(random.pick(sources), random))
  }
  return sheet.done()
}

class VariantBuilder {
  readonly #random: Random
  readonly #builder = new GridBuilder('Sheet1')
  readonly #labels = new Map<number, RowLabel>()
  /** First column of the tables. */
  readonly #left: number
  /** The column before, where rows are numbered in it. */
  readonly #counting: number | null
  readonly #plain: boolean
  readonly #ciphered: boolean
  #row: number
  #count = 0

  constructor(random: Random) {
    this.#random = random
    const left = random.pick([0, 0, 0, 1, 1, 2])
    this.#counting = random.chance(COUNTED) ? left : null
    this.#left = this.#counting === null ? left : left + 1
    this.#row = random.pick([1, 1, 1, 2, 3])
    this.#plain = random.chance(0.45)
    this.#ciphered = random.chance(0.15)
  }

  done(): VariantSheet {
    return { grid: new SheetGrid(this.#builder.build()), labels: this.#labels }
  }

  gap(rows: number): void {
    this.#row += rows
  }

  /** A line with one cell. */
  line(label: RowLabel, text: string, bold = this.#random.chance(0.4)): void {
    const style = bold && !this.#plain ? this.#builder.styleId({ bold: true }) : 0
    this.#builder.text(this.#row, this.#margin(0.5), this.#ciphered ? cipher(text) : text, style)
    this.#next(label)
  }

  topMatter(): void {
    const random = this.#random
    const lines = random.pick([0, 1, 1, 2, 2, 3, 4, 6])
    for (let i = 0; i < lines; i++) {
      if (i === 0 || random.chance(0.4)) this.line('title', titleText(random))
      else if (random.chance(0.5)) this.#pair()
      else this.line('title', random.chance(0.5) ? noteText(random) : pairText(random).join(': '))
      if (random.chance(0.12)) this.gap(1)
    }
    if (lines > 0) this.gap(random.pick([0, 1, 1, 1, 2]))
  }

  table(source: RowSource): void {
    const random = this.#random
    const start = random.int(0, Math.max(0, source.dataRows.length - 2))
    const rows = source.dataRows.slice(start, start + random.pick([1, 2, 3, 4, 6, 8, 12, 18, MOST_ROWS]))
    const header = this.#header(source)
    const grouped = random.chance(0.45)
    const repeats = random.chance(0.15)
    const totals = random.chance(0.06)
    const captions = grouped && random.chance(0.85)
    let i = 0
    while (i < rows.length) {
      const size = grouped ? random.int(1, MOST_ROWS_OF_A_GROUP) : rows.length
      if (i > 0 && random.chance(grouped ? 0.2 : 0)) this.gap(1)
      const above = random.chance(0.5)
      if (captions && (i > 0 || random.chance(0.75)) && (above || !repeats || i === 0)) this.#caption(source)
      if (repeats && i > 0) {
        header()
        if (captions && !above) this.#caption(source)
      }
      this.#group(source, rows.slice(i, i + size))
      i += size
      if (i < rows.length && random.chance(0.04)) this.line('note', noteText(random), false)
      if (i < rows.length && totals) this.#total(source)
    }
    if (random.chance(0.15)) this.#total(source)
    this.#notes()
  }

  /** Where a line without columns begins: at the table, or with this chance at the numbers before it. */
  #margin(atNumbers: number): number {
    return this.#counting !== null && this.#random.chance(atNumbers) ? this.#counting : this.#left
  }

  #next(label: RowLabel): void {
    this.#labels.set(this.#row, label)
    this.#row++
  }

  #pair(): void {
    const [key, value] = pairText(this.#random)
    const colon = this.#random.chance(0.6) ? ':' : ''
    this.#builder.text(this.#row, this.#left, `${this.#ciphered ? cipher(key) : key}${colon}`)
    this.#builder.text(this.#row, this.#left + this.#random.pick([1, 1, 2]), value)
    this.#next('key_value')
  }

  #caption(source: RowSource): void {
    const random = this.#random
    const at = this.#margin(0.4) + (random.chance(0.1) ? 1 : 0)
    const style = this.#plain
      ? 0
      : this.#builder.styleId(
          random.chance(0.6) ? { bold: true, fill: random.pick(['FFFF00', 'D9D9D9', null]) } : {},
        )
    const text = captionText(random)
    this.#builder.text(this.#row, at, this.#ciphered ? cipher(text) : text, style)
    const width = source.range.right - source.range.left
    if (random.chance(0.35)) this.#merge(this.#row, at, this.#row, this.#left + width)
    else if (random.chance(0.08))
      this.#builder.text(
        this.#row,
        this.#left + random.int(1, Math.max(1, width)),
        random.pick(['USD', 'EUR', 'CY/CY', 'FAK']),
      )
    this.#next('section')
  }

  /** Writes the heading, and gives what writes it once more. */
  #header(source: RowSource): () => void {
    const random = this.#random
    const { grid, range } = source
    const prices = numericColumns(source)
    const split = source.headerRows.length === 1 && prices.length >= 2 && random.chance(0.25)
    const parentBlank = random.chance(0.35)
    const merged = random.chance(0.7)
    const parent = random.pick(PARENT_HEADINGS)
    const below = random.chance(0.1) ? random.pick(['units', 'codes'] as const) : null
    const above = !split && below === null && random.chance(0.06)
    const left = new Set(
      Array.from({ length: random.pick([0, 0, 0, 0, 1, 2]) }, () => random.int(range.left, range.right)),
    )
    const codes = new Map(
      prices.map((column) => [column, random.pick(['BAS', 'BAF', 'THC', 'OTHC', 'DOC', 'ISPS', 'LSS'])]),
    )
    const write = () => {
      if (this.#counting !== null)
        this.#builder.text(
          this.#row,
          this.#counting,
          random.pick(['No.', 'S/N', 'No', '#', 'STT', '序号', 'Item']),
        )
      if (above) this.#codeRow(source, codes)
      if (split) {
        const first = prices[0]!
        const last = prices.at(-1)!
        const row = this.#row
        for (const column of cellsOf(grid, source.headerRows[0]!, range)) {
          if ((column >= first && column <= last) || parentBlank || left.has(column)) continue
          this.#copy(source, source.headerRows[0]!, column, row, true)
          if (merged) this.#merge(row, this.#to(source, column), row + 1, this.#to(source, column))
        }
        this.#builder.text(
          row,
          this.#to(source, first),
          this.#ciphered ? cipher(parent) : parent,
          this.#styleOf(source, source.headerRows[0]!, first),
        )
        if (merged) this.#merge(row, this.#to(source, first), row, this.#to(source, last))
        this.#next('header')
        for (const column of cellsOf(grid, source.headerRows[0]!, range)) {
          if ((column >= first && column <= last) || parentBlank)
            this.#copy(source, source.headerRows[0]!, column, this.#row, true)
        }
        this.#next('header')
      } else {
        const rows = source.headerRows
        for (const row of rows) {
          for (const column of cellsOf(grid, row, range))
            if (!left.has(column)) this.#copy(source, row, column, this.#row, true)
          this.#next('header')
        }
        this.#copyMerges(source, rows, this.#row - rows.length)
      }
      if (below === 'codes') this.#codeRow(source, codes)
      else if (below === 'units') {
        for (const column of prices)
          this.#builder.text(this.#row, this.#to(source, column), random.pick(UNITS))
        this.#next('header')
      }
    }
    write()
    return write
  }

  #codeRow(source: RowSource, codes: ReadonlyMap<number, string>): void {
    for (const [column, code] of codes) this.#builder.text(this.#row, this.#to(source, column), code)
    this.#next('header')
  }

  #group(source: RowSource, rows: readonly number[]): void {
    const random = this.#random
    const first = this.#row
    const continued = random.chance(0.25)
    const worded = random.chance(0.15) ? 0.3 : 0.02
    const typed = random.chance(0.12)
    let before = ''
    const carried = random.chance(0.15) ? this.#carriedColumns(source) : null
    const blockSize = random.int(2, 3)
    let started = 0
    for (const [i, row] of rows.entries()) {
      const continues = carried !== null && i % blockSize !== 0
      if (!continues) started = this.#row
      else if (i % blockSize === blockSize - 1 && this.#random.chance(0.5)) {
        for (const column of carried)
          this.#merge(started, this.#to(source, column), this.#row, this.#to(source, column))
      }
      for (const column of cellsOf(source.grid, row, source.range)) {
        if (continues && carried.has(column)) continue
        const text = source.grid.text(row, column)
        if (column === source.range.left && continued && text === before) continue
        if (column === source.range.left) before = text
        const number = source.grid.number(row, column)
        const price = !Number.isNaN(number) && cellShape(source.grid, row, column) === 'number'
        if (price && random.chance(worded)) {
          this.#builder.text(
            this.#row,
            this.#to(source, column),
            random.pick(['TBA', 'N/A', '-', 'on request', 'incl.']),
          )
        } else if (price && typed) {
          this.#builder.text(this.#row, this.#to(source, column), `USD ${number.toLocaleString('en-US')}`)
        } else if (column === source.range.left || !random.chance(0.03)) {
          this.#copy(source, row, column, this.#row, false)
        }
      }
      if (this.#counting !== null) this.#builder.number(this.#row, this.#counting, ++this.#count)
      this.#next('data')
    }
    this.#copyMerges(source, rows, first)
  }

  /** Columns whose value a block of rows has in common: all but the prices and one column of names. */
  #carriedColumns(source: RowSource): Set<number> {
    const prices = new Set(numericColumns(source))
    const columns: number[] = []
    for (let column = source.range.left; column <= source.range.right; column++)
      if (!prices.has(column)) columns.push(column)
    if (columns.length > 1) columns.splice(this.#random.int(0, columns.length - 1), 1)
    return prices.size === 0 ? new Set() : new Set(columns)
  }

  #total(source: RowSource): void {
    const text = this.#random.pick(TOTALS)
    this.#builder.text(
      this.#row,
      this.#left + this.#random.pick([0, 0, 0, 1]),
      text,
      this.#plain ? 0 : this.#builder.styleId({ bold: this.#random.chance(0.5) }),
    )
    for (const column of numericColumns(source)) {
      if (column > source.range.left + 1)
        this.#builder.number(this.#row, this.#to(source, column), this.#random.int(200, 90_000))
    }
    this.#next('total')
  }

  #notes(): void {
    const random = this.#random
    const notes = random.pick([0, 0, 1, 2, 3, 5])
    if (notes === 0) return
    this.gap(random.pick([0, 0, 1, 1, 2]))
    if (random.chance(0.2))
      this.line(
        'note',
        random.pick(['Remarks:', 'Notes', 'NOTE:', '备注：', 'Observaciones:', 'Hinweise', 'Ghi chú:']),
      )
    const bullet = random.pick(['', '', '* ', '- ', '1'])
    for (let i = 0; i < notes; i++) {
      const start = bullet === '1' ? `${i + 1}. ` : bullet
      this.line('note', start + noteText(random), false)
      if (random.chance(0.08)) this.gap(1)
    }
  }

  #to(source: RowSource, column: number): number {
    return this.#left + column - source.range.left
  }

  #styleOf(source: RowSource, row: number, column: number): number {
    const style = source.grid.style(row, column)
    return this.#builder.styleId(this.#plain ? { numberFormat: style.numberFormat } : style)
  }

  #copy(source: RowSource, row: number, column: number, to: number, heading: boolean): void {
    const { grid } = source
    const style = this.#styleOf(source, row, column)
    const at = this.#to(source, column)
    const number = grid.number(row, column)
    const text = grid.text(row, column)
    if (!Number.isNaN(number)) this.#builder.number(to, at, number, style)
    else this.#builder.text(to, at, heading && this.#ciphered ? cipher(text) : text, style)
  }

  /** Merges that lie within the copied rows, if these follow one another. */
  #copyMerges(source: RowSource, rows: readonly number[], to: number): void {
    if (this.#random.chance(0.25)) return
    for (const merge of source.grid.merges) {
      const first = rows.indexOf(merge.top)
      const last = rows.indexOf(merge.bottom)
      if (first < 0 || last - first !== merge.bottom - merge.top) continue
      if (merge.left < source.range.left || merge.right > source.range.right) continue
      this.#merge(to + first, this.#to(source, merge.left), to + last, this.#to(source, merge.right))
    }
  }

  #merge(top: number, left: number, bottom: number, right: number): void {
    if (bottom > top || right > left) this.#builder.merges.push({ top, left, bottom, right })
  }
}
