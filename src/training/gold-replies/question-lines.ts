import { asShown } from '../../answerers/questions/quoted.ts'
import type { GoldTable } from '../../labels/gold.ts'
import { type CellRange, parseRange } from '../../workbook/grid.ts'
import type { GoldBook } from './gold-book.ts'

/** What a question shows, taken from its text: somebody who answers it knows no more. */
export interface QuestionLines {
  readonly file: string
  readonly sheet: string | null
  /** The block or the table that is asked about; null where the question has none. */
  readonly range: CellRange | null
  /** The table lay on its side: rows and columns are not those of the sheet. */
  readonly turned: boolean
  readonly lines: readonly string[]
}

export interface ShownContext {
  readonly index: number
  readonly kind: string
  readonly position: string
  readonly key: string | null
  readonly text: string
}

const SECOND_TURN = '\nSECOND TURN\n'

/** Reads a question as it was rendered; null for a text that is none. */
export function readQuestion(input: string): QuestionLines | null {
  const [question] = input.split(SECOND_TURN)
  const [first, ...lines] = question!.split('\n')
  try {
    const head = JSON.parse(first!) as Record<string, unknown>
    if (typeof head.file !== 'string') return null
    const address = head.range ?? head.block
    return {
      file: head.file,
      sheet: typeof head.sheet === 'string' ? head.sheet : null,
      range: typeof address === 'string' ? parseRange(address) : null,
      turned: head.turned === true,
      lines,
    }
  } catch {
    return null
  }
}

const ROW = /^(\d+)(?: bold)?(?: filled)? [A-Z]+:/
const COLUMN = /^\[(\d+)\] /
const STRING = '"(?:[^"\\\\]|\\\\.)*"'
const CONTEXT = new RegExp(
  `^\\{(\\d+)\\} (\\w+)(?: (\\w+))?(?: on ${STRING})?(?: (${STRING}) =)? (${STRING})$`,
)

/** Rows of the sheet that are shown. */
export const shownRows = ({ lines }: QuestionLines): number[] => numbersOf(lines, ROW)

/** Columns that are asked for, or texts of a place question. */
export const askedIds = ({ lines }: QuestionLines): number[] => numbersOf(lines, COLUMN)

const numbersOf = (lines: readonly string[], pattern: RegExp): number[] =>
  lines.flatMap((line) => {
    const match = pattern.exec(line)
    return match ? [Number(match[1])] : []
  })

/** Texts around the table that are shown. */
export function shownContext({ lines }: QuestionLines): ShownContext[] {
  return lines.flatMap((line) => {
    const match = CONTEXT.exec(line)
    if (!match) return []
    const [, index, kind, position, key, text] = match
    return [
      {
        index: Number(index),
        kind: kind!,
        position: position ?? '',
        key: key === undefined ? null : (JSON.parse(key) as string),
        text: (JSON.parse(text!) as string).replace(/…$/, ''),
      },
    ]
  })
}

/** A place text with the codes of its candidates. */
export interface ShownPlace {
  readonly id: number
  readonly field: string
  readonly text: string
  readonly codes: readonly string[]
}

export function shownPlaces({ lines }: QuestionLines): ShownPlace[] {
  const places: (ShownPlace & { codes: string[] })[] = []
  const head = new RegExp(`^\\[(\\d+)\\] (\\w+) (${STRING})`)
  for (const line of lines) {
    const match = head.exec(line)
    if (match) {
      const text = (JSON.parse(match[3]!) as string).replace(/…$/, '')
      places.push({ id: Number(match[1]), field: match[2]!, text, codes: [] })
    } else {
      const code = /^ {2}([A-Z]{2}[A-Z0-9]{3}) /.exec(line)
      if (code) places.at(-1)?.codes.push(code[1]!)
    }
  }
  return places
}

/** The gold table that a range is about: the one that shares most rows and columns with it. */
export function goldTableOf(book: GoldBook, { sheet, range }: QuestionLines): GoldTable | null {
  let best: GoldTable | null = null
  let most = 0
  for (const table of book.gold.tables) {
    if (!isSheet(table.sheet, sheet) || range === null) continue
    const own = parseRange(table.range)
    const rows = Math.min(own.bottom, range.bottom) - Math.max(own.top, range.top) + 1
    const columns = Math.min(own.right, range.right) - Math.max(own.left, range.left) + 1
    const cells = rows > 0 && columns > 0 ? rows * columns : 0
    if (cells > most) {
      most = cells
      best = table
    }
  }
  return best
}

/** Whether a sheet is the one that a question names: names are shown without what no reader sees. */
export const isSheet = (name: string | null, shown: string | null): boolean =>
  name === shown || (name !== null && shown !== null && asShown(name) === shown)
