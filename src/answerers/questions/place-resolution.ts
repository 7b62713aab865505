import { z } from 'zod'
import type { PlaceChoice, PlaceDoubt, PlaceField, PlaceQuestion } from '../../places/answerer.ts'
import { lookUpOffers } from '../../places/look-up.ts'
import { candidateLine } from './lookup-place.ts'
import { type Piece, pieceOf, type Rendering, roomFor } from './piece.ts'
import type { Detail, Prompt } from './prompt.ts'
import { headLine, quoted } from './quoted.ts'
import { countTokens } from './tokens.ts'
import { confidenceOf, sureOf, sureSchema, wireOf } from './wire.ts'

export const placeReplySchema = z.strictObject({
  places: z.array(
    z.strictObject({
      id: z.int(),
      /** Code of one of the candidates, null where none of them is meant. */
      pick: z.string().nullable(),
      sure: sureSchema,
    }),
  ),
})
type PlaceReply = z.infer<typeof placeReplySchema>

export const PLACE_WIRE = wireOf('place_resolution', placeReplySchema)

/** The same from a model that looked places up: with the text that gave it the candidate, so that code can look again. */
const lookedUpReplySchema = z.strictObject({
  places: z.array(
    z.strictObject({
      id: z.int(),
      looked_up: z.string().nullable(),
      pick: z.string().nullable(),
      sure: sureSchema,
    }),
  ),
})
type LookedUpReply = z.infer<typeof lookedUpReplySchema>

export const PLACE_LOOKUP_WIRE = {
  ...wireOf('place_resolution', lookedUpReplySchema),
  // A model that cannot call tools, and was taught the other form, says nothing of look-ups.
  schema: z.strictObject({
    places: z.array(
      lookedUpReplySchema.shape.places.element.extend({ looked_up: z.string().nullable().default(null) }),
    ),
  }),
}

export type PlacePart = readonly PlaceChoice[]

const SHOWN: Readonly<
  Record<Detail, { readonly options: number; readonly characters: number; readonly opposite: number }>
> = {
  full: { options: 8, characters: 60, opposite: 3 },
  lean: { options: 4, characters: 24, opposite: 1 },
}
const TOKENS_OF_A_PLACE = 24
const TOKENS_AROUND = 32
/** Arguments of a look-up, and its text in the answer. */
const TOKENS_OF_A_LOOKUP = 40
/** More texts in one question make an answer long, and a mistake in one likelier. */
const MOST_IN_A_PIECE = 24
const LEAST_IN_A_PIECE = 2
const COUNTRIES_NAMED = 6

/** Renders a place question: each text with the places that it may mean; the model picks one or none. */
export function renderPlaces(question: PlaceQuestion, rendering: Rendering): Piece<PlacePart>[] {
  const { detail } = rendering.prompt
  const count = rendering.countTokens ?? countTokens
  const head = [headLine({ file: question.file, sheet: question.sheet }), ...countryLines(question)]
  const blocks = question.doubts.map((doubt) => ({ doubt, text: doubtLines(doubt, detail).join('\n') }))
  const headCost = count(head.join('\n')) + TOKENS_AROUND
  const pieces: Piece<PlacePart>[] = []
  for (let start = 0; start < blocks.length; ) {
    let used = headCost
    let end = start
    while (end < blocks.length && end - start < MOST_IN_A_PIECE) {
      used += count(blocks[end]!.text) + 1
      if (end - start >= LEAST_IN_A_PIECE && used > roomFor(rendering, outputFor(end - start + 1))) break
      end++
    }
    const piece = blocks.slice(start, end)
    const input = [...head, ...piece.map(({ text }) => text)].join('\n')
    const doubts = piece.map(({ doubt }) => doubt)
    pieces.push(
      rendering.toolPrompt
        ? lookupPiece(rendering, rendering.toolPrompt, input, head, doubts)
        : placePiece(rendering, input, doubts, detail),
    )
    start = end
  }
  return pieces
}

const outputFor = (places: number): number => TOKENS_AROUND + TOKENS_OF_A_PLACE * places

function countryLines({ countries }: PlaceQuestion): string[] {
  return (Object.keys(countries) as PlaceField[]).flatMap((field) => {
    const named = countries[field]?.slice(0, COUNTRIES_NAMED) ?? []
    return named.length === 0 ? [] : [`${field} lies elsewhere in this column in ${named.join(' ')}`]
  })
}

