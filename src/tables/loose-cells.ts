import type { Grid } from '../workbook/grid.ts'
import { PART, type Placed } from './context.ts'
import { readHeading } from './header-lexicon.ts'
import { bareKey, isRowOfPairs, LONGEST_KEY, piecesOfRow } from './key-values.ts'
import { isValidityText } from './phrase-lexicon.ts'
import type { ContextKind, RowLabel } from './table.ts'

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

/** Cells of a key-value block stand at most so far apart. */
const KEY_TO_VALUE = 3
/** "Effective", and further right a day, which can only be that. */
const KEY_TO_DAY = 8
const DAY =
  /^(?=.{6,20}$)\s*(?:\d{1,4}[./ -]{1,2}(?:\d{1,2}|\p{L}{3,9})[.,/ -]{1,2}\d{2,4}|\p{L}{3,9}\.? \d{1,2},? \d{4})\s*$/u
/** What stands before a colon is no key when it ends a statement of its own: "币种USD，ALL IN价；价格顺序：20GP/40GP". */
export const PAIR = /^([^:：;；。\n]{2,40}?)\s*[:：]\s*(\S[\s\S]*)$/u

/** What a numbered note is called by, in a cell of its own. */
const NUMBERED_NOTE =
  /^\s*[(*#[]*(?:(?:foot)?note|nota|anm(?:erkung)?|hinweis|remark|ghi chú|备注|備註|注|주|비고)s?\.?\s*(?:no\.?\s*)?\d{1,2}\s*[)\].:：]*\s*$/iu

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
    // "NOTE 1 | Valid till ..." below prices, whatever the rows around it are taken for.
    const numbered = !onTop && NUMBERED_NOTE.test(grid.text(row, free[0]!))
    found.push(...cellsOfRow(grid, row, free, numbered ? 'note' : label))
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
    const apart = next === undefined ? 0 : next.column - last
    const dated = next !== undefined && isValidityText(text) && DAY.test(next.text) && apart <= KEY_TO_DAY
    const near = next !== undefined && (alone || dated || apart <= KEY_TO_VALUE)
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
