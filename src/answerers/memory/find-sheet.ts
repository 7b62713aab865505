import type { CellRange, Grid } from '../../workbook/grid.ts'
import type { Layout, RememberedHeading, RememberedSheet } from './layout.ts'
import { captionOf, cellsOf, headingKeys, type LookedCell } from './row-look.ts'
import { headingKey, skeleton } from './skeleton.ts'

/** Rows from the top of a sheet in which its layout is looked for. */
const LOOKED_AT = 600
/** Share of the headings, before and now, that must be the same for a heading row to be the remembered one. */
export const SAME_HEADING = 0.6
/** Share of the captions above the tables that must be there again. */
const SAME_CAPTIONS = 0.5

/** A remembered sheet that a sheet of now is laid out like. */
export interface FoundSheet {
  readonly layout: Layout
  readonly sheet: RememberedSheet
  readonly score: number
}

/** A remembered heading with the keys of its cells. */
export interface HeadingKeys {
  readonly heading: RememberedHeading
  readonly rows: readonly (readonly string[])[]
}

const keysOf = new WeakMap<RememberedHeading, HeadingKeys>()

export function keysOfHeading(heading: RememberedHeading): HeadingKeys {
  let known = keysOf.get(heading)
  if (!known) {
    const rows = heading.rows.map((row) =>
      row.map(({ text }) => headingKey(text)).filter((key) => key !== ''),
    )
    known = { heading, rows }
    keysOf.set(heading, known)
  }
  return known
}

/** How much the rows from `first` on are a remembered heading, 0..1. One cell alone has to say the same. */
export function headingScore(
  remembered: HeadingKeys,
  first: number,
  cellsAt: (row: number) => readonly LookedCell[],
): number {
  let same = 0
  let most = 0
  for (const [offset, keys] of remembered.rows.entries()) {
    const now = headingKeys(cellsAt(first + offset))
    const open = [...keys]
    for (const key of now) {
      const at = open.indexOf(key)
      if (at < 0) continue
      open.splice(at, 1)
      same++
    }
    most += Math.max(keys.length, now.length)
  }
  const score = most === 0 ? 0 : same / most
  return most < 3 && score < 1 ? 0 : score
}

/**
 * The remembered sheet that a sheet is laid out like: its headings are there, and most of what stood over them. Null
 * when none is near enough.
 */
export function findSheet(grid: Grid, turned: boolean, layouts: readonly Layout[]): FoundSheet | null {
  if (layouts.length === 0 || grid.filledRows.length === 0) return null
  const whole: CellRange = { top: 1, bottom: grid.lastRow, left: 0, right: grid.lastColumn }
  const rows: number[] = []
  for (let i = 0; i < grid.filledRows.length && i < LOOKED_AT; i++) rows.push(grid.filledRows[i]!)
  const cells = new Map(rows.map((row) => [row, cellsOf(grid, row, whole)]))
  const captions = new Set([...cells.values()].map(captionOf))
  const perRow = new Map([...cells].map(([row, one]) => [row, new Set(headingKeys(one))]))
  let best: FoundSheet | null = null
  for (const layout of layouts) {
    for (const sheet of layout.sheets) {
      if (sheet.turned !== turned) continue
      const score = scoreOf(sheet, grid, rows, perRow, captions)
      if (score > 0 && (best === null || score > best.score)) best = { layout, sheet, score }
    }
  }
  return best
}

function scoreOf(
  sheet: RememberedSheet,
  grid: Grid,
  rows: readonly number[],
  perRow: ReadonlyMap<number, ReadonlySet<string>>,
  captions: ReadonlySet<string>,
): number {
  const above = sheet.captions.filter(({ where }) => where === 'above')
  const there = above.filter(({ text }) => captions.has(text)).length
  if (above.length > 0 && there < SAME_CAPTIONS * above.length) return 0
  const everywhere =
    sheet.captions.length === 0
      ? 0
      : sheet.captions.filter(({ text }) => captions.has(text)).length / sheet.captions.length
  const named = sheetName(sheet.sheet) === sheetName(grid.sheet) ? 1 : 0
  // A sheet without headings is known by its name and its words alone.
  if (sheet.headings.length === 0) return named === 1 && everywhere >= SAME_CAPTIONS ? named + everywhere : 0
  const found = sheet.headings.map((heading) => {
    const remembered = keysOfHeading(heading)
    return Math.max(0, ...rows.map((row) => roughScore(remembered, row, perRow)))
  })
  const headings = found.filter((score) => score >= SAME_HEADING).length / found.length
  if (headings < SAME_CAPTIONS) return 0
  return headings + found.reduce((a, b) => a + b, 0) / found.length + named + everywhere
}

/** Like {@link headingScore}, without regard to other blocks that stand beside the heading. */
function roughScore(
  remembered: HeadingKeys,
  first: number,
  perRow: ReadonlyMap<number, ReadonlySet<string>>,
): number {
  let same = 0
  let most = 0
  for (const [offset, keys] of remembered.rows.entries()) {
    const now = perRow.get(first + offset)
    same += keys.filter((key) => now?.has(key)).length
    most += keys.length
  }
  return most === 0 ? 0 : same / most
}

const sheetName = (name: string | null): string => (name === null ? '' : skeleton(name))
