import { matchHeader } from '../columns/header-terms.ts'
import { isAddressText } from '../tables/phrase-lexicon.ts'
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

/** The statements around a table, "Validity: 31.01.2026" split into key and text; the sender's address states nothing. */
export function readStatements(
  table: Table,
  context: readonly ContextCell[],
  ownContext: number,
): Statement[] {
  return context.flatMap((cell, index) => {
    if (cell.key === null && isAddressText(cell.text)) return []
    const own = index < ownContext
    const inline = cell.key === null ? KEYED.exec(cell.text) : null
    const key = (cell.key ?? inline?.[1] ?? '').replace(/[:：]\s*$/, '').trim()
    const text = inline ? inline[2]! : cell.text
    const fields =
      key === ''
        ? []
        : matchHeader(key)
            .filter(({ score }) => score >= KEY_SCORE)
            .map(({ field }) => field)
    const base = own ? NEARNESS[cell.position] : NEARNESS.otherSheet
    const distance = own && cell.row !== null && cell.position === 'above' ? table.range.top - cell.row : 0
    return {
      context: index,
      cell,
      key,
      text,
      fields,
      nearness: base - Math.min(0.3, distance * ROW_COST),
      own,
    }
  })
}

/** Whether the statement is a caption, title or key-value of the table's sheet, not a note below it. */
export function isHeading(statement: Statement): boolean {
  const { position, kind } = statement.cell
  return statement.own && position !== 'below' && position !== 'inside' && kind !== 'note'
}
