import type { FieldSource } from '../mapping/mapping.ts'
import type { Table } from '../tables/table.ts'

/** A cell as it counts for a row: its own, or the one whose value it carries on. */
export interface EffectiveCell {
  readonly text: string
  /** Where the value stands. */
  readonly row: number
  readonly column: number
  /** The value comes from above: a merge, a ditto mark, or a blank continuation. */
  readonly carried: boolean
}

const DITTO =
  /^(["'〃״″]{1,3}|''|,,|do\.?|dto\.?|detto|dito|ditto|-\s*ditto\s*-|-"-|—"—|same as above|idem|íd\.?|同上|同前|위와 같음|상동|như trên|yukarıdaki gibi|s\.?\s?o\.?|wie oben)$/i

const DASH = /^[-–—]{1,3}$/
const LONGEST_DITTO = 40

/** A column that fills fewer of its rows than this, its first one included, is written at the start of blocks. */
const BLOCK_SHARE = 0.5

/** What a ditto mark begins with: one look spares most cells the pattern, and every cell of a lane is asked. */
const DITTO_STARTS: ReadonlySet<string> = new Set('"\'〃״″,-—dDsSiIíÍ同위상nNyYwW')

/** Whether a text only says "same as above". */
export function isDitto(text: string): boolean {
  if (text.length > LONGEST_DITTO || text.length === 0) return false
  const first = text[0]!
  if (!DITTO_STARTS.has(first) && first.trim() !== '') return false
  return DITTO.test(text.trim())
}

/**
 * Reads columns of a table row by row, resolving merges and ditto marks; with `fillBlanks`, blank cells take the
 * value above them as well, within their section.
 */
export class ColumnReader {
  readonly #table: Table
  readonly #sections: ReadonlySet<number>
  /** By column, the cell that was read last. */
  #last: (EffectiveCell | undefined)[] = []
  readonly #blocks = new Map<number, boolean>()

  constructor(table: Table) {
    this.#table = table
    this.#sections = new Set(table.sectionRows)
  }

  /** Whether a column is written at the start of blocks only, so that its blank cells continue the one above. */
  isBlockColumn(column: number): boolean {
    let block = this.#blocks.get(column)
    if (block === undefined) {
      const { grid, firstDataRow, lastDataRow } = this.#table
      let filled = 0
      for (let row = firstDataRow; row <= lastDataRow; row++) if (grid.kind(row, column) !== 'blank') filled++
      block =
        grid.kind(firstDataRow, column) !== 'blank' && filled < BLOCK_SHARE * (lastDataRow - firstDataRow + 1)
      this.#blocks.set(column, block)
    }
    return block
  }

  /** Forgets what was carried down; to be called at a section caption. */
  startSection(): void {
    this.#last = []
  }

  isSection(row: number): boolean {
    return this.#sections.has(row)
  }

  /** The cell that counts at a row; rows must be asked in ascending order. */
  at(row: number, column: number, fillBlanks: boolean, fillDashes = false): EffectiveCell | null {
    const last = this.#last[column]
    // Several fields, and every price of a row, may ask for the same cell.
    if (last?.row === row && last.column === column) return last
    const { grid } = this.#table
    const text = grid.text(row, column)
    const dash = fillDashes && last !== undefined && DASH.test(text.trim())
    if (text !== '' && !isDitto(text) && !dash) {
      const cell = { text, row, column, carried: false }
      this.#last[column] = cell
      return cell
    }
    if (text === '') {
      const merge = grid.mergeAt(row, column)
      if (merge && merge.top >= this.#table.firstDataRow && (merge.top !== row || merge.left !== column)) {
        const merged = grid.text(merge.top, merge.left)
        if (merged === '') return null
        const cell = { text: merged, row: merge.top, column: merge.left, carried: true }
        this.#last[column] = cell
        return cell
      }
      if (!fillBlanks) return null
    }
    return last ? { ...last, carried: true } : null
  }

  /** What a field says at a row: the words of a literal, else the first of its columns that is filled. */
  text(source: FieldSource, row: number, fillBlanks: boolean): string | null {
    if (source === null) return null
    if (typeof source === 'string') return source
    for (const column of typeof source === 'number' ? [source] : source) {
      const cell = this.at(row, column, fillBlanks)
      if (cell) return cell.text
    }
    return null
  }
}
