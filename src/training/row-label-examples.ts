import { LEARNED_LABELS } from '../answerers/embedded/row-labels.ts'
import type { Gold, GoldTable } from '../labels/gold.ts'
import type { LabelledWorkbook } from '../labels/labelled.ts'
import { type Block, findBlocks } from '../tables/blocks.ts'
import { isTotalText } from '../tables/phrase-lexicon.ts'
import { rowFeatures } from '../tables/row-features.ts'
import { rowsToAsk } from '../tables/row-sampling.ts'
import { BlockView } from '../tables/row-view.ts'
import type { RowLabel } from '../tables/table.ts'
import { type CellRange, type Grid, parseRange, rangeAddress } from '../workbook/grid.ts'
import type { LabelledSequence } from './crf-training.ts'
import type { VariantSheet } from './row-variants.ts'

/** Rows of plain data that are kept of a long run of them: more of the same teaches nothing. */
const KEPT_OF_A_RUN = 40

interface PlacedTable {
  readonly gold: GoldTable
  readonly range: CellRange
}

/** One sequence for each block that holds a table of the gold answer. */
export function rowSequences(workbook: LabelledWorkbook): LabelledSequence[] {
  const sequences: LabelledSequence[] = []
  if (workbook.rowsUnknown) return sequences
  for (const grid of workbook.grids) {
    const tables = workbook.gold.tables
      .filter((gold) => gold.sheet === grid.sheet)
      .map((gold) => ({ gold, range: parseRange(gold.range) }))
    if (tables.length === 0) continue
    for (const block of findBlocks(grid)) {
      const inside = tables.filter((table) => meets(table.range, block.range))
      // A table on its side has no row labels.
      if (inside.some((table) => table.gold.header_rows.length === 0)) continue
      const labels = block.rows.map((_, i) => labelOf(grid, block, i, inside, tables.length))
      const asked = thinned(rowsToAsk(grid, block), labels)
      const features = rowFeatures(new BlockView(grid, block.range, block.rows), asked)
      sequences.push({
        rows: features,
        labels: asked.map((i) => LEARNED_LABELS.indexOf(labels[i] as (typeof LEARNED_LABELS)[number])),
        weight: 1,
        name: `${workbook.name}: ${grid.sheet ?? ''}!${rangeAddress(block.range)}`,
      })
    }
  }
  return sequences
}

/** The right label of each row of a block, by row of the sheet. */
export function goldRowLabels(grid: Grid, range: CellRange, gold: Gold): Map<number, RowLabel> {
  const onSheet = gold.tables
    .filter(({ sheet }) => sheet === grid.sheet)
    .map((table) => ({ gold: table, range: parseRange(table.range) }))
  const inside = onSheet.filter((table) => meets(table.range, range))
  const rows = Array.from(grid.filledRows).filter(
    (row) =>
      row >= range.top &&
      row <= range.bottom &&
      Array.from(grid.filledColumns(row)).some((column) => column >= range.left && column <= range.right),
  )
  const block: Block = { range, rows }
  return new Map(rows.map((row, i) => [row, labelOf(grid, block, i, inside, onSheet.length)]))
}

/** The sequences of a sheet whose row labels are known. */
export function variantSequences({ grid, labels }: VariantSheet): LabelledSequence[] {
  return findBlocks(grid).map((block) => {
    const asked = rowsToAsk(grid, block)
    return {
      rows: rowFeatures(new BlockView(grid, block.range, block.rows), asked),
      labels: asked.map((i) =>
        LEARNED_LABELS.indexOf(labels.get(block.rows[i]!) as (typeof LEARNED_LABELS)[number]),
      ),
      weight: 1,
    }
  })
}

function meets(a: CellRange, b: CellRange): boolean {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom
}

/** Leaves out the middle of long runs of data. */
function thinned(asked: readonly number[], labels: readonly RowLabel[]): number[] {
  return asked.filter((i, position) => {
    if (labels[i] !== 'data') return true
    for (let step = -KEPT_OF_A_RUN / 2; step <= KEPT_OF_A_RUN / 2; step++) {
      const neighbour = asked[position + step]
      if (neighbour === undefined || labels[neighbour] !== 'data') return true
    }
    return false
  })
}

function labelOf(
  grid: Grid,
  block: Block,
  i: number,
  tables: readonly PlacedTable[],
  tablesOnSheet: number,
): RowLabel {
  const row = block.rows[i]!
  const table = tables.find(({ range }) => row >= range.top && row <= range.bottom)
  if (table) {
    if (table.gold.header_rows.includes(row)) return 'header'
    if (table.gold.section_rows.includes(row)) {
      return repeatsHeader(grid, row, table) ? 'header' : 'section'
    }
    return 'data'
  }
  const columns = Array.from(grid.filledColumns(row)).filter(
    (column) => column >= block.range.left && column <= block.range.right,
  )
  const first = grid.text(row, columns[0]!)
  const before = tables
    .filter(({ range }) => range.bottom < row)
    .sort((a, b) => b.range.bottom - a.range.bottom)[0]
  const after = tables.filter(({ range }) => range.top > row).sort((a, b) => a.range.top - b.range.top)[0]
  if (before && row - before.range.bottom <= 2 && isTotalText(first)) return 'total'
  if (columns.length === 2 && (!before || after)) return 'key_value'
  if (columns.length > 2) return tablesOnSheet > 0 && columns.length > 4 ? 'other' : 'key_value'
  if (after && (!before || row >= after.range.top - 3)) return 'title'
  return 'note'
}

function repeatsHeader(grid: Grid, row: number, table: PlacedTable): boolean {
  return table.gold.header_rows.some((header) => {
    const columns = Array.from(grid.filledColumns(row)).filter(
      (column) => column >= table.range.left && column <= table.range.right,
    )
    const same = columns.filter(
      (column) => grid.text(row, column).trim() === grid.text(header, column).trim(),
    )
    return columns.length > 1 && same.length >= columns.length / 2
  })
}
