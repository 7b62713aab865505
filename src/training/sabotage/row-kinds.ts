import { rowsSetAside } from '../../columns/whole-column.ts'
import type { Grid } from '../../workbook/grid.ts'
import { type RightTable, ratesOfTable } from './right-answers.ts'
import { pick, type Sabotage, withTable } from './sabotage.ts'

/** How much of a table is cut off where it ends too early. */
const CUT = 0.2
/** How many rows below the table are taken for data. */
const TOO_MANY = 6

/** What the row model may get wrong. */
export const ROW_KINDS: readonly Sabotage[] = [
  {
    name: 'header-one-row-low',
    stage: 'rows',
    apply: (right) => {
      const { headerRows, firstDataRow, lastDataRow } = right.table
      if (lastDataRow - firstDataRow < 2) return null
      return withTable(right, { headerRows: [...headerRows, firstDataRow], firstDataRow: firstDataRow + 1 })
    },
  },
  {
    name: 'header-one-row-high',
    stage: 'rows',
    apply: (right) => {
      const { headerRows } = right.table
      const last = headerRows.at(-1)
      if (last === undefined || last < 2) return null
      const left = headerRows.slice(0, -1)
      return withTable(right, { headerRows: left.length > 0 ? left : [last - 1], firstDataRow: last })
    },
  },
  {
    name: 'starts-too-late',
    stage: 'rows',
    apply: (right) => {
      const { firstDataRow, lastDataRow } = right.table
      return lastDataRow - firstDataRow < 5 ? null : withTable(right, { firstDataRow: firstDataRow + 2 })
    },
  },
  {
    name: 'ends-in-the-notes',
    stage: 'rows',
    apply: (right) => {
      const { table } = right
      const last = Math.min(table.lastDataRow + TOO_MANY, table.grid.lastRow)
      if (last === table.lastDataRow) return null
      return withTable(right, { lastDataRow: last, range: { ...table.range, bottom: last } })
    },
  },
  {
    name: 'ends-too-early',
    stage: 'rows',
    apply: (right) => {
      const { firstDataRow, lastDataRow, range } = right.table
      const rows = lastDataRow - firstDataRow + 1
      if (rows < 4) return null
      const last = lastDataRow - Math.max(1, Math.floor(rows * CUT))
      return withTable(right, { lastDataRow: last, range: { ...range, bottom: last } })
    },
  },
  {
    name: 'last-row-lost',
    stage: 'rows',
    apply: (right) => {
      const { firstDataRow, lastDataRow, range } = right.table
      if (lastDataRow - firstDataRow < 2) return null
      return withTable(right, { lastDataRow: lastDataRow - 1, range: { ...range, bottom: lastDataRow - 1 } })
    },
  },
  {
    name: 'data-row-as-note',
    stage: 'rows',
    apply: (right, random) => {
      const row = pick(innerRows(right), random)
      if (row === undefined) return null
      return withTable(right, { skippedRows: [...right.table.skippedRows, { row, why: 'note' }] })
    },
  },
  {
    name: 'data-row-as-caption',
    stage: 'rows',
    apply: (right, random) => {
      const row = pick(innerRows(right), random)
      if (row === undefined) return null
      return withTable(right, { sectionRows: [...right.table.sectionRows, row].sort((a, b) => a - b) })
    },
  },
  {
    name: 'captions-as-data',
    stage: 'rows',
    apply: (right) => (right.table.sectionRows.length === 0 ? null : withTable(right, { sectionRows: [] })),
  },
  {
    name: 'repeated-heading-as-data',
    stage: 'rows',
    apply: (right) => (right.table.skippedRows.length === 0 ? null : withTable(right, { skippedRows: [] })),
  },
  {
    name: 'merges-not-filled',
    stage: 'rows',
    apply: (right) => {
      const { grid, range } = right.table
      const inside = grid.merges.some(
        ({ top, bottom }) => bottom > top && top <= range.bottom && bottom >= range.top,
      )
      if (!inside) return null
      // The reader of rates does not fill them; the sheet has them nevertheless.
      const unfilled = withTable(right, { grid: withoutMerges(grid) }).answers
      return { answers: right, rates: () => ratesOfTable(right, unfilled) }
    },
  },
]

function innerRows({ table }: RightTable): number[] {
  const aside = rowsSetAside(table)
  const rows: number[] = []
  for (let row = table.firstDataRow + 1; row < table.lastDataRow; row++) if (!aside.has(row)) rows.push(row)
  return rows
}

/** The sheet as a reader sees it that knows of no merges. */
function withoutMerges(grid: Grid): Grid {
  return new Proxy(grid, {
    get: (target, key) => {
      if (key === 'merges') return []
      if (key === 'mergeAt') return () => undefined
      const value = Reflect.get(target, key, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
