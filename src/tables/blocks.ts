import type { CellRange, Grid } from '../workbook/grid.ts'
import { separates } from './column-gap.ts'

/** A part of a sheet that is read from top to bottom on its own. Side by side tables lie in different blocks. */
export interface Block {
  readonly range: CellRange
  /** Rows with a cell within the columns of the block, ascending, 1-based. */
  readonly rows: readonly number[]
}

/** Rows without a blank row between them. */
export interface Band {
  readonly rows: readonly number[]
  readonly left: number
  readonly right: number
}

/** A band of so few rows (captions, a side box's heading) is cut where its neighbour is. */
const SMALL_BAND_ROWS = 3
/** A table goes on after at most so many blank rows, with a row of at least so many cells ... */
const PAUSE_ROWS = 2
const PAUSED_WIDTH = 4
/** ... of which this share stands in columns that were filled above. */
const PAUSED_SHARE = 0.8

/**
 * Cuts a sheet into blocks: into bands at blank rows, each band at the blank columns that divide tables, and the
 * pieces joined downwards again where they stand below one another.
 */
export function findBlocks(grid: Grid): Block[] {
  const bands = findBands(grid)
  const spans = occupiedByMerges(grid)
  const cuts: Cut[][] = []
  bands.forEach((band, i) => {
    const above = bands[i - 1]
    const goesOn = above !== undefined && continuesBand(grid, above, band)
    cuts.push(goesOn ? cuts[i - 1]!.filter((cut) => respects(grid, band, cut)) : cutsOf(grid, band, spans))
  })
  bands.forEach((band, i) => {
    if (cuts[i]!.length > 0 || band.rows.length > SMALL_BAND_ROWS) return
    for (const neighbour of [cuts[i + 1], cuts[i - 1]]) {
      const fitting = (neighbour ?? []).filter((cut) => respects(grid, band, cut))
      if (fitting.length > 0) {
        cuts[i] = fitting
        return
      }
    }
  })
  return chain(bands.map((band, i) => piecesOf(grid, band, cuts[i]!)))
}

function findBands(grid: Grid): Band[] {
  const bands: Band[] = []
  let rows: number[] = []
  let left = Number.POSITIVE_INFINITY
  let right = -1
  const close = () => {
    if (rows.length > 0) bands.push({ rows, left, right })
    rows = []
    left = Number.POSITIVE_INFINITY
    right = -1
  }
  for (let i = 0; i < grid.filledRows.length; i++) {
    const row = grid.filledRows[i]!
    if (rows.length > 0 && row !== rows.at(-1)! + 1) close()
    const columns = grid.filledColumns(row)
    rows.push(row)
    left = Math.min(left, columns[0]!)
    right = Math.max(right, columns[columns.length - 1]!)
  }
  close()
  return bands
}

/** Merges across columns hold their columns together, except a title's: alone in its row it spans what it likes. */
function occupiedByMerges(grid: Grid): CellRange[] {
  return grid.merges.filter(
    (merge) =>
      merge.right > merge.left && merge.top <= grid.lastRow && grid.filledColumns(merge.top).length > 1,
  )
}

/** The first row of a band fills the columns of a row right above the blank rows: the table only pauses. */
function continuesBand(grid: Grid, above: Band, band: Band): boolean {
  const columns = Array.from(grid.filledColumns(band.rows[0]!))
  if (columns.length < PAUSED_WIDTH || band.rows[0]! - above.rows.at(-1)! > PAUSE_ROWS + 1) return false
  return above.rows.slice(-5).some((row) => {
    const filled = new Set(Array.from(grid.filledColumns(row)))
    return columns.filter((column) => filled.has(column)).length >= PAUSED_SHARE * columns.length
  })
}

interface Cut {
  readonly first: number
  readonly last: number
}

