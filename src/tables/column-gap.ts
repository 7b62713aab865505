import type { Grid } from '../workbook/grid.ts'
import type { Band } from './blocks.ts'
import { cellShape, shapeClass } from './cell-shape.ts'
import { readHeading } from './header-lexicon.ts'

/** Headings are compared among the first rows of a band. */
const HEADING_ROWS = 4
/** Share of the narrower side's headings that stand on the other side too, from which they are two tables. */
const SHARED_HEADINGS = 0.5
/** A side box stands beside at most this share of its neighbour's rows. */
const SIDE_BOX_SHARE = 0.5
/** Share of the rows between its first and last that a side box fills: scattered cells are a sparse column. */
const COMPACT = 0.75
const LETTERHEAD_COMPACT = 0.6
/** A column of names is filled in this share of the rows. */
const NAMED_ROWS = 0.6
/** A list of charges: this share of its names are charges, and this share of them stand in it once. */
const CHARGE_NAMES = 0.6
const NAMED_ONCE = 0.9
/** From this strength a text counts as the name of a charge. */
const CHARGE_STRENGTH = 0.6
/** Rows that are looked at to tell numbers from names. */
const SAMPLED_ROWS = 60

const FEWEST_NAMED = 3
const NAME = /^[^\d@]{2,40}$/u

interface Side {
  readonly rows: readonly number[]
  readonly from: number
  readonly to: number
  readonly first: number
  readonly last: number
}

/**
 * Whether blank columns of a band divide two tables, or a table from a side box. A blank column inside one table has
 * the same rows on both sides, and only one side has the places.
 *
 * @param from first column of the left side
 * @param gap the blank columns
 * @param next last column before the next blank one
 */
export function separates(
  grid: Grid,
  band: Band,
  from: number,
  gap: { first: number; last: number },
  next: number,
): boolean {
  const left = sideOf(grid, band, from, gap.first - 1)
  const right = sideOf(grid, band, gap.last + 1, band.right)
  if (left.rows.length === 0 || right.rows.length === 0) return false
  const leftStands = standsAlone(grid, left)
  const rightStands = standsAlone(grid, right)
  const ownTables = leftStands && rightStands
  // "n/a" for every port of New Zealand beside the rates for Australia: the same headings come again.
  const wordsOnly =
    (leftStands && standsAlone(grid, right, true)) || (rightStands && standsAlone(grid, left, true))
  if (!ownTables && wordsOnly && sharedHeadings(grid, left, right) === 1) return true
  if (ownTables && sharedHeadings(grid, left, right) >= SHARED_HEADINGS) return true
  if (ownTables && listsCharges(grid, left) !== listsCharges(grid, right)) return true
  const sameRows = left.first === right.first && left.last === right.last
  if (ownTables && !sameRows) return true
  if (isSideBox(right, left) || isSideBox(left, right)) return true
  if (!leftStands && !rightStands) return false
  // The ports left of a spacer end with their prices, whatever stands further to the right.
  const near = next < band.right ? sideOf(grid, band, gap.last + 1, next) : right
  return besideByChance(left, right) && besideByChance(left, near) && !namesEachRow(grid, left, right)
}

/** A column with another name beside each row of the table, its heading included: a letter has numbers among its lines. */
function namesEachRow(grid: Grid, names: Side, table: Side): boolean {
  const filled = new Set(names.rows)
  if (names.from !== names.to || table.rows.length < FEWEST_NAMED) return false
  if (!table.rows.every((row) => filled.has(row))) return false
  const texts = table.rows.slice(0, 1 + SAMPLED_ROWS).map((row) => grid.text(row, names.from).trim())
  return new Set(texts).size === texts.length && texts.every((text) => NAME.test(text))
}

/** A letterhead beside a table begins and ends with it only by chance. */
function besideByChance(left: Side, right: Side): boolean {
  return (
    left.first !== right.first &&
    left.last !== right.last &&
    compactness(left) >= LETTERHEAD_COMPACT &&
    compactness(right) >= LETTERHEAD_COMPACT
  )
}

