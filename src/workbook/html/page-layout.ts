import { type CellStyle, PLAIN_STYLE } from '../grid.ts'
import type { GridBuilder } from '../grid-builder.ts'
import { liveText, type TextRun } from '../ooxml/rich-text.ts'
import { plainNumber } from '../plain-number.ts'
import { tooManyCells } from '../unreadable.ts'
import { type CssLook, cssColour, readDeclarations } from './css-look.ts'
import { type HtmlHandler, htmlAttribute } from './scan-html.ts'

interface OpenTable {
  /** Column at which the table begins: a nested one begins at the cell that holds it. */
  readonly left: number
  /** First row below the cells that span down, by column. */
  readonly busyUntil: Map<number, number>
  rowLook: CssLook
  column: number
  cell: OpenCell | undefined
  hasCells: boolean
  columnsSeen: number
}

interface OpenCell {
  readonly row: number
  readonly column: number
  readonly look: CssLook
  readonly isNumber: string | undefined
  readonly runs: TextRun[]
  bold: number
  struck: number
  boldText: boolean
  nested: boolean
}

const LAST_COLUMN = 16_383
const LAST_ROW = 1_048_576
const MAX_SPAN = 16_384
const BLOCKS = new Set([
  'p',
  'div',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'li',
  'ul',
  'ol',
  'dt',
  'dd',
  'hr',
  'center',
])
const BOLD = new Set(['b', 'strong'])
const STRUCK = new Set(['s', 'strike', 'del'])

/** Puts the cells of a page's tables, and the lines of text between them, where a spreadsheet program puts them. */
export class PageLayout implements HtmlHandler {
  tables = 0
  readonly #builder: GridBuilder
  readonly #rules: ReadonlyMap<string, CssLook>
  readonly #maxCells: number
  readonly #open: OpenTable[] = []
  /** The row that is being filled, 1-based; 0 before the first one. */
  #row = 0
  #line = ''

  constructor(builder: GridBuilder, rules: ReadonlyMap<string, CssLook>, maxCells: number) {
    this.#builder = builder
    this.#rules = rules
    this.#maxCells = maxCells
  }

  open(name: string, attributes: string): void {
    const table = this.#open.at(-1)
    if (name === 'table') this.#openTable(table)
    else if (!table) {
      if (name === 'br' || BLOCKS.has(name)) this.#endLine()
    } else if (name === 'tr') this.#openRow(table, attributes)
    else if (name === 'td' || name === 'th') this.#openCell(table, name, attributes)
    else if (name === 'col') this.#openColumn(table, attributes)
    else if (table.cell) this.#openInCell(table.cell, name)
  }

