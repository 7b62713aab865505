import { extraKey } from '../../workbook/grid.ts'
import { SheetGrid } from '../../workbook/sheet-grid.ts'
import { copySheet } from './copy-sheet.ts'
import type { Disturb } from './disturbance.ts'
import { STILL } from './motion.ts'

/** The cells of the headings in capitals. */
export const capitals: Disturb = ({ grid, tables }) =>
  reworded(grid, (row, column) => {
    const isHeading = tables.some(({ header_rows }) => header_rows.includes(row))
    if (!isHeading || grid.kind(row, column) !== 'text') return null
    return grid.text(row, column).toUpperCase()
  })

/** No bold face, no fills. Number formats stay, they may hold the currency, and so does what is struck. */
export const plain: Disturb = ({ grid }) => {
  if (!grid.data.styleTable.some(({ bold, fill }) => bold || fill !== null)) return null
  const builder = copySheet(grid, { style: (style) => ({ ...style, bold: false, fill: null }) })
  return { grid: new SheetGrid(builder.build()), motion: STILL }
}

/** A number format that shows digits and nothing else. */
const DIGITS_ALONE = /^(?:General|[#0,._ ()\\;-]+)$/

/** Whole prices typed as texts with a comma for thousands; not those whose format says more, or that are computed. */
export const texts: Disturb = ({ grid, prices }) => {
  // A file of texts has its own commas and points.
  if (grid.data.displayed) return null
  return reworded(grid, (row, column) => {
    const price = grid.number(row, column)
    if (!Number.isInteger(price) || !prices.has(extraKey(row, column))) return null
    if (grid.extra(row, column)?.formula !== undefined) return null
    if (!DIGITS_ALONE.test(grid.style(row, column).numberFormat)) return null
    return price.toLocaleString('en')
  })
}

function reworded(grid: SheetGrid, text: (row: number, column: number) => string | null) {
  let changed = 0
  const builder = copySheet(grid, {
    text: (row, column) => {
      const other = text(row, column)
      const isSame = grid.kind(row, column) === 'text' && grid.text(row, column) === other
      if (other === null || isSame) return null
      changed++
      return other
    },
  })
  return changed === 0 ? null : { grid: new SheetGrid(builder.build()), motion: STILL }
}
