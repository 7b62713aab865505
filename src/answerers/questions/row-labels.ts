import { z } from 'zod'
import type { RowQuestion } from '../../tables/row-question.ts'
import { BlockView } from '../../tables/row-view.ts'
import type { RowLabel } from '../../tables/table.ts'
import { TransposedGrid } from '../../tables/transposed-grid.ts'
import { columnLetter, rangeAddress } from '../../workbook/grid.ts'
import { LEARNED_LABELS } from '../embedded/row-labels.ts'
import { type Piece, pieceOf, type Rendering, roomFor } from './piece.ts'
import type { Detail } from './prompt.ts'
import { headLine, quoted } from './quoted.ts'
import { type RowSelection, selectRows } from './row-selection.ts'
import { countTokens } from './tokens.ts'
import { confidenceOf, sureOf, sureSchema, wireOf } from './wire.ts'

export const rowReplySchema = z.strictObject({
  runs: z.array(
    z.strictObject({
      first: z.int(),
      last: z.int(),
      label: z.enum(LEARNED_LABELS),
      sure: sureSchema,
    }),
  ),
})
type RowReply = z.infer<typeof rowReplySchema>

export const ROW_WIRE = wireOf('row_labels', rowReplySchema)

/** Labels of the rows that a piece shows, by row of the sheet. */
export type RowPart = ReadonlyMap<number, { readonly label: RowLabel; readonly confidence: number }>

const CELLS: Readonly<Record<Detail, { readonly cells: number; readonly characters: number }>> = {
  full: { cells: 8, characters: 32 },
  lean: { cells: 6, characters: 14 },
}
const TOKENS_OF_A_RUN = 24
const TOKENS_AROUND = 40
/** Rows before a piece that are shown again, so that it does not start in the dark. */
const LEAD_IN = 3
/** Each row has a run of its own only where rows are few. */
const MOST_RUNS = 40
const LEAST_ROWS = 6

/** A row question as pieces, and the selection of rows that they show. */
export interface RenderedRows {
  readonly pieces: readonly Piece<RowPart>[]
  readonly selection: RowSelection
}

/** Renders a row question: the start and end of the block, and of the rows between one or two of each kind. */
export function renderRows(question: RowQuestion, rendering: Rendering): RenderedRows {
  const view = new BlockView(question.grid, question.block, question.blockRows)
  const { detail } = rendering.prompt
  const selection = selectRows(view, question.asked, detail)
  const lines = selection.shown.map((index) => rowLine(view, index, detail))
  const count = rendering.countTokens ?? countTokens
  const costs = lines.map((line) => count(line) + 1)
  const head = {
    file: question.file,
    sheet: question.sheet,
    block: rangeAddress(question.block),
    ...(question.grid instanceof TransposedGrid ? { turned: true } : {}),
  }
  const pieces: Piece<RowPart>[] = []
  for (let start = 0; start < lines.length; ) {
    const lead = Math.min(start, LEAD_IN)
    const overhead = count(headLine(head)) + 2 * TOKENS_AROUND
    let used = overhead + costs.slice(start - lead, start).reduce((sum, cost) => sum + cost, 0)
    let end = start
    while (end < lines.length) {
      const next = used + costs[end]!
      if (end - start >= LEAST_ROWS && next > roomFor(rendering, outputFor(end - start + 1))) break
      used = next
      end++
    }
    pieces.push(rowPiece(rendering, head, view, selection, lines, { lead: start - lead, start, end }))
    start = end
  }
  return { pieces, selection }
}

const outputFor = (rows: number): number => TOKENS_AROUND + TOKENS_OF_A_RUN * Math.min(rows, MOST_RUNS)

function rowPiece(
  rendering: Rendering,
  head: Readonly<Record<string, string | boolean | null>>,
  view: BlockView,
  selection: RowSelection,
  lines: readonly string[],
  { lead, start, end }: { readonly lead: number; readonly start: number; readonly end: number },
): Piece<RowPart> {
  const rowAt = (position: number) => view.rows[selection.shown[position]!]!
  const shown = Array.from({ length: end - lead }, (_, at) => rowAt(lead + at))
  const asked = new Set(Array.from({ length: end - start }, (_, at) => rowAt(start + at)))
  /** Rows with others left out before them: only a run of data reaches over those. */
  const gaps = new Set<number>()
  const input = [headLine({ ...head, ...(lead < start ? { asked_from: rowAt(start) } : {}) })]
  for (let position = lead; position < end; position++) {
    const gap = position > lead ? selection.shown[position]! - selection.shown[position - 1]! - 1 : 0
    if (gap > 0) gaps.add(rowAt(position))
    if (gap > 0) input.push(`... (${gap} rows like those shown)`)
    input.push(lines[position]!)
  }
  return pieceOf<RowPart, RowReply>(rendering, input.join('\n'), outputFor(end - start), {
    wire: ROW_WIRE,
    read(reply, drop) {
      const part = new Map<number, { label: RowLabel; confidence: number }>()
      for (const { first, last, label, sure } of reply.runs) {
        if (!shown.includes(first) || !shown.includes(last) || first > last) {
          drop(`rows ${first} to ${last}`)
          continue
        }
        for (const row of shown) {
          if (row >= first && row <= last && asked.has(row))
            part.set(row, { label, confidence: confidenceOf(sure) })
        }
      }
      return part
    },
    write(part) {
      const runs: RowReply['runs'] = []
      for (const row of shown) {
        const given = asked.has(row) ? part.get(row) : undefined
        if (!given) continue
        const label = LEARNED_LABELS.find((one) => one === given.label) ?? 'other'
        const sure = sureOf(given.confidence)
        const run = runs.at(-1)
        const follows =
          run !== undefined &&
          shown[shown.indexOf(run.last) + 1] === row &&
          (label === 'data' || !gaps.has(row))
        if (follows && run.label === label && run.sure === sure) run.last = row
        else runs.push({ first: row, last: row, label, sure })
      }
      return { runs }
    },
  })
}

const PLAIN_NUMBER = /^-?\d[\d.,]*$/

function rowLine(view: BlockView, index: number, detail: Detail): string {
  const { cells: most, characters } = CELLS[detail]
  const { row, columns } = view.cells(index)
  const cells = columns.slice(0, most).map((column) => {
    const text = view.grid.text(row, column).trim()
    return `${columnLetter(column)}:${PLAIN_NUMBER.test(text) && text.length <= characters ? text : quoted(text, characters)}`
  })
  const more = columns.length > most ? ` +${columns.length - most} cells` : ''
  const look = detail === 'full' ? lookOf(view, row, columns[0]!) : ''
  return `${row}${look} ${cells.join(' ')}${more}`
}

function lookOf(view: BlockView, row: number, column: number): string {
  const { bold, fill } = view.grid.style(row, column)
  return `${bold ? ' bold' : ''}${fill === null ? '' : ' filled'}`
}
