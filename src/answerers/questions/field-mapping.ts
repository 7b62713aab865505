import { z } from 'zod'
import type { ColumnFacts } from '../../columns/answerer.ts'
import { wholeColumns } from '../../columns/whole-column.ts'
import type {
  LiteralAnswer,
  MappingAnswer,
  MappingQuestion,
  PriceColumnAnswer,
} from '../../mapping/answerer.ts'
import type { MappingField } from '../../mapping/mapping.ts'
import { PLACE_FIELDS } from '../../places/answerer.ts'
import {
  basisSchema,
  chargeTypeSchema,
  containerSizeSchema,
  containerTypeSchema,
} from '../../reference/vocabulary.ts'
import { rangeAddress } from '../../workbook/grid.ts'
import { priceFacts } from '../embedded/field-mapping.ts'
import { headingOf, samplesOf, stateOf } from './column-lines.ts'
import { type ContextLines, contextLines } from './context-lines.ts'
import { type Piece, pieceOf, type Rendering, roomFor } from './piece.ts'
import { PriceEvidence } from './price-evidence.ts'
import { headLine, partOf, quoted } from './quoted.ts'
import { countTokens } from './tokens.ts'
import { confidenceOf, sureOf, sureSchema, wireOf } from './wire.ts'

/** Fields that words around a table may fill. Countries are not among them: code proves those on every value. */
export const LITERAL_FIELDS = [
  'carrier',
  'service_line',
  'contract_number',
  'commodity',
  ...PLACE_FIELDS,
  'effective_date',
  'expiry_date',
  'container_size',
  'container_type',
  'container_dry_or_reefer',
  'currency',
  'service_mode',
  'free_time',
  'transit_days',
] as const satisfies readonly MappingField[]

export const mappingReplySchema = z.strictObject({
  literals: z.array(
    z.strictObject({
      field: z.enum(LITERAL_FIELDS),
      /** Number of a context cell. */
      context: z.int(),
      /** The words of that cell. */
      text: z.string(),
      sure: sureSchema,
    }),
  ),
  prices: z.array(
    z.strictObject({
      id: z.int(),
      type: chargeTypeSchema.nullable(),
      container_sizes: z.array(containerSizeSchema),
      container_type: containerTypeSchema.nullable(),
      charge: z.string().nullable(),
      basis: basisSchema.nullable(),
      currency: z.string().nullable(),
      currency_column: z.int().nullable(),
      minimum: z.int().nullable(),
      weight_break: z.string().nullable(),
      heading_is: z.enum(['origin', 'destination']).nullable(),
      sure: sureSchema,
    }),
  ),
})
type MappingReply = z.infer<typeof mappingReplySchema>
type PriceReply = MappingReply['prices'][number]

export const MAPPING_WIRE = wireOf('field_mapping', mappingReplySchema)

export interface MappingPart {
  readonly literals: readonly LiteralAnswer[]
  readonly prices: readonly PriceColumnAnswer[]
}

export interface MappingScope {
  /** Ids of the price columns to ask for. @default all */
  readonly asked?: readonly number[]
  /** Whether the words around the table are asked for. @default true */
  readonly literals?: boolean
  /** What is known of the price columns that are not asked for. */
  readonly known?: MappingAnswer
}

const TOKENS_OF_A_PRICE = 80
const TOKENS_OF_LITERALS = 260
const TOKENS_AROUND = 32
const LEAST_PRICES = 3
/** Columns of other roles and other pieces that are named. */
const MOST_OTHERS = 50

/** Renders a mapping question; price columns that do not fit in one window are asked for in further pieces. */
export function renderMapping(
  question: MappingQuestion,
  rendering: Rendering,
  { asked, literals = true }: MappingScope = {},
): Piece<MappingPart>[] {
  const { table, understanding } = question
  const { detail } = rendering.prompt
  const count = rendering.countTokens ?? countTokens
  const wholes = wholeColumns(table)
  const all = priceFacts(question)
  const prices = asked === undefined ? all : all.filter(({ id }) => asked.includes(id))
  if (prices.length === 0 && !literals) return []
  const evidence = new PriceEvidence(question, all)
  const context = contextLines(question.context, question.ownContext, detail, count)
  const head = headLine({
    file: question.file,
    sheet: table.sheet,
    range: rangeAddress(table.range),
    kind: understanding.kind,
    ...(table.transposed ? { turned: true } : {}),
  })
  const roles = new Map(understanding.columns.map(({ id, role, also }) => [id, [role, ...also].join('+')]))
  const others = question.columns
    .filter((facts) => !prices.includes(facts) && facts.profile.filled > 0)
    .slice(0, MOST_OTHERS)
    .map((facts) => `(${facts.id}) ${roles.get(facts.id)} ${headingOf(facts, detail)}`)
  const frame = [head, ...context.lines, ...others]
  const frameCost = count(frame.join('\n')) + TOKENS_AROUND
  const lines = prices.map((facts) => {
    const samples = samplesOf(facts, wholes[facts.id - table.range.left]!, detail)
    return `[${facts.id}] price ${headingOf(facts, detail)}${stateOf(facts)}: ${samples}`
  })
  const pieces: Piece<MappingPart>[] = []
  let start = 0
  do {
    const withLiterals = literals && start === 0
    let used = frameCost
    let end = start
    while (end < lines.length) {
      used += count(lines[end]!) + 1
      const room = roomFor(rendering, outputFor(end - start + 1, withLiterals))
      if (end - start >= LEAST_PRICES && used > room) break
      end++
    }
    const input = [
      ...frame,
      ...lines.slice(start, end),
      withLiterals ? 'Answer literals and prices.' : 'Answer prices only; literals is empty.',
    ].join('\n')
    pieces.push(
      mappingPiece(rendering, input, question, prices.slice(start, end), context, evidence, withLiterals),
    )
    start = end
  } while (start < lines.length)
  return pieces
}

