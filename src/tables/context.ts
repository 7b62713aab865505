import type { Grid } from '../workbook/grid.ts'
import { cellShape } from './cell-shape.ts'
import { partOf } from './contract-parts.ts'
import { designationOf, ownDesignation } from './designation.ts'
import { readHeading } from './header-lexicon.ts'
import { bareKey, isRowOfPairs, LONGEST_KEY, piecesOfRow } from './key-values.ts'
import { periodsOfScopes } from './scoped-periods.ts'
import type { ContextCell, ContextKind, RowLabel } from './table.ts'

/** A piece of text outside the tables of a sheet. */
export interface LooseCell {
  readonly row: number
  readonly column: number
  readonly kind: ContextKind
  readonly text: string
  readonly key: string | null
  /** The row opens a numbered part: "2) | COMMODITY | : | GARMENTS". */
  readonly opens?: true
}

/** Where a table lies on its sheet. */
export interface Placed {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
  readonly sectionRows: readonly number[]
}

interface Ranked {
  cell: ContextCell
  rank: number
}

/** Rank of another table's caption, which is left out unless it governs this one too. */
const OF_ANOTHER = 90_000
/** A caption stands at most so many rows above its table. */
const CAPTION_ROWS = 3
const LONGEST_CAPTION = 120
/** "6-3. ORIGIN ARBITRARY", "B. Add-ons", "IV) Reefer". */
const NUMBERED = /^\s*(?:\d{1,2}(?:[-.]\d{1,2})?|[A-Z]|[IVX]{1,4})[.)]\s*\S/u
/** "6-3. Origin Arbitrary" alone in its row is no note, whatever stands above it. */
const PART = /^\s*\d{1,2}-\d{1,2}[.)]?\s+\p{Lu}[^.;:]{2,48}$/u
const NOTE_START =
  /^\s*(?:[*•※#>-]|\(?\d{1,2}[.)]\s|n\.?b\.?\b|notes?\b|remarks?\b|备注|備註|注|附|说明|nota|hinweis|anm|ghi chú|비고|참고)/iu
const LANE_END =
  /^(?:origin|from|pol|port of loading|load(?:ing)? port|destination|to|pod|port of discharge|discharge port)$/iu
const ROUTING = /^(?:via|routing|t\/s|trans?s?hipment(?: port)?|transit port)$/iu
/** The ends of a lane and the port between them stand in so many rows. */
const LANE_ROWS = 3
/** Cells of a key-value block stand at most so far apart. */
const KEY_TO_VALUE = 3
/** What introduces the days from or until which prices hold. */
const VALIDITY_KEY =
  /^(?:rates? )?(?:valid(?:ity)?|valid (?:from|to|till?|until)|effective(?: date)?|expiry(?: date)?|vigencia|validez|validade|gültig(?:keit)?|validité|validità|geçerlilik|hiệu lực|有效期|효력|유효기간)$/iu
/** What stands before a colon is no key when it ends a statement of its own: "币种USD，ALL IN价；价格顺序：20GP/40GP". */
const PAIR = /^([^:：;；。\n]{2,40}?)\s*[:：]\s*(\S[\s\S]*)$/u

/** Cells outside the given ranges, with the pairs of key and value put together. */
export function looseCells(
  grid: Grid,
  tables: readonly Placed[],
  labelAt: (row: number, column: number) => RowLabel | undefined,
  taken: ReadonlySet<string> = new Set(),
): LooseCell[] {
  const found: LooseCell[] = []
  for (let i = 0; i < grid.filledRows.length; i++) {
    const row = grid.filledRows[i]!
    const across = tables.filter((table) => row >= table.top && row <= table.bottom)
    if (across.some((table) => table.left === 0 && table.right >= grid.lastColumn)) continue
    const columns = grid.filledColumns(row)
    const last = columns[columns.length - 1]!
    if (across.some((table) => columns[0]! >= table.left && last <= table.right)) continue
    const free = Array.from(columns).filter(
      (column) =>
        !across.some((table) => column >= table.left && column <= table.right) &&
        !taken.has(grid.address(row, column)),
    )
    if (free.length === 0) continue
    const labelled = labelAt(row, free[0]!)
    // Over the first table everything is heading, however many lines of a letter come before the title.
    const onTop = tables.length > 0 && tables.every((table) => row < table.top)
    const titled = onTop || (free.length === 1 && PART.test(grid.text(row, free[0]!)))
    const label = titled && (labelled === undefined || labelled === 'note') ? 'title' : (labelled ?? 'note')
    found.push(...cellsOfRow(grid, row, free, label))
  }
  return found
}

function cellsOfRow(
  grid: Grid,
  row: number,
  columns: readonly number[],
  label: RowLabel | undefined,
): LooseCell[] {
  const cells: LooseCell[] = []
  const pieces = piecesOfRow(grid, row, columns)
  const inPairs = pieces.length > 2 && isRowOfPairs(pieces)
  const opens = pieces.length > 1 && BULLET.test(pieces[0]!.text) ? { opens: true as const } : {}
  for (let k = 0; k < pieces.length; k++) {
    const { column, last, text } = pieces[k]!
    // "1) | COMMODITY | : | FAK": which part it is, and no key.
    if (k === 0 && opens.opens) continue
    if (pieces[k + 1] !== undefined && isColon(pieces[k + 1]!.text)) {
      const value = pieces[k + 2]
      if (value !== undefined)
        cells.push({
          row,
          column: value.column,
          kind: 'key_value',
          text: value.text,
          key: bareKey(text),
          ...opens,
        })
      k += 2
      continue
    }
    const next = pieces[k + 1]
    // "RATE APPLICABLE OVER :", and further right the only other cell of the row.
    const alone = pieces.length === 2 && ENDS_IN_COLON.test(text)
    const near = next !== undefined && (alone || next.column - last <= KEY_TO_VALUE)
    if (near && (inPairs || isKey(grid, row, column, text, label))) {
      cells.push({ row, column: next.column, kind: 'key_value', text: next.text, key: bareKey(text) })
      k++
      continue
    }
    const pair = PAIR.exec(text)
    if (pair && !/https?$/i.test(pair[1]!) && !/^\d{1,2}$/.test(pair[1]!)) {
      cells.push({ row, column, kind: 'key_value', text: pair[2]!.trim(), key: bareKey(pair[1]!) })
    } else cells.push({ row, column, kind: kindOf(label), text, key: null })
  }
  return cells
}

function isKey(grid: Grid, row: number, column: number, text: string, label: RowLabel | undefined): boolean {
  if (grid.kind(row, column) !== 'text' || text.length > LONGEST_KEY) return false
  if (ENDS_IN_COLON.test(text)) return true
  const alone = grid.filledColumns(row).length === 2 && column === grid.filledColumns(row)[0]
  return (label === 'key_value' || (alone && readHeading(text).field === 1)) && !/[:：]./u.test(text)
}

const ENDS_IN_COLON = /[:：]$/u
/** "1)", "2." in a cell of its own. */
const BULLET = /^\(?\d{1,2}[.)]$/u

/** A cell that only parts a key from its value. */
export const isColon = (text: string): boolean => /^\s*[:：]\s*$/u.test(text)

function kindOf(label: RowLabel | undefined): ContextKind {
  return label === 'title' || label === 'section' || label === 'key_value' || label === 'header'
    ? 'title'
    : 'note'
}

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

/** Of several pairs with one key above a table ("Commodity: ..." over each of its sections) the last one speaks for it. */
function preferNearestPairs(ranked: Ranked[], { top }: Placed): void {
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
function dropSuperseded(ranked: readonly Ranked[], loose: readonly LooseCell[], { top }: Placed): void {
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
function dropNotesOfOthers(ranked: readonly Ranked[]): void {
  const own = ownDesignation(ranked.flatMap(({ cell, rank }) => (rank < OF_ANOTHER ? cell : [])))
  if (own === null) return
  for (const one of ranked) {
    if (one.cell.kind === 'title') continue
    const named = designationOf(one.cell.key ?? one.cell.text)
    if (named !== null && named !== own) one.rank = OF_ANOTHER
  }
}

/** "6-3. ORIGIN ARBITRARY" governs every table down to the next numbered title, not the first one only. */
function keepNumberedTitle(ranked: readonly Ranked[], { top }: Placed): void {
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

/** Titles, pairs and notes of a sheet without tables (a cover), as context for the tables of the other sheets. */
export function sheetContext(grid: Grid): ContextCell[] {
  const below = pairsBelow(grid)
  const taken = new Set(
    below.flatMap(({ row, column }) => [grid.address(row - 1, column), grid.address(row, column)]),
  )
  const labelAt = (row: number): RowLabel => {
    const free = Array.from(grid.filledColumns(row)).filter((column) => !taken.has(grid.address(row, column)))
    const pieces = piecesOfRow(grid, row, free)
    if (pieces.length === 2 || isRowOfPairs(pieces)) return 'key_value'
    return pieces.length === 1 && row <= CAPTION_ROWS ? 'title' : 'note'
  }
  return [...below, ...looseCells(grid, [], labelAt, taken)].map(({ kind, text, key, row, column }) => ({
    kind,
    text,
    key,
    row,
    column,
    position: 'workbook' as const,
    sheet: grid.sheet,
  }))
}

/** "Valid from | Valid to" over a date each, beside the pairs of a cover. */
function pairsBelow(grid: Grid): LooseCell[] {
  const pairs: LooseCell[] = []
  for (const row of Array.from(grid.filledRows))
    for (const column of Array.from(grid.filledColumns(row))) {
      if (row === 1 || grid.kind(row - 1, column) !== 'text' || cellShape(grid, row, column) !== 'date')
        continue
      const key = grid.text(row - 1, column).trim()
      if (!DATED.test(key) || key.length > LONGEST_KEY) continue
      pairs.push({ row, column, kind: 'key_value', text: grid.text(row, column), key: bareKey(key) })
    }
  return pairs
}

/** Headings of a date from which or till which prices hold. */
const DATED = /^(?:valid|effective|expir|vigen|gültig|válid|start|end\b)/iu

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
