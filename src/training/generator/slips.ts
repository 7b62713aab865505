import { type CellInput, isBlank, type StyledCell } from './cell.ts'
import type { PlannedColumn, PlannedTable } from './planned-table.ts'
import type { Random } from './random.ts'

const isPriceColumn = (column: PlannedColumn): boolean =>
  typeof column.field === 'object' && column.field !== null && !Array.isArray(column.field)

const styled = (cell: CellInput): StyledCell =>
  typeof cell === 'object' && cell !== null ? cell : { value: cell ?? '' }

const REMARKS_OF_CELLS = [
  'check with line',
  'valid until 15th',
  'was 100 lower last week',
  'only for 40HC',
  'new',
  'incl. LSS',
  'confirmed by mail',
]

/**
 * What happens to tables in use: expired prices struck through above their successors, formulas, comments, amounts
 * typed as text, footnote marks, errors, a digit too many. None of it changes what a column or a row is.
 */
export function withSlips(plan: PlannedTable, random: Random): PlannedTable {
  const rows = plan.columns[0]!.cells.length
  const kinds = {
    struck: random.chance(0.05),
    formulas: random.chance(0.06),
    comments: random.chance(0.06),
    marks: random.chance(0.04),
    errors: random.chance(0.02),
    outliers: random.chance(0.08),
    ragged: random.chance(0.05),
  }
  if (!Object.values(kinds).includes(true) || rows < 4) return plan
  const struckRows = new Set(
    kinds.struck ? random.sample([...Array(rows).keys()], Math.ceil(rows * 0.15)) : [],
  )
  const columns = plan.columns.map((column): PlannedColumn => {
    const price = isPriceColumn(column)
    // The first cell stays as planned: a column keeps one good value at the least.
    const cells = column.cells.map((cell, i): CellInput => {
      if (i === 0 || isBlank(cell)) return cell
      const plain = styled(cell)
      if (price && struckRows.has(i)) return { ...plain, struck: true }
      if (price && typeof plain.value === 'number') {
        if (kinds.formulas && random.chance(0.6))
          return { ...plain, formula: `${String.fromCharCode(65 + (i % 20))}${i}*1.05` }
        if (kinds.outliers && random.chance(0.01)) return { ...plain, value: plain.value * 10 }
        if (kinds.errors && random.chance(0.03))
          return { value: random.pick(['#REF!', '#N/A', '#VALUE!']), error: true }
        if (kinds.marks && random.chance(0.15))
          return `${plain.value}${random.pick(['*', ' *', '**', ' (1)', ' (a)'])}`
      }
      if (kinds.comments && random.chance(0.04)) return { ...plain, note: random.pick(REMARKS_OF_CELLS) }
      if (kinds.ragged && typeof plain.value === 'string' && random.chance(0.1))
        return {
          ...plain,
          value: random.pick([` ${plain.value}`, `${plain.value} `, plain.value.replace(' ', '  ')]),
        }
      return cell
    })
    return { ...column, cells }
  })
  return { ...plan, columns }
}
