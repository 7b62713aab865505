import type { Placed } from './context.ts'
import type { LooseCell } from './loose-cells.ts'

/** Where a cell counts for a table; null: it holds for others. */
type Place = { readonly position: 'sheet'; readonly rank: number } | null

/** What introduces the days from or until which prices hold. */
const DATED =
  /^(?:(?:rates? )?valid|effective|expir|vigen|gültig|válid|geçerli|hiệu lực|有效|生效|失效|유효|start|end\b)/iu
const LONGEST_CAPTION = 80
/** Behind the pairs of the table itself, before those of the sheet. */
const SCOPED = 29_000
const WHOLE = 31_000

/**
 * A contract may say at its end how long its prices hold, once for the whole of it and once for each of its parts:
 * "[ASIA - PACIFIC SOUTH WEST]" over a table, and again over "Effective | 01 Dec, 2026 | Expiry | 31 Dec, 2026".
 */
export function periodsOfScopes(
  loose: readonly LooseCell[],
  table: Placed,
  all: readonly Placed[],
): ReadonlyMap<LooseCell, Place> {
  const dated = loose.filter(({ key }) => key !== null && DATED.test(key))
  const places = new Map<LooseCell, Place>()
  if (dated.length === 0) return places
  const rows = new Set(dated.map(({ row }) => row))
  const scopes = new Map<number, string>()
  const recurring = recurringCaptions(loose)
  for (const row of rows) {
    let above = row - 1
    while (rows.has(above)) above--
    const caption = loose.find((cell) => cell.row === above && recurring.has(captionOf(cell)))
    if (caption) scopes.set(row, captionOf(caption))
  }
  const named = new Set(scopes.values())
  const own = loose
    .filter((cell) => cell.row < table.top && named.has(captionOf(cell)))
    .reduce<LooseCell | null>((nearest, cell) => (nearest && nearest.row > cell.row ? nearest : cell), null)
  const last = Math.max(...all.map(({ bottom }) => bottom))
  for (const cell of dated) {
    const scope = scopes.get(cell.row)
    const distance = Math.abs(cell.row - table.top)
    if (scope !== undefined)
      places.set(
        cell,
        own !== null && captionOf(own) === scope ? { position: 'sheet', rank: SCOPED + distance } : null,
      )
    // Both days in one row under the last table are those of the whole sheet.
    else if (cell.row > last && dated.filter(({ row }) => row === cell.row).length > 1)
      places.set(cell, { position: 'sheet', rank: WHOLE + distance })
  }
  return places
}

/** Captions that stand in several rows. */
function recurringCaptions(loose: readonly LooseCell[]): ReadonlySet<string> {
  const seen = new Map<string, number>()
  const found = new Set<string>()
  for (const cell of loose) {
    const caption = captionOf(cell)
    if (caption === '') continue
    if (seen.has(caption) && seen.get(caption) !== cell.row) found.add(caption)
    seen.set(caption, cell.row)
  }
  return found
}

function captionOf({ key, text }: LooseCell): string {
  return key === null && text.length <= LONGEST_CAPTION ? text.trim().toLowerCase() : ''
}