/** The text with what stands beside it, then a line a candidate. */
function doubtLines(doubt: PlaceDoubt, detail: Detail): string[] {
  const { options, characters, opposite } = SHOWN[detail]
  const facts = [
    `[${doubt.id}] ${doubt.field} ${quoted(doubt.text, characters)}`,
    doubt.cell.trim() === doubt.text.trim() ? '' : ` in ${quoted(doubt.cell, characters)}`,
    doubt.country === null ? '' : ` country ${quoted(doubt.country, characters)}`,
    doubt.printedCode === null ? '' : ` code ${quoted(doubt.printedCode, characters)}`,
    doubt.opposite.length === 0
      ? ''
      : ` with ${doubt.opposite
          .slice(0, opposite)
          .map((text) => quoted(text, characters))
          .join(' ')}`,
  ]
  const candidates = doubt.options.slice(0, options).map((option) => `  ${candidateLine(option)}`)
  return [facts.join(''), ...candidates]
}

function placePiece(
  rendering: Rendering,
  input: string,
  doubts: readonly PlaceDoubt[],
  detail: Detail,
): Piece<PlacePart> {
  const byId = new Map(doubts.map((doubt) => [doubt.id, doubt]))
  return pieceOf<PlacePart, PlaceReply>(rendering, input, outputFor(doubts.length), {
    wire: PLACE_WIRE,
    read(reply, drop) {
      const choices = new Map<number, PlaceChoice>()
      for (const { id, pick, sure } of reply.places) {
        const doubt = byId.get(id)
        if (!doubt || choices.has(id)) {
          drop(`place text ${id}`)
          continue
        }
        const listed = doubt.options.slice(0, SHOWN[detail].options).some(({ code }) => code === pick)
        if (pick !== null && !listed) drop(`${quoted(pick, 20)} for ${quoted(doubt.text, 40)}`)
        else choices.set(id, { id, code: pick, confidence: confidenceOf(sure) })
      }
      return [...choices.values()]
    },
    write: (part) => ({
      places: part
        .filter(({ id }) => byId.has(id))
        .map(({ id, code, confidence }) => ({ id, pick: code, sure: sureOf(confidence) })),
    }),
  })
}

/** A question whose candidates the model looks up itself; with them, for a model that cannot. */
function lookupPiece(
  rendering: Rendering,
  toolPrompt: Prompt,
  input: string,
  head: readonly string[],
  doubts: readonly PlaceDoubt[],
): Piece<PlacePart> {
  const byId = new Map(doubts.map((doubt) => [doubt.id, doubt]))
  const output = outputFor(doubts.length) + TOKENS_OF_A_LOOKUP * doubts.length
  const piece = pieceOf<PlacePart, LookedUpReply>(rendering, input, output, {
    wire: PLACE_LOOKUP_WIRE,
    read(reply, drop) {
      const choices = new Map<number, PlaceChoice>()
      for (const { id, looked_up, pick, sure } of reply.places) {
        const doubt = byId.get(id)
        if (!doubt || choices.has(id)) {
          drop(`place text ${id}`)
          continue
        }
        const confidence = confidenceOf(sure)
        // Whatever the model says it was offered, code looks again.
        if (pick === null || doubt.options.some(({ code }) => code === pick))
          choices.set(id, { id, code: pick, confidence })
        else if (lookUpOffers(looked_up ?? doubt.text, pick))
          choices.set(id, { id, code: pick, confidence, lookedUp: looked_up ?? doubt.text })
        else drop(`${quoted(pick, 20)} for ${quoted(doubt.text, 40)}`)
      }
      return [...choices.values()]
    },
    write: (part) => ({
      places: part
        .filter(({ id }) => byId.has(id))
        .map(({ id, code, confidence, lookedUp }) => ({
          id,
          looked_up: code === null ? null : (lookedUp ?? byId.get(id)!.text),
          pick: code,
          sure: sureOf(confidence),
        })),
    }),
  })
  const asked = [...head, ...doubts.map((doubt) => doubtLines(doubt, 'full')[0])].join('\n')
  return {
    ...piece,
    question: {
      ...piece.question,
      prompt: `${piece.question.prompt}+${toolPrompt.version}`,
      withTools: { instructions: toolPrompt.text, input: asked },
    },
  }
}
