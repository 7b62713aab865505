import { readBasis } from '../reference/bases.ts'
import type { Grid } from '../workbook/grid.ts'
import type { TableDraft } from './assemble.ts'
import { cellShape } from './cell-shape.ts'
import { readHeading } from './header-lexicon.ts'
import { isRowOfPairs, piecesOfRow } from './key-values.ts'
import { statedPurpose } from './phrase-lexicon.ts'
import type { Leftover } from './table.ts'

/** Rows that are looked at to see what a column holds. */
const SAMPLED_ROWS = 60
/** Share of a column's filled cells that must be prices for it to offer some. */
const PRICE_SHARE = 0.4
/** Such a share of contact details makes a column one of contacts. */
const CONTACT_SHARE = 0.5
/** Rows that start with a charge, as this share of all, make a list of charges of any block. */
const CHARGE_SHARE = 0.4
/** A block without a known heading and of so few rows is a box of constants (exchange rates, a mark-up). */
const SIDE_BOX_ROWS = 3
/** A name that governs at least so many rows on average is a group with members. */
const MEMBERS_OF_A_GROUP = 2
/** Fewer cells in pairs may be a heading by chance. */
const LEAST_PAIRED = 4

/** What speaks for and against a table of rates. */
export interface RateEvidence {
  readonly columns: number
  /** Columns whose cells are amounts or stand for them. */
  readonly priceColumns: number
  /** Of these, columns under a heading of a container, a charge or an amount. */
  readonly namedPriceColumns: number
  readonly fieldHeadings: number
  readonly containerHeadings: number
  readonly contactColumns: number
  readonly sentenceColumns: number
  /** Share of the rows that name a charge in their first cell. */
  readonly chargeRows: number
  /** Mean number of rows under one name of the first column, blanks continuing it. */
  readonly rowsPerName: number
  readonly groupHeading: boolean
  readonly pivotHeading: boolean
}

/** From this strength a text counts as a heading. */
const HEADED = 0.6
/** And from this one which field it is, misspelt ones left out. */
const KNOWN = 0.7
const MONEY = /^(?:[A-Z]{3}|[A-Z]{0,2}[$€£¥₩₫฿₹])\s*\d|\d\s*(?:[A-Z]{3}|[$€£¥₩₫฿₹])$/
const PER_UNIT = /^(?:(?:per|por|pro|je|par|cada|za|за|на|mỗi)(?!\p{L})|[每/])/iu
const PIVOT_HEADING = /^(?:sum|count|average|max|min|total) of\b|^row labels$|^column labels$/i
const GROUP_HEADING =
  /(?<!\p{L})(?:group|base ports?|region|zone|area|scope|members?|includes?|ports? included|grupo|gruppe|zona|nhóm|khu vực|grup)(?!\p{L})|组|组别|区域|片区|包含|그룹|グループ/iu

export function rateEvidence(grid: Grid, draft: TableDraft): RateEvidence {
  const rows = sampledRows(grid, draft)
  let priceColumns = 0
  let namedPriceColumns = 0
  let fieldHeadings = 0
  let containerHeadings = 0
  let contactColumns = 0
  let sentenceColumns = 0
  let groupHeading = false
  let pivotHeading = false
  for (let column = draft.left; column <= draft.right; column++) {
    const heading = headingOf(grid, draft, column)
    const reading = readHeading(heading)
    if (reading.field >= HEADED) fieldHeadings++
    if (PIVOT_HEADING.test(heading)) pivotHeading = true
    if (reading.container > 0) containerHeadings++
    if (GROUP_HEADING.test(heading)) groupHeading = true
    const held = countShapes(grid, rows, column)
    if (held.filled === 0) continue
    const prices = (held.prices + held.words) / held.filled
    const named = Math.max(reading.container, reading.charge) >= 0.5 || reading.price || isPerUnit(heading)
    // Days, dates and serial numbers are numbers too: their heading says so. What is in a currency is money under any.
    const otherField = reading.field >= KNOWN && !named && held.money < PRICE_SHARE * held.filled
    if (held.prices > 0 && prices >= PRICE_SHARE && !held.sequence && !otherField) {
      priceColumns++
      if (named) namedPriceColumns++
    } else if (held.words / held.filled >= 0.8 && reading.container > 0) priceColumns++
    if (held.contacts / held.filled >= CONTACT_SHARE) contactColumns++
    if (held.sentences / held.filled >= CONTACT_SHARE) sentenceColumns++
  }
  return {
    columns: draft.right - draft.left + 1,
    priceColumns,
    namedPriceColumns,
    fieldHeadings,
    containerHeadings,
    contactColumns,
    sentenceColumns,
    chargeRows:
      rows.filter((row) => readHeading(grid.text(row, draft.left)).charge > 0).length /
      Math.max(1, rows.length),
    rowsPerName: rowsPerName(grid, rows, draft.left),
    groupHeading,
    pivotHeading,
  }
}

/**
 * Why a table offers neither prices nor members of groups; null when it does. In doubt it is kept: the column stage
 * looks closer, and a table that is dropped here is lost.
 */
