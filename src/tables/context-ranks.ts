import { OF_ANOTHER, type Placed } from './context.ts'
import { designationOf, ownDesignation } from './designation.ts'
import type { LooseCell } from './loose-cells.ts'
import type { ContextCell } from './table.ts'

export interface Ranked {
  cell: ContextCell
  rank: number
}

/** "6-3. ORIGIN ARBITRARY", "B. Add-ons", "IV) Reefer". */
export const NUMBERED = /^\s*(?:\d{1,2}(?:[-.]\d{1,2})?|[A-Z]|[IVX]{1,4})[.)]\s*\S/u

const LANE_END =
  /^(?:origin|from|pol|port of loading|load(?:ing)? port|destination|to|pod|port of discharge|discharge port)$/iu
const ROUTING = /^(?:via|routing|t\/s|trans?s?hipment(?: port)?|transit port)$/iu
/** The ends of a lane and the port between them stand in so many rows. */
const LANE_ROWS = 3

/** Of several pairs with one key above a table ("Commodity: ..." over each of its sections) the last one speaks for it. */
export function preferNearestPairs(ranked: Ranked[], { top }: Placed): void {
  const nearest = new Map<string, Ranked>()
  const above = ranked.filter(({ cell }) => cell.kind === 'key_value' && (cell.row ?? top) < top)
  for (const one of above) {
    const key = one.cell.key!.toLowerCase()
    if ((one.cell.row ?? 0) >= (nearest.get(key)?.cell.row ?? 0)) nearest.set(key, one)
  }
  for (const one of above) {
    const last = nearest.get(one.cell.key!.toLowerCase())!
    if (last.cell.row === one.cell.row) continue
    if (last.cell.position === 'sheet') {
      last.cell = { ...last.cell, position: 'above' }
      last.rank = 4_000 + top - last.cell.row!
    }
    one.cell = { ...one.cell, position: 'sheet' }
    one.rank = 30_000 + top - one.cell.row!
  }
}

/**
 * A pair does not reach past another of its key, nor a numbered part past the next one: the commodity of the first
 * section is not that of the fourth.
 */
export function dropSuperseded(
  ranked: readonly Ranked[],
  loose: readonly LooseCell[],
  { top }: Placed,
): void {
  const last = new Map<string, number>()
  for (const cell of loose) {
    const name = cell.row < top ? succession(cell) : null
    if (name !== null) last.set(name, Math.max(cell.row, last.get(name) ?? 0))
  }
  dropRoutingOfOthers(ranked, loose, top)
  for (const [name, row] of last) {
    const same = ranked.filter(({ cell }) => (cell.row ?? top) < top && succession(cell) === name)
    if (!same.some(({ cell }) => cell.row === row)) for (const one of same) one.rank = OF_ANOTHER
  }
}

/** "Via: SINGAPORE" between the ends of one lane is no routing of the next lane, which gives its own ends. */
function dropRoutingOfOthers(ranked: readonly Ranked[], loose: readonly LooseCell[], top: number): void {
  const ends = loose.filter(({ key, row }) => key !== null && row < top && LANE_END.test(key))
  const last = Math.max(0, ...ends.map(({ row }) => row))
  for (const one of ranked) {
    const { key, row } = one.cell
    if (key === null || row === null || row >= top || !ROUTING.test(key)) continue
    // Between the ends that were given before it and the table, both ends come again.
    const again = ends.filter((end) => end.row > row)
    const before = ends.some((end) => end.row <= row && row - end.row <= LANE_ROWS)
    if (before && last > row + LANE_ROWS && new Set(again.map(({ key: end }) => end!.toLowerCase())).size > 1)
      one.rank = OF_ANOTHER
  }
}

/** What a cell has in common with those that take its place further down. */
function succession({ kind, key, text }: Pick<LooseCell, 'kind' | 'key' | 'text'>): string | null {
  if (key !== null) return key.toLowerCase()
  return kind === 'title' && designationOf(text) !== null ? 'part' : null
}

/** "NOTE FOR BULLET NO. 1" says nothing of bullet 2. */
export function dropNotesOfOthers(ranked: readonly Ranked[]): void {
  const own = ownDesignation(ranked.flatMap(({ cell, rank }) => (rank < OF_ANOTHER ? cell : [])))
  if (own === null) return
  for (const one of ranked) {
    if (one.cell.kind === 'title') continue
    const named = designationOf(one.cell.key ?? one.cell.text)
    if (named !== null && named !== own) one.rank = OF_ANOTHER
  }
}

/** "6-3. ORIGIN ARBITRARY" governs every table down to the next numbered title, not the first one only. */
export function keepNumberedTitle(ranked: readonly Ranked[], { top }: Placed): void {
  let last: Ranked | undefined
  for (const one of ranked) {
    const { kind, row, text } = one.cell
    if (kind !== 'title' || row === null || row >= top || !NUMBERED.test(text)) continue
    if (row > (last?.cell.row ?? 0)) last = one
  }
  if (last?.cell.position !== 'sheet') return
  last.cell = { ...last.cell, position: 'above' }
  last.rank = 4_000 + top - last.cell.row!
}
