import { z } from 'zod'
import type { ColumnAnswer, ColumnQuestion, ColumnRoleAnswer } from '../../columns/answerer.ts'
import type { ColumnRole } from '../../columns/understanding.ts'
import { wholeColumns } from '../../columns/whole-column.ts'
import { COLUMN_FIELDS, type TableKind, tableKindSchema } from '../../reference/vocabulary.ts'
import { rangeAddress } from '../../workbook/grid.ts'
import { headingOf, samplesOf, stateOf } from './column-lines.ts'
import { contextLines } from './context-lines.ts'
import { type Piece, pieceOf, type Rendering, roomFor } from './piece.ts'
import { headLine } from './quoted.ts'
import { countTokens } from './tokens.ts'
import { confidenceOf, sureOf, sureSchema, wireOf } from './wire.ts'

const roleWordSchema = z.enum([...COLUMN_FIELDS, 'price', 'ignored'])

export const columnReplySchema = z.strictObject({
  kind: tableKindSchema,
  kind_sure: sureSchema,
  columns: z.array(
    z.strictObject({
      id: z.int(),
      role: roleWordSchema,
      /** The role that comes next, null where no other is likely. */
      second: roleWordSchema.nullable(),
      sure: sureSchema,
    }),
  ),
})
type ColumnReply = z.infer<typeof columnReplySchema>

export const COLUMN_WIRE = wireOf('column_roles', columnReplySchema)

export interface ColumnPart {
  readonly kind: TableKind
  readonly kindConfidence: number
  readonly columns: ReadonlyMap<number, ColumnRoleAnswer>
}

export interface ColumnScope {
  /** Ids of the columns to ask for; the others are given as known. @default all */
  readonly asked?: readonly number[]
  /** What is known of the columns that are not asked for. */
  readonly known?: ColumnAnswer
}

const TOKENS_OF_A_COLUMN = 26
const TOKENS_AROUND = 48
/** Columns of the other pieces that are named, so that a piece knows what it is a part of. */
const MOST_OTHERS = 40
const CONTEXT_SHARE = 0.5
const LEAST_COLUMNS = 3
/** What is left of the likelihood goes to the second role. */
const SECOND_SHARE = 0.6

/** Renders a column question; columns that do not fit in one window are asked for in further pieces. */
export function renderColumns(
  question: ColumnQuestion,
  rendering: Rendering,
  { asked, known }: ColumnScope = {},
): Piece<ColumnPart>[] {
  const { table, columns } = question
  const { detail } = rendering.prompt
  const count = rendering.countTokens ?? countTokens
  const wholes = wholeColumns(table)
  const context = contextLines(table.context, table.context.length, detail, count, CONTEXT_SHARE)
  const roles = new Map(known?.columns.map(({ id, role }) => [id, role]))
  const short = new Map(
    columns.map((facts) => {
      const role = asked?.includes(facts.id) ? undefined : roles.get(facts.id)
      return [facts.id, `(${facts.id}) ${headingOf(facts, detail)}${role === undefined ? '' : ` = ${role}`}`]
    }),
  )
  const full = columns.map((facts, at) => ({
    id: facts.id,
    line: `[${facts.id}] ${headingOf(facts, detail)}${stateOf(facts)}: ${samplesOf(facts, wholes[at]!, detail)}`,
  }))
  const wanted = asked === undefined ? full : full.filter(({ id }) => asked.includes(id))
  const head = {
    file: question.file,
    sheet: table.sheet,
    range: rangeAddress(table.range),
    ...(table.transposed ? { turned: true } : {}),
  }
  const frame = [headLine(head), ...context.lines]
  const shortCost = (ids: ReadonlySet<number>) =>
    others(
      columns.map(({ id }) => id),
      ids,
      short,
    ).reduce((sum, line) => sum + count(line) + 1, 0)
  const pieces: Piece<ColumnPart>[] = []
  for (let start = 0; start < wanted.length; ) {
    const ids = new Set<number>()
    let end = start
    let used = count(frame.join('\n')) + TOKENS_AROUND
    while (end < wanted.length) {
      const { id, line } = wanted[end]!
      const next = used + count(line) + 1
      const beside = shortCost(new Set([...ids, id]))
      if (ids.size >= LEAST_COLUMNS && next + beside > roomFor(rendering, outputFor(ids.size + 1))) break
      used = next
      ids.add(id)
      end++
    }
    const lines = [
      ...frame,
      ...others(
        columns.map(({ id }) => id),
        ids,
        short,
      ),
      ...wanted.slice(start, end).map(({ line }) => line),
    ]
    pieces.push(columnPiece(rendering, lines, ids))
    start = end
  }
  return pieces
}

const outputFor = (columns: number): number => TOKENS_AROUND + TOKENS_OF_A_COLUMN * columns

/** The columns that a piece only names, those nearest to the ones it asks for first. */
function others(
  all: readonly number[],
  asked: ReadonlySet<number>,
  lines: ReadonlyMap<number, string>,
): string[] {
  const ids = [...asked]
  const distance = (id: number) => Math.min(...ids.map((one) => Math.abs(one - id)))
  return all
    .filter((id) => !asked.has(id))
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, MOST_OTHERS)
    .sort((a, b) => a - b)
    .map((id) => lines.get(id)!)
}

function columnPiece(
  rendering: Rendering,
  lines: readonly string[],
  ids: ReadonlySet<number>,
): Piece<ColumnPart> {
  return pieceOf<ColumnPart, ColumnReply>(rendering, lines.join('\n'), outputFor(ids.size), {
    wire: COLUMN_WIRE,
    read(reply, drop) {
      const columns = new Map<number, ColumnRoleAnswer>()
      for (const { id, role, second, sure } of reply.columns) {
        if (!ids.has(id) || columns.has(id)) {
          drop(`column ${id}`)
          continue
        }
        const confidence = confidenceOf(sure)
        const rest = (1 - confidence) * SECOND_SHARE
        const alternatives = second === null || second === role ? [] : [{ role: second, confidence: rest }]
        columns.set(id, { id, role, confidence, alternatives })
      }
      return { kind: reply.kind, kindConfidence: confidenceOf(reply.kind_sure), columns }
    },
    write({ kind, kindConfidence, columns }) {
      return {
        kind,
        kind_sure: sureOf(kindConfidence),
        columns: [...columns.values()]
          .filter(({ id }) => ids.has(id))
          .map(({ id, role, confidence, alternatives }) => ({
            id,
            role: roleWordSchema.parse(role satisfies ColumnRole),
            second: alternatives[0] ? roleWordSchema.parse(alternatives[0].role) : null,
            sure: sureOf(confidence),
          })),
      }
    },
  })
}
