import { matchHeader } from '../../columns/header-terms.ts'
import { headingCues } from '../../columns/heading-cues.ts'
import type { Mapping } from '../../mapping/mapping.ts'
import { readPriceCell } from '../../rates/values/amount.ts'
import { readContainers } from '../../reference/containers.ts'
import type { Table } from '../../tables/table.ts'
import { type AnswerCheck, columnsOf, type Doubt } from './answer-check.ts'

/** Rows of the data that show what a row of this table looks like. */
const SHOWN = 12
/** Share of the price columns usually filled that must hold an amount for a row to look like data. */
const PRICED = 0.5
/** Share of the other columns usually filled that must be filled as well. */
const FILLED = 0.5
/** A number up to this may be a container or a weight break of a heading. */
const HEADING_NUMBERS: ReadonlySet<number> = new Set([10, 20, 40, 45, 48, 53, 100, 250, 300, 500, 1000])
/** A heading that equals a known one, or but for a typing error. */
const CLEAR = 0.9
/** Rows right below the table that are looked at. */
const BELOW = 3
/** "Rate 1", "Price II": the word without its number. */
const NUMBERED = /^\s*(\p{L}[\p{L}\s.]*?)\s*[#.]?\s*(?:\d{1,2}|[ivx]{1,4})\s*$/iu
/** Longer cells are sentences. */
const SENTENCE = 60

/** Header rows, data rows, notes and captions are what they are said to be, and no row of data lies outside. */
export const rowClaims: AnswerCheck = function* ({ table, mapping, understanding }) {
  if (
    mapping.rates.length === 0 ||
    ['reference', 'free_time', 'copy', 'not_rates'].includes(understanding.kind)
  )
    return
  const rows = new RowLooks(table, mapping)
  if (!rows.knowsData) return
  const { grid, headerRows, firstDataRow, lastDataRow, range } = table
  const at = (row: number) => `${grid.address(row, range.left)}:${grid.address(row, range.right)}`
  const header = headerRows.at(-1)
  if (header !== undefined && rows.isData(header, true))
    yield {
      code: 'header-holds-data',
      severity: 'error',
      range: at(header),
      message: `Row ${header} is said to be a heading, but holds prices like the rows below.`,
      value: `row ${header}`,
      touches: 'nothing',
    }
  const lost: { row: number; why: string }[] = []
  for (let row = (header ?? range.top) + 1; row < firstDataRow; row++)
    if (rows.isData(row)) lost.push({ row, why: 'lies between heading and data' })
  for (const { row, why } of table.skippedRows)
    if (why === 'note' && rows.isData(row)) lost.push({ row, why: 'is said to be a note' })
  for (const row of table.sectionRows)
    if (rows.isData(row)) lost.push({ row, why: 'is said to be a caption' })
  for (let row = lastDataRow + 1; row <= Math.min(lastDataRow + BELOW, grid.lastRow); row++) {
    // Under its heading come again, a table of its own begins.
    if (grid.filledColumns(row).length === 0 || repeatsHeading(table, row)) break
    if (!rows.isData(row)) continue
    lost.push({ row, why: 'lies right below the last row of data' })
    break
  }
  for (const { row, why } of lost)
    yield {
      code: 'rows-lost',
      severity: 'error',
      range: at(row),
      message: `Row ${row} has prices like the rows of the table, but ${why}: it was not read.`,
      value: `row ${row}`,
      touches: 'nothing',
    }
  yield* headingsAsData(table, mapping, rows, at)
}

/** Whether half of the cells of a row are those of a header row, column by column. */
function repeatsHeading({ grid, headerRows, range }: Table, row: number): boolean {
  const columns = Array.from(grid.filledColumns(row)).filter(
    (column) => column >= range.left && column <= range.right,
  )
  const again = columns.filter((column) =>
    headerRows.some((header) => grid.text(header, column) === grid.text(row, column)),
  )
  return again.length >= Math.max(2, columns.length / 2)
}

function* headingsAsData(
  table: Table,
  mapping: Mapping,
  rows: RowLooks,
  at: (row: number) => string,
): Generator<Doubt> {
  const { grid, firstDataRow, lastDataRow, sectionRows, skippedRows } = table
  const aside = new Set([...sectionRows, ...skippedRows.map(({ row }) => row)])
  const first = mapping.rates[0]!.id
  const headings = new Set(
    table.headerRows.flatMap((row) =>
      Array.from(grid.filledColumns(row), (column) => `${column}|${grid.text(row, column)}`),
    ),
  )
  const wrong: number[] = []
  for (let row = firstDataRow; row <= lastDataRow; row++) {
    if (aside.has(row)) continue
    const edge = row <= firstDataRow + 1 || row > lastDataRow - 2 * BELOW
    if (!edge && grid.kind(row, first) !== 'text') continue
    const columns = Array.from(grid.filledColumns(row)).filter(
      (column) => column >= table.range.left && column <= table.range.right,
    )
    // "250 | 500 | 500": two prices alike are no weights, which head one column each.
    const known = new Set<string>()
    let repeated = 0
    for (const column of columns) {
      const text = grid.text(row, column)
      if (headings.has(`${column}|${text}`)) repeated++
      else if (edge && isHeadingWord(text)) known.add(text.trim())
    }
    if (
      columns.length >= 2 &&
      (repeated >= Math.max(2, columns.length / 2) ||
        (known.size >= 3 && known.size + repeated >= columns.length / 2))
    )
      wrong.push(row)
  }
  for (const row of wrong)
    yield {
      code: 'heading-as-data',
      severity: 'error',
      range: at(row),
      message: `Row ${row} is said to be data, but holds the words of headings.`,
      value: `row ${row}`,
      touches: 'nothing',
    }
  // Sentences with a number in a price column: the data end above them.
  for (let row = lastDataRow; row > Math.max(firstDataRow, lastDataRow - 2 * BELOW); row--) {
    if (aside.has(row) || rows.isData(row) || !rows.hasAmount(row)) continue
    const columns = Array.from(grid.filledColumns(row))
    const sentence = columns.some(
      (column) => grid.text(row, column).length > SENTENCE && !rows.usesSentences(column),
    )
    if (!sentence && !rows.breaksPattern(row)) continue
    yield {
      code: 'rows-lost',
      severity: 'error',
      range: at(row),
      message: `Row ${row} is said to be data, but is unlike the rows above: a note, or a table of its own.`,
      value: `row ${row}`,
      touches: 'table',
    }
    return
  }
}

/** Words and numbers that head columns: "POL", "40HC", a bare 20. */
function isHeadingWord(text: string): boolean {
  if ((matchHeader(text)[0]?.score ?? 0) >= CLEAR) return true
  if (HEADING_NUMBERS.has(Number(text.replace(/[+\-<>≥≤\s]|kgs?/giu, '')))) return true
  return text.length <= 12 && (readContainers(text)?.sizes.length ?? 0) > 0
}

/** What the rows of a table usually look like, learnt from its first and last ones. */
class RowLooks {
  readonly #table: Table
  readonly #prices: readonly number[]
  readonly #others: readonly number[]
  readonly #sentences: ReadonlySet<number>
  readonly knowsData: boolean

  constructor(table: Table, mapping: Mapping) {
    this.#table = table
    const { grid, firstDataRow, lastDataRow, range } = table
    const aside = new Set([...table.sectionRows, ...table.skippedRows.map(({ row }) => row)])
    const shown: number[] = []
    for (let row = firstDataRow; row <= lastDataRow && shown.length < SHOWN; row++)
      if (!aside.has(row)) shown.push(row)
    const often = (test: (row: number) => boolean) => shown.filter(test).length > shown.length / 2
    const ids = [...new Set(mapping.rates.map(({ id }) => id))]
    this.#prices = ids.filter((id) => often((row) => this.#isPriced(row, id)))
    const skipped = new Set([...ids, ...columnsOf(mapping.remarks), ...mapping.ignored])
    const others: number[] = []
    for (let column = range.left; column <= range.right; column++)
      if (!skipped.has(column) && often((row) => this.#isFilled(row, column))) others.push(column)
    this.#others = others
    this.#sentences = new Set(
      Array.from({ length: range.right - range.left + 1 }, (_, i) => range.left + i).filter((column) =>
        shown.some((row) => grid.text(row, column).length > SENTENCE),
      ),
    )
    this.knowsData = shown.length >= 2 && this.#prices.length > 0
  }

  /**
   * Prices where the prices are, and something in most columns that are usually filled. `heading`: the row may name
   * containers and weights by their numbers alone.
   */
  isData(row: number, heading = false): boolean {
    const priced = this.#prices.filter((column) => this.#isPriced(row, column))
    if (priced.length === 0 || priced.length < PRICED * this.#prices.length) return false
    if (heading && priced.every((column) => this.#heads(row, column))) return false
    const filled = this.#others.filter((column) => this.#isFilled(row, column))
    return filled.length >= FILLED * this.#others.length
  }

  /** Words and numbers that head columns, and numbered ones above plain numbers: "Rate 1" prices nothing. */
  #heads(row: number, column: number): boolean {
    const { grid, firstDataRow } = this.#table
    const text = grid.text(row, column)
    if (isHeadingWord(text)) return true
    const numbered = NUMBERED.exec(text)?.[1]
    if (numbered === undefined || grid.kind(firstDataRow, column) === 'text') return false
    return (matchHeader(numbered)[0]?.score ?? 0) >= CLEAR || headingCues(numbered).length > 0
  }

  hasAmount(row: number): boolean {
    return this.#prices.some((column) => this.#amount(row, column) !== null)
  }

  #isFilled(row: number, column: number): boolean {
    const { grid } = this.#table
    return grid.kind(row, column) !== 'blank' || grid.mergeAt(row, column) !== undefined
  }

  /** An amount, or a word instead of one that is no heading. */
  #isPriced(row: number, column: number): boolean {
    const text = this.#table.grid.text(row, column)
    return (
      text !== '' &&
      this.#reading(row, column).parts.length > 0 &&
      (/\d/.test(text) || (matchHeader(text)[0]?.score ?? 0) < CLEAR)
    )
  }

  usesSentences(column: number): boolean {
    return this.#sentences.has(column)
  }

  /** None of the columns that are usually filled is. */
  breaksPattern(row: number): boolean {
    const { grid } = this.#table
    return this.#others.length >= 2 && this.#others.every((column) => grid.kind(row, column) === 'blank')
  }

  #amount(row: number, column: number): number | null {
    return this.#reading(row, column).parts[0]?.amount ?? null
  }

  #reading(row: number, column: number) {
    const { grid } = this.#table
    return readPriceCell({
      kind: grid.kind(row, column),
      text: grid.text(row, column),
      number: grid.number(row, column),
      numberFormat: grid.style(row, column).numberFormat,
      struck: false,
      formulaWithoutValue: false,
      decimalComma: null,
    })
  }
}
