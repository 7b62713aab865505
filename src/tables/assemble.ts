import type { Answered } from '../answered.ts'
import type { Grid } from '../workbook/grid.ts'
import type { Block } from './blocks.ts'
import { cellShape, type ShapeClass, shapeClass } from './cell-shape.ts'
import { columnBounds } from './column-bounds.ts'
import { readHeading } from './header-lexicon.ts'
import { isColon } from './loose-cells.ts'
import { isSupersededText } from './phrase-lexicon.ts'
import { labelInStack } from './stacked-headings.ts'
import type { RowLabel, Table } from './table.ts'
import { isHeadingOfRows } from './unlabelled-heading.ts'

/** A table before its context is gathered and before it is known whether it holds rates. */
export interface TableDraft {
  readonly block: Block
  readonly headerRows: readonly number[]
  readonly firstDataRow: number
  readonly lastDataRow: number
  readonly sectionRows: readonly number[]
  readonly skippedRows: Table['skippedRows']
  readonly left: number
  readonly right: number
  /** Number of rows that the model called data. */
  readonly dataRowCount: number
  /** Probability that the rows which bound header and data are labelled right. */
  readonly confidence: number
  /** Who labelled the rows. */
  readonly answered?: Answered
}

/** Labels and their probabilities for every row of a block. */
export interface LabelledBlock {
  readonly block: Block
  readonly labels: readonly RowLabel[]
  readonly confidences: readonly number[]
  readonly answered?: Answered
}

/** A repeated heading right below the rows has at least this share of the first one's texts; after a blank row, all. */
const REPEATED_HEADING = 0.7
/** Rows without a heading go on with the table above when they fill at least this share of its columns. */
const SAME_COLUMNS = 0.6
/** Between a heading and its first row stand at most so many captions or remarks. */
const ROWS_UNDER_HEADER = 3

/** Less than this is no heading: "BUSAN, KOREA (CY)" has a word of one. */
const SOME_HEADING = 0.5

/** A row of more cells is no row of pairs. */
const PAIR_CELLS = 12
/** From this probability on a label may end a table on its own. */
const CERTAIN = 0.8

interface Growing {
  header: number[]
  data: number[]
  others: number[]
}

/** Builds tables out of row labels: a heading, the rows under it, what lies between them. */
export function assembleTables(grid: Grid, labelled: LabelledBlock): TableDraft[] {
  const { block } = labelled
  const labels = block.rows.map((_, i) => labelInStack(grid, block, labelled.labels, i))
  const done: Growing[] = []
  let table: Growing | null = null
  let header: number[] = []
  let between: number[] = []
  const close = () => {
    if (table && table.data.length > 0) done.push(withHeading(grid, block, table))
    table = null
  }
  for (let i = 0; i < labels.length; i++) {
    const label = isPair(grid, block, i) || leadsHeading(grid, block, labels, i) ? 'key_value' : labels[i]!
    if ((label === 'header' || label === 'code_row') && !isDoubtfulHeader(labelled, i)) {
      const follows =
        header.length > 0 && header.at(-1) === i - 1 && block.rows[i]! === block.rows[i - 1]! + 1
      // A heading without rows under it is no table; its cells stay context.
      header = follows ? [...header, i] : [i]
      continue
    }
    if (label !== 'data' && label !== 'header' && label !== 'code_row') {
      between.push(i)
      continue
    }
    const current: Growing | null = table
    if (header.length > 0 && i - header.at(-1)! <= ROWS_UNDER_HEADER + 1) {
      const captions = between.filter((row) => row < header[0]!)
      if (current && continuesUnderRepeatedHeader(grid, block, current, header, captions)) {
        current.others.push(...between, ...header)
      } else {
        close()
        table = { header, data: [], others: between.filter((row) => row > header[0]!) }
      }
    } else if (!current || (isInterrupted(block, current, i) && !sameColumns(grid, block, current, i))) {
      close()
      table = { header: captionAsHeader(block, labels, i), data: [], others: [] }
    } else current.others.push(...between)
    header = []
    between = []
    ;(table as Growing | null)?.data.push(i)
  }
  close()
  return done.map((growing) => draftOf(grid, { ...labelled, labels }, growing))
}