function cutsOf(grid: Grid, band: Band, merges: readonly CellRange[]): Cut[] {
  if (band.rows.length < 2 || band.right - band.left < 3) return []
  const filled = new Uint8Array(band.right - band.left + 1)
  for (const row of band.rows) {
    const columns = grid.filledColumns(row)
    for (let i = 0; i < columns.length; i++) filled[columns[i]! - band.left] = 1
  }
  const top = band.rows[0]!
  const bottom = band.rows.at(-1)!
  for (const merge of merges) {
    if (merge.top < top || merge.top > bottom) continue
    for (let c = Math.max(merge.left, band.left); c <= Math.min(merge.right, band.right); c++)
      filled[c - band.left] = 1
  }
  const cuts: Cut[] = []
  let from = band.left
  for (let column = band.left + 1; column < band.right; column++) {
    if (filled[column - band.left]) continue
    const first = column
    while (!filled[column + 1 - band.left]) column++
    const cut = { first, last: column }
    let next = column + 1
    while (next < band.right && filled[next + 1 - band.left]) next++
    if (separates(grid, band, from, cut, next)) {
      cuts.push(cut)
      from = column + 1
    }
  }
  return cuts
}

/** No cell of the band lies in the cut, and there is something on both sides. */
function respects(grid: Grid, band: Band, cut: Cut): boolean {
  if (band.left >= cut.first || band.right <= cut.last) return false
  return band.rows.every((row) => {
    const columns = grid.filledColumns(row)
    for (let i = 0; i < columns.length; i++)
      if (columns[i]! >= cut.first && columns[i]! <= cut.last) return false
    return true
  })
}

function piecesOf(grid: Grid, band: Band, cuts: readonly Cut[]): Block[] {
  if (cuts.length === 0) {
    const { rows, left, right } = band
    return [{ range: { top: rows[0]!, bottom: rows.at(-1)!, left, right }, rows }]
  }
  const pieces: Block[] = []
  let from = band.left
  for (const cut of [...cuts, { first: band.right + 1, last: band.right + 1 }]) {
    pieces.push(tighten(grid, band.rows, from, cut.first - 1))
    from = cut.last + 1
  }
  return pieces.filter((piece) => piece.rows.length > 0)
}

/** The rows of a column span that hold something, with the range that they really fill. */
function tighten(grid: Grid, rows: readonly number[], from: number, to: number): Block {
  const kept: number[] = []
  let left = to
  let right = from
  for (const row of rows) {
    const columns = grid.filledColumns(row)
    let any = false
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i]!
      if (column < from || column > to) continue
      any = true
      if (column < left) left = column
      if (column > right) right = column
    }
    if (any) kept.push(row)
  }
  return { range: { top: kept[0] ?? 0, bottom: kept.at(-1) ?? 0, left, right }, rows: kept }
}

/** Joins the pieces of successive bands that continue one another; a piece that meets several starts anew. */
function chain(bands: readonly (readonly Block[])[]): Block[] {
  const done: Block[] = []
  let open: { range: CellRange; rows: number[] }[] = []
  for (const pieces of bands) {
    const next: typeof open = []
    const meetings = pieces.map((piece) => open.filter((block) => overlaps(block.range, piece.range)))
    pieces.forEach((piece, i) => {
      const [only, another] = meetings[i]!
      const shared = only && meetings.some((others, j) => j !== i && others.includes(only))
      if (only && !another && !shared) {
        only.rows.push(...piece.rows)
        only.range = {
          top: only.range.top,
          bottom: piece.range.bottom,
          left: Math.min(only.range.left, piece.range.left),
          right: Math.max(only.range.right, piece.range.right),
        }
      } else next.push({ range: piece.range, rows: [...piece.rows] })
    })
    const met = new Set(meetings.flat().filter((block) => !continued(block, pieces)))
    done.push(...open.filter((block) => met.has(block)))
    open = [...open.filter((block) => !met.has(block)), ...next]
  }
  return [...done, ...open].sort((a, b) => a.range.top - b.range.top || a.range.left - b.range.left)
}

function continued(block: { rows: readonly number[] }, pieces: readonly Block[]): boolean {
  return pieces.some((piece) => piece.rows.at(-1) === block.rows.at(-1))
}

function overlaps(a: CellRange, b: CellRange): boolean {
  return a.left <= b.right && b.left <= a.right
}