const outputFor = (prices: number, literals: boolean): number =>
  TOKENS_AROUND + TOKENS_OF_A_PRICE * prices + (literals ? TOKENS_OF_LITERALS : 0)

function mappingPiece(
  rendering: Rendering,
  input: string,
  question: MappingQuestion,
  prices: readonly ColumnFacts[],
  context: ContextLines,
  evidence: PriceEvidence,
  withLiterals: boolean,
): Piece<MappingPart> {
  const ids = new Set(prices.map(({ id }) => id))
  return pieceOf<MappingPart, MappingReply>(rendering, input, outputFor(prices.length, withLiterals), {
    wire: MAPPING_WIRE,
    read(reply, drop) {
      const literals: LiteralAnswer[] = []
      for (const { field, context: index, text, sure } of reply.literals) {
        const cell = context.shown.has(index) && withLiterals ? question.context[index] : undefined
        const words = cell ? partOf(`${cell.key ?? ''} ${cell.text}`, text) : null
        if (words === null) drop(`${field} ${quoted(text, 40)} from context ${index}`)
        else literals.push({ field, context: index, text: words, confidence: confidenceOf(sure) })
      }
      const read = new Map<number, PriceColumnAnswer>()
      for (const price of reply.prices) {
        if (!ids.has(price.id) || read.has(price.id)) drop(`price column ${price.id}`)
        else read.set(price.id, readPrice(price, evidence, drop))
      }
      return { literals, prices: [...read.values()] }
    },
    write(part) {
      const literals = part.literals.flatMap(({ field, context: index, text, confidence }) => {
        const known = LITERAL_FIELDS.find((one) => one === field)
        if (known === undefined || !withLiterals || !context.shown.has(index)) return []
        return [{ field: known, context: index, text, sure: sureOf(confidence) }]
      })
      return { literals, prices: part.prices.filter(({ id }) => ids.has(id)).map(writePrice) }
    },
  })
}

function readPrice(
  price: PriceReply,
  evidence: PriceEvidence,
  report: (what: string) => void,
): PriceColumnAnswer {
  const { id } = price
  let whole = true
  const drop = (what: string) => {
    whole = false
    report(what)
  }
  const kept = <T>(value: T | null, stands: (value: T) => boolean, name: string): T | null => {
    if (value === null || stands(value)) return value
    drop(`${name} ${quoted(String(value), 40)} of column ${id}`)
    return null
  }
  const currency = kept(price.currency, (one) => evidence.statesCurrency(id, one), 'currency')
  const currencyColumn = kept(
    price.currency_column,
    (one) => evidence.isOtherColumn(id, one),
    'currency column',
  )
  const weightBreak = price.weight_break === null ? null : evidence.wordsOfHeading(id, price.weight_break)
  if (price.weight_break !== null && weightBreak === null)
    drop(`weight break ${quoted(price.weight_break, 40)} of column ${id}`)
  const read = {
    id,
    type: price.type,
    containerSizes: price.container_sizes.filter(
      (size) => kept(size, (one) => evidence.statesSize(id, one), 'container size') !== null,
    ),
    containerType: kept(price.container_type, (one) => evidence.allowsType(id, one), 'container type'),
    charge: kept(price.charge, (one) => evidence.statesCharge(id, one), 'charge'),
    basis: price.basis,
    currency: currencyColumn ?? currency,
    minimum: kept(price.minimum, (one) => evidence.isOtherColumn(id, one), 'minimum column'),
    weightBreak,
    headingIs: kept(price.heading_is, () => evidence.isHeadedByPlace(id), 'place in the heading'),
  }
  // What is left of an answer that invents is worth nothing beside one that does not.
  return { ...read, confidence: whole ? confidenceOf(price.sure) : 0 }
}

function writePrice(price: PriceColumnAnswer): PriceReply {
  return {
    id: price.id,
    type: price.type,
    container_sizes: [...price.containerSizes],
    container_type: price.containerType,
    charge: price.charge,
    basis: price.basis,
    currency: typeof price.currency === 'string' ? price.currency : null,
    currency_column: typeof price.currency === 'number' ? price.currency : null,
    minimum: price.minimum,
    weight_break: price.weightBreak,
    heading_is: price.headingIs,
    sure: sureOf(price.confidence),
  }
}
