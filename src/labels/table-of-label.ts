import type { Table } from '../tables/table.ts'
import { parseRange, rangeAddress } from '../workbook/grid.ts'
import { gridOfExcerpt } from './excerpt.ts'
import type { GoldTable } from './gold.ts'
import type { TableLabel } from './label.ts'
import type { LabelledWorkbook } from './labelled.ts'
import { tableFromGold } from './table-from-gold.ts'

/** The excerpt of a label as a workbook with its answer: what the embedded models learn from. */
export function workbookOfLabel(label: TableLabel): LabelledWorkbook {
  const { grid, rowOf } = gridOfExcerpt(label.excerpt)
  const { right } = label
  const rows = (numbers: readonly number[]) => numbers.flatMap((row) => rowOf(row) ?? [])
  const header_rows = rows(right.header_rows)
  const inside = Object.keys(label.excerpt.rows)
    .map(Number)
    .filter((row) => Object.keys(label.excerpt.rows[row]!).length > 0)
    .filter((row) => row >= right.data_rows[0] && row <= right.data_rows[1])
    .sort((a, b) => a - b)
  const first = rowOf(inside[0] ?? right.data_rows[0]) ?? 1
  const last = rowOf(inside.at(-1) ?? right.data_rows[1]) ?? first
  const { left, right: lastColumn } = parseRange(right.range)
  const gold: GoldTable = {
    ...right,
    sheet: label.excerpt.sheet,
    range: rangeAddress({ top: header_rows[0] ?? first, bottom: last, left, right: lastColumn }),
    header_rows,
    data_rows: [first, last],
    section_rows: rows(right.section_rows),
  }
  return {
    name: label.file.replace(/\.[^.]+$/, ''),
    family: label.layout,
    grids: [grid],
    gold: { file: label.file, about: label.reason, tables: [gold], not_rates: [], findings: [] },
  }
}

/** The table of a label, on its excerpt. */
export function tableOfLabel(label: TableLabel): { readonly table: Table; readonly gold: GoldTable } {
  const workbook = workbookOfLabel(label)
  const gold = workbook.gold.tables[0]!
  return { table: tableFromGold(workbook.grids[0]!, gold, [], label.file), gold }
}
