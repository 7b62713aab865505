import Table from 'cli-table3'
import { shorten, type Terminal } from './terminal.ts'

export interface Column {
  readonly title: string
  /** Columns of the terminal that it may take at most; the one without gets what is left. */
  readonly width?: number
  readonly align?: 'left' | 'right'
}

const GAP = 2
const LEAST_FLEXIBLE = 12

/** A table without rules, fitted to the width of the terminal. Cells are plain text; `paint` colours a fitted cell. */
export function plainTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  terminal: Terminal,
  paint: (text: string, row: number, column: number) => string = (text) => text,
): string {
  const { colors, width } = terminal
  const fixed = columns.reduce((sum, column) => sum + (column.width ?? 0) + GAP, 0)
  const flexible = columns.filter((column) => column.width === undefined).length
  const share = Math.max(LEAST_FLEXIBLE, Math.floor((width - fixed) / Math.max(1, flexible)))
  const widths = columns.map((column) => column.width ?? share)
  const table = new Table({
    head: columns.map((column, c) => colors.dim(shorten(column.title, widths[c]!))),
    colAligns: columns.map((column) => column.align ?? 'left'),
    chars: NO_RULES,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': GAP },
  })
  rows.forEach((row, r) => {
    table.push(row.map((text, c) => paint(shorten(text, widths[c]!), r, c)))
  })
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}

const NO_RULES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
}
