import type { ContextCell } from '../../tables/table.ts'
import type { Detail } from './prompt.ts'
import { quoted } from './quoted.ts'
import type { CountTokens } from './tokens.ts'

/** The cells around a table that a question shows, by their index in the context. */
export interface ContextLines {
  readonly lines: readonly string[]
  readonly shown: ReadonlySet<number>
}

/** Tokens for what stands around a table, and how much of one cell is shown. */
const ROOM: Readonly<Record<Detail, { readonly tokens: number; readonly characters: number }>> = {
  full: { tokens: 700, characters: 200 },
  lean: { tokens: 130, characters: 60 },
}
/** Captions inside a table are many and alike. */
const MOST_SECTIONS = 6

/**
 * Renders the context, the first `own` cells of which are the table's: the names of sheet and file, then cells in the
 * order of the context, the nearest first.
 */
export function contextLines(
  context: readonly ContextCell[],
  own: number,
  detail: Detail,
  count: CountTokens,
  share = 1,
): ContextLines {
  const { tokens, characters } = ROOM[detail]
  let left = tokens * share
  let sections = 0
  const byIndex = new Map<number, string>()
  for (const index of inOrder(context, own)) {
    const cell = context[index]!
    if (cell.kind === 'section' && ++sections > MOST_SECTIONS) continue
    // The file has one name, and captions inside another table hold there.
    if (index >= own && (cell.kind === 'section' || cell.kind === 'file_name')) continue
    const line = contextLine(index, cell, index < own, characters)
    const cost = count(line) + 1
    if (cost > left) continue
    left -= cost
    byIndex.set(index, line)
  }
  const shown = [...byIndex.keys()].sort((a, b) => a - b)
  return { lines: shown.map((index) => byIndex.get(index)!), shown: new Set(shown) }
}

function contextLine(index: number, cell: ContextCell, own: boolean, characters: number): string {
  const where = !own ? ' elsewhere' : isName(cell) ? '' : ` ${cell.position}`
  const elsewhere = cell.sheet ? ` on ${quoted(cell.sheet, 40)}` : ''
  const key = cell.key === null ? '' : ` ${quoted(cell.key, characters)} =`
  return `{${index}} ${cell.kind}${where}${elsewhere}${key} ${quoted(cell.text, characters)}`
}

const isName = ({ kind }: ContextCell): boolean => kind === 'sheet_name' || kind === 'file_name'

function inOrder(context: readonly ContextCell[], own: number): number[] {
  const indexes = context.map((_, index) => index)
  const names = indexes.filter((index) => index < own && isName(context[index]!))
  return [...names, ...indexes.filter((index) => !names.includes(index))]
}
