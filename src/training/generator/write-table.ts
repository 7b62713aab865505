import type { GoldField, GoldTable } from '../../labels/gold.ts'
import { columnLetter, rangeAddress } from '../../workbook/grid.ts'
import type { Canvas } from './canvas.ts'
import { contentOf, isBlank } from './cell.ts'
import type { PlannedColumn, PlannedTable, TableDress } from './planned-table.ts'
import type { Random } from './random.ts'
import type { Look } from './sender.ts'

/** Writes a planned table with its top left cell at a place, and says what stands where. */
export function writeTable(
  canvas: Canvas,
  plan: PlannedTable,
  dress: TableDress,
  look: Look,
  top: number,
  left: number,
  random: Random,
): { gold: GoldTable; bottom: number; right: number } {
  const ids = columnIds(plan, dress, left)
  const right = ids.at(-1)!
  const headerRows: number[] = []
  const sectionRows: number[] = []
  let row = top

  const codes = dress.codeRow !== 'none' && plan.columns.some((column) => column.code !== undefined)
  if (codes && dress.codeRow === 'above') {
    writeCodes(canvas, plan, ids, row)
    headerRows.push(row++)
  }
  const depth = writeHeader(canvas, plan, dress, look, ids, row)
  for (let i = 0; i < depth; i++) headerRows.push(row++)
  if (codes && dress.codeRow === 'below') {
    writeCodes(canvas, plan, ids, row)
    headerRows.push(row++)
  }
  if (dress.numberRow) {
    ids.forEach((id, i) => {
      canvas.put(row, id, `(${i + 1})`)
    })
    headerRows.push(row++)
  }

  const rows = plan.columns[0]!.cells.length
  const rowOf: number[] = []
  let first = 0
  let last = row
  const mark = (at: number) => {
    first ||= at
    last = at
  }
  for (let i = 0; i < rows; i++) {
    const section = plan.sections?.find((one) => one.before === i)
    if (section) {
      if (i > 0 && random.chance(dress.blankRows * 4)) row++
      canvas.put(row, left, section.text, { fill: look.sectionFill, bold: look.sectionBold })
      if (dress.sectionMerged) canvas.merge(row, left, row, right)
      sectionRows.push(row)
      mark(row++)
      if (dress.repeatHeader && i > 0) {
        const again = writeHeader(canvas, plan, dress, look, ids, row)
        for (let n = 0; n < again; n++) sectionRows.push(row++)
      }
    } else if (i > 0 && startsBlock(plan, i) && random.chance(dress.blankRows)) row++
    rowOf.push(row)
    mark(row)
    if (dress.hiddenRows && random.chance(0.12)) canvas.builder.hiddenRows.push(row)
    row++
  }
  const blocks = new Array<boolean>(rows).fill(false)
  plan.columns.forEach((column, c) => {
    writeCells(canvas, column, ids[c]!, rowOf, blocks, dress, look)
    if (column.hidden) canvas.builder.hiddenColumns.push(ids[c]!)
  })

  const fields: Record<string, GoldField> = {}
  const ignored: string[] = []
  plan.columns.forEach((column, c) => {
    const letter = columnLetter(ids[c]!)
    if (column.field) fields[letter] = column.field
    else ignored.push(letter)
  })
  return {
    gold: {
      sheet: canvas.builder.sheet,
      ...(plan.kind ? { kind: plan.kind } : {}),
      range: rangeAddress({ top, left, bottom: last, right }),
      header_rows: headerRows,
      data_rows: [first, last],
      section_rows: sectionRows,
      fields,
      ignored,
    },
    bottom: last,
    right,
  }
}

function columnIds(plan: PlannedTable, dress: TableDress, left: number): number[] {
  let id = left
  return plan.columns.map((_, i) => {
    const own = id++
    if (dress.separators.includes(i) && i < plan.columns.length - 1) id++
    return own
  })
}

/** A block is a run of rows with the same first column. */
function startsBlock(plan: PlannedTable, i: number): boolean {
  const lead = plan.columns.find((column) => column.repeats)
  return lead !== undefined && contentOf(lead.cells[i]) !== contentOf(lead.cells[i - 1])
}

function writeCodes(canvas: Canvas, plan: PlannedTable, ids: readonly number[], row: number): void {
  canvas.put(row, ids[0]!, 'Code')
  plan.columns.forEach((column, c) => {
    if (c > 0 && column.code !== undefined) canvas.put(row, ids[c]!, column.code)
  })
}

/** Writes headings of one row or several, and says how many rows they took. */
function writeHeader(
  canvas: Canvas,
  plan: PlannedTable,
  dress: TableDress,
  look: Look,
  ids: readonly number[],
  top: number,
): number {
  const columns = plan.columns
  const depth = Math.max(...columns.map((column) => column.heading.length))
  const paint = { fill: look.headerFill, bold: look.headerBold }
  // A first row of empty parents alone would be no row at all.
  const hollow = columns.every((column) => column.heading.length < depth || column.heading[0] === '')
  const tall = hollow && dress.tall === 'bottom' ? 'top' : dress.tall
  // Levels count from the top; a heading shorter than the others stands at the level that the dress says.
  columns.forEach((column, c) => {
    const id = ids[c]!
    const spare = depth - column.heading.length
    if (spare > 0 && column.heading.length === 1) {
      const row = tall === 'bottom' ? top + depth - 1 : top
      canvas.put(row, id, column.heading[0]!, paint)
      if (tall === 'merged') canvas.merge(top, id, top + depth - 1, id)
      return
    }
    column.heading.forEach((text, level) => {
      const row = top + spare + level
      const leaf = level === column.heading.length - 1
      const begins = c === 0 || !sameParents(columns[c - 1]!, column, level, depth)
      if (leaf || begins || dress.headerGroups === 'repeated') canvas.put(row, id, text, paint)
      if (!leaf && begins && dress.headerGroups === 'merged') {
        let end = c
        while (end + 1 < columns.length && sameParents(columns[end + 1]!, column, level, depth)) end++
        canvas.merge(row, id, row, ids[end]!)
      }
    })
  })
  return depth
}

function sameParents(a: PlannedColumn, b: PlannedColumn, level: number, depth: number): boolean {
  if (a.heading.length !== b.heading.length || depth === 1) return false
  for (let i = 0; i <= level; i++) if (a.heading[i] !== b.heading[i]) return false
  return true
}

function writeCells(
  canvas: Canvas,
  column: PlannedColumn,
  id: number,
  rowOf: readonly number[],
  blocks: boolean[],
  dress: TableDress,
  look: Look,
): void {
  let runStart = 0
  const endRun = (end: number) => {
    if (dress.repeats === 'merged' && end > runStart) canvas.merge(rowOf[runStart]!, id, rowOf[end]!, id)
  }
  column.cells.forEach((cell, i) => {
    const row = rowOf[i]!
    const neighbours = i > 0 && row === rowOf[i - 1]! + 1
    // What starts anew on the left starts anew here: a port is not left out below another country's.
    const same =
      column.repeats &&
      neighbours &&
      !blocks[i] &&
      !isBlank(cell) &&
      contentOf(cell) === contentOf(column.cells[i - 1])
    if (column.repeats && !same) blocks[i] = true
    if (column.repeats && !same) {
      if (i > 0) endRun(i - 1)
      runStart = i
    }
    const shown = !same || dress.repeats === 'written' ? cell : dress.repeats === 'ditto' ? dress.ditto : null
    canvas.put(row, id, shown, look.zebra && i % 2 === 1 ? { fill: look.zebra } : {})
  })
  if (column.repeats) endRun(column.cells.length - 1)
}