/** "ORIGIN | : | SHANGHAI": a colon in a cell of its own stands between a key and its value. */
function isPair(grid: Grid, block: Block, i: number): boolean {
  if (grid.filledColumns(block.rows[i]!).length > PAIR_CELLS) return false
  return cellsOf(grid, block, i).some((column) => isColon(grid.text(block.rows[i]!, column)))
}

/** "ORIGIN | BUSAN, KOREA" right above the heading is no part of it. */
function leadsHeading(grid: Grid, block: Block, labels: readonly RowLabel[], i: number): boolean {
  const next = labels[i + 1]
  return labels[i] === 'header' && (next === 'header' || next === 'code_row') && isKeyed(grid, block, i)
}

/** A name of a field and one value beside it that is no heading, and nothing else in the row. */
function isKeyed(grid: Grid, block: Block, i: number): boolean {
  const cells = [...cellsOf(grid, block, i)]
  if (cells.length !== 2) return false
  const [key, value] = cells.map((column) => readHeading(grid.text(block.rows[i]!, column).trim()))
  return key!.field === 1 && value!.field + value!.container + value!.charge < SOME_HEADING
}

/** A heading right under a row of data, without a blank row or caption between, has to be certain: it ends a table. */
function isDoubtfulHeader({ block, labels, confidences }: LabelledBlock, i: number): boolean {
  const touches = i > 0 && labels[i - 1] === 'data' && block.rows[i - 1] === block.rows[i]! - 1
  return touches && confidences[i]! < CERTAIN
}

/**
 * The texts of the heading come again: without a blank row before them, or without a caption of their own. A caption
 * after a blank row starts a table of its own.
 */
function continuesUnderRepeatedHeader(
  grid: Grid,
  block: Block,
  table: Growing,
  header: readonly number[],
  captions: readonly number[],
): boolean {
  if (
    captions.some((i) => cellsOf(grid, block, i).some((c) => isSupersededText(grid.text(block.rows[i]!, c))))
  ) {
    return false
  }
  // "ORIGIN | BUSAN", "ORIGIN | : | BUSAN": what holds for the rows below does not hold for those above.
  if (captions.some((i) => isKeyed(grid, block, i) || isPair(grid, block, i))) return false
  const next = captions[0] ?? header[0]!
  const top = header[0]!
  // Behind a note and a blank row "Storage | Basis | 20' | 40'" heads a table of its own.
  const apart = top > 0 ? block.rows[top]! - block.rows[top - 1]! - 1 : 0
  const blanks = Math.max(apart, block.rows[next]! - block.rows[table.data.at(-1)!]! - 1)
  if (!repeatsHeader(grid, block, table.header, header, blanks > 0 ? 1 : REPEATED_HEADING)) return false
  return captions.length === 0 || blanks === 0
}

/** Most texts of the later heading stand in the same columns of the first, though it may have more rows. */
function repeatsHeader(
  grid: Grid,
  block: Block,
  first: readonly number[],
  again: readonly number[],
  share: number,
): boolean {
  const texts = (rows: readonly number[]): Set<string> => {
    const found = new Set<string>()
    for (const i of rows) {
      for (const column of cellsOf(grid, block, i)) {
        found.add(`${column} ${grid.text(block.rows[i]!, column).trim().toLowerCase()}`)
      }
    }
    return found
  }
  const before = texts(first)
  const after = texts(again)
  let same = 0
  for (const text of after) if (before.has(text)) same++
  return after.size > 1 && same >= share * after.size
}

/** Blank rows, captions or remarks lie between the row and the data before it. */
function isInterrupted(block: Block, table: Growing, i: number): boolean {
  return block.rows[i]! !== block.rows[table.data.at(-1)!]! + 1
}

