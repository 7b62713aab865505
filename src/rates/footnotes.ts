import type { ContextCell, Table } from '../tables/table.ts'

const WORD = String.raw`(?:foot)?(?:note|nota|anm(?:erkung)?|hinweis|remark|rem|ref|not|ghi chú|备注|備註|注|주|비고)s?\.?`
/** "NOTE 1", "Nota 2:", "(3)", "*1": what a note is called by. */
const LABEL = new RegExp(String.raw`^[(*#[]*(?:${WORD}\s*)?(?:no\.?\s*)?(\d{1,2})[)\].:：]*$`, 'iu')
/** "1) Subject to ...", "Note 2: valid till ...". */
const LABELLED = new RegExp(
  String.raw`^[(*#[]*(?:${WORD}\s*(\d{1,2})\s*[)\].:：–-]?|(\d{1,2})\s*[)\].:：])\s+(\S[\s\S]*)$`,
  'iu',
)
/** "1", "1, 3", "Note 2" in a column of remarks. */
const POINTS = new RegExp(
  String.raw`^[(*#[]*(?:(?:see\s+)?${WORD}\s*)?(\d{1,2}(?:\s*[,/&+;]\s*\d{1,2})*)[)\].]*$`,
  'iu',
)

/** The notes around a table that its rows point to by a number: "1" in the column of remarks, "NOTE 1 | Valid till ..." below. */
export class Footnotes {
  readonly #notes: ReadonlyMap<string, string>

  constructor({ context, range }: Table) {
    const notes = new Map<string, string>()
    const note = (number: string, text: string) => {
      if (!notes.has(number) && text.trim() !== '') notes.set(number, text.trim())
    }
    // Below a table in the order of its notes; of two with one number the nearer is its own.
    const below = context
      .filter(({ row, position }) => row !== null && row > range.bottom && position !== 'workbook')
      .sort((a, b) => a.row! - b.row! || a.column! - b.column!)
    for (const [at, cell] of below.entries()) {
      const own = numberOf(cell, below[at + 1])
      if (own) note(own.number, own.text)
    }
    this.#notes = notes
  }

  /** The remarks of a row, and behind each that only points to notes what these say. */
  spelledOut(remarks: string[]): string[] {
    if (this.#notes.size === 0 || remarks.length === 0) return remarks
    return remarks.flatMap((remark) => {
      const numbers = POINTS.exec(remark.trim())?.[1]?.split(/\D+/) ?? []
      return [remark, ...numbers.flatMap((number) => this.#notes.get(number) ?? [])]
    })
  }
}

function numberOf(
  cell: ContextCell,
  next: ContextCell | undefined,
): { readonly number: string; readonly text: string } | null {
  const label = LABEL.exec((cell.key ?? cell.text).trim())?.[1]
  if (label !== undefined && cell.key !== null) return { number: label, text: cell.text }
  if (label !== undefined)
    return next && next.row === cell.row && next.key === null ? { number: label, text: next.text } : null
  const [, named, plain, text] = (cell.key === null ? LABELLED.exec(cell.text.trim()) : null) ?? []
  const number = named ?? plain
  return number === undefined || text === undefined ? null : { number, text }
}
