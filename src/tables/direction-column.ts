import { type Direction, endOnly, readDirection } from '../reference/direction.ts'
import type { Table } from './table.ts'

/** Share of the filled cells that must name a direction. */
const MOST = 0.9
/** Rows that are looked at. */
const SAMPLE = 200

const known = new WeakMap<Table, number | null>()

/** The column of a table that says "EXPORT" in some rows and "IMPORT" in others; null without one. */
export function directionColumn(table: Table): number | null {
  let column = known.get(table)
  if (column === undefined) {
    column = find(table)
    known.set(table, column)
  }
  return column
}

function find({ grid, range, firstDataRow, lastDataRow }: Table): number | null {
  for (let column = range.left; column <= range.right; column++) {
    const ways = new Set<string>()
    let filled = 0
    let directed = 0
    for (let row = firstDataRow; row <= Math.min(lastDataRow, firstDataRow + SAMPLE); row++) {
      const text = grid.text(row, column).trim()
      if (text === '' || endOnly(text) === 'either') continue
      filled++
      const way = readDirection(text)
      if (way === null) continue
      directed++
      ways.add(way)
    }
    if (ways.size === 2 && directed >= MOST * filled) return column
  }
  return null
}

/** The column of which every cell names an end of the lane and nothing else ("At": Origin, Destination, All), and the ends. */
export function columnOfEnds(table: Table): { column: number; ends: ReadonlySet<Direction> } | null {
  const { grid, range, firstDataRow, lastDataRow, sectionRows } = table
  for (let column = range.left; column <= range.right; column++) {
    const ends = new Set<Direction>()
    let others = false
    for (let row = firstDataRow; row <= Math.min(lastDataRow, firstDataRow + SAMPLE) && !others; row++) {
      const text = grid.text(row, column).trim()
      if (text === '' || sectionRows.includes(row)) continue
      const end = endOnly(text)
      if (end === null) others = true
      else if (end !== 'either') ends.add(end)
    }
    if (!others && ends.size > 0) return { column, ends }
  }
  return null
}