/** The rows of one side, without captions above and notes below when it is wide enough to tell them. */
function sideOf(grid: Grid, band: Band, from: number, to: number): Side {
  const counts: number[] = []
  const rows: number[] = []
  for (const row of band.rows) {
    const columns = grid.filledColumns(row)
    let count = 0
    for (let i = 0; i < columns.length; i++) if (columns[i]! >= from && columns[i]! <= to) count++
    if (count === 0) continue
    rows.push(row)
    counts.push(count)
  }
  let start = 0
  let end = rows.length - 1
  const widest = Math.max(0, ...counts.slice(0, 2000))
  if (widest >= 3) {
    while (start < end && counts[start]! <= widest / 2) start++
    while (end > start && counts[end]! <= widest / 2) end--
  }
  const kept = rows.slice(start, end + 1)
  return { rows: kept, from, to, first: kept[0] ?? 0, last: kept.at(-1) ?? 0 }
}

function compactness(side: Side): number {
  return side.rows.length / (side.last - side.first + 1)
}

function isSideBox(box: Side, main: Side): boolean {
  return (
    main.rows.length >= 4 &&
    box.rows.length <= SIDE_BOX_SHARE * main.rows.length &&
    compactness(box) >= COMPACT &&
    box.to - box.from < main.to - main.from
  )
}

/**
 * It has a column of names and, right of it, one of numbers: enough for a table of its own.
 *
 * @param words words that stand for a price count as numbers
 */
function standsAlone(grid: Grid, side: Side, words = false): boolean {
  let names = false
  let numbers = false
  const body = side.rows.slice(1, 1 + SAMPLED_ROWS)
  if (body.length < 2) return false
  for (let column = side.from; column <= side.to && !(names && numbers); column++) {
    let texts = 0
    let numeric = 0
    let others = 0
    for (const row of body) {
      const shape = cellShape(grid, row, column)
      if (shape === 'number' || shape === 'amount' || (words && shape === 'word_price')) numeric++
      else if (shapeClass(shape) === 'text') texts++
      else if (shape !== 'blank') others++
    }
    if (texts > numeric + others && texts >= NAMED_ROWS * body.length) names = true
    if (names && numeric > texts && numeric >= body.length / 3) numbers = true
  }
  return names && numbers
}

/** A column names charges, each once. In a long table of lanes they come again for every lane. */
function listsCharges(grid: Grid, side: Side): boolean {
  const body = side.rows.slice(1, 1 + SAMPLED_ROWS)
  for (let column = side.from; column <= side.to; column++) {
    const names = body.map((row) => grid.text(row, column).trim()).filter((text) => text !== '')
    if (names.length < NAMED_ROWS * body.length || names.length < 2) continue
    const charges = names.filter((name) => readHeading(name).charge >= CHARGE_STRENGTH)
    if (charges.length >= CHARGE_NAMES * names.length && new Set(names).size >= NAMED_ONCE * names.length)
      return true
  }
  return false
}

function sharedHeadings(grid: Grid, left: Side, right: Side): number {
  const a = headings(grid, left)
  const b = headings(grid, right)
  const smaller = a.size < b.size ? a : b
  const larger = smaller === a ? b : a
  if (smaller.size < 2) return 0
  let shared = 0
  for (const text of smaller) if (larger.has(text)) shared++
  return shared / smaller.size
}

function headings(grid: Grid, side: Side): Set<string> {
  const found = new Set<string>()
  for (const row of side.rows.slice(0, HEADING_ROWS)) {
    for (let column = side.from; column <= side.to; column++) {
      const text = grid.text(row, column).trim()
      const { field, container } = readHeading(text)
      if (text !== '' && Math.max(field, container) >= 0.5) found.add(text.toLowerCase())
    }
  }
  return found
}
