import type { Grid } from '../workbook/grid.ts'
import {
  dropNotesOfOthers,
  dropSuperseded,
  keepNumberedTitle,
  NUMBERED,
  preferNearestPairs,
  type Ranked,
} from './context-ranks.ts'
import { partOf } from './contract-parts.ts'
import { bareKey } from './key-values.ts'
import { type LooseCell, PAIR } from './loose-cells.ts'
import { periodsOfScopes } from './scoped-periods.ts'
import type { ContextCell } from './table.ts'

/** Where a table lies on its sheet. */
export interface Placed {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
  readonly sectionRows: readonly number[]
}

/** Rank of another table's caption, which is left out unless it governs this one too. */
export const OF_ANOTHER = 90_000
/** A caption stands at most so many rows above its table. */
const CAPTION_ROWS = 3
const LONGEST_CAPTION = 120
/** "6-3. Origin Arbitrary" alone in its row is no note, whatever stands above it. */
export const PART = /^\s*\d{1,2}-\d{1,2}[.)]?\s+\p{Lu}[^.;:]{2,48}$/u

const NOTE_START =
  /^\s*(?:[*•※#>-]|\(?\d{1,2}[.)]\s|n\.?b\.?\b|notes?\b|remarks?\b|备注|備註|注|附|说明|nota|hinweis|anm|ghi chú|비고|참고)/iu

/** What introduces the days from or until which prices hold. */
const VALIDITY_KEY =
  /^(?:rates? )?(?:valid(?:ity)?|valid (?:from|to|till?|until)|effective(?: date)?|expiry(?: date)?|vigencia|validez|validade|gültig(?:keit)?|validité|validità|geçerlilik|hiệu lực|有效期|효력|유효기간)$/iu

/**
 * What stands around one table: captions right above it first, then the sheet's titles, what stands beside and below,
 * the captions inside it. A caption that belongs to another table is left out.
 */
export function contextOf(
  grid: Grid,
  table: Placed,
  all: readonly Placed[],
  loose: readonly LooseCell[],
  file: string,
): ContextCell[] {
  const others = all.filter((other) => other !== table)
  const ranked: Ranked[] = []
  const periods = periodsOfScopes(loose, table, all)
  for (const cell of loose) {
    const said = periods.has(cell) ? periods.get(cell) : partOf(cell, table, others, loose)
    const placed = said === undefined ? placeOf(cell, table, others) : said
    if (!placed) continue
    const { text, key, row, column } = cell
    const kind = isCaption(cell, table, others) ? 'title' : cell.kind
    ranked.push({ cell: { kind, text, key, row, column, position: placed.position }, rank: placed.rank })
  }
  const spanning = titleInHeading(grid, table)
  if (spanning) ranked.push({ cell: spanning, rank: 0 })
  for (const cell of validityInHeading(grid, table)) ranked.push({ cell, rank: 0 })
  preferNearestPairs(ranked, table)
  dropSuperseded(ranked, loose, table)
  dropNotesOfOthers(ranked)
  keepNumberedTitle(ranked, table)
  ranked.sort((a, b) => a.rank - b.rank)
  const context = ranked.filter(({ rank }) => rank < OF_ANOTHER).map(({ cell }) => cell)
  for (const row of table.sectionRows) {
    const column = Array.from(grid.filledColumns(row)).find((c) => c >= table.left && c <= table.right)
    if (column === undefined) continue
    context.push({
      kind: 'section',
      text: grid.text(row, column).trim(),
      key: null,
      row,
      column,
      position: 'inside',
    })
  }
  if (grid.sheet !== null) {
    context.push({
      kind: 'sheet_name',
      text: grid.sheet,
      key: null,
      row: null,
      column: null,
      position: 'sheet',
    })
  }
  context.push({ kind: 'file_name', text: file, key: null, row: null, column: null, position: 'workbook' })
  return context
}

/** "Export local charges, Thailand" merged over all columns, in place of headings: the table's title as well. */
function titleInHeading(grid: Grid, { top, left, right }: Placed): ContextCell | null {
  const merge = grid.mergeAt(top, left)
  if (!merge || merge.left !== left || merge.right < right || merge.bottom !== top) return null
  const text = grid.text(top, left).trim()
  return text === '' ? null : { kind: 'title', text, key: null, row: top, column: left, position: 'above' }
}

/** "Validity: till end of December" in the first row of the headings, over the names of columns: it names none of them. */
function validityInHeading(grid: Grid, { top, left, right }: Placed): ContextCell[] {
  const found: ContextCell[] = []
  for (const column of Array.from(grid.filledColumns(top))) {
    if (column < left || column > right || grid.kind(top, column) !== 'text') continue
    const [, key, text] = PAIR.exec(grid.text(top, column).trim()) ?? []
    if (key === undefined || text === undefined || !VALIDITY_KEY.test(key)) continue
    found.push({
      kind: 'key_value',
      text: text.trim(),
      key: bareKey(key),
      row: top,
      column,
      position: 'above',
    })
  }
  return found
}

type Position = ContextCell['position']

/** A line right above a lower table, that does not call itself a note, is its caption: "B. Origin add-ons, on top of ...". */
function isCaption(cell: LooseCell, table: Placed, others: readonly Placed[]): boolean {
  return (
    cell.kind === 'note' &&
    table.top - cell.row === 1 &&
    cell.text.length <= LONGEST_CAPTION &&
    !NOTE_START.test(cell.text) &&
    others.some((other) => other.bottom < cell.row)
  )
}

function placeOf(
  cell: LooseCell,
  table: Placed,
  others: readonly Placed[],
): { position: Position; rank: number } | null {
  const within = cell.column >= table.left && cell.column <= table.right
  const owner = captionOwner(cell, [table, ...others])
  if (owner && owner !== table)
    return cell.row < table.top && cell.kind === 'title' && NUMBERED.test(cell.text)
      ? { position: 'sheet', rank: OF_ANOTHER }
      : null
  if (cell.row < table.top) {
    const distance = table.top - cell.row
    const divided = others.some((other) => other.top > cell.row && other.bottom < table.top)
    // What stands under another table is that table's note, unless it is a caption of this one.
    const noteOfOther =
      owner !== table &&
      others.some((other) => other.bottom < cell.row && sharesColumns(other, table) && cell.kind === 'note')
    if (noteOfOther || (divided && owner !== table && others.some((other) => other.bottom < cell.row))) {
      return { position: 'sheet', rank: 30_000 + distance }
    }
    return { position: 'above', rank: (within || divided ? 0 : 2_000) + (divided ? 4_000 : 0) + distance }
  }
  if (cell.row > table.bottom) {
    const distance = cell.row - table.bottom
    const divided = others.some((other) => other.top > table.bottom && other.bottom < cell.row)
    if (divided && cell.kind !== 'note') return { position: 'sheet', rank: 30_000 + distance }
    return { position: 'below', rank: 20_000 + (divided ? 5_000 : 0) + distance }
  }
  if (within) return { position: 'inside', rank: 8_000 + cell.row - table.top }
  return { position: 'beside', rank: 10_000 + cell.row - table.top }
}

/** The table that a caption stands right above, when there are several to choose from. */
function captionOwner(cell: LooseCell, tables: readonly Placed[]): Placed | null {
  if (tables.length < 2) return null
  // "NOTE 1 | Valid till ..." right under a table is that table's, however near the next one is.
  const touched =
    cell.kind === 'note' && cell.key === null
      ? tables.find(({ bottom }) => bottom === cell.row - 1)
      : undefined
  if (touched && !tables.some(({ top }) => top === cell.row + 1)) return touched
  const below = tables
    .filter((table) => table.top > cell.row && table.top - cell.row <= CAPTION_ROWS)
    .filter((table) => cell.column >= table.left && cell.column <= table.right)
    .sort((a, b) => a.top - b.top)[0]
  if (!below) return null
  // At the top of a sheet the lines over the first table speak for the whole sheet, but for the last of them.
  const first = tables.every((table) => table.top >= below.top)
  const besides = tables.some((table) => table !== below && table.top === below.top)
  if (first && !(below.top - cell.row === 1 && (besides || cell.row > 1))) return null
  return below
}

function sharesColumns(a: Placed, b: Placed): boolean {
  return a.left <= b.right && b.left <= a.right
}
