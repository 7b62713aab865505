import type { Grid } from '../workbook/grid.ts'
import { readHeading } from './header-lexicon.ts'

export const LONGEST_KEY = 40
/** From here on a text is the key of a pair: a heading of the trade, perhaps with a qualifier. */
const KNOWN_KEY = 0.7
/** Alone between two cells, it joins them to a period. */
const PERIOD_SIGN = /^(?:[~～–—-]|to|till?|until|thru|through|bis|au?|al|至|到|から)$/iu

/** A key without its colon, and without the number before it. */
export const bareKey = (text: string): string =>
  text
    .replace(/\s*[:：]\s*$/u, '')
    .replace(/^\s*\d{1,2}\s*[.)]\s*/u, '')
    .trim()

/** A cell, or the two ends of a period with the sign between them ("2026/05/01 | ~ | 2027/04/30"), read as one. */
export interface Piece {
  readonly column: number
  /** The rightmost cell of the piece. */
  readonly last: number
  readonly text: string
}

/** The pieces of a row, from left to right. */
export function piecesOfRow(grid: Grid, row: number, columns: readonly number[]): Piece[] {
  const pieces: Piece[] = []
  for (let k = 0; k < columns.length; k++) {
    const column = columns[k]!
    const [text, sign, end] = [0, 1, 2]
      .map((n) => columns[k + n])
      .map((at) => (at === undefined ? '' : grid.text(row, at).trim()))
    const joined = PERIOD_SIGN.test(sign!) && /\d/.test(text!) && /\d/.test(end!)
    pieces.push({
      column,
      last: columns[k + (joined ? 2 : 0)]!,
      text: joined ? `${text} ${sign} ${end}` : text!,
    })
    if (joined) k += 2
  }
  return pieces
}

/** "S.C. Number | TPE26-70311 | Trade | Transpacific": every other cell is a known key, and no value is. */
export function isRowOfPairs(pieces: readonly Piece[]): boolean {
  const known = pieces.map(
    ({ text }) => text.length <= LONGEST_KEY && readHeading(bareKey(text)).field >= KNOWN_KEY,
  )
  return pieces.length > 0 && pieces.length % 2 === 0 && known.every((key, at) => key === (at % 2 === 0))
}
