import { matchHeader } from '../columns/header-terms.ts'
import { isAddressText, isSalutation } from '../tables/phrase-lexicon.ts'
import type { ContextCell, Table } from '../tables/table.ts'

/** A piece of text around a table, with the key that introduces it and how near it stands. */
export interface Statement {
  /** Index into the context. */
  readonly context: number
  readonly cell: ContextCell
  /** The key without its colon, '' when there is none. */
  readonly key: string
  readonly text: string
  /** Fields that the key names, surest first. */
  readonly fields: readonly string[]
  /** 1 right above the table, less the further away, least for the file name and other sheets. */
  readonly nearness: number
  /** The statement stands on the table's own sheet. */
  readonly own: boolean
}

/** Longer texts are prose, in which a name may be anybody's. */
export const TITLE_CHARACTERS = 160
const KEYED = /^\s*([^:：;；。\d]{2,40}?)\s*[:：]\s*(\S[\s\S]*)$/
const KEY_SCORE = 0.5
/** What stands between statements that share a cell: "起运港：盐田   有效期：12.1-12.14", "▶ FM BUSAN ▶ VALID : 12/1 ~ 12/15". */
const BETWEEN = /\s{2,}|\n|\u3000+|\s*[▶►▷■□◆◇●★|｜]\s*/u
const BULLETED = /[▶►▷■□◆◇●★].*[▶►▷■□◆◇●★]/su
/** A key of a statement that shares its cell with others. */
const LONGEST_SHARING = 24
const NEARNESS = {
  above: 1,
  beside: 0.7,
  inside: 0.5,
  sheet: 0.6,
  below: 0.5,
  workbook: 0.35,
  otherSheet: 0.3,
} as const
/** What each row further up costs. */
const ROW_COST = 0.01

/** The statements around a table, "Validity: 31.01.2026" split into key and text; the sender's address and a greeting state nothing. */
export function readStatements(
  table: Table,
  context: readonly ContextCell[],
  ownContext: number,
): Statement[] {
  return context.flatMap((cell, index) => {
    if (cell.key === null && (isAddressText(cell.text) || isSalutation(cell.text))) return []
    const own = index < ownContext
    const base = own ? NEARNESS[cell.position] : NEARNESS.otherSheet
    const distance = own && cell.row !== null && cell.position === 'above' ? table.range.top - cell.row : 0
    const nearness = base - Math.min(0.3, distance * ROW_COST)
    return keyedTexts(cell).map(({ key, text }) => ({
      context: index,
      cell,
      key,
      text,
      fields: matchHeader(key)
        .filter(({ score }) => score >= KEY_SCORE)
        .map(({ field }) => field),
      nearness,
      own,
    }))
  })
}

interface KeyedText {
  /** '' when there is none. */
  readonly key: string
  readonly text: string
}

/** The statements of a cell: one, or several that share it; bullets divide them, and so do blanks where two have a key. */
function keyedTexts(cell: ContextCell): KeyedText[] {
  const whole = cell.key === null ? cell.text : `${cell.key}: ${cell.text}`
  const pieces = BETWEEN.test(whole)
    ? whole.split(BETWEEN).flatMap((piece) => (piece.trim() === '' ? [] : [keyed(piece)]))
    : []
  const shared = pieces.filter(({ key }) => key !== '' && key.length <= LONGEST_SHARING)
  if (shared.length > 1 || (pieces.length > 1 && BULLETED.test(whole))) return pieces
  if (cell.key === null) return [keyed(cell.text)]
  return [{ key: cell.key.replace(/[:：]\s*$/, '').trim(), text: cell.text }]
}

function keyed(text: string): KeyedText {
  const inline = KEYED.exec(text)
  return inline ? { key: inline[1]!.trim(), text: inline[2]! } : { key: '', text }
}

/** Whether the statement is a caption, title or key-value of the table's sheet, not a note below it. */
export function isHeading(statement: Statement): boolean {
  const { position, kind } = statement.cell
  return statement.own && position !== 'below' && position !== 'inside' && kind !== 'note'
}
