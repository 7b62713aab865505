import { type CellStyle, cellOfExtra } from '../../workbook/grid.ts'
import { GridBuilder } from '../../workbook/grid-builder.ts'
import type { SheetGrid } from '../../workbook/sheet-grid.ts'
import { type Motion, movedRange, STILL } from './motion.ts'

export interface CopyChanges {
  /** Where rows and columns go. @default nowhere */
  readonly motion?: Motion
  /** The style in place of one. @default itself */
  readonly style?: (style: CellStyle) => CellStyle
  /** The text in place of what a cell (by its old place) holds; null leaves the cell as it is. */
  readonly text?: (row: number, column: number) => string | null
}

/**
 * A copy of a sheet that cells can be added to: styles, merges, hidden rows and columns, notes, formulas and struck runs
 * go along. The text of a formula stays, wherever its cell goes.
 */
export function copySheet(grid: SheetGrid, { motion = STILL, style, text }: CopyChanges): GridBuilder {
  const { data } = grid
  const builder = new GridBuilder(data.sheet, data.sheetIndex)
  builder.state = data.state
  builder.date1904 = data.date1904
  const styles = data.styleTable.map((one) => builder.styleId(style ? style(one) : one))
  data.rows.forEach((from, slot) => {
    const row = motion.row(from)
    for (let cell = data.rowStart[slot]!; cell < data.rowStart[slot + 1]!; cell++) {
      const column = motion.column(data.columns[cell]!)
      const look = styles[data.styles[cell]!] ?? 0
      const value = data.values[cell]!
      const other = text?.(from, data.columns[cell]!) ?? null
      if (other !== null) builder.text(row, column, other, look)
      else if (data.kinds[cell] === 1) builder.number(row, column, value, look, data.displayed?.get(cell))
      else if (data.kinds[cell] === 2) builder.text(row, column, data.strings[value]!, look)
      else if (data.kinds[cell] === 3) builder.boolean(row, column, value !== 0, look)
      else builder.error(row, column, data.strings[value]!, look)
    }
  })
  for (const [key, extra] of data.extras) {
    const { row, column } = cellOfExtra(key)
    builder.extra(motion.row(row), motion.column(column), extra)
  }
  builder.merges.push(...data.merges.map((merge) => movedRange(merge, motion)))
  builder.hiddenRows.push(...Array.from(data.hiddenRows, motion.row))
  builder.hiddenColumns.push(...Array.from(data.hiddenColumns, motion.column))
  return builder
}
