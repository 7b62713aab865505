import type { Finding } from '../../checks/finding.ts'
import type { ModelQuestion } from '../desk.ts'
import type { Prompt } from './prompt.ts'
import { quoted } from './quoted.ts'
import { readReply } from './read-reply.ts'
import { type CountTokens, countTokens, inputBudget } from './tokens.ts'
import type { Wire } from './wire.ts'

/** Who is asked, and how much the model can take in. */
export interface Rendering {
  /** Name of an endpoint of the configuration. */
  readonly endpoint: string
  /** Id of the model there. */
  readonly model: string
  readonly prompt: Prompt
  /** Context window in tokens, question and answer together: 4096 or more. */
  readonly window: number
  /** @default o200k_base */
  readonly countTokens?: CountTokens
  /** How a model that can call tools is told to look places up. @default candidates go with the question */
  readonly toolPrompt?: Prompt
}

/** Something that an answer points to and that is not there, in words for a person. */
export interface Dropped {
  readonly what: string
}

/** What a reply says once it was held against the question. */
export type PieceReading<Part> =
  | { readonly part: Part; readonly dropped: readonly Dropped[] }
  | { readonly problem: string }

/** A question, or a part of one that would not fit in one window, with the only way to read its answer. */
export interface Piece<Part> {
  readonly question: ModelQuestion
  /** Reads a reply. What comes out points only to what the question shows. */
  read(text: string): PieceReading<Part>
  /** The reply that would be read as this: what a model has to learn to say. */
  write(part: Part): string
}

/** What a second turn is given: the first answer as it would be written, and what was found wrong with it. */
export interface Again {
  readonly problems: readonly Finding[]
}

/** How a stage turns replies into its own terms and back. */
export interface PieceForm<Part, Reply> {
  readonly wire: Wire<Reply>
  read(reply: Reply, drop: (what: string) => void): Part
  write(part: Part): Reply
}

/** Makes a piece of rendered lines. */
export function pieceOf<Part, Reply>(
  rendering: Rendering,
  input: string,
  maxOutputTokens: number,
  form: PieceForm<Part, Reply>,
): Piece<Part> {
  const { endpoint, model, prompt } = rendering
  const { wire } = form
  return {
    question: {
      stage: prompt.stage,
      endpoint,
      model,
      prompt: prompt.version,
      instructions: prompt.text,
      input,
      schema: prompt.sendsSchema ? wire.json : { ...wire.json, known: true },
      maxOutputTokens,
    },
    read(text) {
      const reply = readReply(text, wire)
      if ('problem' in reply) return reply
      const dropped: Dropped[] = []
      const part = form.read(reply.value, (what) => dropped.push({ what }))
      return { part, dropped }
    },
    write: (part) => JSON.stringify(form.write(part)),
  }
}

/** Tokens that are left for the input beside the instructions. */
export function roomFor(rendering: Rendering, maxOutputTokens: number): number {
  const count = rendering.countTokens ?? countTokens
  return inputBudget(rendering.window, maxOutputTokens) - count(rendering.prompt.text)
}

const LONGEST_PROBLEM = 240
const MOST_PROBLEMS = 12

/** The same question again, with its first answer and what was found wrong with it. */
export function askedAgain<Part>(piece: Piece<Part>, first: Part, { problems }: Again): Piece<Part> {
  const told = problems.slice(0, MOST_PROBLEMS).map(({ code, at, message, value, expected }) => {
    const facts = [
      at.range === null ? null : `at ${quoted(at.range, 40)}`,
      quoted(message, LONGEST_PROBLEM),
      value === null ? null : `read ${quoted(value, 80)}`,
      expected === null ? null : `expected ${quoted(expected, 80)}`,
    ]
    return `- ${code}: ${facts.filter((fact) => fact !== null).join(', ')}`
  })
  const input = [
    piece.question.input,
    'SECOND TURN',
    `Your first answer: ${piece.write(first)}`,
    'Checks over all rows of the sheet object to it:',
    ...told,
    'Answer the whole question again. Keep what is right.',
  ].join('\n')
  return { ...piece, question: { ...piece.question, input } }
}