/**
 * The cells of a row stand in columns of the table, and are of the kind that these columns hold; numbers also under a
 * heading that had none so far: the first carrier of a grid need not call at all of its ports.
 */
function sameColumns(grid: Grid, block: Block, table: Growing, i: number): boolean {
  const held = new Map<number, Set<ShapeClass>>()
  for (const row of table.data.slice(-12)) {
    for (const column of cellsOf(grid, block, row)) {
      const classes = held.get(column) ?? new Set()
      held.set(column, classes.add(shapeClass(cellShape(grid, block.rows[row]!, column))))
    }
  }
  const columns = cellsOf(grid, block, i)
  const headed = new Set(table.header.flatMap((row) => cellsOf(grid, block, row)))
  const alike = columns.filter((column) => {
    const own = shapeClass(cellShape(grid, block.rows[i]!, column))
    const classes = held.get(column)
    if (classes === undefined) return (own === 'numeric' || own === 'any') && headed.has(column)
    return classes !== undefined && (own === 'any' || classes.has(own) || classes.has('any'))
  })
  return alike.length >= SAME_COLUMNS * Math.max(columns.length, 2)
}

function cellsOf(grid: Grid, block: Block, i: number): number[] {
  return Array.from(grid.filledColumns(block.rows[i]!)).filter(
    (column) => column >= block.range.left && column <= block.range.right,
  )
}

/** Of rows without a heading, the first one is theirs where it heads the numbers of the others. */
function withHeading(grid: Grid, block: Block, table: Growing): Growing {
  const [first, ...data] = table.data
  if (table.header.length > 0 || first === undefined) return table
  const rows = table.data.map((i) => block.rows[i]!)
  return isHeadingOfRows(grid, cellsOf(grid, block, first), rows)
    ? { ...table, header: [first], data }
    : table
}

/** Rows without a heading under a caption that touches them: the caption is all the heading there is. */
function captionAsHeader(block: Block, labels: readonly RowLabel[], i: number): number[] {
  const above = i - 1
  if (above < 0 || block.rows[above] !== block.rows[i]! - 1) return []
  return labels[above] === 'title' || labels[above] === 'section' ? [above] : []
}

function draftOf(grid: Grid, labelled: LabelledBlock, growing: Growing): TableDraft {
  const { block, labels, confidences } = labelled
  const { header, data } = growing
  const lastData = data.at(-1)!
  const inside = growing.others.filter((i) => i < lastData && !header.includes(i))
  const sections: number[] = []
  const skipped: { row: number; why: Table['skippedRows'][number]['why'] }[] = []
  for (const i of inside.sort((a, b) => a - b)) {
    const row = block.rows[i]!
    const label = labels[i]!
    if (label === 'header' || label === 'code_row') skipped.push({ row, why: 'repeated_header' })
    else if (label === 'section' || label === 'title') sections.push(row)
    else skipped.push({ row, why: label === 'total' ? 'total' : 'note' })
  }
  const first = Math.min(data[0]!, ...inside.filter((i) => labels[i] === 'section' || labels[i] === 'title'))
  const headerRows = header.map((i) => block.rows[i]!)
  const firstDataRow = block.rows[first]!
  const lastDataRow = block.rows[lastData]!
  const { left, right } = columnBounds(
    grid,
    block,
    headerRows,
    data.map((i) => block.rows[i]!),
  )
  // The rows on both sides of a border are labelled by one decision: the less sure of them counts, once.
  const top = header[0] ?? data[0]!
  const borders = [[top - 1], [...header, data[0]!], [lastData, lastData + 1]]
  const sureOf = (rows: readonly number[]) => Math.min(1, ...rows.flatMap((i) => confidences[i] ?? []))
  const confidence = borders.reduce((product, rows) => product * sureOf(rows), 1)
  return {
    block,
    headerRows,
    firstDataRow,
    lastDataRow,
    sectionRows: sections,
    skippedRows: skipped,
    left,
    right,
    dataRowCount: data.length,
    confidence,
    ...(labelled.answered === undefined ? {} : { answered: labelled.answered }),
  }
}