  text(text: string): void {
    const cell = this.#open.at(-1)?.cell
    const flowing = text.replace(/[ \t\r\n\f]+/g, ' ')
    if (cell) {
      cell.runs.push({ text: flowing, struck: cell.struck > 0 ? true : null })
      if (cell.bold > 0 && flowing.trim() !== '') cell.boldText = true
    } else if (this.#open.length === 0) this.#line += flowing
  }

  close(name: string): void {
    const table = this.#open.at(-1)
    if (!table) {
      if (BLOCKS.has(name)) this.#endLine()
    } else if (name === 'table') this.#closeTable(table)
    else if (name === 'td' || name === 'th' || name === 'tr') this.#closeCell(table)
    else if (table.cell) {
      if (BOLD.has(name)) table.cell.bold = Math.max(0, table.cell.bold - 1)
      else if (STRUCK.has(name)) table.cell.struck = Math.max(0, table.cell.struck - 1)
      else if (BLOCKS.has(name)) breakLine(table.cell)
    }
  }

  finish(): void {
    for (let table = this.#open.at(-1); table; table = this.#open.at(-1)) this.#closeTable(table)
    this.#endLine()
  }

  /** A line of text outside of any table has a row of its own. */
  #endLine(): void {
    const text = this.#line.trim()
    this.#line = ''
    if (text === '') return
    this.#row++
    this.#builder.text(this.#row, 0, text)
  }

  #openTable(outer: OpenTable | undefined): void {
    this.#endLine()
    const cell = outer?.cell
    if (cell) {
      cell.nested = true
      // A nested table stands in place of its cell, below what the cell says before it.
      if (plainText(cell) === '') this.#row = cell.row - 1
      else {
        this.#writeCell(cell)
        cell.runs.length = 0
      }
    }
    this.#open.push({
      left: cell?.column ?? 0,
      busyUntil: new Map(),
      rowLook: {},
      column: 0,
      cell: undefined,
      hasCells: false,
      columnsSeen: 0,
    })
  }

  #closeTable(table: OpenTable): void {
    this.#closeCell(table)
    if (table.hasCells) this.tables++
    this.#open.pop()
  }

  #openRow(table: OpenTable, attributes: string): void {
    this.#closeCell(table)
    if (this.#row < LAST_ROW) this.#row++
    table.column = table.left
    table.rowLook = this.#lookOf('tr', attributes)
    if (table.rowLook.hidden) this.#builder.hiddenRows.push(this.#row)
  }

  #openCell(table: OpenTable, name: string, attributes: string): void {
    this.#closeCell(table)
    if (this.#row === 0) this.#openRow(table, '')
    while ((table.busyUntil.get(table.column) ?? 0) > this.#row) table.column++
    const wide = span(attributes, 'colspan')
    const high = span(attributes, 'rowspan')
    const right = Math.min(table.column + wide - 1, LAST_COLUMN)
    const bottom = Math.min(this.#row + high - 1, LAST_ROW)
    if (wide > 1 || high > 1) this.#builder.merges.push({ top: this.#row, left: table.column, bottom, right })
    if (high > 1)
      for (let column = table.column; column <= right; column++) table.busyUntil.set(column, bottom + 1)
    table.hasCells = true
    table.cell = {
      row: this.#row,
      column: Math.min(table.column, LAST_COLUMN),
      look: { ...(name === 'th' ? { bold: true } : {}), ...table.rowLook, ...this.#lookOf(name, attributes) },
      isNumber: htmlAttribute(attributes, 'x:num'),
      runs: [],
      bold: 0,
      struck: 0,
      boldText: false,
      nested: false,
    }
    table.column = right + 1
  }

  #openColumn(table: OpenTable, attributes: string): void {
    const count = span(attributes, 'span')
    const hidden = this.#lookOf('col', attributes).hidden
    for (let i = 0; i < count; i++, table.columnsSeen++)
      if (hidden) this.#builder.hiddenColumns.push(table.left + table.columnsSeen)
  }

  #openInCell(cell: OpenCell, name: string): void {
    if (name === 'br') cell.runs.push({ text: '\n', struck: null })
    else if (BLOCKS.has(name)) breakLine(cell)
    else if (BOLD.has(name)) cell.bold++
    else if (STRUCK.has(name)) cell.struck++
  }

  #closeCell(table: OpenTable): void {
    const { cell } = table
    table.cell = undefined
    if (!cell || (cell.nested && plainText(cell) === '')) return
    this.#writeCell(cell)
  }

  #writeCell(cell: OpenCell): void {
    const struckCell = cell.look.struck ?? false
    const { text, struck, struckText } = liveText(cell.runs, struckCell)
    const shown = tidy(text)
    const style: CellStyle = {
      numberFormat: cell.look.numberFormat ?? PLAIN_STYLE.numberFormat,
      fill: cell.look.fill ?? null,
      bold: cell.boldText || (cell.look.bold ?? false),
      struck,
    }
    const row = cell.nested ? this.#row : cell.row
    const number = style.numberFormat === '@' ? Number.NaN : Number(cell.isNumber || plainNumber(shown))
    const id = this.#builder.styleId(style)
    if (Number.isNaN(number) || shown === '') this.#builder.text(row, cell.column, shown, id)
    else this.#builder.number(row, cell.column, number, id, shown)
    if (struckText !== undefined) this.#builder.extra(row, cell.column, { struckText: tidy(struckText) })
    if (this.#builder.cellCount > this.#maxCells) throw tooManyCells(this.#maxCells)
  }

  #lookOf(name: string, attributes: string): CssLook {
    if (attributes === '') return this.#rules.get(name) ?? {}
    const colour = htmlAttribute(attributes, 'bgcolor')
    const classes = (htmlAttribute(attributes, 'class') ?? '').toLowerCase().split(/\s+/)
    const style = htmlAttribute(attributes, 'style')
    return Object.assign(
      {},
      this.#rules.get(name),
      ...classes.map((name) => this.#rules.get(`.${name}`)),
      colour === undefined ? {} : { fill: cssColour(colour) },
      style === undefined ? {} : readDeclarations(style),
    )
  }
}

function span(attributes: string, name: string): number {
  const count = Number.parseInt(htmlAttribute(attributes, name) ?? '1', 10)
  return count >= 1 ? Math.min(count, MAX_SPAN) : 1
}

function breakLine(cell: OpenCell): void {
  if (plainText(cell) !== '' && !cell.runs.at(-1)!.text.endsWith('\n'))
    cell.runs.push({ text: '\n', struck: null })
}

function plainText(cell: OpenCell): string {
  for (const run of cell.runs) if (run.text.trim() !== '') return run.text
  return ''
}

/** Blanks at the ends of lines belong to the markup; a hard blank is a blank. */
function tidy(text: string): string {
  return text
    .replace(/\u00a0/g, ' ')
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
}
