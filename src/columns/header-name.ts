import { exactRank } from '../places/read-piece.ts'
import { readBasis } from '../reference/bases.ts'
import { readCarrier } from '../reference/carriers.ts'
import { readCharge } from '../reference/charges.ts'
import { readContainers } from '../reference/containers.ts'
import type { Table } from '../tables/table.ts'
import { matchHeader } from './header-terms.ts'
import { headedEnd } from './heading-ends.ts'
import { placeLikeness } from './place-likeness.ts'

/** The heading of one column, gathered over the header rows and the merges that span it. */
export interface ColumnHeader {
  /** Texts from the topmost header row down, equal neighbours once. */
  readonly parts: readonly string[]
  /** What stands nearest to the data, code rows apart: the column's own heading. */
  readonly own: string
  /** Headings above it, joined; '' when there are none. */
  readonly parent: string
  /** Nothing stands in the header rows; the text was borrowed from above the table. */
  readonly borrowed: boolean
}

/** How far above the header a text may stand and still name a column without heading. */
const BORROW_ROWS = 3
/** A longer text above a column is a title or a note, no heading. */
const BORROW_CHARACTERS = 40
/** The parts of a name are joined with this. */
const JOIN = ' / '
/** Letters that a charge code row writes: OTHC, DOC, MIN. */
const CODE = /^[A-Z][A-Z0-9]{1,4}$/

/** Headings of all columns of a table, by column id from `range.left` on. */
export function columnHeaders(table: Table): ColumnHeader[] {
  const { range } = table
  const rows = headerRows(table)
  const codes = rows.find((row) => row.isCodes)
  return Array.from({ length: range.right - range.left + 1 }, (_, at) => {
    const parts: string[] = []
    for (const { texts } of rows) {
      const text = texts[at]!
      if (text !== '' && text !== parts.at(-1)) parts.push(text)
    }
    if (parts.length === 0) {
      const above = textAbove(table, range.left + at)
      return { parts: above === '' ? [] : [above], own: above, parent: '', borrowed: above !== '' }
    }
    const code = codes?.texts[at] ?? ''
    const named = code === '' || parts.length === 1 ? parts : parts.filter((part) => part !== code)
    const own = named.at(-1)!
    const parent = parts.filter((part) => part !== own).join(JOIN)
    return { parts, own, parent, borrowed: false }
  })
}

/** The heading as shown: its parts joined with " / ". */
export function headerName(header: ColumnHeader): string {
  return header.parts.join(JOIN)
}

/** A heading that names a place is this sure of it. */
const PLACE_SURE = 0.7
const PLACE_CHARACTERS = 40
/** "REEFER (USD) LCB": what else stands beside a place. */
const BESIDE_PLACE = /\(?\b(?:usd|us\$|eur|thb|cny|jpy|reefers?|dry)\b\)?(?=\s|$)/giu

/** The place that heads a column of a matrix, nearest to the data first; null when none does. */
export function placeOfHeading(header: ColumnHeader): string | null {
  for (const whole of header.parts.toReversed()) {
    if (whole.length > PLACE_CHARACTERS || /^[\d\s'.]+$/.test(whole)) continue
    const part = whole.replace(BESIDE_PLACE, ' ').trim()
    if (part === '') continue
    const charge = readCharge(part)
    const container = readContainers(part)
    // "20' Rotterdam": beside a box only a name that everybody knows is a port.
    if (container && isMainPort(container.rest)) return container.rest.trim()
    if (container || readBasis(part) || (charge?.known && charge.exact)) continue
    const { place } = headedEnd(part)
    if (placeLikeness(place) >= PLACE_SURE && matchHeader(place)[0]?.score !== 1) return place
  }
  return null
}

/** Names count as ports from this rank on (see the reference): lesser places are words. */
const MAIN_PORT = 0.7
const SHORTEST_PORT = 4

function isMainPort(rest: string): boolean {
  const name = rest.trim()
  return (
    name.length >= SHORTEST_PORT &&
    name.length <= PLACE_CHARACTERS &&
    exactRank(name) >= MAIN_PORT &&
    readCarrier(name) === null &&
    readCharge(name)?.known !== true
  )
}

interface HeaderRow {
  /** For each column, merged and open parents carried over their span. */
  readonly texts: readonly string[]
  /** A row of charge codes above or below the headings. */
  readonly isCodes: boolean
}

/** The header rows with their texts; rows that only number the columns are left out. */
function headerRows(table: Table): HeaderRow[] {
  const { grid, range } = table
  const width = range.right - range.left + 1
  const rows = table.headerRows.filter(
    (row) => table.headerRows.length === 1 || !numbersColumns(ownTexts(table, row)),
  )
  return rows.map((row, index) => {
    const own = ownTexts(table, row)
    const isCodes = rows.length > 1 && holdsCodes(own)
    if (isCodes) return { texts: own, isCodes }
    const below = rows.slice(index + 1)
    const texts = new Array<string>(width).fill('')
    let parent = ''
    for (let at = 0; at < width; at++) {
      const column = range.left + at
      const hasChild = below.some((lower) => grid.text(lower, column).trim() !== '')
      if (own[at] !== '') {
        texts[at] = own[at]!
        // A heading above an empty cell is a leaf; only one with a heading of its own below may span to the right.
        parent = hasChild ? own[at]! : ''
        continue
      }
      const merge = grid.mergeAt(row, column)
      if (merge) {
        texts[at] = table.headerRows.includes(merge.top) ? squeeze(grid.text(merge.top, merge.left)) : ''
        parent = ''
      } else if (hasChild && parent !== '') texts[at] = parent
      else parent = ''
    }
    return { texts, isCodes }
  })
}

function ownTexts(table: Table, row: number): string[] {
  const { grid, range } = table
  return Array.from({ length: range.right - range.left + 1 }, (_, at) =>
    squeeze(grid.text(row, range.left + at)),
  )
}

/** Codes that a code row holds beside those of charges. */
const ROW_CODES = /^(?:MIN|CUR|CURR|CCY|CODE|MAX|USD|EUR)$/
const CODES_SHARE = 0.8

function holdsCodes(texts: readonly string[]): boolean {
  // The first cell may say what the row is: "Freight payment code", "Code".
  const filled = texts.slice(1).filter((text) => text !== '')
  const codes = filled.filter(
    (text) => CODE.test(text) && (ROW_CODES.test(text) || readCharge(text)?.known === true),
  )
  return filled.length > 0 && codes.length >= CODES_SHARE * filled.length
}

/** "(1) | (2) | (3)": a form numbers its columns. */
function numbersColumns(texts: readonly string[]): boolean {
  const numbers = texts.filter((text) => text !== '').map((text) => /^[([]?(\d{1,2})[)\].]?$/.exec(text)?.[1])
  return (
    numbers.length >= 3 &&
    numbers.every(
      (number, at) => number !== undefined && (at === 0 || Number(number) === Number(numbers[at - 1]) + 1),
    )
  )
}

function textAbove(table: Table, column: number): string {
  const { grid, range } = table
  const top = Math.min(...table.headerRows, table.firstDataRow)
  for (let row = top - 1; row >= Math.max(1, top - BORROW_ROWS); row--) {
    const merge = grid.mergeAt(row, column)
    if (merge && merge.right - merge.left + 1 > (range.right - range.left + 1) / 2) return ''
    const text = squeeze(merge ? grid.text(merge.top, merge.left) : grid.text(row, column))
    if (text !== '') return text.length <= BORROW_CHARACTERS ? text : ''
  }
  return ''
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