export function whyNoRates(grid: Grid, draft: TableDraft, evidence: RateEvidence): Leftover['why'] | null {
  if (isFrontBlock(grid, draft)) return 'text'
  const stated = grid.sheet === null ? null : statedPurpose(grid.sheet)
  const { priceColumns, namedPriceColumns } = evidence
  if (stated === 'calculator' && namedPriceColumns < 2) return 'calculator'
  if (evidence.pivotHeading || (stated === 'pivot' && evidence.fieldHeadings < 3)) return 'pivot'
  if (priceColumns > 0) {
    if (evidence.chargeRows >= CHARGE_SHARE) return null
    if (namedPriceColumns > 0 || evidence.fieldHeadings + evidence.containerHeadings >= 2) return null
    if (evidence.contactColumns > 0) return 'contacts'
    const small = evidence.columns <= 2 || (evidence.columns <= 3 && draft.dataRowCount <= SIDE_BOX_ROWS)
    return stated ?? (small ? 'no_prices' : null)
  }
  if (evidence.contactColumns > 0) return 'contacts'
  const groups = evidence.rowsPerName >= MEMBERS_OF_A_GROUP && evidence.sentenceColumns === 0
  if ((groups || evidence.groupHeading) && draft.headerRows.length > 0 && stated !== 'contacts') return null
  if (stated) return stated
  if (evidence.columns <= 3) return evidence.sentenceColumns > 0 ? 'terms' : 'lookup'
  return 'no_prices'
}

/** "S.C. Number | TPE26-70311 | Trade | Transpacific": what looks like a heading is pairs of keys and values. */
function isFrontBlock(grid: Grid, draft: TableDraft): boolean {
  const [row] = draft.headerRows
  if (row === undefined) return false
  const piecesOf = (row: number) => {
    const columns = Array.from(grid.filledColumns(row))
    return piecesOfRow(
      grid,
      row,
      columns.filter((column) => column >= draft.left && column <= draft.right),
    )
  }
  const pieces = piecesOf(row)
  const paired =
    pieces.length >= LEAST_PAIRED && isRowOfPairs(pieces) && pieces.some(({ text }) => /\d/.test(text))
  if (!paired || draft.headerRows.length === 1) return paired
  for (let at = row + 1; at <= draft.lastDataRow; at++) if (piecesOf(at).length % 2 !== 0) return false
  return true
}

/** "Por contenedor | Por BL" over numbers: what is to be paid for each, no column of units. */
const isPerUnit = (heading: string): boolean => PER_UNIT.test(heading) && readBasis(heading) !== null

/** Heading of a column, the rows of the header joined. */
export function headingOf(grid: Grid, draft: Pick<TableDraft, 'headerRows'>, column: number): string {
  const parts: string[] = []
  for (const row of draft.headerRows) {
    const merge = grid.mergeAt(row, column)
    const text = grid.text(merge ? merge.top : row, merge ? merge.left : column).trim()
    if (text !== '' && !parts.includes(text)) parts.push(text)
  }
  return parts.join(' ')
}

/** Rows that one name of the first column governs: blank or the same below it, while the next column goes on. */
function rowsPerName(grid: Grid, rows: readonly number[], column: number): number {
  let names = 0
  let governed = 0
  let last = ''
  for (const row of rows) {
    const name = grid.text(row, column).trim()
    if (name !== '' && name !== last) {
      names++
      governed++
      last = name
    } else if (names > 0 && grid.kind(row, column + 1) !== 'blank') governed++
  }
  return names < 2 ? 0 : governed / names
}

function sampledRows(grid: Grid, draft: TableDraft): number[] {
  const skip = new Set([...draft.sectionRows, ...draft.skippedRows.map(({ row }) => row)])
  const rows: number[] = []
  const all = draft.block.rows.filter(
    (row) => row >= draft.firstDataRow && row <= draft.lastDataRow && !skip.has(row),
  )
  const step = Math.max(1, Math.floor(all.length / SAMPLED_ROWS))
  for (let i = 0; i < all.length; i += step) if (grid.filledColumns(all[i]!).length > 0) rows.push(all[i]!)
  return rows
}

function countShapes(grid: Grid, rows: readonly number[], column: number) {
  let filled = 0
  let prices = 0
  let money = 0
  let words = 0
  let contacts = 0
  let sentences = 0
  let counting = 0
  let last = Number.NaN
  for (const row of rows) {
    const shape = cellShape(grid, row, column)
    if (shape === 'blank') continue
    filled++
    if (shape === 'number' || shape === 'amount') {
      prices++
      if (shape === 'amount' && MONEY.test(grid.text(row, column))) money++
      const value = grid.number(row, column)
      if (value === last + 1) counting++
      last = value
    } else if (shape === 'word_price') words++
    else if (shape === 'contact') contacts++
    else if (shape === 'long_text' || shape === 'key_value') sentences++
  }
  // 1, 2, 3, ... numbers the rows.
  return {
    filled,
    prices,
    money,
    words,
    contacts,
    sentences,
    sequence: counting >= 3 && counting >= prices - 2,
  }
}
